import type { Entry, Evidence, Query } from './entry';
import { DEFAULT_POLICY, type Policy } from './policy';
import { prepareEntry, prepareQuery } from './prepare';
import { scoreEntry } from './score';
import { Vocabulary } from './token';
import { tokenSimilarity } from './token-similarity';

const vocabulary = new Vocabulary(50_000);

/**
 * Scores one traveller against one entry, on the same path as `match`: the sum of the signed
 * evidence, 0..1. Symmetric under the order of given names; absent facts are neutral.
 */
export const compare = (
  query: Query,
  entry: Entry,
  policy: Policy = DEFAULT_POLICY,
): { score: number; evidence: Evidence[] } => {
  const scored = scoreEntry(prepareQuery(query, vocabulary), prepareEntry(entry, vocabulary), {
    policy,
    similarityOf: tokenSimilarity,
    vocabulary,
  });
  return { score: scored.score, evidence: scored.evidence() };
};
