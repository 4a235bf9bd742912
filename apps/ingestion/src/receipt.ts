import type { OutboxFields } from '@vigia/mongo';
import type { Finding } from '@vigia/manifest';

/** What the carrier gets back, and keeps. Counts are travellers; it speaks of data quality only. */
export interface Receipt {
  receiptId: string;
  manifestId?: string;
  status: 'accepted' | 'accepted-with-warnings' | 'rejected';
  format: string;
  sha256: string;
  receivedAt: string;
  received: number;
  accepted: number;
  warned: number;
  refused: number;
  findings: Finding[];
  /** When the list had to be in: the first departure, as UTC instant, where the place is known. */
  deadline?: string;
  /** One element a passenger list: a submission may hold several. */
  manifests: { manifestId: string; conveyanceKey: string; travellers: number }[];
}

/** A receipt as stored; the event waits in the same document until Kafka has it. */
export interface ReceiptDocument extends Partial<OutboxFields> {
  _id: string;
  carrierId: string;
  idempotencyKey?: string;
  receivedAt: Date;
  receipt: Receipt;
}
