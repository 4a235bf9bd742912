import type { ListKind, ListVersion, WatchlistEntry } from '@vigia/contracts';
import type { Received } from '@vigia/kafka';
import { buildIndex, type Entry, type Index } from '@vigia/matching';

/** What an alert says about the entry besides its names. */
export interface EntryOrigin {
  listId: string;
  listVersion: number;
  listKind: ListKind;
  owner: string;
  sample: boolean;
}

/**
 * All lists in memory, fed from the compacted topic: gathered until the topic's end, indexed once,
 * then changed entry by entry. Records may repeat; the newest version of an entry holds.
 */
export class Watchlists {
  private readonly origins = new Map<string, EntryOrigin>();
  private readonly versions = new Map<string, number>();
  private readonly sizes = new Map<string, number>();
  private gathered: Map<string, Entry> | undefined = new Map();
  private current: Index = buildIndex([]);

  get index(): Index {
    return this.current;
  }

  /** The version of every list as of now, by list id: what an assessment cites. */
  listVersions(): ListVersion[] {
    return [...this.versions]
      .map(([listId, version]) => ({ listId, version }))
      .sort((a, b) => (a.listId < b.listId ? -1 : 1));
  }

  origin(entryId: string): EntryOrigin | undefined {
    return this.origins.get(entryId);
  }

  /** Whether the index stands; before that nothing can be screened. */
  get completed(): boolean {
    return this.gathered === undefined;
  }

  /** Active entries of a list. */
  size(listId: string): number {
    return this.sizes.get(listId) ?? 0;
  }

  /** Applies records in order; a record without value withdraws its entry. */
  apply(records: readonly Received<unknown>[]): void {
    const put = new Map<string, Entry>();
    const remove = new Set<string>();
    for (const { key, value } of records) {
      const id = key ?? '';
      const record = value as WatchlistEntry | null;
      const known = this.origins.get(id);
      if (record) this.noteVersion(record);
      if (record && known && record.listVersion < known.listVersion) continue;
      if (record?.status === 'active') {
        if (!known) this.resize(record.listId, 1);
        this.origins.set(id, originOf(record));
        put.set(id, entryOf(record));
        remove.delete(id);
      } else if (known) {
        this.resize(known.listId, -1);
        this.origins.delete(id);
        remove.add(id);
        put.delete(id);
      }
    }
    if (this.gathered) {
      for (const [id, entry] of put) this.gathered.set(id, entry);
      for (const id of remove) this.gathered.delete(id);
    } else if (put.size + remove.size > 0) {
      this.current = this.current.with({ put: [...put.values()], remove: [...remove] });
    }
  }

  /** Builds the index from what was gathered; from here on changes apply one by one. */
  complete(): void {
    if (!this.gathered) return;
    this.current = buildIndex(this.gathered.values());
    this.gathered = undefined;
  }

  private noteVersion({ listId, listVersion }: WatchlistEntry): void {
    this.versions.set(listId, Math.max(listVersion, this.versions.get(listId) ?? 0));
  }

  private resize(listId: string, by: number): void {
    this.sizes.set(listId, this.size(listId) + by);
  }
}

const originOf = (record: WatchlistEntry): EntryOrigin => {
  const { listId, listVersion, listKind, owner, sample } = record;
  return { listId, listVersion, listKind, owner, sample };
};

const entryOf = ({ entryId, listId, entry }: WatchlistEntry): Entry => {
  const { sex, ...facts } = entry;
  return { ...facts, entryId, listId, ...(sex === 'M' || sex === 'F' ? { sex } : {}) };
};
