import { buildIndex, type Entry } from '@vigia/matching';
import { exact, jaroWinklerAndMetaphone } from './baselines';
import { aliasPairs, falsePairs, innocents, truePairs, type Split } from './development-set';
import { Random } from './random';
import { secondFalsePairs, secondTruePairs } from './second/second-set';
import { commonTravellers } from './second/travellers';
import { measurePairs, measureSearch, ours, type PairResult, type SearchResult } from './measure';

/** How large a run is: cases a kind, and innocents searched. */
export interface Size {
  truePerKind: number;
  falsePerKind: number;
  aliases: number;
  innocents: number;
  /** Cases a kind, and travellers searched, of the second generator. */
  second: { truePerKind: number; falsePerKind: number; innocents: number };
}

/** Everything the scorecard shows of one split. */
export interface Scorecard {
  split: Split;
  pairs: PairResult;
  exact: PairResult;
  jaroWinkler: PairResult;
  aliases: PairResult;
  search: SearchResult;
  second: SecondCard;
}

/** What the second generator's cases show: listed names in two fields, and in one. */
export interface SecondCard {
  fields: PairResult;
  oneField: PairResult;
  search: SearchResult;
  /** The same innocents' namesakes without birth dates. */
  undated: SearchResult;
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
    second: runSecond(entries, split, size.second, clock),
  };
};

const runSecond = (
  entries: readonly Entry[],
  split: Split,
  { truePerKind, falsePerKind, innocents: count }: Size['second'],
  clock: () => number,
): SecondCard => {
  const index = buildIndex(entries);
  const pairs = (whole: boolean) => [
    ...secondTruePairs(entries, split, truePerKind, whole),
    ...secondFalsePairs(entries, split, falsePerKind, whole),
  ];
  const travellers = (dated: number) =>
    commonTravellers(count, new Random(SEED[split] + dated), dated);
  const same = secondTruePairs(entries, split, truePerKind);
  return {
    fields: measurePairs(pairs(false), ours),
    oneField: measurePairs(pairs(true), ours),
    search: measureSearch(same, travellers(1), index, clock),
    undated: measureSearch([], travellers(0), index, clock),
  };
};
