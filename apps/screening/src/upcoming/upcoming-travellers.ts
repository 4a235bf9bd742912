import { setImmediate as breathe } from 'node:timers/promises';
import type { Person } from '@vigia/contracts';
import { match, TravellerIndex, type Entry, type Index, type Query } from '@vigia/matching';
import { queryOf } from '../match-lists';
import type { TravelRecord } from '../travel-record';

/** Reads a partition's travellers who have not arrived. */
export type ReadUpcoming = (
  partition: number,
  now: Date,
) => AsyncIterable<{ _id: string; person: Person; endsAt: Date }>;

interface Partition {
  index: TravellerIndex;
  /** When each arrives, in minutes since the epoch. */
  arrivals: Map<string, number>;
  /** Resolves when those who were stored before are in it too. */
  complete: Promise<void>;
}

/** Beyond so many changed entries it is cheaper to ask for each traveller than for each entry. */
const MANY_ENTRIES = 300;
const AT_ONCE = 100;
const DAY_MS = 24 * 3600 * 1000;
const MINUTE_MS = 60_000;

/**
 * The travellers who are under way or yet to depart, of the partitions that this instance reads,
 * searchable by one list entry. Read from the store when a partition comes, followed from there, and
 * dropped with it: instances share the travellers as they share the partitions.
 */
export class UpcomingTravellers {
  private readonly partitions = new Map<number, Partition>();

  constructor(
    private readonly read: ReadUpcoming,
    private readonly now: () => Date,
    private readonly onError: (error: unknown) => void,
  ) {}

  get size(): number {
    return [...this.partitions.values()].reduce((sum, { index }) => sum + index.size, 0);
  }

  /** From here on these partitions and no others; resolves when all their travellers are in. */
  async assign(partitions: readonly number[]): Promise<void> {
    const wanted = new Set(partitions);
    for (const known of this.partitions.keys()) {
      if (!wanted.has(known)) this.partitions.delete(known);
    }
    for (const partition of wanted) {
      if (!this.partitions.has(partition)) this.open(partition);
    }
    await Promise.all([...this.partitions.values()].map(({ complete }) => complete));
  }

  add(records: readonly TravelRecord[]): void {
    const now = this.now().getTime();
    for (const { leg, person, partition } of records) {
      const until = Date.parse(leg.arrivedAt ?? leg.departedAt) + (leg.arrivedAt ? 0 : DAY_MS);
      const own = this.partitions.get(partition);
      if (own && until >= now) put(own, leg.legId, queryOf(person), until);
    }
  }

  remove(legIds: readonly string[]): void {
    for (const legId of legIds) {
      for (const { index, arrivals } of this.partitions.values()) {
        if (arrivals.delete(legId)) index.remove(legId);
      }
    }
  }

  /** Forgets who has arrived. */
  async prune(): Promise<void> {
    const now = this.now().getTime() / MINUTE_MS;
    let seen = 0;
    for (const { index, arrivals } of this.partitions.values()) {
      for (const [legId, until] of arrivals) {
        if (until < now) {
          arrivals.delete(legId);
          index.remove(legId);
        }
        seen += 1;
        if (seen % 10_000 === 0) await breathe();
      }
    }
  }

  /** Legs of a partition whose travellers one of these entries may mean. */
  async meantBy(partition: number, entries: readonly Entry[], index: Index): Promise<Set<string>> {
    const own = this.partitions.get(partition);
    const found = new Set<string>();
    if (!own) return found;
    await own.complete;
    if (entries.length <= MANY_ENTRIES) {
      for (const entry of entries) {
        for (const { travellerId } of own.index.matchEntry(entry)) found.add(travellerId);
        await breathe();
      }
      return found;
    }
    const changed = new Set(entries.map(({ entryId }) => entryId));
    let seen = 0;
    for (const [legId, query] of own.index.all()) {
      if (match(query, index).some(({ entryId }) => changed.has(entryId))) found.add(legId);
      seen += 1;
      if (seen % AT_ONCE === 0) await breathe();
    }
    return found;
  }

  private open(partition: number): void {
    const own: Partition = {
      index: new TravellerIndex(),
      arrivals: new Map(),
      complete: Promise.resolve(),
    };
    this.partitions.set(partition, own);
    own.complete = this.load(partition, own);
  }

  /** Tried again until it works or the partition is gone: without it, a new entry would miss people. */
  private async load(partition: number, own: Partition): Promise<void> {
    while (this.partitions.get(partition) === own) {
      try {
        let seen = 0;
        for await (const { _id, person, endsAt } of this.read(partition, this.now())) {
          // What has been put meanwhile is newer than what is read.
          if (!own.index.has(_id)) put(own, _id, queryOf(person), endsAt.getTime());
          seen += 1;
          if (seen % AT_ONCE === 0) await breathe();
        }
        return;
      } catch (error) {
        this.onError(error);
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  }
}

const put = ({ index, arrivals }: Partition, legId: string, query: Query, until: number): void => {
  arrivals.set(legId, Math.ceil(until / MINUTE_MS));
  index.add(legId, query);
};
