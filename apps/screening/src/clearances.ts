import type { AlertDisposed } from '@vigia/contracts';
import { bulkUpsert, type Connection } from '@vigia/mongo';
import type { TravelRecord } from './travel-record';

interface ClearanceDocument {
  _id: string;
  person: string;
  entryId: string;
  entryVersion: number;
  clearedAt: Date;
}

/** Which of the matches at hand an officer has dismissed before. */
export interface Cleared {
  has(legId: string, entryId: string, entryVersion: number): boolean;
}

/**
 * Pairs of person and list entry that an officer dismissed: they stay cleared until the entry
 * changes (its version rises) or the person shows other identity facts (other keys).
 */
export class Clearances {
  private readonly pairs;
  private readonly plain;

  constructor(connection: Connection) {
    this.pairs = connection.collection<ClearanceDocument>('clearances');
    this.plain = connection.collection('clearances');
  }

  async ensureIndexes(retentionDays: number): Promise<void> {
    await this.pairs.createIndex({ person: 1 });
    await this.pairs.createIndex(
      { clearedAt: 1 },
      { expireAfterSeconds: retentionDays * 24 * 3600 },
    );
  }

  /** Remembers a dismissal for every key of the person; a later version of the pair replaces it. */
  async remember(
    disposed: AlertDisposed,
    record: TravelRecord,
    entryVersion: number,
  ): Promise<void> {
    const { entryId } = disposed;
    if (!entryId) return;
    const clearedAt = new Date(disposed.occurredAt);
    await bulkUpsert(
      this.plain,
      record.leg.identity.keys.map((person) => ({
        updateOne: {
          filter: { _id: `${person}|${entryId}` as never },
          update: { $set: { person, entryId, entryVersion, clearedAt } },
          upsert: true,
        },
      })),
    );
  }

  /** The clearances that may concern these travellers, in one look. */
  async of(records: readonly TravelRecord[]): Promise<Cleared> {
    const keys = [...new Set(records.flatMap(({ leg }) => leg.identity.keys))];
    const found = keys.length > 0 ? await this.pairs.find({ person: { $in: keys } }).toArray() : [];
    const versions = new Map(found.map((pair) => [pair._id, pair.entryVersion]));
    const keysOf = new Map(records.map(({ leg }) => [leg.legId, leg.identity.keys]));
    return {
      // Every key must be cleared: a new document is a new fact.
      has: (legId, entryId, entryVersion) => {
        const own = keysOf.get(legId) ?? [];
        return (
          own.length > 0 &&
          own.every((key) => (versions.get(`${key}|${entryId}`) ?? -1) >= entryVersion)
        );
      },
    };
  }
}
