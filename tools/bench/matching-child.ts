import {
  buildIndex,
  match,
  TravellerIndex,
  type Entry,
  type Index,
  type Query,
} from '@vigia/matching';
import { ratio } from 'fuzzball';
import { jaroWinkler } from '../scorecard/baselines';
import { Random } from '../scorecard/random';
import { percentile } from './load';
import { listOf, travellersOf } from './matching-data';
import type { Figure } from './result';

const SEARCHES = 5000;

const timed = <T>(work: () => T): [number, T] => {
  const before = performance.now();
  const result = work();
  return [performance.now() - before, result];
};

const megabytes = (): number => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

const sorted = (times: readonly number[]): number[] => [...times].sort((a, b) => a - b);

const timesOf = (travellers: readonly Query[], index: Index): number[] =>
  sorted(travellers.map((traveller) => timed(() => match(traveller, index))[0]));

/** Searches, memory, build and change on a list of so many names, beside two linear scans. */
const searching = (root: string, names: number): Figure[] => {
  const aims = AIMS[names] ?? {};
  const label = `${names / 1000}k names`;
  const before = megabytes();
  const entries = listOf(root, names);
  const [buildMs, index] = timed(() => buildIndex(entries));
  const memory = megabytes() - before;
  const travellers = travellersOf(SEARCHES, 901);
  const cold = timesOf(travellers, index);
  const manifests = travellersOf(SEARCHES, 903);
  const cpuBefore = process.cpuUsage();
  const flowing = timesOf(manifests, index);
  const { user, system } = process.cpuUsage(cpuBefore);
  const warm = timesOf(manifests, index);
  const perSecond = (SEARCHES * 1000) / flowing.reduce((sum, time) => sum + time, 0);
  const figure = (name: string, value: number, unit: string, aim?: string): Figure => ({
    name: `${label}: ${name}`,
    value,
    unit,
    ...(aim ? { aim } : {}),
  });
  return [
    figure('index built', buildMs, 'ms', aims.build),
    figure('memory of list and index', memory, 'MB', aims.memory),
    figure('resident memory of the process', process.memoryUsage.rss() / 1e6, 'MB'),
    figure('searches, words repeating', perSecond, '/s a core', aims.perSecond),
    figure(
      'searches, words repeating, by processor time',
      (SEARCHES * 1e6) / (user + system),
      '/s a core',
      aims.perSecond,
    ),
    figure('search, cold, p50', percentile(cold, 0.5), 'ms'),
    figure('search, cold, p99', percentile(cold, 0.99), 'ms'),
    figure('search, words repeating, p50', percentile(flowing, 0.5), 'ms', aims.p50),
    figure('search, words repeating, p99', percentile(flowing, 0.99), 'ms', aims.p99),
    figure('search, warm, p50', percentile(warm, 0.5), 'ms'),
    figure('search, warm, p99', percentile(warm, 0.99), 'ms'),
    figure('change until found', changeMs(index), 'ms', '≤ 100'),
    ...scans(entries, travellers, figure),
  ];
};

const AIMS: Readonly<Record<number, Partial<Record<string, string>>>> = {
  20_000: { build: '≤ 1,000', perSecond: '≥ 5,000', p50: '≤ 0.3', p99: '≤ 3' },
  100_000: { memory: '≤ 400', p99: '≤ 5' },
  1_000_000: { memory: '≤ 2,000', p99: '≤ 15' },
};

const changeMs = (index: Index): number => {
  const entry: Entry = {
    entryId: 'changed',
    listId: 'made',
    kind: 'person',
    names: [{ surname: 'QUETZALCOATLI', given: 'Bartolomeo', quality: 'primary' }],
    datesOfBirth: ['1971-02-03'],
    nationalities: [],
    documents: [],
  };
  const [ms, found] = timed(() =>
    match(
      { surname: 'QUETZALCOATLI', given: 'BARTOLOMEO', dateOfBirth: '1971-02-03', documents: [] },
      index.with({ put: [entry] }),
    ),
  );
  if (!found.some(({ entryId }) => entryId === 'changed')) throw new Error('change not found');
  return ms;
};

/** What the same question costs by comparing with every name. */
const scans = (
  entries: readonly Entry[],
  travellers: readonly Query[],
  figure: (name: string, value: number, unit: string) => Figure,
): Figure[] => {
  const names = entries.flatMap((entry) =>
    entry.names.map(({ full, surname = '', given = '' }) =>
      (full ?? `${surname} ${given}`).toUpperCase(),
    ),
  );
  const asked = travellers.slice(0, names.length > 200_000 ? 2 : 10);
  const scan = (similarity: (one: string, other: string) => number): number => {
    const times = asked.map(({ surname = '', given = '' }) => {
      const name = `${surname} ${given}`;
      return timed(() => names.filter((listed) => similarity(name, listed) >= 0.9))[0];
    });
    return percentile(sorted(times), 0.5);
  };
  return [
    figure('linear Jaro-Winkler scan, p50', scan(jaroWinkler), 'ms'),
    figure(
      'linear fuzzball ratio scan, p50',
      scan((a, b) => ratio(a, b) / 100),
      'ms',
    ),
  ];
};

/** One changed entry against so many upcoming travellers. */
const rescreening = (root: string, count: number): Figure[] => {
  const before = megabytes();
  const index = new TravellerIndex();
  const travellers = travellersOf(count, 905);
  const [addMs] = timed(() => travellers.forEach((query, at) => index.add(`t${at}`, query)));
  const memory = megabytes() - before;
  const random = new Random(906);
  const persons = listOf(root, 0).filter(
    ({ kind, names }) => kind === 'person' && names.length > 0,
  );
  const times = random
    .shuffle(persons)
    .slice(0, 300)
    .map((entry) => timed(() => index.matchEntry(entry))[0]);
  const undated = random.shuffle(persons.filter(({ datesOfBirth }) => datesOfBirth.length === 0));
  const undatedTimes = undated.slice(0, 20).map((entry) => timed(() => index.matchEntry(entry))[0]);
  const label = `${count / 1000}k travellers`;
  return [
    { name: `${label}: added to the index`, value: (count * 1000) / addMs, unit: '/s' },
    { name: `${label}: memory with their facts`, value: memory, unit: 'MB' },
    {
      name: `${label}: one entry re-screened, p50`,
      value: percentile(sorted(times), 0.5),
      unit: 'ms',
    },
    {
      name: `${label}: one entry re-screened, slowest of 300`,
      value: Math.max(...times),
      unit: 'ms',
      aim: '≤ 1,000',
    },
    {
      name: `${label}: entry without birth date, slowest of 20`,
      value: Math.max(...undatedTimes),
      unit: 'ms',
      aim: '≤ 1,000',
    },
  ];
};

const [part, root = process.cwd(), size = '20000'] = process.argv.slice(2);
const figures =
  part === 'rescreen' ? rescreening(root, Number(size)) : searching(root, Number(size));
process.send?.(figures);
