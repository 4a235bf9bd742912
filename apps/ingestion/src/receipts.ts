import {
  insertMissing,
  MicroBatcher,
  Outbox,
  type Connection,
  type InsertOutcome,
  type OutboxFields,
  type OutboxMessage,
} from '@vigia/mongo';
import type { ReceiptDocument } from './receipt';

/** Receipts are kept as long as travellers are identifiable: six months (safeguard 10). */
const RETENTION_S = 182 * 24 * 3600;

type Stored = Omit<ReceiptDocument, keyof OutboxFields>;

/** The receipts of all carriers, and with them the outbox of this service. */
export class Receipts {
  readonly outbox: Outbox;
  private readonly collection;
  private readonly inserts: MicroBatcher<ReceiptDocument, InsertOutcome>;

  constructor(
    connection: Connection,
    publish: (messages: readonly OutboxMessage[]) => Promise<void>,
    onError: (error: unknown) => void,
    graceMs: number,
  ) {
    this.collection = connection.collection<ReceiptDocument>('receipts');
    const plain = connection.collection('receipts');
    this.outbox = new Outbox({ collection: plain, publish, onError, graceMs });
    this.inserts = new MicroBatcher((documents) => insertMissing(plain, documents), 100, 2);
  }

  async ensureIndexes(): Promise<void> {
    await this.outbox.ensureIndexes();
    await this.collection.createIndex(
      { carrierId: 1, idempotencyKey: 1 },
      { unique: true, partialFilterExpression: { idempotencyKey: { $exists: true } } },
    );
    await this.collection.createIndex({ 'receipt.manifests.manifestId': 1 });
    await this.collection.createIndex({ receivedAt: 1 }, { expireAfterSeconds: RETENTION_S });
  }

  /** Stores a new receipt with its events; `exists` when the id or the idempotency key is taken. */
  insert(
    document: Stored,
    messages: readonly OutboxMessage[],
  ): Promise<[InsertOutcome, OutboxFields]> {
    const fields = this.outbox.fields(messages);
    return this.inserts.add({ ...document, ...fields }).then((outcome) => [outcome, fields]);
  }

  byId(id: string): Promise<ReceiptDocument | null> {
    return this.collection.findOne({ _id: id }, { promoteBuffers: true });
  }

  /** The carrier's own receipt, or null: another carrier's is as if it did not exist. */
  ofCarrier(carrierId: string, id: string): Promise<ReceiptDocument | null> {
    return this.collection.findOne({ _id: id, carrierId });
  }

  /** The receipt under which one of the carrier's lists came in. */
  ofManifest(carrierId: string, manifestId: string): Promise<ReceiptDocument | null> {
    return this.collection.findOne({ carrierId, 'receipt.manifests.manifestId': manifestId });
  }
}
