import type { Policy } from './policy';
import {
  initialsInOne,
  pairsInOne,
  runsInOne,
  type Joined,
  type SimilarityOf,
} from './joined-words';
import { givenApart, isUntouched, partDiffers, TELLING } from './name-parts';
import type { PreparedName } from './prepare-name';
import type { Token, Vocabulary } from './token';

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
    for (let j = 0; j < listed.words.length; j += 1) {
      const link = linkOf(query, i, listed, j, similarityOf);
      if (link) links.push(link);
    }
  }
  const add = (joined: readonly Joined[], ahead: number, flip: boolean): void => {
    for (const { one, all, similarity, weight } of joined) {
      const [q, l] = flip ? [all, [one]] : [[one], all];
      links.push({ similarity, rank: similarity + ahead, query: q, listed: l, weight });
    }
  };
  add(pairsInOne(query.words, listed.words, similarityOf, vocabulary), 0.03, false);
  add(pairsInOne(listed.words, query.words, similarityOf, vocabulary), 0.03, true);
  add(runsInOne(query.words, listed), 0.04, false);
  add(runsInOne(listed.words, query), 0.04, true);
  add(initialsInOne(query.words, listed), 0, false);
  add(initialsInOne(listed.words, query), 0, true);
  return links;
};

const linkOf = (
  query: PreparedName,
  i: number,
  listed: PreparedName,
  j: number,
  similarityOf: SimilarityOf,
): Link | undefined => {
  const [a, b] = [query.words[i] as Token, listed.words[j] as Token];
  let similarity = similarityOf(a, b);
  let weight = Math.min(a.weight, b.weight);
  if (similarity === 0) {
    const cutQuery = isStub(a.text, b.text) && mayBeCut(query, i);
    if (!cutQuery && !(isStub(b.text, a.text) && mayBeCut(listed, j))) return undefined;
    similarity = 0.78;
    weight = Math.min(a.text.length, b.text.length) > 3 ? Math.min(0.5, weight) : 0.25;
  } else if (a.kind === 'initial' || b.kind === 'initial') weight = 0.25;
  const rank = similarity + (query.roles[i] === listed.roles[j] ? 0.002 : 0);
  return { similarity, rank, query: [i], listed: [j], weight };
};

/** A word cut by the end of its field after a few letters says as little as an initial. */
const isStub = (short: string, long: string): boolean =>
  short.length >= 2 &&
  (short.length <= 3 || short.length < long.length * 0.4) &&
  long.length >= (short.length === 2 ? 4 : 5) &&
  long.startsWith(short);

/** Letters from which a field may have been cut by its limit. */
const CUT_FROM = 8;

/** Whether a word ends a field that is long enough to have been cut. */
const mayBeCut = ({ words, roles }: PreparedName, at: number): boolean =>
  (at === words.length - 1 || roles[at] !== roles[at + 1]) &&
  words.reduce((sum, { text }, other) => sum + (roles[other] === roles[at] ? text.length : 0), 0) >=
    CUT_FROM;

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
  const [ours, theirs] = [
    { name: query, used: usedQuery },
    { name: listed, used: usedListed },
  ];
  if (partDiffers(ours, theirs)) similarity *= policy.otherGiven;
  else if (isUntouched(ours, 'surname')) similarity *= policy.surnameAlone;
  else if (isUntouched(theirs, 'surname')) similarity *= policy.surnameElsewhere;
  else if (givenApart(ours, theirs)) similarity *= policy.givenApart;
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
  name.words.reduce(
    (sum, word, at) =>
      used & (1 << at)
        ? sum
        : sum + (name.roles[at] !== 'surname' && isPatronymic(word) ? 0.5 : 1) * word.weight,
    0,
  );

/** Slavic and Turkic names after the father, which passports of other states leave out. */
const isPatronymic = ({ text }: Token): boolean =>
  text.length > 6 && /(?:[OEY]VI(?:T?CH|C|TJ)|[OE]VN[AY]|I[VC]HNA|OGL[UY]|KYZY)$/.test(text);

const leftOver = (name: PreparedName, used: number): string[] =>
  name.words.filter((_, at) => !(used & (1 << at))).map((word) => word.text);
