import { bulkUpsert, type Connection } from '@vigia/mongo';

interface DueDocument {
  _id: string;
  at: Date;
}

/**
 * Legs to look at again when a wait is over (R5 waits 72 hours after a missed departure). Kept in the
 * store, so a restart forgets none; several instances may take the same one, which gives the same ids.
 */
export class DueLooks {
  private readonly due;
  private readonly plain;

  constructor(connection: Connection) {
    this.due = connection.collection<DueDocument>('due');
    this.plain = connection.collection('due');
  }

  async ensureIndexes(): Promise<void> {
    await this.due.createIndex({ at: 1 });
  }

  async put(looks: readonly { legId: string; at: Date }[]): Promise<void> {
    await bulkUpsert(
      this.plain,
      looks.map(({ legId, at }) => ({
        updateOne: { filter: { _id: legId as never }, update: { $set: { at } }, upsert: true },
      })),
    );
  }

  /** The legs whose time has come, earliest first. */
  async next(now: Date, limit: number): Promise<string[]> {
    const rows = await this.due
      .find({ at: { $lte: now } })
      .sort({ at: 1 })
      .limit(limit)
      .toArray();
    return rows.map(({ _id }) => _id);
  }

  async done(legIds: readonly string[]): Promise<void> {
    if (legIds.length > 0) await this.due.deleteMany({ _id: { $in: [...legIds] } });
  }
}
