import { existsSync, readFileSync } from 'node:fs';
import { assessJourney, stitchPersons, surroundingsOf, type TravelLeg } from '@vigia/indicators';
import { generateYear, type Year } from '../journey-generator/year';
import type { Figure } from './result';

const TRAVELLERS = 50_000;
const LIVE = 1_000_000;
const RUNS = 3;

const TICKS_PER_SECOND = 100;

/** Processor seconds of this thread alone, without waiting and without helper threads (Linux, proc(5)). */
const threadSeconds = (): number => {
  const stat = `/proc/self/task/${process.pid}/stat`;
  if (!existsSync(stat)) return performance.now() / 1000;
  const fields = readFileSync(stat, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

const secondsOf = (work: () => void): number => {
  const started = threadSeconds();
  work();
  return threadSeconds() - started;
};

/** The least that a live journey needs in memory: its id, its end, and the keys that find it. */
interface LiveJourney {
  id: string;
  until: number;
  legs: number;
  keys: string[];
}

const heapBytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

/** A store of live journeys by key, as a service that keeps them in memory would hold it. */
const liveStore = (legs: readonly TravelLeg[]): Map<string, LiveJourney> => {
  const store = new Map<string, LiveJourney>();
  for (let index = 0; index < LIVE; index += 1) {
    const leg = legs[index % legs.length];
    if (!leg) break;
    const keys = leg.identity.keys.map((key) => `${key}#${index}`);
    const journey = { id: `jo_${index}`, until: Date.parse(leg.departedAt), legs: 1, keys };
    for (const key of keys) store.set(key, journey);
  }
  return store;
};

/** One run through everything: seconds of stitching, seconds of the table, alerts. */
const runOnce = (year: Year): [stitching: number, assessing: number, alerts: number] => {
  let persons: ReturnType<typeof stitchPersons> = [];
  const stitching = secondsOf(() => {
    persons = stitchPersons(year.legs);
  });
  let alerts = 0;
  const assessing = secondsOf(() => {
    const around = surroundingsOf(persons, year);
    for (const { journeys } of persons) {
      for (const journey of journeys) alerts += assessJourney(journey, around).alert ? 1 : 0;
    }
  });
  return [stitching, assessing, alerts];
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const measure = (): Figure[] => {
  const year = generateYear({
    ...{ seed: 3, attributeSeed: 4 },
    ...{ travellers: TRAVELLERS, ringsPerPattern: 5 },
  });
  const before = heapBytes();
  const store = liveStore(year.legs);
  const bytes = (heapBytes() - before) / LIVE;
  const runs = Array.from({ length: RUNS }, () => runOnce(year));
  const people = year.people.size;
  const rate = (seconds: readonly number[]): number => people / median(seconds);
  process.stdout.write(
    `  ${people} travellers, ${year.legs.length} legs, ${runs[0]?.[2] ?? 0} alerts; ${store.size} keys held\n`,
  );
  return [
    {
      ...{ name: 'journeys: stitching and indicators, one core', unit: 'travellers/s' },
      ...{ value: rate(runs.map(([one, other]) => one + other)), aim: '>= 10,000' },
    },
    {
      ...{ name: 'journeys: stitching alone', unit: 'travellers/s' },
      value: rate(runs.map(([one]) => one)),
    },
    {
      ...{ name: 'journeys: indicators alone', unit: 'travellers/s' },
      value: rate(runs.map(([, other]) => other)),
    },
    { name: 'journeys: memory of a live journey', value: bytes, unit: 'bytes', aim: '<= 1,024' },
  ];
};

process.send?.(measure());
