// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** Nothing in a submission could be accepted. */
export interface ManifestRejected {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  receiptId: string;
  carrierId: string;
  format: string;
  rawSha256: string;
  /** Rows or traveller groups seen. */
  received: number;
  findings: Finding[];
}

/** Something noticed in what the carrier sent, and where. */
export interface Finding {
  code: string;
  severity: Severity;
  text: Bilingual;
  segment?: number;
  row?: number;
  sheet?: string;
  field?: string;
  path?: string;
}

export type Severity = 'info' | 'warning' | 'error';

/** A text in Spanish and English. */
export interface Bilingual {
  es: string;
  en: string;
}
