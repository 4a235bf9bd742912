import type { Entry, Match, Query } from './entry';
import { MatchIndex, type Index } from './match-index';
import { DEFAULT_POLICY, type Policy } from './policy';
import { prepareQuery, type PreparedEntry, type PreparedQuery } from './prepare';
import { scoreEntry, type Scored, type Scoring } from './score';
import type { RememberedWord } from './similar-words';
import { Vocabulary, type Token } from './token';
import { tokenSimilarity } from './token-similarity';

const MOST_CANDIDATES = 60;
/** Once so many entries bear words very like one, those that bear less similar words add nothing. */
const ENOUGH_BEARERS = 2000;
/** A word so many entries bear ranks those that rarer words brought, and brings no others. */
const MANY_BEARERS = 10_000;
const travellerWords = new Vocabulary(50_000);

/**
 * Finds the entries that may be this traveller, best first, with evidence. Without `allScores`
 * only those from the policy's threshold on; `limit` cuts the list (default 50). The same
 * traveller, entries and policy give the same answer, whatever the history of the index.
 */
export const match = (
  query: Query,
  index: Index,
  policy: Policy = DEFAULT_POLICY,
  { limit = 50, allScores = false }: { limit?: number; allScores?: boolean } = {},
): Match[] => {
  if (!(index instanceof MatchIndex)) throw new TypeError('not an index made by buildIndex');
  const prepared = prepareQuery(query, travellerWords);
  const memory = new Map<Token, RememberedWord>();
  for (const word of prepared.name?.words ?? []) memory.set(word, index.words.like(word));
  const scoring: Scoring = {
    policy,
    vocabulary: travellerWords,
    similarityOf: (a, b) => remembered(memory, a, b),
    ...(allScores ? {} : { least: policy.threshold }),
  };
  const found: { listed: PreparedEntry; scored: Scored }[] = [];
  for (const slot of candidates(prepared, index, memory)) {
    const listed = index.slots[slot];
    if (!listed) continue;
    const scored = scoreEntry(prepared, listed, scoring);
    if (scored && (allScores || scored.score >= policy.threshold)) found.push({ listed, scored });
  }
  found.sort((a, b) => b.scored.sum - a.scored.sum || byId(a.listed.entry, b.listed.entry));
  return found.slice(0, limit).map(({ listed: { entry }, scored }) => {
    const notUsed = scored.notUsed();
    return {
      entryId: entry.entryId,
      listId: entry.listId,
      score: scored.score,
      evidence: scored.evidence(),
      ...(notUsed.length > 0 ? { notUsed } : {}),
    };
  });
};

const byId = (a: Entry, b: Entry): number =>
  a.entryId < b.entryId ? -1 : a.entryId > b.entryId ? 1 : a.listId < b.listId ? -1 : 1;

/** Similarity with memory; joined words are asked for in either place, so both are looked up. */
const remembered = (memory: Map<Token, RememberedWord>, a: Token, b: Token): number => {
  const known = memory.get(a)?.known ?? memory.get(b)?.known;
  if (!known) return tokenSimilarity(a, b);
  const other = memory.has(a) ? b : a;
  let similarity = known.get(other);
  if (similarity === undefined) {
    similarity = tokenSimilarity(a, b);
    known.set(other, similarity);
  }
  return similarity;
};

/**
 * Level two of the search: entries that share a document, a full birth date, or enough of the
 * name. Shared words count by rarity and similarity; the best sixty go on to be scored.
 */
const candidates = (
  query: PreparedQuery,
  index: MatchIndex,
  memory: Map<Token, RememberedWord>,
): Set<number> => {
  const chosen = new Set<number>();
  for (const { number, confusable } of query.documents) {
    for (const slot of index.slotsByDocument(number)) chosen.add(slot);
    for (const slot of index.slotsByDocument(confusable)) chosen.add(slot);
  }
  const { year, month, day } = query.birthDate ?? {};
  if (year && month && day) {
    for (const [m, d] of [
      [month, day],
      [day, month],
    ] as const) {
      for (const slot of index.slotsByBirthDate(year * 10_000 + m * 100 + d)) chosen.add(slot);
    }
  }
  for (const slot of bestByName(query, index, memory)) chosen.add(slot);
  return chosen;
};

let gains = new Float32Array(1024);

const bestByName = (
  { name }: PreparedQuery,
  index: MatchIndex,
  memory: Map<Token, RememberedWord>,
): readonly number[] => {
  if (!name) return [];
  if (gains.length < index.slots.length) gains = new Float32Array(index.slots.length * 2);
  const words = [...new Set(name.words)]
    .map((word) => ({ word, reach: reachOf(memory.get(word), index) }))
    .sort((a, b) => a.reach - b.reach);
  const common = index.size * 0.02;
  const touched: number[] = [];
  for (const [at, { word, reach }] of words.entries()) {
    if (at > 1 && reach > common && touched.length > MOST_CANDIDATES) continue;
    const widens = reach <= MANY_BEARERS || touched.length < MOST_CANDIDATES;
    gather(memory.get(word), index, touched, widens);
  }
  return takeBest(touched, index);
};

const reachOf = (word: RememberedWord | undefined, index: MatchIndex): number =>
  (word?.similar ?? []).reduce((sum, { id }) => sum + (index.bearers[id] ?? 0), 0);

let best = new Float32Array(1024);

/** Adds to each entry the gain of its word most like this one; `widens` when it may bring new entries. */
const gather = (
  word: RememberedWord | undefined,
  index: MatchIndex,
  touched: number[],
  widens: boolean,
): void => {
  if (best.length < index.slots.length) best = new Float32Array(index.slots.length * 2);
  const seen: number[] = [];
  const enough = Math.max(ENOUGH_BEARERS, index.size * 0.005);
  let visited = 0;
  for (const { id, similarity } of word?.similar ?? []) {
    const bearers = index.bearers[id] ?? 0;
    if (bearers === 0) continue;
    if (similarity < 0.9 && visited > enough) break;
    visited += bearers;
    const gain = Math.log2(2 + index.size / bearers) * similarity * similarity;
    for (const slot of index.postings[id] ?? []) {
      const before = best[slot] ?? 0;
      if (before === 0) seen.push(slot);
      if (gain > before) best[slot] = gain;
    }
  }
  for (const slot of seen) {
    const before = gains[slot] ?? 0;
    if (before === 0 && widens) touched.push(slot);
    if (before > 0 || widens) gains[slot] = before + (best[slot] ?? 0);
    best[slot] = 0;
  }
};

const takeBest = (touched: readonly number[], index: MatchIndex): readonly number[] => {
  const living: readonly number[] = index.hasGaps
    ? touched.filter((slot) => index.slots[slot] !== undefined)
    : touched;
  let chosen: readonly number[] = living;
  if (living.length > MOST_CANDIDATES) {
    const least = leastGain(living);
    const order = (a: number, b: number): number => {
      const difference = (gains[b] ?? 0) - (gains[a] ?? 0);
      if (difference !== 0) return difference;
      return byId((index.slots[a] as PreparedEntry).entry, (index.slots[b] as PreparedEntry).entry);
    };
    chosen = firstOf(
      living.filter((slot) => (gains[slot] ?? 0) >= least),
      order,
    );
  }
  for (const slot of touched) gains[slot] = 0;
  return chosen;
};

/** The first sixty in this order; nearly all of thousands fall to one look at the last of them. */
const firstOf = (slots: readonly number[], order: (a: number, b: number) => number): number[] => {
  const first: number[] = [];
  for (const slot of slots) {
    let at = first.length;
    if (at === MOST_CANDIDATES) {
      if (order(slot, first[at - 1] as number) >= 0) continue;
      at -= 1;
    }
    while (at > 0 && order(slot, first[at - 1] as number) < 0) {
      first[at] = first[at - 1] as number;
      at -= 1;
    }
    first[at] = slot;
  }
  return first;
};

/** A gain that at least `MOST_CANDIDATES` entries reach, by counting in eighths: no need to sort thousands. */
const leastGain = (slots: readonly number[]): number => {
  const counts = new Uint32Array(1024);
  const eighth = (slot: number): number => Math.min(1023, Math.floor((gains[slot] ?? 0) * 8));
  for (const slot of slots) counts[eighth(slot)]! += 1;
  let reached = 0;
  for (let step = 1023; step > 0; step -= 1) {
    reached += counts[step] ?? 0;
    if (reached >= MOST_CANDIDATES) return step / 8;
  }
  return 0;
};
