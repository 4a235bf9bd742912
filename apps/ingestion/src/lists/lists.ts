import type { ListState } from '@vigia/formats';
import type { Manifest } from '@vigia/manifest';
import { MicroBatcher, type Connection } from '@vigia/mongo';
import { listOfStored, type StoredList } from './stored-list';

/** The trip of a list: nothing personal. */
export type TripOfList = Pick<Manifest, 'carrier' | 'conveyance' | 'itinerary'>;

/** The current list of one conveyance: ids and checksums, gone some days after departure. */
export interface ListDocument {
  _id: string;
  carrierId: string;
  version: number;
  state: ListState;
  trip: TripOfList;
  until: Date;
}

/** Reads the current lists; they are written by the IntakeStore alone. */
export class Lists {
  private readonly collection;
  private readonly reads: MicroBatcher<string, ListDocument | undefined>;

  constructor(connection: Connection) {
    this.collection = connection.collection<StoredList>('lists');
    this.reads = new MicroBatcher((keys) => this.readAll(keys), 100, 4);
  }

  async ensureIndexes(): Promise<void> {
    await this.collection.createIndex({ until: 1 }, { expireAfterSeconds: 0 });
  }

  /** The current list of a conveyance; under load many callers share a look. */
  byKey(key: string): Promise<ListDocument | undefined> {
    return this.reads.add(key);
  }

  private async readAll(keys: readonly string[]): Promise<(ListDocument | undefined)[]> {
    const found = await this.collection.find({ _id: { $in: [...new Set(keys)] } }).toArray();
    const byKey = new Map(found.map((list) => [list._id, listOfStored(list)]));
    return keys.map((key) => byKey.get(key));
  }
}
