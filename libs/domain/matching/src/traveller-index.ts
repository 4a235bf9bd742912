import { parseBirthDate, type BirthDate } from './compare-birth-date';
import { documentKeyOf } from './compare-documents';
import type { Entry, Match, Query } from './entry';
import { EntryReach } from './entry-reach';
import { ALL_NAMES, MOST_NAMES, NameOutlines } from './name-outlines';
import { DEFAULT_POLICY, type Policy } from './policy';
import { packQuery, unpackQuery } from './packed-query';
import { PlacesByNumber } from './places-by-number';
import { prepareEntry, prepareQuery, type PreparedEntry } from './prepare';
import { prepareQueryName } from './prepare-name';
import { rememberedSimilarity } from './remembered-similarity';
import { boundOf } from './reach';
import { compareFacts, scoreEntry, type Scored, type Scoring } from './score';
import { SimilarWords } from './similar-words';
import { StatedDates } from './stated-dates';
import { travellerWords, Vocabulary } from './token';
import { hashOf } from './word-shapes';

/** A traveller who may be the entry, how strongly (0..1) and why; `Match` seen from the other side. */
export interface TravellerMatch extends Omit<Match, 'entryId' | 'listId'> {
  travellerId: string;
}

/**
 * Upcoming travellers, searchable by one list entry: when an entry is added or changed, those it
 * may mean are found without searching for every traveller. The answer for each traveller is the
 * one `match` gives against a list of this entry alone, evidence included.
 */
export class TravellerIndex {
  private words = new SimilarWords(0, Number.POSITIVE_INFINITY);
  private outlines = new NameOutlines(this.words.shapes);
  private dates = new StatedDates();
  private ids: (string | undefined)[] = [];
  /** See `packQuery`. */
  private facts: string[] = [];
  private postings: number[][] = [];
  private marks = new Uint8Array(0);
  private byId = new Map<string, number>();
  private byDocument = new PlacesByNumber();
  private byBirthDate = new PlacesByNumber();

  get size(): number {
    return this.byId.size;
  }

  has(travellerId: string): boolean {
    return this.byId.has(travellerId);
  }

  /** Everybody who is there now and still is when their turn comes: the index may change meanwhile. */
  *all(): Generator<readonly [travellerId: string, query: Query]> {
    for (const travellerId of [...this.byId.keys()]) {
      const slot = this.byId.get(travellerId);
      if (slot !== undefined) yield [travellerId, this.queryIn(slot)];
    }
  }

  /** Adds a traveller, or replaces the one with this id. */
  add(travellerId: string, query: Query): this {
    this.remove(travellerId);
    const slot = this.ids.length;
    this.ids.push(travellerId);
    this.facts.push(packQuery(query));
    this.byId.set(travellerId, slot);
    const name = prepareQueryName(query, travellerWords);
    const words = (name?.words ?? []).map((word) => this.words.add(word));
    this.outlines.set(slot, name ? [words] : []);
    for (const id of new Set(words)) (this.postings[id] ??= []).push(slot);
    for (const key of documentKeys(query)) this.byDocument.add(key, slot);
    this.dates.set(slot, query.dateOfBirth);
    const date = query.dateOfBirth ? parseBirthDate(query.dateOfBirth) : undefined;
    if (date?.month && date.day) this.byBirthDate.add(dayOf(date), slot);
    return this;
  }

  /** Forgets a traveller; nothing happens when the id is unknown. */
  remove(travellerId: string): this {
    const slot = this.byId.get(travellerId);
    if (slot === undefined) return this;
    this.ids[slot] = undefined;
    this.facts[slot] = '';
    this.byId.delete(travellerId);
    if (this.ids.length > 1000 && this.ids.length > 2 * this.byId.size) this.compact();
    return this;
  }

  /** Travellers whose score with this entry reaches the policy's threshold, best first. */
  matchEntry(entry: Entry, policy: Policy = DEFAULT_POLICY): TravellerMatch[] {
    const listed = prepareEntry(entry, travellerWords);
    const scoring: Scoring = {
      policy,
      similarityOf: rememberedSimilarity,
      vocabulary: new Vocabulary(50_000),
    };
    const found: { travellerId: string; scored: Scored }[] = [];
    const consider = (slot: number, names: number): void => {
      const travellerId = this.ids[slot];
      if (travellerId === undefined) return;
      const prepared = prepareQuery(this.queryIn(slot), travellerWords);
      const facts = compareFacts(prepared, listed, policy);
      const scored = scoreEntry(prepared, listed, scoring, facts, names);
      if (scored.score >= policy.threshold) found.push({ travellerId, scored });
    };
    const holders = this.documentSlots(listed);
    for (const slot of holders) consider(slot, ALL_NAMES);
    const mayReach = this.reach(listed, policy);
    const marks = this.unmarked();
    for (const slot of holders) marks[slot] = 1;
    for (const slots of this.similarSlots(listed)) {
      for (let at = 0; at < slots.length; at += 1) {
        const slot = slots[at] as number;
        if (marks[slot] !== 0) continue;
        marks[slot] = 1;
        const names = mayReach(slot);
        if (names !== 0) consider(slot, names);
      }
    }
    found.sort((a, b) => b.scored.sum - a.scored.sum || (a.travellerId < b.travellerId ? -1 : 1));
    return found.map(({ travellerId, scored }) => {
      const notUsed = scored.notUsed();
      return {
        travellerId,
        score: scored.score,
        evidence: scored.evidence(),
        ...(notUsed.length > 0 ? { notUsed } : {}),
      };
    });
  }

  /**
   * The entry's names, as bits, that with a traveller's birth date and words allow a match; see
   * `leastOfName`.
   */
  private reach(listed: PreparedEntry, policy: Policy): (slot: number) => number {
    const { words, outlines } = this;
    const leastOf = this.dates.leastOf(listed, policy);
    const bound = boundOf(policy);
    const isAll = listed.names.length <= MOST_NAMES;
    const names = isAll ? listed.names.map((name, at) => reachOf(at).note(name, words)) : [];
    return (slot) => {
      const least = leastOf(slot);
      if (least > 1) return 0;
      if (least <= 0 || !isAll) return ALL_NAMES;
      return outlines.mayReach(slot, names, bound, least);
    };
  }

  /** Slots of those who hold a document the entry names. */
  private documentSlots({ documents }: PreparedEntry): Set<number> {
    const slots = new Set<number>();
    for (const { confusable } of documents) {
      for (const slot of this.byDocument.of(hashOf(confusable))) slots.add(slot);
    }
    return slots;
  }

  /** Slots that share a full birth date, or a word, however spelt, with the entry; some several times. */
  private *similarSlots({ names, birthDates }: PreparedEntry): Generator<readonly number[]> {
    for (const date of birthDates) {
      if (!date.month || !date.day) continue;
      const swapped = { ...date, month: date.day, day: date.month };
      for (const day of [dayOf(date), dayOf(swapped)]) yield this.byBirthDate.of(day);
    }
    const similar = new Set<number>();
    for (const word of new Set(names.flatMap(({ words }) => words))) {
      for (const { id } of this.words.like(word)) similar.add(id);
    }
    for (const id of similar) yield this.postings[id] ?? [];
  }

  private compact(): void {
    const living = [...this.byId].map(
      ([travellerId, slot]) => [travellerId, this.facts[slot] ?? ''] as const,
    );
    this.words = new SimilarWords(0, Number.POSITIVE_INFINITY);
    this.outlines = new NameOutlines(this.words.shapes);
    this.dates = new StatedDates();
    this.ids = [];
    this.facts = [];
    this.postings = [];
    this.byId = new Map();
    this.byDocument = new PlacesByNumber();
    this.byBirthDate = new PlacesByNumber();
    for (const [travellerId, packed] of living) this.add(travellerId, unpackQuery(packed));
  }

  /** A mark for each slot, none set. */
  private unmarked(): Uint8Array {
    if (this.marks.length < this.ids.length) this.marks = new Uint8Array(this.ids.length * 2);
    return this.marks.fill(0, 0, this.ids.length);
  }

  private queryIn(slot: number): Query {
    return unpackQuery(this.facts[slot] ?? '');
  }
}

const reaches: EntryReach[] = [];

/** One for each name of an entry, used again for the next: they hold much, and one entry is asked about at a time. */
const reachOf = (at: number): EntryReach => (reaches[at] ??= new EntryReach());

const dayOf = ({ year, month = 0, day = 0 }: BirthDate): number =>
  year * 10_000 + month * 100 + day;

/** A number whose characters scanners confuse stands under one key; comparing tells them apart. */
const documentKeys = (query: Query): number[] =>
  query.documents.map(documentKeyOf).flatMap((key) => (key ? [hashOf(key.confusable)] : []));
