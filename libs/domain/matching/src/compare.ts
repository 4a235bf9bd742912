import type { Entry, Evidence, Query } from './entry';
import { DEFAULT_POLICY, type Policy } from './policy';
import { prepareEntry, prepareQuery } from './prepare';
import { scoreEntry } from './score';
import { travellerWords } from './token';
import { tokenSimilarity } from './token-similarity';

/**
 * Scores one traveller against one entry, on the same path as `match`: the sum of the signed
 * evidence, 0..1. Symmetric under the order of given names; absent facts are neutral.
 */
export const compare = (
  query: Query,
  entry: Entry,
  policy: Policy = DEFAULT_POLICY,
): { score: number; evidence: Evidence[] } => {
  const vocabulary = travellerWords;
  const scored = scoreEntry(prepareQuery(query, vocabulary), prepareEntry(entry, vocabulary), {
    policy,
    similarityOf: tokenSimilarity,
    vocabulary,
  });
  return { score: scored.score, evidence: scored.evidence() };
};
