import { byId, candidates } from './candidates';
import type { Match, Query } from './entry';
import { MatchIndex, type Index } from './match-index';
import { ALL_NAMES, AskedName } from './name-outlines';
import { DEFAULT_POLICY, type Policy } from './policy';
import { prepareQuery, type PreparedEntry } from './prepare';
import { boundOf, leastOfName } from './reach';
import { rememberedSimilarity } from './remembered-similarity';
import { compareFacts, scoreEntry, type Scored, type Scoring } from './score';
import { travellerWords } from './token';

const asked = new AskedName();

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
  const scoring: Scoring = {
    policy,
    vocabulary: travellerWords,
    similarityOf: rememberedSimilarity,
  };
  const name = prepared.name && asked.note(prepared.name.words);
  const bound = boundOf(policy);
  const found: { listed: PreparedEntry; scored: Scored }[] = [];
  const born = !allScores && otherDatesFail(policy) ? prepared.birthDate : undefined;
  for (const slot of candidates(prepared, index, born)) {
    const listed = index.slots[slot];
    if (!listed) continue;
    const facts = compareFacts(prepared, listed, policy);
    const least = allScores ? 0 : leastOfName(facts, policy);
    if (least > 1) continue;
    let names = ALL_NAMES;
    if (least > 0) names = name ? index.outlines.mayResemble(slot, name, bound, least) : 0;
    if (names === 0) continue;
    const near = names === ALL_NAMES ? undefined : name;
    const scored = scoreEntry(prepared, listed, scoring, facts, names, near);
    if (allScores || scored.score >= policy.threshold) found.push({ listed, scored });
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
