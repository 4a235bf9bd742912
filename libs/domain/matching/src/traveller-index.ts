import { compareBirthDate, parseBirthDate, type BirthDate } from './compare-birth-date';
import { documentKeyOf } from './compare-documents';
import type { Entry, Match, Query } from './entry';
import { DEFAULT_POLICY, type Policy } from './policy';
import { prepareEntry, prepareQuery, type PreparedEntry } from './prepare';
import { prepareQueryName } from './prepare-name';
import { scoreEntry, type Scored, type Scoring } from './score';
import { SimilarWords } from './similar-words';
import { Vocabulary, type Token } from './token';
import { tokenSimilarity } from './token-similarity';

/** A traveller who may be the entry, how strongly (0..1) and why; `Match` seen from the other side. */
export interface TravellerMatch extends Omit<Match, 'entryId' | 'listId'> {
  travellerId: string;
}

interface Known {
  readonly travellerId: string;
  readonly query: Query;
}

/**
 * Upcoming travellers, searchable by one list entry: when an entry is added or changed, those it
 * may mean are found without searching for every traveller. The answer for each traveller is the
 * one `match` gives against a list of this entry alone, evidence included.
 */
export class TravellerIndex {
  private readonly vocabulary = new Vocabulary();
  private words = new SimilarWords(0, Number.POSITIVE_INFINITY);
  private slots: (Known | undefined)[] = [];
  private postings: number[][] = [];
  private byId = new Map<string, number>();
  private byDocument = new Map<string, number[]>();
  private byBirthDate = new Map<number, number[]>();

  get size(): number {
    return this.byId.size;
  }

  /** Adds a traveller, or replaces the one with this id. */
  add(travellerId: string, query: Query): this {
    this.remove(travellerId);
    const slot = this.slots.length;
    this.slots.push({ travellerId, query });
    this.byId.set(travellerId, slot);
    const name = prepareQueryName(query, this.vocabulary);
    for (const word of new Set(name?.words))
      (this.postings[this.words.add(word)] ??= []).push(slot);
    for (const key of documentKeys(query)) append(this.byDocument, key, slot);
    const date = query.dateOfBirth ? parseBirthDate(query.dateOfBirth) : undefined;
    if (date?.month && date.day) append(this.byBirthDate, dayOf(date), slot);
    return this;
  }

  /** Forgets a traveller; nothing happens when the id is unknown. */
  remove(travellerId: string): this {
    const slot = this.byId.get(travellerId);
    if (slot === undefined) return this;
    this.slots[slot] = undefined;
    this.byId.delete(travellerId);
    if (this.slots.length > 1000 && this.slots.length > 2 * this.byId.size) this.compact();
    return this;
  }

  /** Travellers whose score with this entry reaches the policy's threshold, best first. */
  matchEntry(entry: Entry, policy: Policy = DEFAULT_POLICY): TravellerMatch[] {
    const listed = prepareEntry(entry, this.vocabulary);
    const scoring: Scoring = {
      policy,
      similarityOf: remembering(),
      vocabulary: new Vocabulary(50_000),
      least: policy.threshold,
    };
    const canReach = reachByBirthDate(listed, policy);
    const found: { travellerId: string; scored: Scored }[] = [];
    const consider = ({ travellerId, query }: Known): void => {
      const scored = scoreEntry(prepareQuery(query, this.vocabulary), listed, scoring);
      if (scored && scored.score >= policy.threshold) found.push({ travellerId, scored });
    };
    const holders = this.documentSlots(listed);
    for (const known of this.known(holders)) consider(known);
    const others = this.similarSlots(listed);
    for (const slot of holders) others.delete(slot);
    for (const known of this.known(others)) {
      if (canReach(known.query.dateOfBirth)) consider(known);
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

  private *known(slots: Iterable<number>): Generator<Known> {
    for (const slot of slots) {
      const known = this.slots[slot];
      if (known) yield known;
    }
  }

  /** Slots of those who hold a document the entry names. */
  private documentSlots({ documents }: PreparedEntry): Set<number> {
    const slots = new Set<number>();
    for (const { number, confusable } of documents) {
      for (const key of [number, confusable]) {
        for (const slot of this.byDocument.get(key) ?? []) slots.add(slot);
      }
    }
    return slots;
  }

  /** Slots that share a word, however spelt, or a full birth date with the entry. */
  private similarSlots({ names, birthDates }: PreparedEntry): Set<number> {
    const slots = new Set<number>();
    for (const date of birthDates) {
      if (!date.month || !date.day) continue;
      const swapped = { ...date, month: date.day, day: date.month };
      for (const day of [dayOf(date), dayOf(swapped)]) {
        for (const slot of this.byBirthDate.get(day) ?? []) slots.add(slot);
      }
    }
    const similar = new Set<number>();
    for (const word of new Set(names.flatMap(({ words }) => words))) {
      for (const { id } of this.words.like(word).similar) similar.add(id);
    }
    for (const id of similar) for (const slot of this.postings[id] ?? []) slots.add(slot);
    return slots;
  }

  private compact(): void {
    const living = this.slots.filter((known) => known !== undefined);
    this.words = new SimilarWords(0, Number.POSITIVE_INFINITY);
    this.slots = [];
    this.postings = [];
    this.byId = new Map();
    this.byDocument = new Map();
    this.byBirthDate = new Map();
    for (const { travellerId, query } of living) this.add(travellerId, query);
  }
}

const dayOf = ({ year, month = 0, day = 0 }: BirthDate): number =>
  year * 10_000 + month * 100 + day;

const documentKeys = (query: Query): Set<string> =>
  new Set(
    query.documents.map(documentKeyOf).flatMap((key) => (key ? [key.number, key.confusable] : [])),
  );

const append = <K>(map: Map<K, number[]>, key: K, slot: number): void => {
  const list = map.get(key);
  if (list) list.push(slot);
  else map.set(key, [slot]);
};

/** Whether names in full agreement could still make an alert, given the birth dates; asked once a date. */
const reachByBirthDate = (
  { birthDates }: PreparedEntry,
  policy: Policy,
): ((dateOfBirth: string | undefined) => boolean) => {
  const asked = new Map<string, boolean>();
  const rest = policy.name.full + policy.nationality.same + policy.sex.same;
  return (dateOfBirth) => {
    if (!dateOfBirth || birthDates.length === 0) return true;
    let answer = asked.get(dateOfBirth);
    if (answer === undefined) {
      const date = parseBirthDate(dateOfBirth);
      const points = birthDates.map((other) =>
        date ? policy.birthDate[compareBirthDate(date, other)] : 0,
      );
      answer = rest + Math.max(...points) >= policy.threshold - 0.001;
      asked.set(dateOfBirth, answer);
    }
    return answer;
  };
};

/** Similarity with memory: an entry has few words, and travellers repeat theirs. */
const remembering = (): Scoring['similarityOf'] => {
  const memory = new Map<Token, Map<Token, number>>();
  return (query, listed) => {
    const known = memory.get(listed) ?? new Map<Token, number>();
    if (known.size === 0) memory.set(listed, known);
    const similarity = known.get(query) ?? tokenSimilarity(query, listed);
    known.set(query, similarity);
    return similarity;
  };
};
