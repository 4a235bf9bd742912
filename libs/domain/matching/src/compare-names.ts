import type { Policy } from './policy';
import { canonical, type PreparedName } from './prepare-name';
import type { Token, Vocabulary } from './token';

/** Similarity of two words; the index passes a remembering one, the numbers are the same. */
export type SimilarityOf = (query: Token, listed: Token) => number;

/** A word of less weight is an initial, a particle or a title. */
const TELLING = 0.3;

interface Link {
  readonly similarity: number;
  readonly rank: number;
  /** Positions in the query and in the listed name; one side may hold two joined words. */
  readonly query: readonly number[];
  readonly listed: readonly number[];
  readonly weight: number;
}

/** How two names stand to each other. `similarity` is 0..1. */
export interface NameComparison {
  readonly similarity: number;
  readonly pairs: readonly { query: string; listed: string; similarity: number }[];
  readonly onlyQuery: readonly string[];
  readonly onlyListed: readonly string[];
  readonly swapped: boolean;
}

/**
 * Compares two names word by word, whatever their order.
 *
 * Words are paired best first, two words also with one written together. Words that only one side
 * has cost little (a second surname or a middle name is often left out); words that stand against
 * each other cost much (same surname, other first name). Rare words say more than common ones, and
 * one agreeing word alone is never quite enough.
 */
export const compareNames = (
  query: PreparedName,
  listed: PreparedName,
  policy: Policy['name'],
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
): NameComparison => {
  const links = linksOf(query, listed, similarityOf, vocabulary);
  const chosen = choose(links, query.words.length, listed.words.length);
  return weigh(query, listed, chosen, policy);
};

const linksOf = (
  query: PreparedName,
  listed: PreparedName,
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
): Link[] => {
  const links: Link[] = [];
  for (let i = 0; i < query.words.length; i += 1) {
    const a = query.words[i] as Token;
    for (let j = 0; j < listed.words.length; j += 1) {
      const b = listed.words[j] as Token;
      let similarity = similarityOf(a, b);
      const isStub = similarity === 0 && isCutShort(a.text, b.text);
      if (isStub) similarity = 0.78;
      if (similarity === 0) continue;
      const sameRole = query.roles[i] === listed.roles[j];
      const weight =
        isStub || a.kind === 'initial' || b.kind === 'initial'
          ? 0.25
          : Math.min(a.weight, b.weight);
      links.push({
        similarity,
        rank: similarity + (sameRole ? 0.002 : 0),
        query: [i],
        listed: [j],
        weight,
      });
    }
  }
  joins(query.words, listed.words, similarityOf, vocabulary, (one, two, similarity, weight) =>
    links.push({ similarity, rank: similarity + 0.03, query: [one], listed: two, weight }),
  );
  joins(listed.words, query.words, similarityOf, vocabulary, (one, two, similarity, weight) =>
    links.push({ similarity, rank: similarity + 0.03, query: two, listed: [one], weight }),
  );
  wholeFields(query.words, listed, similarityOf, vocabulary, (one, all, similarity, weight) =>
    links.push({ similarity, rank: similarity + 0.04, query: [one], listed: all, weight }),
  );
  wholeFields(listed.words, query, similarityOf, vocabulary, (one, all, similarity, weight) =>
    links.push({ similarity, rank: similarity + 0.04, query: all, listed: [one], weight }),
  );
  return links;
};

/** A word cut by the end of a field after two or three letters says as little as an initial. */
const isCutShort = (query: string, listed: string): boolean =>
  (query.length === 2 || query.length === 3) && listed.length >= 5 && listed.startsWith(query);

/** Finds a whole field written as one word: SAMIBENKHEMAIS for SAMI BEN KHEMAIS. */
const wholeFields = (
  singles: readonly Token[],
  name: PreparedName,
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
  found: (one: number, all: number[], similarity: number, weight: number) => void,
): void => {
  for (let i = 0; i < singles.length; i += 1) {
    const single = singles[i] as Token;
    if (single.text.length < 9) continue;
    for (const role of ['surname', 'given', 'unknown'] as const) {
      const positions = name.words.flatMap((_, at) => (name.roles[at] === role ? [at] : []));
      if (positions.length < 2) continue;
      const texts = positions.map((at) => name.words[at]?.text ?? '');
      if (isStrungTogether(single.text, texts)) {
        found(i, positions, 0.95, 1);
        continue;
      }
      const text = texts.join('');
      if (Math.abs(text.length - single.text.length) > 5) continue;
      const similarity = similarityOf(single, vocabulary.get(text, single.vowelless));
      if (similarity >= 0.75) found(i, positions, similarity, 1);
    }
  }
};

/** Whether a long word is these words in a row, with no more than a particle between two of them. */
const isStrungTogether = (long: string, words: readonly string[]): boolean => {
  let at = 0;
  for (const word of words) {
    const start = long.indexOf(word, at);
    if (start < 0 || start > at + 3) return false;
    at = start + word.length;
  }
  return long.length <= at + 1;
};

/** Finds pairs of words that, written together in either order, are one word of the other side. */
const joins = (
  singles: readonly Token[],
  pairs: readonly Token[],
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
  found: (one: number, two: [number, number], similarity: number, weight: number) => void,
): void => {
  if (pairs.length < 2) return;
  for (let i = 0; i < singles.length; i += 1) {
    const single = singles[i] as Token;
    if (single.text.length < 4) continue;
    for (let j = 0; j < pairs.length; j += 1) {
      const first = pairs[j] as Token;
      if (first.text[0] !== single.text[0] || first.text.length >= single.text.length + 2) continue;
      for (let k = 0; k < pairs.length; k += 1) {
        const second = pairs[k] as Token;
        if (k === j) continue;
        const gap = Math.abs(first.text.length + second.text.length - single.text.length);
        if (gap > (single.vowelless || first.vowelless ? 6 : 3)) continue;
        const joined = vocabulary.get(
          canonical(first.text + second.text),
          first.vowelless || second.vowelless,
        );
        const similarity = similarityOf(single, joined);
        if (similarity < 0.88) continue;
        found(i, [j, k], similarity, Math.max(single.weight, first.weight, second.weight));
      }
    }
  }
};

const choose = (links: Link[], queryLength: number, listedLength: number): Link[] => {
  links.sort((a, b) => b.rank - a.rank || b.weight - a.weight);
  let usedQuery = 0;
  let usedListed = 0;
  const chosen: Link[] = [];
  const [allQuery, allListed] = [(1 << queryLength) - 1, (1 << listedLength) - 1];
  for (const link of links) {
    const q = bits(link.query);
    const l = bits(link.listed);
    if (usedQuery & q || usedListed & l) continue;
    usedQuery |= q;
    usedListed |= l;
    chosen.push(link);
    if (usedQuery === allQuery || usedListed === allListed) break;
  }
  return chosen;
};

const bits = (positions: readonly number[]): number =>
  positions.reduce((mask, position) => mask | (1 << position), 0);

const weigh = (
  query: PreparedName,
  listed: PreparedName,
  chosen: readonly Link[],
  policy: Policy['name'],
): NameComparison => {
  let [agreed, compared, told, strong, crossed, straight] = [0, 0, 0, 0, 0, 0];
  let [usedQuery, usedListed] = [0, 0];
  for (const link of chosen) {
    const { similarity, weight } = link;
    usedQuery |= bits(link.query);
    usedListed |= bits(link.listed);
    agreed += weight * similarity;
    compared += weight * (1 + 0.5 * (1 - similarity));
    told += weight * similarity;
    if (similarity >= 0.7) {
      const joined = link.query.length + link.listed.length > 2;
      strong += weight >= 0.5 ? (joined ? 2 : 1) : weight >= 0.2 ? 0.5 : 0;
    }
    const roles = [query.roles[link.query[0] ?? 0], listed.roles[link.listed[0] ?? 0]];
    if (roles.includes('unknown') || weight < TELLING) continue;
    if (roles[0] === roles[1]) straight += 1;
    else crossed += 1;
  }
  const missingQuery = unmatchedWeight(query, usedQuery);
  const missingListed = unmatchedWeight(listed, usedListed);
  const conflict = Math.min(missingQuery, missingListed);
  const cost =
    policy.conflict * conflict +
    policy.extraInQuery * (missingQuery - conflict) +
    policy.extraInEntry * (missingListed - conflict);
  let similarity = compared === 0 ? 0 : agreed / (compared + cost);
  similarity *= Math.min(1, policy.tellingFloor + policy.tellingSlope * told);
  if (strong < 2) similarity *= strong < 1.5 ? policy.singleWord : policy.wordAndInitial;
  if (strong < 1.5 && missingQuery >= TELLING) similarity *= policy.singleWordOfMore;
  const swapped = crossed > 0 && straight === 0;
  if (swapped) similarity *= policy.swapped;
  if (partDiffers(query, usedQuery, listed, usedListed)) similarity *= policy.otherGiven;
  else if (untouched(query, usedQuery, 'surname')) similarity *= policy.surnameAlone;
  else if (givenApart(query, usedQuery, listed, usedListed)) similarity *= policy.givenApart;
  if (listed.quality === 'weak') similarity *= policy.weakAlias;
  return {
    similarity,
    swapped,
    get pairs() {
      return chosen.map((link) => ({
        query: link.query.map((at) => query.words[at]?.text ?? '').join(' '),
        listed: link.listed.map((at) => listed.words[at]?.text ?? '').join(' '),
        similarity: link.similarity,
      }));
    },
    get onlyQuery() {
      return leftOver(query, usedQuery);
    },
    get onlyListed() {
      return leftOver(listed, usedListed);
    },
  };
};

const unmatchedWeight = (name: PreparedName, used: number): number =>
  name.words.reduce((sum, word, at) => (used & (1 << at) ? sum : sum + word.weight), 0);

const leftOver = (name: PreparedName, used: number): string[] =>
  name.words.filter((_, at) => !(used & (1 << at))).map((word) => word.text);

/**
 * Whether both sides state surnames, or first names, and not one of them found a partner. Where
 * one side does not say which is which, any word left over there stands against the other's part;
 * where neither does, the first or the last word of both.
 */
const partDiffers = (
  query: PreparedName,
  usedQuery: number,
  listed: PreparedName,
  usedListed: number,
): boolean => {
  const [ours, theirs] = [query.roles[0] !== 'unknown', listed.roles[0] !== 'unknown'];
  if (!ours && !theirs) {
    return (
      (isLeft(query, usedQuery, 0) && isLeft(listed, usedListed, 0)) ||
      (isLeft(query, usedQuery, query.words.length - 1) &&
        isLeft(listed, usedListed, listed.words.length - 1))
    );
  }
  return (['surname', 'given'] as const).some(
    (role) =>
      (ours ? untouched(query, usedQuery, role) : anyLeft(query, usedQuery)) &&
      (theirs ? untouched(listed, usedListed, role) : anyLeft(listed, usedListed)),
  );
};

/** Whether both sides have a first name, or one word of an unparted name, without a partner. */
const givenApart = (
  query: PreparedName,
  usedQuery: number,
  listed: PreparedName,
  usedListed: number,
): boolean => isGivenLeft(query, usedQuery) && isGivenLeft(listed, usedListed);

const isGivenLeft = (name: PreparedName, used: number): boolean =>
  name.words.some((_, at) => name.roles[at] !== 'surname' && isLeft(name, used, at));

const isLeft = (name: PreparedName, used: number, at: number): boolean =>
  !(used & (1 << at)) && (name.words[at]?.weight ?? 0) >= TELLING;

const anyLeft = (name: PreparedName, used: number): boolean =>
  name.words.some((_, at) => isLeft(name, used, at));

const untouched = (name: PreparedName, used: number, role: string): boolean => {
  let stated = false;
  for (let at = 0; at < name.words.length; at += 1) {
    if (name.roles[at] !== role || (name.words[at]?.weight ?? 0) < TELLING) continue;
    if (used & (1 << at)) return false;
    stated = true;
  }
  return stated;
};
