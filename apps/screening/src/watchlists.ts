import type {
  ListKind,
  ListVersion as CitedVersion,
  Sharing,
  WatchlistEntry,
  WatchlistPublished,
} from '@vigia/contracts';
import type { LostDocument } from '@vigia/indicators';
import type { Received } from '@vigia/kafka';
import { buildIndex, type Entry, type Index } from '@vigia/matching';
import { ListVersion } from './lists/list-version';
import { LostDocuments } from './lists/lost-documents';

/** What an alert says about the entry besides its names. */
export interface EntryOrigin {
  listId: string;
  listVersion: number;
  listKind: ListKind;
  owner: string;
  sample: boolean;
  /** By itinerary when absent. */
  sharing?: Sharing;
  /** When the owner last confirmed the list. */
  confirmedAt?: string;
}

/** How old a list is, for metrics. */
export interface ListAge {
  listId: string;
  version: number;
  entries: number;
  ageDays: number;
  stale: boolean;
}

/**
 * All lists in memory, fed from the compacted topics of entries and of announced versions: gathered
 * until both topics' ends, indexed once, then changed over version by version. Between two looks at
 * `index` a list is at one version and at no other; nothing waits inside a change. Records may
 * repeat and come in any order; the newest version of an entry holds.
 */
export class Watchlists {
  private readonly origins = new Map<string, EntryOrigin>();
  private readonly lists = new Map<string, ListVersion>();
  private readonly sizes = new Map<string, number>();
  private readonly lost = new LostDocuments();
  private gathered: Map<string, WatchlistEntry> | undefined = new Map();
  private readonly withdrawnAt = new Map<string, number>();
  private current: Index = buildIndex([]);
  /** Counts the changes of the index: whoever waits in between can tell that there was one. */
  changes = 0;

  /** @param onChange called after entries have changed in the index, with the list they are of. */
  constructor(private readonly onChange: (listId: string) => void = () => undefined) {}

  get index(): Index {
    return this.current;
  }

  /** The version of every list as of now, by list id: what an assessment cites. */
  listVersions(): CitedVersion[] {
    return [...this.lists]
      .filter(([, { version }]) => version > 0)
      .map(([listId, { version }]) => ({ listId, version }))
      .sort((a, b) => (a.listId < b.listId ? -1 : 1));
  }

  /** What an alert says of the entry; undefined when it is on no list (any more). */
  origin(entryId: string): EntryOrigin | undefined {
    const origin = this.origins.get(entryId);
    const settings = origin && this.lists.get(origin.listId)?.settings;
    if (!origin || !settings) return origin;
    const { sharing, confirmedAt } = settings;
    return { ...origin, sharing, confirmedAt };
  }

  lostDocument(key: string): LostDocument | undefined {
    return this.lost.find(key);
  }

  /** Entries of a list that came or changed after a version. */
  changedSince(listId: string, version: number): Entry[] {
    const changed: Entry[] = [];
    for (const [entryId, origin] of this.origins) {
      if (origin.listId !== listId || origin.listVersion <= version) continue;
      const entry = this.current.entry(entryId);
      if (entry) changed.push(entry);
    }
    return changed;
  }

  /** Whether the index stands; before that nothing can be screened. */
  get completed(): boolean {
    return this.gathered === undefined;
  }

  /** Active entries of a list. */
  size(listId: string): number {
    return this.sizes.get(listId) ?? 0;
  }

  ages(now: Date): ListAge[] {
    return [...this.lists].flatMap(([listId, { version, settings }]) => {
      if (!settings) return [];
      const ageDays = (now.getTime() - Date.parse(settings.confirmedAt)) / 86_400_000;
      const stale = ageDays > settings.staleAfterDays;
      return [{ listId, version, entries: this.size(listId), ageDays, stale }];
    });
  }

  /** Takes entry records; a record without value forgets its entry. */
  apply(records: readonly Received<unknown>[]): void {
    const touched = new Set<string>();
    const ready: WatchlistEntry[] = [];
    const forgotten: string[] = [];
    for (const { key, value } of records) {
      const record = value as WatchlistEntry | null;
      if (!record) forgotten.push(key ?? '');
      else if (this.gathered) this.gather(record);
      else if (this.list(record.listId).hold(record)) touched.add(record.listId);
      else ready.push(record);
    }
    if (this.gathered) {
      for (const id of forgotten) this.gathered.delete(id);
      return;
    }
    this.change(ready, forgotten);
    for (const listId of touched) this.changeOver(listId);
  }

  /** Takes announcements of whole versions. */
  announce(records: readonly Received<unknown>[]): void {
    for (const { value } of records) {
      const published = value as WatchlistPublished | null;
      if (!published) continue;
      this.list(published.listId).announce(published);
      if (!this.gathered) this.changeOver(published.listId);
    }
  }

  /** An entry record nobody can read has come under this key (`<list>:<entry>`). */
  noteUnreadable(key: string): void {
    const [listId = ''] = key.split(':', 1);
    if (listId === '') return;
    this.list(listId).noteUnreadable(key);
    if (!this.gathered) this.changeOver(listId);
  }

  /** Lists of which the records at hand are no whole version. */
  incomplete(): string[] {
    if (!this.gathered) return [];
    const versions = new Map<string, number[]>();
    for (const { listId, listVersion } of this.gathered.values()) {
      const known = versions.get(listId);
      if (known) known.push(listVersion);
      else versions.set(listId, [listVersion]);
    }
    return [...this.lists].flatMap(([listId, list]) =>
      list.isWholeAt(versions.get(listId) ?? []) ? [] : [listId],
    );
  }

  /** Builds the index from what was gathered; from here on changes apply version by version. */
  complete(): void {
    if (!this.gathered) return;
    const records = [...this.gathered.values()];
    this.gathered = undefined;
    for (const list of this.lists.values()) list.settle(list.newestAnnounced);
    this.change(records, []);
  }

  private gather(record: WatchlistEntry): void {
    const known = this.gathered?.get(record.entryId);
    if (known && known.listVersion > record.listVersion) return;
    this.gathered?.set(record.entryId, record);
    this.list(record.listId);
  }

  private changeOver(listId: string): void {
    const records = this.list(listId).takeWhole();
    if (records) this.change(records, [], listId);
  }

  /** One change of the index, in one go: nobody can look at it half done. */
  private change(
    records: readonly WatchlistEntry[],
    forgotten: readonly string[],
    changedOver?: string,
  ): void {
    const put = new Map<string, Entry>();
    const remove = new Set<string>();
    const touched = new Set<string>(changedOver === undefined ? [] : [changedOver]);
    const drop = (id: string): void => {
      const known = this.origins.get(id);
      put.delete(id);
      if (!known) return;
      remove.add(id);
      this.resize(known.listId, -1);
      this.origins.delete(id);
      this.lost.remove(id);
      touched.add(known.listId);
    };
    for (const record of records) {
      const { entryId: id, listId, listVersion } = record;
      this.list(listId).settle(listVersion);
      const before = this.origins.get(id)?.listVersion ?? this.withdrawnAt.get(id) ?? 0;
      if (listVersion < before) continue;
      if (record.status !== 'active') {
        drop(id);
        this.withdrawnAt.set(id, listVersion);
        continue;
      }
      if (!this.origins.has(id)) this.resize(listId, 1);
      this.withdrawnAt.delete(id);
      this.origins.set(id, originOf(record));
      this.lost.put(record);
      put.set(id, entryOf(record));
      remove.delete(id);
      touched.add(listId);
    }
    for (const id of forgotten) drop(id);
    if (put.size + remove.size > 0) {
      this.current = this.current.with({ put: [...put.values()], remove: [...remove] });
    }
    if (touched.size > 0) this.changes += 1;
    for (const listId of touched) this.onChange(listId);
  }

  private list(listId: string): ListVersion {
    const known = this.lists.get(listId) ?? new ListVersion();
    this.lists.set(listId, known);
    return known;
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
