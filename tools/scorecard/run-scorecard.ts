import { buildIndex, type Entry } from '@vigia/matching';
import { exact, jaroWinklerAndMetaphone } from './baselines';
import { aliasPairs, falsePairs, innocents, truePairs, type Split } from './development-set';
import { measurePairs, measureSearch, ours, type PairResult, type SearchResult } from './measure';

/** How large a run is: cases a kind, and innocents searched. */
export interface Size {
  truePerKind: number;
  falsePerKind: number;
  aliases: number;
  innocents: number;
}

/** Everything the scorecard shows of one split. */
export interface Scorecard {
  split: Split;
  pairs: PairResult;
  exact: PairResult;
  jaroWinkler: PairResult;
  aliases: PairResult;
  search: SearchResult;
}

const SEED: Readonly<Record<Split, number>> = { look: 77, tune: 78, test: 99 };

/** Generates the split's cases and puts them to our matcher and to the baselines. */
export const runScorecard = (
  entries: readonly Entry[],
  split: Split,
  size: Size,
  clock: () => number,
): Scorecard => {
  const same = truePairs(entries, split, size.truePerKind);
  const pairs = [...same, ...falsePairs(entries, split, size.falsePerKind)];
  return {
    split,
    pairs: measurePairs(pairs, ours),
    exact: measurePairs(pairs, exact),
    jaroWinkler: measurePairs(pairs, jaroWinklerAndMetaphone),
    aliases: measurePairs(aliasPairs(entries, split, size.aliases), ours),
    search: measureSearch(same, innocents(size.innocents, SEED[split]), buildIndex(entries), clock),
  };
};
