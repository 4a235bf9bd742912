import {
  DEFAULT_POLICY,
  compare,
  match,
  type Entry,
  type Index,
  type Query,
} from '@vigia/matching';
import type { Pair } from './development-set';

/** Right and wrong answers. */
export interface Counts {
  truePositive: number;
  falsePositive: number;
  trueNegative: number;
  falseNegative: number;
}

export const precision = ({ truePositive: t, falsePositive: f }: Counts): number =>
  t / (t + f || 1);
export const recall = ({ truePositive: t, falseNegative: f }: Counts): number => t / (t + f || 1);
export const falsePositiveRate = ({ trueNegative: t, falsePositive: f }: Counts): number =>
  f / (t + f || 1);
export const f1 = (counts: Counts): number => {
  const [p, r] = [precision(counts), recall(counts)];
  return (2 * p * r) / (p + r || 1);
};

/** Decisions over labelled pairs, in all and by kind. */
export interface PairResult {
  total: Counts;
  byKind: Map<string, { same: boolean; right: number; of: number }>;
  wrong: Pair[];
}

/** Whether our matcher would alert on this pair. */
export const ours = (query: Query, entry: Entry): boolean =>
  compare(query, entry).score >= DEFAULT_POLICY.threshold;

/** Puts every pair to a matcher and counts. */
export const measurePairs = (
  pairs: readonly Pair[],
  decide: (query: Query, entry: Entry) => boolean,
): PairResult => {
  const total: Counts = { truePositive: 0, falsePositive: 0, trueNegative: 0, falseNegative: 0 };
  const byKind: PairResult['byKind'] = new Map();
  const wrong: Pair[] = [];
  for (const pair of pairs) {
    const yes = decide(pair.query, pair.entry);
    if (pair.same) total[yes ? 'truePositive' : 'falseNegative'] += 1;
    else total[yes ? 'falsePositive' : 'trueNegative'] += 1;
    const kind = byKind.get(pair.kind) ?? { same: pair.same, right: 0, of: 0 };
    kind.of += 1;
    if (yes === pair.same) kind.right += 1;
    else wrong.push(pair);
    byKind.set(pair.kind, kind);
  }
  return { total, byKind, wrong };
};

/** Searches against a whole list: how many true entries are found, how many innocents alarm. */
export interface SearchResult {
  found: number;
  of: number;
  missed: Pair[];
  alarms: number;
  innocents: number;
  alarmed: Query[];
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** Searches for every true pair's traveller and for every innocent. `clock` answers milliseconds. */
export const measureSearch = (
  pairs: readonly Pair[],
  innocents: readonly Query[],
  index: Index,
  clock: () => number,
): SearchResult => {
  const times: number[] = [];
  const timed = (query: Query) => {
    const before = clock();
    const matches = match(query, index);
    times.push(clock() - before);
    return matches;
  };
  const missed = pairs.filter(
    ({ query, entry }) => !timed(query).some(({ entryId }) => entryId === entry.entryId),
  );
  const alarmed = innocents.filter((query) => timed(query).length > 0);
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return {
    found: pairs.length - missed.length,
    of: pairs.length,
    missed,
    alarms: alarmed.length,
    innocents: innocents.length,
    alarmed,
    perSecond: Math.round((times.length * 1000) / times.reduce((sum, time) => sum + time, 0)),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
};
