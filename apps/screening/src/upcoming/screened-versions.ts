import type { Connection } from '@vigia/mongo';

interface ScreenedDocument {
  _id: number;
  lists: Record<string, number>;
}

/**
 * Up to which version of each list the upcoming travellers of a partition have been compared. It
 * stands in the store, so whoever reads the partition next goes on from there: after a restart, and
 * when the partition moves while a list changes.
 */
export class ScreenedVersions {
  private readonly screened;

  constructor(connection: Connection) {
    this.screened = connection.collection<ScreenedDocument>('screened');
  }

  /** A partition that was never compared begins at the versions in force. */
  async of(
    partition: number,
    current: Readonly<Record<string, number>>,
  ): Promise<Map<string, number>> {
    const known = await this.screened.findOneAndUpdate(
      { _id: partition },
      { $setOnInsert: { lists: current } },
      { upsert: true, returnDocument: 'after' },
    );
    return new Map(Object.entries(known?.lists ?? current));
  }

  async done(partition: number, listId: string, version: number): Promise<void> {
    await this.screened.updateOne(
      { _id: partition },
      { $max: { [`lists.${listId}`]: version } },
      { upsert: true },
    );
  }
}
