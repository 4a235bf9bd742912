// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** The cause of an alert is gone: it is closed without anybody's decision. */
export interface AlertRecalled {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  alertId: string;
  travellerId: string;
  cause: RecallCause;
  text: Bilingual;
}

export type RecallCause = 'entryWithdrawn' | 'entryChanged' | 'travellerRemoved' | 'conveyanceCancelled' | 'noLongerMet';

/** A text in Spanish and English. */
export interface Bilingual {
  es: string;
  en: string;
}
