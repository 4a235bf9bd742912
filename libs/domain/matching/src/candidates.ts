import type { BirthDate } from './compare-birth-date';
import type { Entry } from './entry';
import type { MatchIndex } from './match-index';
import type { PreparedEntry, PreparedQuery } from './prepare';
import type { PreparedName } from './prepare-name';
import type { SimilarWord } from './similar-words';
import type { Token } from './token';

/** Most entries whose names are compared in one search. */
export const MOST_CANDIDATES = 60;
/** Once so many entries bear words very like one, those that bear less similar words add nothing. */
const ENOUGH_BEARERS = 2000;
/** A word so many entries bear ranks those that rarer words brought, and brings no others. */
const MANY_BEARERS = 10_000;

/** By entry, then by list: the order of what is otherwise equal. */
export const byId = (a: Entry, b: Entry): number =>
  a.entryId < b.entryId ? -1 : a.entryId > b.entryId ? 1 : a.listId < b.listId ? -1 : 1;

/**
 * Level two of the search: slots of entries that share a document, a full birth date, or enough of
 * the name. Shared words count by rarity and similarity; the best sixty go on to be scored. With
 * `born` only entries that may have been born then are found by name.
 */
export const candidates = (
  query: PreparedQuery,
  index: MatchIndex,
  born: BirthDate | undefined,
): Set<number> => {
  const chosen = new Set<number>();
  for (const document of query.documents) {
    for (const slot of index.slotsByDocument(document)) chosen.add(slot);
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
  for (const slot of bestByName(query, index, born)) chosen.add(slot);
  return chosen;
};

let gains = new Float32Array(1024);
let best = new Float32Array(1024);
let seen = new Uint32Array(1024);
let touched = new Uint32Array(1024);
let touchedCount = 0;

const makeRoom = (slots: number): void => {
  if (gains.length >= slots) return;
  gains = new Float32Array(slots * 2);
  best = new Float32Array(slots * 2);
  seen = new Uint32Array(slots * 2);
  touched = new Uint32Array(slots * 2);
};

const bestByName = (
  { name }: PreparedQuery,
  index: MatchIndex,
  born: BirthDate | undefined,
): readonly number[] => {
  if (!name) return [];
  makeRoom(index.slots.length);
  const likes = [...new Set(name.words)].map((word) => index.words.like(word));
  const words = [...likes, ...tornWords(name, index)]
    .map((similar) => ({ similar, reach: reachOf(similar, index) }))
    .sort((a, b) => a.reach - b.reach);
  const common = index.size * 0.02;
  touchedCount = 0;
  for (const [at, { similar, reach }] of words.entries()) {
    if (at > 1 && reach > common && touchedCount > MOST_CANDIDATES) continue;
    const widens = reach <= MANY_BEARERS || touchedCount < MOST_CANDIDATES;
    gather(similar, index, widens, born);
  }
  const chosen = takeBest(index);
  for (let at = 0; at < touchedCount; at += 1) gains[touched[at] ?? 0] = 0;
  return chosen;
};

/** Listed words that two neighbours of a field are, written together. */
const tornWords = (
  { words, roles }: PreparedName,
  index: MatchIndex,
): (readonly SimilarWord[])[] => {
  const torn: (readonly SimilarWord[])[] = [];
  for (let at = 1; at < words.length; at += 1) {
    if (roles[at] !== roles[at - 1]) continue;
    const similar = index.words.torn(words[at - 1] as Token, words[at] as Token);
    if (similar.length > 0) torn.push(similar);
  }
  return torn;
};

const reachOf = (similar: readonly SimilarWord[], index: MatchIndex): number => {
  let sum = 0;
  for (const { id } of similar) sum += index.bearers[id] ?? 0;
  return sum;
};

/** Adds to each entry the gain of its word most like this one; `widens` when it may bring new entries. */
const gather = (
  similar: readonly SimilarWord[],
  index: MatchIndex,
  widens: boolean,
  born: BirthDate | undefined,
): void => {
  const enough = Math.max(ENOUGH_BEARERS, index.size * 0.005);
  let seenCount = 0;
  let visited = 0;
  for (const { id, similarity } of similar) {
    const bearers = index.bearers[id] ?? 0;
    if (bearers === 0) continue;
    if (similarity < 0.9 && visited > enough) break;
    visited += bearers;
    const gain = Math.log2(2 + index.size / bearers) * similarity * similarity;
    const slots = index.postings[id] ?? [];
    for (let at = 0; at < slots.length; at += 1) {
      const slot = slots[at] as number;
      const before = best[slot] as number;
      if (before === 0) {
        if (!widens && gains[slot] === 0) continue;
        if (born && !index.dates.allow(slot, born)) continue;
        seen[seenCount] = slot;
        seenCount += 1;
      }
      if (gain > before) best[slot] = gain;
    }
  }
  for (let at = 0; at < seenCount; at += 1) {
    const slot = seen[at] as number;
    const before = gains[slot] as number;
    if (before === 0) {
      touched[touchedCount] = slot;
      touchedCount += 1;
    }
    gains[slot] = before + (best[slot] as number);
    best[slot] = 0;
  }
};

const takeBest = (index: MatchIndex): readonly number[] => {
  const least = touchedCount > MOST_CANDIDATES ? leastGain(index) : 0;
  const chosen: number[] = [];
  for (let at = 0; at < touchedCount; at += 1) {
    const slot = touched[at] as number;
    if ((gains[slot] as number) < least || index.slots[slot] === undefined) continue;
    chosen.push(slot);
  }
  if (chosen.length <= MOST_CANDIDATES) return chosen;
  return firstOf(chosen, (a, b) => {
    const difference = (gains[b] as number) - (gains[a] as number);
    if (difference !== 0) return difference;
    return byId((index.slots[a] as PreparedEntry).entry, (index.slots[b] as PreparedEntry).entry);
  });
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

const counts = new Uint32Array(1024);

/** A gain that `MOST_CANDIDATES` living entries reach, by counting in eighths: no need to sort thousands. */
const leastGain = (index: MatchIndex): number => {
  counts.fill(0);
  for (let at = 0; at < touchedCount; at += 1) {
    const slot = touched[at] as number;
    if (index.hasGaps && index.slots[slot] === undefined) continue;
    counts[Math.min(1023, Math.floor((gains[slot] as number) * 8))]! += 1;
  }
  let reached = 0;
  for (let step = 1023; step > 0; step -= 1) {
    reached += counts[step] ?? 0;
    if (reached >= MOST_CANDIDATES) return step / 8;
  }
  return 0;
};
