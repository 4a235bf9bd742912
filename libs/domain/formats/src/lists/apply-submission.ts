import type { Finding, Manifest, Traveller } from '@vigia/manifest';
import { finding } from '../findings';
import { pairByRank } from './identity-ranks';
import { findNamed } from './find-named';
import type { ChangedFields, ListChanges } from './list-changes';
import { effectOf, type Effect, type Order } from './list-order';
import {
  changedFields,
  EMPTY_LIST,
  keysOf,
  keysOfRank,
  listedTraveller,
  type ListedTraveller,
  type ListState,
} from './list-state';
import { notePart } from './part-sets';

/** What one submission did to the list of its conveyance. Ids are those of the travellers. */
export interface Resolution {
  listVersion: number;
  effect: Effect;
  /** Travellers to put and to screen, as they came. */
  put: Traveller[];
  removed: string[];
  boarded: string[];
  notBoarded: string[];
  changes: ListChanges;
  /** How many travellers of the submission keep what a version prepared later said of them. */
  superseded: number;
  findings: Finding[];
}

export interface Applied {
  state: ListState;
  resolution: Resolution;
}

/**
 * Applies a submission to the current list of its conveyance (formats 2.5). Total and pure: the
 * same list and submission give the same result. Nobody is removed but by an order that says so;
 * whatever was prepared before something newer about the same traveller changes nothing of it.
 * `conveyance` is the conveyance key, `at` the instant of arrival (ISO 8601).
 */
export const applySubmission = (
  known: ListState | undefined,
  manifest: Manifest,
  order: Order,
  { conveyance, at }: { conveyance: string; at: string },
): Applied => {
  const before = known ?? EMPTY_LIST;
  const work = new Work(before, manifest, conveyance);
  if (order === 'put' || order === 'change' || order === 'replace') {
    work.put(manifest.travellers);
    if (order === 'replace') work.takeOffOthers();
  } else if (order === 'takeOff') work.takeOffNamed();
  else if (order === 'cancel') work.takeOffAll();
  else work.closeOut(order);
  return work.done(order, at);
};

/** The list while one submission is applied to it. */
class Work {
  private readonly version: number;
  private readonly preparedAt: string | undefined;
  private readonly onList: Map<string, ListedTraveller>;
  private readonly gone: Map<string, ListedTraveller>;
  private readonly said = new Set<string>();
  private readonly result = {
    put: [] as Traveller[],
    boarded: [] as string[],
    notBoarded: [] as string[],
    superseded: 0,
    findings: [] as Finding[],
  };
  private readonly added = new Set<string>();
  private readonly removed = new Set<string>();
  private readonly changed: ChangedFields[] = [];

  constructor(
    private readonly before: ListState,
    private readonly manifest: Manifest,
    private readonly conveyance: string,
  ) {
    this.version = before.version + 1;
    this.preparedAt = manifest.source.preparedAt;
    this.onList = new Map(before.travellers.map((entry) => [entry.id, entry]));
    this.gone = new Map(before.gone.map((entry) => [entry.id, entry]));
  }

  put(travellers: readonly Traveller[]): void {
    const entries = travellers.map((traveller) => ({ traveller, entry: this.listed(traveller) }));
    const pairs = pairByRank(
      [...this.onList.values(), ...this.gone.values()],
      entries,
      keysOfRank,
      ({ entry }, rank) => keysOfRank(entry, rank),
    );
    for (const incoming of entries) {
      const { traveller, entry } = incoming;
      const earlier = pairs.get(incoming) ?? this.onList.get(entry.id) ?? this.gone.get(entry.id);
      if (this.isOlder(this.newestWord(earlier))) {
        this.result.superseded += 1;
        if (earlier) this.said.add(earlier.id);
        continue;
      }
      this.result.put.push(traveller);
      this.note(entry, earlier);
    }
  }

  /** A whole list is silent about nobody: who is not on it has left. */
  takeOffOthers(): void {
    for (const entry of [...this.onList.values()]) {
      const mentioned = this.said.has(entry.id);
      if (!mentioned && entry.list === this.manifest.listType) this.takeOff(entry);
    }
  }

  takeOffNamed(): void {
    for (const { traveller, found } of this.named()) {
      for (const entry of found) this.takeOff(entry);
      if (found.length > 0) continue;
      this.unknown(traveller);
      // Remembered, so that an older list that names the traveller and comes late is understood.
      const entry = this.listed(traveller);
      if (!traveller.name.surname || this.onList.has(entry.id)) continue;
      const preparedAt = latest(this.gone.get(entry.id)?.preparedAt, entry.preparedAt);
      this.gone.set(entry.id, { ...entry, ...(preparedAt && { preparedAt }) });
    }
  }

  takeOffAll(): void {
    for (const entry of [...this.onList.values()]) this.takeOff(entry);
  }

  closeOut(order: Order): void {
    const named = this.named();
    const ids = new Set(named.flatMap(({ found }) => found.map(({ id }) => id)));
    const strangers = named.filter(({ found }) => found.length === 0);
    for (const { traveller } of strangers) {
      const described = traveller.name.surname !== '' && traveller.documents.length > 0;
      if (order === 'onBoard' && described) {
        this.put([traveller]);
        ids.add(this.listed(traveller).id);
      } else this.unknown(traveller);
    }
    // Lists of those on board name passengers; of the crew they say nothing.
    const others = [...this.onList.values()].filter(
      ({ id, role }) => role === 'passenger' && !ids.has(id),
    );
    const rest = order === 'close' ? [] : others.map(({ id }) => id);
    this.result.boarded = order === 'notOnBoard' ? rest : [...ids];
    this.result.notBoarded = order === 'notOnBoard' ? [...ids] : rest;
  }

  done(order: Order, at: string): Applied {
    const { before, manifest, preparedAt, result } = this;
    const removed = [...this.removed].filter((id) => !this.onList.has(id));
    if (result.superseded > 0) {
      result.findings.push(finding('OLDER_VERSION', { value: result.superseded }));
    }
    const whole = order === 'replace' || order === 'cancel';
    const wholeAt = whole ? latest(before.wholeAt, preparedAt) : before.wholeAt;
    const state: ListState = {
      version: this.version,
      status: statusAfter(order, before.status, result.put.length),
      ...(wholeAt && { wholeAt }),
      travellers: [...this.onList.values()],
      gone: [...this.gone.values()],
      parts: notePart(before.parts, manifest, at),
    };
    const changes = { added: [...this.added], removed: this.left(removed), changed: this.changed };
    const resolution = {
      listVersion: this.version,
      effect: effectOf(order),
      removed,
      changes,
      ...result,
    };
    return { state, resolution };
  }

  /** Old ids of those who are still on the list under a new one are no departures. */
  private left(removed: readonly string[]): string[] {
    const renamed = new Set(this.changed.map(({ was }) => was));
    return removed.filter((id) => !renamed.has(id));
  }

  private listed(traveller: Traveller): ListedTraveller {
    const { preparedAt, version } = this;
    return listedTraveller(this.conveyance, traveller, {
      list: this.manifest.listType,
      version,
      ...(preparedAt && { preparedAt }),
    });
  }

  private note(entry: ListedTraveller, earlier: ListedTraveller | undefined): void {
    const twin = this.said.has(entry.id) ? this.onList.get(entry.id) : undefined;
    if (twin) return this.join(twin, entry, earlier);
    this.said.add(entry.id);
    const preparedAt = latest(earlier?.preparedAt, entry.preparedAt);
    const kept = preparedAt && preparedAt !== entry.preparedAt ? { ...entry, preparedAt } : entry;
    const wasOn = earlier !== undefined && this.onList.get(earlier.id) === earlier;
    if (wasOn) {
      const fields = changedFields(earlier, entry);
      if (earlier.id !== entry.id) {
        this.onList.delete(earlier.id);
        this.removed.add(earlier.id);
        this.changed.push({ travellerId: entry.id, was: earlier.id, fields });
      } else if (fields.length > 0) this.changed.push({ travellerId: entry.id, fields });
    } else if (!this.onList.has(entry.id)) this.added.add(entry.id);
    if (earlier) this.gone.delete(earlier.id);
    this.gone.delete(entry.id);
    this.onList.set(entry.id, kept);
  }

  /** Two entries of one submission that the ids cannot tell apart are one on the list. */
  private join(
    twin: ListedTraveller,
    entry: ListedTraveller,
    earlier: ListedTraveller | undefined,
  ): void {
    const keys = [...new Set([...keysOf(twin), ...keysOf(entry)])].join(' ');
    this.onList.set(twin.id, { ...twin, keys });
    if (!earlier || earlier.id === twin.id || this.onList.get(earlier.id) !== earlier) return;
    this.onList.delete(earlier.id);
    this.removed.add(earlier.id);
    this.changed.push({ travellerId: twin.id, was: earlier.id, fields: [] });
  }

  private named(): { traveller: Traveller; found: ListedTraveller[] }[] {
    const { travellers } = this.manifest;
    const entries = travellers.map((traveller) => ({ traveller, entry: this.listed(traveller) }));
    return findNamed(this.conveyance, [...this.onList.values()], entries);
  }

  private takeOff(entry: ListedTraveller): void {
    if (this.isOlder(entry.preparedAt)) {
      this.result.superseded += 1;
      return;
    }
    const preparedAt = latest(entry.preparedAt, this.preparedAt);
    this.onList.delete(entry.id);
    const { version } = this;
    this.gone.set(entry.id, { ...entry, version, ...(preparedAt && { preparedAt }) });
    this.removed.add(entry.id);
  }

  private unknown({ seq }: Traveller): void {
    this.result.findings.push(
      finding('TRAVELLER_NOT_LISTED', { value: seq }, { path: `travellers[${seq - 1}]` }),
    );
  }

  /** Of somebody who is not on the list, what spoke of the whole list has spoken too. */
  private newestWord(earlier: ListedTraveller | undefined): string | undefined {
    const listed = earlier && this.onList.has(earlier.id);
    return listed ? earlier.preparedAt : latest(earlier?.preparedAt, this.before.wholeAt);
  }

  /** Only two preparation times can be compared; without them what came later is newer. */
  private isOlder(known: string | undefined): boolean {
    return known !== undefined && this.preparedAt !== undefined && this.preparedAt < known;
  }
}

const latest = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

const statusAfter = (
  order: Order,
  before: ListState['status'],
  put: number,
): ListState['status'] => {
  if (order === 'cancel') return 'cancelled';
  if (order === 'close' || order === 'onBoard' || order === 'notOnBoard') return 'closed';
  return put > 0 && before === 'cancelled' ? 'open' : before;
};
