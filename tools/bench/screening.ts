import { setImmediate as breathe } from 'node:timers/promises';
import { buildIndex, match, TravellerIndex } from '@vigia/matching';
import { Random } from '../scorecard/random';
import { percentile } from './load';
import { listOf, travellersOf } from './matching-data';
import type { Figure } from './result';

const PARTITIONS = 6;
const SWAPPED = 10_000;

const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

const sorted = (times: readonly number[]): number[] => [...times].sort((a, b) => a - b);

/**
 * Re-screening as the service does it: the upcoming travellers of six partitions, each in an index of
 * its own with what the service remembers beside it, and one entry after the other against all six.
 */
export const benchRescreening = (root: string, travellers: number): Figure[] => {
  const before = megabytes();
  const partitions = Array.from({ length: PARTITIONS }, () => ({
    index: new TravellerIndex(),
    arrivals: new Map<string, number>(),
  }));
  const began = performance.now();
  travellersOf(travellers, 907).forEach((query, at) => {
    const own = partitions[at % PARTITIONS];
    own?.index.add(`tr_${at}@PAPTY`, query);
    own?.arrivals.set(`tr_${at}@PAPTY`, at);
  });
  const addMs = performance.now() - began;
  const memory = megabytes() - before;
  const persons = listOf(root, 0).filter(({ names }) => names.length > 0);
  const times = new Random(908)
    .shuffle(persons)
    .slice(0, 100)
    .map((entry) => {
      const start = performance.now();
      for (const { index } of partitions) index.matchEntry(entry);
      return performance.now() - start;
    });
  const label = `${travellers / 1000}k upcoming`;
  return [
    { name: `${label}: added`, value: (travellers * 1000) / addMs, unit: '/s' },
    { name: `${label}: memory each`, value: (memory * 1e6) / travellers, unit: 'bytes' },
    { name: `${label}: one entry, p50`, value: percentile(sorted(times), 0.5), unit: 'ms' },
    {
      ...{ name: `${label}: one entry, slowest of 100`, value: Math.max(...times), unit: 'ms' },
      aim: '≤ 1,000',
    },
  ];
};

/** A version of ten thousand changed entries taken over in one go while travellers are searched. */
export const benchSwap = async (root: string, names: number): Promise<Figure[]> => {
  const index = buildIndex(listOf(root, names));
  const changed = listOf(root, names)
    .slice(-SWAPPED)
    .map((entry) => ({ ...entry, datesOfBirth: ['1971-02-03'] }));
  const travellers = travellersOf(2000, 909);
  const times: number[] = [];
  let swapMs = 0;
  for (const [at, traveller] of travellers.entries()) {
    if (at === 1000) {
      const start = performance.now();
      index.with({ put: changed });
      swapMs = performance.now() - start;
    }
    const start = performance.now();
    match(traveller, index);
    times.push(performance.now() - start);
    if (at % 50 === 0) await breathe();
  }
  return [
    { name: `${SWAPPED / 1000}k entries taken over in one go`, value: swapMs, unit: 'ms' },
    { name: 'searches around it, p99', value: percentile(sorted(times), 0.99), unit: 'ms' },
  ];
};
