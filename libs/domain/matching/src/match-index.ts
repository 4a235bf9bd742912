import type { DocumentKey } from './compare-documents';
import type { Entry } from './entry';
import { NameOutlines } from './name-outlines';
import { PlacesByNumber } from './places-by-number';
import { PlausibleDates } from './plausible-dates';
import { prepareEntry, type PreparedEntry } from './prepare';
import { SimilarWords } from './similar-words';
import { Vocabulary } from './token';
import { hashOf } from './word-shapes';

/**
 * A searchable list. `with` changes this very index and returns it: changes cost microseconds and
 * everybody who holds the index sees them between two searches, never within one. Results equal
 * those of an index built afresh from the same entries.
 */
export interface Index {
  readonly size: number;
  with(changes: { put?: Entry[]; remove?: string[] }): Index;
  entry(entryId: string): Entry | undefined;
}

/** The insides that the search reads. */
export class MatchIndex implements Index {
  readonly vocabulary = new Vocabulary();
  words = new SimilarWords();
  slots: (PreparedEntry | undefined)[] = [];
  /** Word number → slots of the living and dead entries that bear it. */
  postings: number[][] = [];
  /** Word number → how many living entries bear it. */
  bearers: number[] = [];
  dates = new PlausibleDates();
  outlines = new NameOutlines(this.words.shapes);
  private byId = new Map<string, number>();
  private byDocument = new PlacesByNumber();
  private byBirthDate = new PlacesByNumber();
  private dead = 0;

  get size(): number {
    return this.byId.size;
  }

  /** Whether places of removed entries are still among the postings. */
  get hasGaps(): boolean {
    return this.dead > 0;
  }

  entry(entryId: string): Entry | undefined {
    const slot = this.byId.get(entryId);
    return slot === undefined ? undefined : this.slots[slot]?.entry;
  }

  with({ put = [], remove = [] }: { put?: Entry[]; remove?: string[] }): this {
    for (const entryId of remove) this.drop(entryId);
    for (const entry of put) {
      this.drop(entry.entryId);
      this.insert(prepareEntry(entry, this.vocabulary));
    }
    if (this.dead > 1000 && this.dead > this.byId.size) this.compact();
    return this;
  }

  /** Slots of entries that may have this document or one that scanners confuse with it. */
  slotsByDocument({ confusable }: DocumentKey): readonly number[] {
    return this.byDocument.of(hashOf(confusable));
  }

  /** Slots of entries with this full birth date as YYYYMMDD. */
  slotsByBirthDate(date: number): readonly number[] {
    return this.byBirthDate.of(date);
  }

  private insert(prepared: PreparedEntry): void {
    const slot = this.slots.length;
    this.slots.push(prepared);
    this.dates.set(slot, prepared.birthDates);
    this.byId.set(prepared.entry.entryId, slot);
    const names = prepared.names.map(({ words }) => words.map((word) => this.words.add(word)));
    this.outlines.set(slot, names);
    for (const id of new Set(names.flat())) {
      (this.postings[id] ??= []).push(slot);
      this.bearers[id] = (this.bearers[id] ?? 0) + 1;
    }
    for (const { confusable } of prepared.documents) {
      this.byDocument.add(hashOf(confusable), slot);
    }
    for (const { year, month, day } of prepared.birthDates) {
      if (month && day) this.byBirthDate.add(year * 10_000 + month * 100 + day, slot);
    }
  }

  private drop(entryId: string): void {
    const slot = this.byId.get(entryId);
    const prepared = slot === undefined ? undefined : this.slots[slot];
    if (slot === undefined || !prepared) return;
    for (const id of new Set(wordIds(prepared, this.words)))
      this.bearers[id] = (this.bearers[id] ?? 1) - 1;
    this.slots[slot] = undefined;
    this.byId.delete(entryId);
    this.dead += 1;
  }

  private compact(): void {
    const living = this.slots.filter((prepared) => prepared !== undefined);
    this.words = new SimilarWords();
    this.slots = [];
    this.postings = [];
    this.bearers = [];
    this.dates = new PlausibleDates();
    this.outlines = new NameOutlines(this.words.shapes);
    this.dead = 0;
    this.byId = new Map();
    this.byDocument = new PlacesByNumber();
    this.byBirthDate = new PlacesByNumber();
    for (const prepared of living) this.insert(prepared);
  }
}

const wordIds = ({ names }: PreparedEntry, known: SimilarWords): number[] =>
  names.flatMap(({ words }) => words.map((word) => known.add(word)));

/** Builds an index; of two entries with one id the later stands. About 20,000 names a half second. */
export const buildIndex = (entries: Iterable<Entry>): Index =>
  new MatchIndex().with({ put: [...entries] });
