import type { Effect, ListChanges } from '@vigia/formats';
import type { Finding } from '@vigia/manifest';
import type { OutboxFields } from '@vigia/mongo';

/** What became of one list of a submission. Counts are travellers, ids are those of travellers. */
export interface ListReceipt {
  manifestId: string;
  conveyanceKey: string;
  /** Travellers on the submitted list. */
  travellers: number;
  /** Which submission about this conveyance it is, from 1; absent in a test. */
  listVersion?: number;
  effect?: Effect;
  /** It came after its deadline. */
  late?: boolean;
  added?: number;
  changed?: number;
  /** Who is no longer on the list: removals are always said, never implied. */
  removed?: string[];
  boarded?: number;
  notBoarded?: number;
  /** Travellers of whom a version prepared later has said something else. */
  superseded?: number;
}

/** What the carrier gets back, and keeps. Counts are travellers; it speaks of data quality only. */
export interface Receipt {
  receiptId: string;
  manifestId?: string;
  status: 'accepted' | 'accepted-with-warnings' | 'rejected';
  format: string;
  sha256: string;
  receivedAt: string;
  /** Only checked: not screened, not passed on, and gone after a day. */
  test?: true;
  received: number;
  accepted: number;
  warned: number;
  refused: number;
  findings: Finding[];
  /** When the list had to be in, as UTC instant, where places and times are known. */
  deadline?: string;
  /** One element a passenger list: a submission may hold several. */
  manifests: ListReceipt[];
}

/** One version of a list as the timeline keeps it: no value of any traveller. */
export interface ListVersion {
  conveyanceKey: string;
  manifestId: string;
  listVersion: number;
  effect: Effect;
  late: boolean;
  channel: string;
  preparedAt?: string;
  part?: { key: string; seq: number; last: boolean };
  travellers: number;
  superseded: number;
  changes: ListChanges;
  boarded: string[];
  notBoarded: string[];
}

/** A receipt as stored; the events wait in the same document until Kafka has them. */
export interface ReceiptDocument extends Partial<OutboxFields> {
  _id: string;
  carrierId: string;
  idempotencyKey?: string;
  /** `sender|0020` of the interchanges taken in under this receipt. */
  interchanges?: string[];
  receivedAt: Date;
  /** Tests alone; everything else goes by the retention of receipts. */
  expiresAt?: Date;
  receipt: Receipt;
  versions?: ListVersion[];
  /** The answer to UN/EDIFACT callers, as it was given first. */
  cusres?: string;
}
