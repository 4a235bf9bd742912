import { Outbox, type Connection, type OutboxMessage } from '@vigia/mongo';
import type { ReceiptDocument } from './receipt';

/** Receipts are kept as long as travellers are identifiable: six months (safeguard 10). */
const RETENTION_S = 182 * 24 * 3600;

/** Versions of one list that are shown; a list with more is sent by a machine gone wild. */
const MOST_VERSIONS = 500;

/** The receipts of all carriers, and with them the outbox of this service. */
export class Receipts {
  readonly outbox: Outbox;
  private readonly collection;

  constructor(
    connection: Connection,
    publish: (messages: readonly OutboxMessage[]) => Promise<void>,
    onError: (error: unknown) => void,
    graceMs: number,
  ) {
    this.collection = connection.collection<ReceiptDocument>('receipts');
    const plain = connection.collection('receipts');
    this.outbox = new Outbox({ collection: plain, publish, onError, graceMs });
  }

  async ensureIndexes(): Promise<void> {
    const { collection } = this;
    await this.outbox.ensureIndexes();
    await collection.createIndex(
      { carrierId: 1, idempotencyKey: 1 },
      { unique: true, partialFilterExpression: { idempotencyKey: { $exists: true } } },
    );
    await collection.createIndex(
      { carrierId: 1, interchanges: 1 },
      { unique: true, partialFilterExpression: { interchanges: { $exists: true } } },
    );
    await collection.createIndex({ 'receipt.manifests.manifestId': 1 });
    await collection.createIndex(
      { 'versions.conveyanceKey': 1 },
      { partialFilterExpression: { versions: { $exists: true } } },
    );
    await collection.createIndex({ receivedAt: 1 }, { expireAfterSeconds: RETENTION_S });
    await collection.createIndex(
      { expiresAt: 1 },
      { expireAfterSeconds: 0, partialFilterExpression: { expiresAt: { $exists: true } } },
    );
  }

  byId(id: string): Promise<ReceiptDocument | null> {
    return this.collection.findOne({ _id: id }, { promoteBuffers: true });
  }

  /** The receipt that holds this key, if any. */
  byKey(carrierId: string, idempotencyKey: string): Promise<ReceiptDocument | null> {
    return this.collection.findOne({ carrierId, idempotencyKey });
  }

  /** The receipt under which one of these interchanges was taken in, if any. */
  byInterchange(carrierId: string, interchanges: string[]): Promise<ReceiptDocument | null> {
    return this.collection.findOne(
      { carrierId, interchanges: { $in: interchanges } },
      { promoteBuffers: true },
    );
  }

  /** The carrier's own receipt, or null: another carrier's is as if it did not exist. */
  ofCarrier(carrierId: string, id: string, now: Date): Promise<ReceiptDocument | null> {
    return this.collection.findOne({ _id: id, carrierId, ...unexpired(now) });
  }

  /** The receipt under which one of the carrier's lists came in. */
  ofManifest(carrierId: string, manifestId: string, now: Date): Promise<ReceiptDocument | null> {
    return this.collection.findOne({
      carrierId,
      'receipt.manifests.manifestId': manifestId,
      ...unexpired(now),
    });
  }

  /** The newest version that receipts know of a list that is no longer kept; 0 when none does. */
  async newestVersion(carrierId: string, conveyanceKey: string): Promise<number> {
    const latest = await this.collection
      .find({ carrierId, 'versions.conveyanceKey': conveyanceKey })
      .project<Pick<ReceiptDocument, 'versions'>>({ versions: 1 })
      .sort({ receivedAt: -1 })
      .limit(20)
      .toArray();
    const versions = latest
      .flatMap((document) => document.versions ?? [])
      .filter((version) => version.conveyanceKey === conveyanceKey);
    return Math.max(0, ...versions.map(({ listVersion }) => listVersion));
  }

  /** Everything sent about one conveyance, oldest version first. */
  ofConveyance(carrierId: string, conveyanceKey: string): Promise<ReceiptDocument[]> {
    return this.collection
      .find({ carrierId, 'versions.conveyanceKey': conveyanceKey })
      .project<ReceiptDocument>({ outbox: 0, 'receipt.findings': 0, cusres: 0 })
      .sort({ receivedAt: 1 })
      .limit(MOST_VERSIONS)
      .toArray();
  }
}

/** MongoDB removes what has expired once a minute; until then it must not be seen. */
const unexpired = (now: Date): object => ({
  $or: [{ expiresAt: { $exists: false } }, { expiresAt: { $gt: now } }],
});
