import { byId, candidates } from './candidates';
import type { Match, Query } from './entry';
import type { SimilarityOf } from './joined-words';
import { MatchIndex, type Index } from './match-index';
import { DEFAULT_POLICY, type Policy } from './policy';
import { prepareQuery, type PreparedEntry } from './prepare';
import { scoreEntry, type Scored, type Scoring } from './score';
import type { RememberedWord } from './similar-words';
import { Vocabulary, type Token } from './token';
import { tokenSimilarity } from './token-similarity';

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
    similarityOf: remembering(memory),
    ...(allScores ? {} : { least: policy.threshold }),
  };
  const found: { listed: PreparedEntry; scored: Scored }[] = [];
  const born = !allScores && otherDatesFail(policy) ? prepared.birthDate : undefined;
  for (const slot of candidates(prepared, index, memory, born)) {
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

/** Whether an entry born in another year cannot reach the threshold, however well its name agrees. */
const otherDatesFail = ({ name, birthDate, nationality, sex, threshold }: Policy): boolean =>
  name.full + birthDate.different + nationality.same + sex.same < threshold - 0.001;

/** Similarity with memory; joined words are asked for in either place, so both are looked up. */
const remembering = (memory: ReadonlyMap<Token, RememberedWord>): SimilarityOf => {
  let last: Token | undefined;
  let known: Map<Token, number> | undefined;
  return (a, b) => {
    if (a !== last) {
      last = a;
      known = memory.get(a)?.known;
    }
    const own = known ?? memory.get(b)?.known;
    if (!own) return tokenSimilarity(a, b);
    const other = known ? b : a;
    let similarity = own.get(other);
    if (similarity === undefined) {
      similarity = tokenSimilarity(a, b);
      own.set(other, similarity);
    }
    return similarity;
  };
};
