import {
  initialsInOne,
  pairsInOne,
  runsInOne,
  type Joined,
  type SimilarityOf,
} from './joined-words';
import { givenApart, isUntouched, partDiffers, TELLING } from './name-parts';
import { linkOf, type Link } from './link-words';
import type { Policy } from './policy';
import { MOST_WORDS, type PreparedName } from './prepare-name';
import type { Vocabulary } from './token';

/** How two names stand to each other. `similarity` is 0..1; the rest is for the explanation. */
export interface NameComparison {
  readonly similarity: number;
  readonly swapped: boolean;
  readonly chosen: readonly Link[];
  /** Bits of the words that found a partner. */
  readonly usedQuery: number;
  readonly usedListed: number;
}

/** What a look beforehand found out about names of an entry, numbered as they stand there. */
export interface NearWords {
  /** For each name and each word of the traveller's, as bits, the listed words not surely different. */
  readonly pairs: Uint16Array;
  /**
   * For each name, as bits, the traveller's words that may be several listed ones and, from bit 16
   * on, the listed words that may be several of the traveller's.
   */
  readonly joins: Uint32Array;
  /** Bits of the names that are alike enough only if one of their words is several. */
  readonly ifJoined: number;
}

const APART: NameComparison = {
  similarity: 0,
  swapped: false,
  chosen: [],
  usedQuery: 0,
  usedListed: 0,
};

/**
 * Compares two names word by word, whatever their order.
 *
 * Words are paired best first, two words also with one written together. Words that only one side
 * has cost little (a second surname or a middle name is often left out); words that stand against
 * each other cost much (same surname, other first name). Rare words say more than common ones, and
 * one agreeing word alone is never quite enough. With `near` only what a look beforehand left is
 * compared; the answer is the same.
 */
export const compareNames = (
  query: PreparedName,
  listed: PreparedName,
  policy: Policy['name'],
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
  near?: NearWords,
  name = 0,
): NameComparison => {
  const joins = near ? near.joins[name]! : -1;
  const joined = joins === 0 ? [] : joinedLinks(query, listed, similarityOf, vocabulary, joins);
  if (near && joined.length === 0 && near.ifJoined & (1 << name)) return APART;
  const links = near
    ? nearLinks(query, listed, similarityOf, near.pairs, name * MOST_WORDS)
    : allLinks(query, listed, similarityOf);
  links.push(...joined);
  if (links.length === 0) return APART;
  return weigh(query, listed, choose(links, query.words.length, listed.words.length), policy);
};

const nearLinks = (
  query: PreparedName,
  listed: PreparedName,
  similarityOf: SimilarityOf,
  pairs: Uint16Array,
  from: number,
): Link[] => {
  const links: Link[] = [];
  for (let i = 0; i < query.words.length; i += 1) {
    for (let near = pairs[from + i]!; near !== 0; near &= near - 1) {
      const link = linkOf(query, i, listed, firstOf(near), similarityOf);
      if (link) links.push(link);
    }
  }
  return links;
};

const allLinks = (
  query: PreparedName,
  listed: PreparedName,
  similarityOf: SimilarityOf,
): Link[] => {
  const links: Link[] = [];
  for (let i = 0; i < query.words.length; i += 1) {
    for (let j = 0; j < listed.words.length; j += 1) {
      const link = linkOf(query, i, listed, j, similarityOf);
      if (link) links.push(link);
    }
  }
  return links;
};

const joinedLinks = (
  query: PreparedName,
  listed: PreparedName,
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
  joins: number,
): Link[] => {
  const [ours, theirs] = [joins & 0xffff, joins >>> MOST_WORDS];
  const links: Link[] = [];
  const add = (joined: readonly Joined[], ahead: number, flip: boolean): void => {
    for (const { one, all, similarity, weight } of joined) {
      const [single, several] = [1 << one, all.reduce((bits, at) => bits | (1 << at), 0)];
      const [q, l] = flip ? [several, single] : [single, several];
      links.push({ similarity, rank: similarity + ahead, query: q, listed: l, weight });
    }
  };
  if (ours !== 0) {
    add(pairsInOne(query.words, listed.words, similarityOf, vocabulary, ours), 0.03, false);
    add(runsInOne(query.words, listed, ours), 0.04, false);
    add(initialsInOne(query.words, listed, ours), 0, false);
  }
  if (theirs !== 0) {
    add(pairsInOne(listed.words, query.words, similarityOf, vocabulary, theirs), 0.03, true);
    add(runsInOne(listed.words, query, theirs), 0.04, true);
    add(initialsInOne(listed.words, query, theirs), 0, true);
  }
  return links;
};

const choose = (links: Link[], queryLength: number, listedLength: number): Link[] => {
  if (links.length === 1) return links;
  links.sort((a, b) => b.rank - a.rank || b.weight - a.weight);
  let usedQuery = 0;
  let usedListed = 0;
  const chosen: Link[] = [];
  const [allQuery, allListed] = [(1 << queryLength) - 1, (1 << listedLength) - 1];
  for (const link of links) {
    if (usedQuery & link.query || usedListed & link.listed) continue;
    usedQuery |= link.query;
    usedListed |= link.listed;
    chosen.push(link);
    if (usedQuery === allQuery || usedListed === allListed) break;
  }
  return chosen;
};

const isOneBit = (bits: number): boolean => (bits & (bits - 1)) === 0;

/** Position of the lowest bit. */
const firstOf = (bits: number): number => 31 - Math.clz32(bits & -bits);

const weigh = (
  query: PreparedName,
  listed: PreparedName,
  chosen: readonly Link[],
  policy: Policy['name'],
): NameComparison => {
  let agreed = 0;
  let compared = 0;
  let strong = 0;
  let crossed = 0;
  let straight = 0;
  let usedQuery = 0;
  let usedListed = 0;
  for (const link of chosen) {
    const { similarity, weight } = link;
    usedQuery |= link.query;
    usedListed |= link.listed;
    agreed += weight * similarity;
    compared += weight * (1 + 0.5 * (1 - similarity));
    if (similarity >= 0.7) {
      const isJoined = !isOneBit(link.query) || !isOneBit(link.listed);
      strong += weight >= 0.5 ? (isJoined ? 2 : 1) : weight >= 0.2 ? 0.5 : 0;
    }
    const [ours, theirs] = [query.roles[firstOf(link.query)], listed.roles[firstOf(link.listed)]];
    if (ours === 'unknown' || theirs === 'unknown' || weight < TELLING) continue;
    if (ours === theirs) straight += 1;
    else crossed += 1;
  }
  const missingQuery = unmatchedWeight(query, usedQuery);
  const missingListed = unmatchedWeight(listed, usedListed);
  const conflict = Math.min(missingQuery, missingListed);
  const cost =
    policy.conflict * conflict +
    policy.extraInQuery * (missingQuery - conflict) +
    policy.extraInEntry * (missingListed - conflict);
  let similarity = agreed / (compared + cost);
  similarity *= Math.min(1, policy.tellingFloor + policy.tellingSlope * agreed);
  if (strong < 2) similarity *= strong < 1.5 ? policy.singleWord : policy.wordAndInitial;
  if (strong < 1.5 && missingQuery >= TELLING) similarity *= policy.singleWordOfMore;
  const swapped = crossed > 0 && straight === 0;
  if (swapped) similarity *= policy.swapped;
  const ours = { name: query, used: usedQuery };
  const theirs = { name: listed, used: usedListed };
  if (partDiffers(ours, theirs)) similarity *= policy.otherGiven;
  else if (isUntouched(ours, 'surname')) similarity *= policy.surnameAlone;
  else if (isUntouched(theirs, 'surname')) similarity *= policy.surnameElsewhere;
  else if (givenApart(ours, theirs)) similarity *= policy.givenApart;
  if (listed.quality === 'weak') similarity *= policy.weakAlias;
  return { similarity, swapped, chosen, usedQuery, usedListed };
};

/** Share of its weight that a patronymic nobody else states costs. */
const PATRONYMIC = 0.5;

const unmatchedWeight = ({ words, roles }: PreparedName, used: number): number => {
  let sum = 0;
  for (let at = 0; at < words.length; at += 1) {
    if (used & (1 << at)) continue;
    const { weight, kind, isPatronymic } = words[at] as (typeof words)[number];
    if (kind === 'title') continue;
    sum += isPatronymic && roles[at] !== 'surname' ? PATRONYMIC * weight : weight;
  }
  return sum;
};
