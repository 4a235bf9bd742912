import type { WatchlistEntry, WatchlistPublished } from '@vigia/contracts';

/**
 * The versions of one list on their way in: entry records of a version wait here until the list is
 * published at that version and all of them have come, whatever the order of the two topics.
 *
 * A list that was never published (from before versions were announced) has no versions to wait
 * for: its records are taken at once, until the first announcement.
 */
export class ListVersion {
  /** What is known of the list beside its entries, from its newest announcement that is live. */
  settings: WatchlistPublished | undefined;
  /** The version that is live. */
  version = 0;
  private readonly announced = new Map<number, WatchlistPublished>();
  private readonly staged = new Map<number, Map<string, WatchlistEntry>>();
  private readonly unreadable = new Set<string>();

  get isAnnounced(): boolean {
    return this.settings !== undefined || this.announced.size > 0;
  }

  /** Versions that have begun to come in and are not whole yet. */
  get isWaiting(): boolean {
    return this.staged.size > 0 || this.announced.size > 0;
  }

  /** Whether the record belongs to a version that must be whole first; it is kept then. */
  hold(record: WatchlistEntry): boolean {
    if (!this.isAnnounced || record.listVersion <= this.version) return false;
    const version = this.staged.get(record.listVersion) ?? new Map<string, WatchlistEntry>();
    version.set(record.entryId, record);
    this.staged.set(record.listVersion, version);
    return true;
  }

  /** A record nobody can read still counts as one that has come: it must not hold up the others. */
  noteUnreadable(key: string): void {
    this.unreadable.add(key);
  }

  /** Notes an announcement; one of the live version brings new settings (a confirmation) only. */
  announce(published: WatchlistPublished): void {
    if (published.version > this.version) this.announced.set(published.version, published);
    else if ((this.settings?.version ?? 0) <= published.version) this.settings = published;
  }

  /**
   * The records that make the newest whole version out of the live one, in order, and that version
   * goes live; undefined while none is whole.
   */
  takeWhole(): WatchlistEntry[] | undefined {
    let whole: WatchlistPublished | undefined;
    for (const published of [...this.announced.values()].sort(byVersion)) {
      const { version, changes } = published;
      const come = this.staged.get(version)?.size ?? 0;
      if (come + this.unreadable.size < changes) break;
      whole = published;
    }
    if (!whole) return undefined;
    const records: WatchlistEntry[] = [];
    for (const version of [...this.staged.keys()].sort((a, b) => a - b)) {
      if (version > whole.version) continue;
      records.push(...(this.staged.get(version)?.values() ?? []));
      this.staged.delete(version);
    }
    this.settle(whole.version);
    return records;
  }

  /** What came before the index stood is live at this version. */
  settle(version: number): void {
    if (version > this.version) this.unreadable.clear();
    this.version = Math.max(this.version, version);
    for (const [announced, published] of this.announced) {
      if (announced > this.version) continue;
      this.announced.delete(announced);
      if ((this.settings?.version ?? 0) <= announced) this.settings = published;
    }
  }

  /**
   * Whether the newest records of every entry, read from the topic's beginning, are exactly the
   * announced version: no record of a newer one among them, and none of the announced one missing.
   */
  isWholeAt(entryVersions: readonly number[]): boolean {
    const newest = [...this.announced.values()].sort(byVersion).at(-1) ?? this.settings;
    if (!newest) return true;
    if (entryVersions.some((version) => version > newest.version)) return false;
    const come = entryVersions.filter((version) => version >= newest.version).length;
    return come + this.unreadable.size >= newest.changes;
  }

  /** The newest version announced. */
  get newestAnnounced(): number {
    return Math.max(this.settings?.version ?? 0, ...this.announced.keys());
  }
}

const byVersion = (a: WatchlistPublished, b: WatchlistPublished): number => a.version - b.version;
