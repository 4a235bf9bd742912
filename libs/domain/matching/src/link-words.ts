import type { SimilarityOf } from './joined-words';
import type { PreparedName } from './prepare-name';
import type { Token } from './token';

/** Words of the two names that may be the same, with how alike and how telling they are. */
export interface Link {
  readonly similarity: number;
  readonly rank: number;
  /** Bits of the positions in the query and in the listed name; one side may hold several joined words. */
  readonly query: number;
  readonly listed: number;
  readonly weight: number;
}

/** What a word cut by the end of its field, or an initial, counts for. */
const CUT_SIMILARITY = 0.78;
const INITIAL_WEIGHT = 0.25;

/** Links one word of the traveller with one of the entry; nothing when they are different words. */
export const linkOf = (
  query: PreparedName,
  i: number,
  listed: PreparedName,
  j: number,
  similarityOf: SimilarityOf,
): Link | undefined => {
  const [a, b] = [query.words[i] as Token, listed.words[j] as Token];
  let similarity = similarityOf(a, b);
  if (similarity === 0) {
    const isCut =
      (isStub(a.text, b.text) && mayBeCut(query, i)) ||
      (isStub(b.text, a.text) && mayBeCut(listed, j));
    if (!isCut) return undefined;
  }
  const weight = similarity === 0 ? weightOfCut(a, b) : weightOf(a, b);
  if (similarity === 0) similarity = CUT_SIMILARITY;
  const rank = similarity + (query.roles[i] === listed.roles[j] ? 0.002 : 0);
  return { similarity, rank, query: 1 << i, listed: 1 << j, weight };
};

const weightOf = (a: Token, b: Token): number =>
  a.kind === 'initial' || b.kind === 'initial' ? INITIAL_WEIGHT : Math.min(a.weight, b.weight);

const weightOfCut = (a: Token, b: Token): number =>
  Math.min(a.text.length, b.text.length) > 3 ? Math.min(0.5, a.weight, b.weight) : INITIAL_WEIGHT;

/** Most that a link of these two words can add to the agreement, wherever in their names they stand. */
export const mostOfLink = (a: Token, b: Token, similarityOf: SimilarityOf): number => {
  const similarity = similarityOf(a, b);
  if (similarity > 0) return similarity * weightOf(a, b);
  return isStub(a.text, b.text) || isStub(b.text, a.text) ? CUT_SIMILARITY * weightOfCut(a, b) : 0;
};

/** A word cut by the end of its field after a few letters says as little as an initial. */
const isStub = (short: string, long: string): boolean =>
  short.length >= 2 &&
  long.length >= (short.length === 2 ? 4 : 5) &&
  (short.length <= 3 || short.length < long.length * 0.4) &&
  long.startsWith(short);

/** Letters from which a field, or a whole name in a machine-readable zone, may have been cut by its limit. */
const CUT_FROM = 8;
const ZONE_CUT_FROM = 16;

/** Whether a word ends a field, or a name, that is long enough to have been cut. */
const mayBeCut = ({ words, roles }: PreparedName, at: number): boolean => {
  const isLast = at === words.length - 1;
  if (!isLast && roles[at] === roles[at + 1]) return false;
  let [field, name] = [0, 0];
  for (const [other, { text }] of words.entries()) {
    name += text.length;
    if (roles[other] === roles[at]) field += text.length;
  }
  return field >= CUT_FROM || (isLast && name >= ZONE_CUT_FROM);
};
