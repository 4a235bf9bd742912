import type { Finding, Manifest, Mode } from '@vigia/manifest';

/** The formats we read. PNRGOV is recognised and refused clearly. */
export type Format = 'paxlst' | 'csv' | 'xlsx' | 'json';

/**
 * Facts about the trip that the list itself may lack, given beside it. Places are codes (three
 * letters IATA, five UN/LOCODE or LOCAL) or names; times are local, `YYYY-MM-DDTHH:mm`.
 */
export interface TripFacts {
  carrier?: string;
  carrierName?: string;
  journeyId?: string;
  departureLocal?: string;
  arrivalLocal?: string;
  origin?: string;
  destination?: string;
  /** Border posts and other stops between origin and destination, in order. */
  stops?: readonly string[];
  mode?: Mode;
  vehicleId?: string;
  vehicleName?: string;
  vehicleNationality?: string;
}

export interface ParseOptions {
  /** Name of the file, for the answer and as a hint of the format. */
  file: string;
  format?: Format;
  contentType?: string;
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  rawSha256: string;
  /** `YYYY-MM-DD`; decides the century of two-digit years when the message has no date. */
  receivedOn: string;
  /** Who sent it, where the format has no envelope to say so. */
  sender?: string;
  trip?: TripFacts;
}

/** One traveller's answer, or the whole message's, in a CUSRES that somebody sent us. */
export interface CusresAnswer {
  kind: '962' | '132' | '312';
  level: 'message' | 'traveller';
  refs: { AVF?: string; ABO?: string; AEA?: string };
  code: string;
  decision: CusresDecision;
  text?: string;
}

export type CusresDecision = 'BOARD' | 'NO_BOARD' | 'CHECK' | 'DATA_ERROR' | 'ACCEPTED' | 'REFUSED';

export interface ParseResult {
  file: string;
  format: string;
  outcome: 'accepted' | 'accepted-with-warnings' | 'rejected';
  /** One a UNH, a sheet or a JSON list; parts of one list are manifests of their own. */
  manifests: Manifest[];
  findings: Finding[];
  responses?: CusresAnswer[];
  /** Rows or traveller groups seen, and what became of them. */
  counts: Counts;
}

export interface Counts {
  received: number;
  accepted: number;
  warned: number;
  refused: number;
}
