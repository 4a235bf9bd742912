import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { VigiaApi } from '@vigia/client';
import { startServices } from '@vigia/services';
import { startStack, type Stack } from '@vigia/stack';
import { percentile } from './load';
import type { Figure } from './result';

/** How many legs to load: five million, or what VIGIA_BENCH_LEGS says. */
const LEGS = Number(process.env['VIGIA_BENCH_LEGS'] ?? 5_000_000);
const CONTACT_KEY = 'development-only-contact-key';
const MOST_LOAD_MS = 40 * 60_000;
const RUNS = 60;
const MOST_KIND_MS = 25_000;
const DAY_MS = 24 * 3600 * 1000;
const AIM = '<= 300 (p95)';

interface Loaded {
  legs: number;
  journeys: number;
  loadMs: number;
  indexMs: number;
  dataBytes: number;
  storageBytes: number;
  indexBytes: number;
  sample: string[];
}

/** One kind of question; each run asks it about something else. */
interface Kind {
  name: string;
  selective: boolean;
  path: (run: number, sample: readonly string[]) => string;
}

const dayOf = (run: number): string =>
  new Date(Date.now() - (20 + ((run * 7) % 100)) * DAY_MS).toISOString().slice(0, 10);
const HUBS = ['MIA', 'MAD', 'BOG', 'MEX', 'LAX', 'JFK', 'LIM', 'IAH', 'YYZ', 'CUN', 'SDQ'];
const of = <Item>(items: readonly Item[], run: number): Item => items[run % items.length] as Item;
const matches = (query: Record<string, string>): string =>
  `/v1/route-matches?${new URLSearchParams(query).toString()}`;

const KINDS: readonly Kind[] = [
  {
    name: 'pattern SVO>HAV >(Nd) PA>CR',
    selective: true,
    path: (run) => matches({ pattern: `SVO>HAV >(${10 + (run % 40)}d) PA>CR`, limit: '100' }),
  },
  {
    name: 'pattern RU >(Nd) #CENTRAL',
    selective: true,
    path: (run) => matches({ pattern: `RU >(${20 + (run % 30)}d) #CENTRAL`, limit: '100' }),
  },
  {
    name: 'pattern within a week',
    selective: true,
    path: (run) =>
      matches({
        ...{ pattern: 'NL >(60d) PA>CR', since: dayOf(run), limit: '100' },
        until: new Date(Date.parse(dayOf(run)) + 7 * DAY_MS).toISOString().slice(0, 10),
      }),
  },
  {
    name: 'corridor and dates',
    selective: true,
    path: (run) =>
      matches({ corridor: of(['C-01', 'C-02'], run), until: dayOf(run), limit: '100' }),
  },
  {
    name: 'indicator, mode and carrier',
    selective: true,
    path: (run) =>
      matches({
        ...{ indicator: of(['R1', 'R2'], run), mode: 'road', limit: '100' },
        carrier: of(['TICABUS', 'NICABUS', 'GALGOS'], run),
      }),
  },
  {
    name: 'from and to on one day',
    selective: true,
    path: (run) =>
      matches({
        ...{ from: of(HUBS, run), to: 'SJO', since: dayOf(run), until: dayOf(run), limit: '100' },
      }),
  },
  {
    name: 'count of a pattern',
    selective: true,
    path: (run) =>
      `/v1/route-matches/counts?${new URLSearchParams({ pattern: `SVO>HAV >(${20 + (run % 30)}d) PA>CR` }).toString()}`,
  },
  {
    name: 'journey of one traveller',
    selective: true,
    path: (run, sample) => `/v1/journeys/${of(sample, run)}`,
  },
  {
    name: 'network, 3 hops',
    selective: true,
    path: (run, sample) =>
      `/v1/networks/${encodeURIComponent(`traveller:${of(sample, run)}`)}?hops=3`,
  },
  {
    name: 'broad: place GUA, first page',
    selective: false,
    path: (run) => matches({ place: 'GUA', until: dayOf(run), limit: '100' }),
  },
  {
    name: 'statistics by month, mode',
    selective: false,
    path: (run) => `/v1/statistics?by=month,${of(['mode', 'carrier', 'nationality'], run)}`,
  },
  {
    name: 'corridor pressure',
    selective: false,
    path: () => '/v1/corridor-pressure',
  },
];

/**
 * Measures the analysts' questions over stored history: rows that the service's own functions make
 * of invented lists are loaded straight into its database, then each kind of question is asked over
 * HTTP, one at a time.
 */
export const benchQueries = async (
  root: string,
  say: (text: string) => void,
): Promise<Figure[]> => {
  const stack = await startStack({ log: (line) => say(`  ${line}`) });
  try {
    return await ask(root, stack, say);
  } finally {
    await stack.stop();
  }
};

const ask = async (root: string, stack: Stack, say: (text: string) => void): Promise<Figure[]> => {
  // With a MongoDB of one's own (MONGODB_URI), a named run is loaded once and asked many times.
  const run = process.env['VIGIA_BENCH_RUN'] ?? `bench${Date.now().toString(36)}`;
  const loaded = await load(stack.mongodbUri, `vigia_${run}_analysis`, LEGS, say);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(0)} s`;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`;
  say(
    `  ${loaded.legs.toLocaleString('en')} legs in ${loaded.journeys.toLocaleString('en')} journeys: loaded in ${seconds(loaded.loadMs)}, indexed in ${seconds(loaded.indexMs)}; data ${gigabytes(loaded.dataBytes)}, on disk ${gigabytes(loaded.storageBytes)}, indexes ${gigabytes(loaded.indexBytes)}`,
  );
  const services = await startServices({
    ...{ root, kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri, run },
    env: { LOG_LEVEL: 'warn', CONTACT_KEY },
    only: ['analysis'],
  });
  try {
    const token = await services.token({ subject: 'bench', role: 'analyst', state: 'cri' });
    const api = new VigiaApi({ url: services.processes.analysis.url, token, timeoutMs: 120_000 });
    const figures: Figure[] = [
      { name: 'queries: legs stored', value: loaded.legs, unit: 'legs', aim: '5,000,000' },
    ];
    for (const kind of KINDS) figures.push(...(await measure(api, kind, loaded.sample, say)));
    return figures;
  } finally {
    await services.stop();
  }
};

const measure = async (
  api: VigiaApi,
  { name, selective, path }: Kind,
  sample: readonly string[],
  say: (text: string) => void,
): Promise<Figure[]> => {
  const times: number[] = [];
  let [found, failed] = [0, 0];
  const deadline = performance.now() + MOST_KIND_MS;
  for (let run = 0; run < RUNS && performance.now() < deadline; run += 1) {
    const began = performance.now();
    try {
      const { items } = await api.get<{ items?: unknown[] }>(path(run, sample));
      found += items?.length ?? 1;
      times.push(performance.now() - began);
    } catch {
      failed += 1;
    }
  }
  const first = times[0] ?? Number.NaN;
  times.sort((a, b) => a - b);
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  say(
    `  ${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, first ${first.toFixed(1)} ms; ${times.length} runs, ${(found / Math.max(1, times.length)).toFixed(1)} found a run, ${failed} failed`,
  );
  return [
    { name: `queries: ${name}, p50`, value: p50, unit: 'ms' },
    { name: `queries: ${name}, p95`, value: p95, unit: 'ms', ...(selective && { aim: AIM }) },
  ];
};

const load = async (
  uri: string,
  database: string,
  legs: number,
  say: (text: string) => void,
): Promise<Loaded> => {
  const wish = { uri, database, legs, contactKey: CONTACT_KEY, mostMs: MOST_LOAD_MS };
  const program = join(__dirname, '..', '..', 'apps', 'analysis', 'bench', 'load-history.js');
  const child = fork(program, [JSON.stringify(wish)]);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`loading ended with code ${String(code)}`);
  });
  for (;;) {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [
      { progress?: number; loaded?: Loaded },
    ];
    if (message.loaded) {
      ended.catch(() => undefined);
      return message.loaded;
    }
    say(`  ${(message.progress ?? 0).toLocaleString('en')} legs …`);
  }
};
