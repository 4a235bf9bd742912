import type { Connection } from '@vigia/mongo';
import type { ListDocument } from '../lists/list';
import { OPEN, type Revision, type VersionRecord } from './revision';

/** A list at one of its versions. */
export type At = Pick<ListDocument, '_id' | 'version'>;

/** Reads entries as they stand at a version of their list; what is being staged is never seen. */
export class Revisions {
  private readonly revisions;
  private readonly versions;

  constructor(connection: Connection) {
    this.revisions = connection.collection<Revision>('revisions');
    this.versions = connection.collection<VersionRecord>('versions');
  }

  async ensureIndexes(): Promise<void> {
    await this.revisions.createIndex({ listId: 1, key: 1, from: 1 }, { unique: true });
    await this.revisions.createIndex({ listId: 1, from: 1 });
    await this.revisions.createIndex({ listId: 1, until: 1 });
    await this.revisions.createIndex(
      { expiresAt: 1 },
      { partialFilterExpression: { expiresAt: { $exists: true } } },
    );
    await this.versions.createIndex({ listId: 1, at: -1 });
  }

  /** The revisions of these keys, by key. */
  async byKeys(list: At, keys: readonly string[]): Promise<Map<string, Revision>> {
    if (list.version === 0 || keys.length === 0) return new Map();
    const found = await this.revisions
      .find({ ...visible(list), key: { $in: [...keys] } })
      .toArray();
    return new Map(found.map((revision) => [revision.key, revision]));
  }

  async byKey(list: At, key: string): Promise<Revision | undefined> {
    return (await this.byKeys(list, [key])).get(key);
  }

  /** Key and origin of every active entry, in no order. */
  activeKeys(list: At): AsyncIterable<Pick<Revision, 'key' | 'origin' | 'sourceDigest'>> {
    return this.revisions
      .find({ ...visible(list), status: 'active' })
      .project<Revision>({ _id: 0, key: 1, origin: 1, sourceDigest: 1 })
      .batchSize(5000);
  }

  /** One page of active entries in the order of their keys. */
  page(list: At, after: string, limit: number): Promise<Revision[]> {
    return this.revisions
      .find({ ...visible(list), status: 'active', key: { $gt: after } })
      .sort({ key: 1 })
      .limit(limit)
      .toArray();
  }

  /** Every revision of one entry up to the live version, oldest first. */
  history(list: At, key: string): Promise<Revision[]> {
    return this.revisions
      .find({ listId: list._id, key, from: { $lte: list.version } })
      .sort({ from: 1 })
      .limit(1000)
      .toArray();
  }

  /** Everything that changed with a version, in the order of the keys. */
  changesOf(listId: string, version: number): AsyncIterable<Revision> {
    return this.revisions.find({ listId, from: version }).sort({ key: 1 }).batchSize(1000);
  }

  /** Active entries that are past their expiry, of any list; at most a thousand. */
  expired(now: Date): Promise<Revision[]> {
    return this.revisions
      .find({ expiresAt: { $lte: now }, status: 'active', until: OPEN })
      .limit(1000)
      .toArray();
  }

  /** The newest hundred versions and confirmations of a list. */
  versionsOf(list: ListDocument, kinds?: readonly string[]): Promise<VersionRecord[]> {
    return this.versions
      .find({
        listId: list._id,
        ...(kinds && { kind: { $in: [...kinds] as VersionRecord['kind'][] } }),
      })
      .sort({ at: -1 })
      .limit(100)
      .toArray();
  }
}

const visible = ({ _id, version }: At) => ({
  listId: _id,
  from: { $lte: version },
  until: { $gt: version },
});
