import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startAlertConsumer, VigiaApi } from '@vigia/client';
import { TOPICS } from '@vigia/contracts';
import { applyTopics } from '@vigia/kafka';
import { connectMongo } from '@vigia/mongo';
import { startServices, type ServiceName, type Services, type Stage } from '@vigia/services';
import { passengerList, type SimulatedTraveller, type Trip } from '@vigia/simulator';
import type { Stack } from '@vigia/stack';
import { cpuMeter } from './cpu-meter';
import { load, percentile, post, type LoadResult } from './load';
import type { Figure } from './result';

const SIZE = 100;
const CONNECTIONS = 16;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

const day = (offset: number): string =>
  new Date(Date.now() + offset * 24 * 3600 * 1000).toISOString().slice(0, 10);

const bus = (index: number): Trip => ({
  carrier: 'TICABUS',
  mode: 'road',
  journeyId: `TB${index}`,
  from: 'PAPTY',
  to: 'CRSJO',
  departure: `${day(1 + (index % 20))}T05:00`,
  arrival: `${day(1 + (index % 20))}T21:00`,
});

const bodies = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify(passengerList(from + index, bus(from + index), SIZE)),
  );

/**
 * Measures the line with everything on this machine: the endpoint beside a bare Fastify, then the
 * way from accepted to assessed and projected, alert latency under steady load, memory.
 */
export const benchLine = async (
  root: string,
  stack: Stack,
  say: (text: string) => void,
): Promise<Figure[]> => [
  // The door alone, with nobody behind it.
  ...(await withServices(root, stack, ['ingestion'], (services, headers) =>
    endpoint(root, stack, services, headers, say),
  )),
  ...(await withServices(root, stack, undefined, async (services, headers) => {
    await writeOut(stack);
    await importLists(root, services);
    await services.ready();
    return [
      ...(await throughput(services, headers, say)),
      ...(await latency(stack, services, headers, say)),
      ...memory(services),
    ];
  })),
];

/** MongoDB writes out what the endpoint's part has left in its cache; the line has no share in it. */
const writeOut = async ({ mongodbUri: uri }: Stack): Promise<void> => {
  const connection = await connectMongo({ uri, database: 'admin', appName: 'bench' });
  await connection.db?.command({ fsync: 1 });
  await connection.close();
};

type Headers = Readonly<Record<string, string>>;

const withServices = async (
  root: string,
  stack: Stack,
  only: readonly ServiceName[] | undefined,
  measure: (services: Services, headers: Headers) => Promise<Figure[]>,
): Promise<Figure[]> => {
  const services = await startServices({
    root,
    kafkaBrokers: stack.kafkaBrokers,
    mongodbUri: stack.mongodbUri,
    run: `bench${Date.now().toString(36)}`,
    requiredLists: ['ofac-sdn', 'bench-persons'],
    env: { LOG_LEVEL: 'warn' },
    ...(only && { only }),
  });
  try {
    const token = await services.token({ subject: 'bench', role: 'carrier', carrier: 'TICABUS' });
    return await measure(services, {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    });
  } finally {
    await services.stop();
  }
};

/** Lists sent while latency is measured; on each travels another person of the list of invented ones. */
const WATCHED_LISTS = 300;

const wanted = (index: number): SimulatedTraveller => {
  const [one] = passengerList(9_000_000 + index, bus(index), 1).travellers;
  if (!one) throw new Error('nobody');
  return one;
};

const listOfWanted = (): string =>
  [
    'entry_id,surname,given,dob,nationality,doc_type,doc_number,doc_country',
    ...Array.from({ length: WATCHED_LISTS }, (_, index) => {
      const { name, dateOfBirth, nationality } = wanted(index);
      return [`B-${index}`, name.surname, name.given, dateOfBirth, nationality, '', '', ''].join();
    }),
  ].join('\n');

const importLists = async (root: string, services: Services): Promise<void> => {
  const read = (name: string): string => readFileSync(join(root, 'data', 'ofac', name), 'utf8');
  const owner = async (state: string): Promise<VigiaApi> =>
    new VigiaApi({
      url: services.processes.watchlist.url,
      token: await services.token({ subject: 'bench', role: 'list-owner', state }),
      timeoutMs: 300_000,
    });
  const usa = await owner('usa');
  const settings = { name: 'bench', kind: 'sanctions', legalBasis: 'bench' };
  await usa.put('/v1/lists/ofac-sdn', settings);
  await usa.post('/v1/lists/ofac-sdn/imports', {
    format: 'ofac',
    files: { sdn: read('sdn.csv'), alt: read('alt.csv'), comments: read('sdn_comments.csv') },
  });
  const pan = await owner('pan');
  await pan.put('/v1/lists/bench-persons', { ...settings, kind: 'own', sample: true });
  await pan.post('/v1/lists/bench-persons/imports', {
    format: 'persons-csv',
    files: { list: listOfWanted() },
  });
};

/** Alternates the servers, so that a machine that slows down slows all of them. */
const endpoint = async (
  root: string,
  stack: Stack,
  services: Services,
  headers: Headers,
  say: (text: string) => void,
): Promise<Figure[]> => {
  const topic = `${services.topicPrefix}bodies`;
  await applyTopics(stack.kafkaBrokers.split(','), [{ name: topic, partitions: 6, config: {} }]);
  const bare = fork(join(root, 'dist', 'tools', 'bench', 'bare-fastify.js'), {
    env: {
      PORT: '0',
      TOPIC: topic,
      KAFKA_BROKERS: stack.kafkaBrokers,
      MONGODB_URI: stack.mongodbUri,
    },
  });
  const [bareUrl] = (await once(bare, 'message')) as [string];
  const rounds: Record<'bare' | 'storing' | 'vigia', LoadResult>[] = [];
  for (let round = 0; round < 6; round += 1) {
    const lists = bodies(1_000_000 + round * 1000, 800);
    const send = (url: string): Promise<LoadResult> =>
      load({ url, headers, bodies: lists, connections: CONNECTIONS });
    const alone = await send(`${bareUrl}/v1/manifests`);
    const storing = await send(`${bareUrl}/v1/stored`);
    const cpu = cpuMeter(services);
    const vigia = await send(`${services.processes.ingestion.url}/v1/manifests`);
    // The first round warms all of them up.
    if (round > 0) rounds.push({ bare: alone, storing, vigia });
    say(
      `  round ${round}: bare ${Math.round(alone.perSecond)}/s, storing unread ${Math.round(storing.perSecond)}/s, Vigía ${Math.round(vigia.perSecond)}/s ${JSON.stringify(vigia.statuses)}; CPU ms a list: ${cpu(lists.length)}`,
    );
  }
  bare.disconnect();
  const median = (values: readonly number[]): number =>
    percentile(
      [...values].sort((a, b) => a - b),
      0.5,
    );
  const rate = (of: keyof (typeof rounds)[number]): number =>
    median(rounds.map((round) => round[of].perSecond));
  const latencies = rounds.flatMap(({ vigia }) => vigia.latencies).sort((a, b) => a - b);
  return [
    { name: 'bare Fastify, parses JSON only', value: rate('bare'), unit: 'lists/s' },
    { name: 'the same, stores and publishes it unread', value: rate('storing'), unit: 'lists/s' },
    { name: 'endpoint, answer after the broker’s ack', value: rate('vigia'), unit: 'lists/s' },
    {
      name: 'endpoint, answer after the broker’s ack',
      value: rate('vigia') * SIZE,
      unit: 'travellers/s',
    },
    {
      name: 'endpoint ÷ bare Fastify (median of pairs)',
      value: median(rounds.map(({ vigia, bare: one }) => vigia.perSecond / one.perSecond)),
      unit: 'ratio',
      aim: '≥ 0.4',
    },
    {
      name: 'storing unread ÷ bare Fastify (median of pairs)',
      value: median(rounds.map(({ storing, bare: one }) => storing.perSecond / one.perSecond)),
      unit: 'ratio',
    },
    {
      name: `endpoint latency p50, ${CONNECTIONS} connections`,
      value: percentile(latencies, 0.5),
      unit: 'ms',
    },
    {
      name: `endpoint latency p99, ${CONNECTIONS} connections`,
      value: percentile(latencies, 0.99),
      unit: 'ms',
    },
  ];
};

const STAGES: readonly Stage[] = [
  ['screening', [TOPICS.manifestAccepted]],
  ['analysis', [TOPICS.manifestAccepted, TOPICS.travellerAssessed]],
];

const throughput = async (
  services: Services,
  headers: Headers,
  say: (text: string) => void,
): Promise<Figure[]> => {
  const url = `${services.processes.ingestion.url}/v1/manifests`;
  // Services just started compile their code first; what is asked is how they run.
  await load({ url, headers, bodies: bodies(1_900_000, 100), connections: 4 });
  await services.drained(STAGES);
  const lists = bodies(2_000_000, 500);
  const began = performance.now();
  const cpu = cpuMeter(services);
  const { statuses } = await load({ url, headers, bodies: lists, connections: 4 });
  await services.drained(STAGES);
  const seconds = (performance.now() - began) / 1000;
  say(
    `  ${lists.length} lists through the whole line in ${seconds.toFixed(1)} s ${JSON.stringify(statuses)}; CPU ms a list: ${cpu(lists.length)}`,
  );
  return [
    {
      name: 'accepted → assessed → projected',
      value: (lists.length * SIZE) / seconds,
      unit: 'travellers/s',
      aim: '≥ 1,500',
    },
  ];
};

/** Ten lists of ten travellers a second; one traveller of each is on a list and so raises an alert. */
const latency = async (
  stack: Stack,
  services: Services,
  headers: Headers,
  say: (text: string) => void,
): Promise<Figure[]> => {
  const accepted = new Map<string, number>();
  const arrived = new Map<string, number>();
  const seen = new Set<string>();
  const consumer = await startAlertConsumer({
    brokers: stack.kafkaBrokers.split(','),
    state: 'cri',
    groupId: 'bench-cri',
    topicPrefix: services.topicPrefix,
    seen: { has: async (key) => seen.has(key), add: async (key) => void seen.add(key) },
    onAlert: async ({ legs }) => {
      arrived.set(legs[0]?.conveyance ?? '', performance.now());
    },
    log: QUIET,
  });
  const url = `${services.processes.ingestion.url}/v1/manifests`;
  const sent: Promise<void>[] = [];
  for (let index = 0; index < WATCHED_LISTS; index += 1) {
    const trip = bus(3_000_000 + index);
    const list = passengerList(3_000_000 + index, trip, 10);
    list.travellers[0] = { ...wanted(index), seq: 1 };
    sent.push(
      post(url, headers, JSON.stringify(list)).then((status) => {
        if (status !== 202) throw new Error(`refused with ${status}`);
        accepted.set(`TICABUS:${trip.journeyId}:${trip.departure.slice(0, 10)}`, performance.now());
      }),
    );
    await wait(100);
  }
  await Promise.all(sent);
  const deadline = Date.now() + 30_000;
  // Others on earlier lists may raise alerts too: each of these lists is waited for by name.
  const missing = (): boolean => [...accepted.keys()].some((key) => !arrived.has(key));
  while (missing() && Date.now() < deadline) await wait(50);
  await consumer.stop();
  const delays = [...accepted].flatMap(([key, at]) => {
    const end = arrived.get(key);
    return end === undefined ? [] : [Math.max(0, end - at)];
  });
  delays.sort((a, b) => a - b);
  say(`  ${delays.length} of ${WATCHED_LISTS} alerts arrived`);
  return [
    {
      name: 'alerts that arrived at 100 travellers/s',
      value: delays.length / WATCHED_LISTS,
      unit: 'share',
      aim: '1',
    },
    { name: 'accept → alert at 100 travellers/s, p50', value: percentile(delays, 0.5), unit: 'ms' },
    {
      name: 'accept → alert at 100 travellers/s, p99',
      value: percentile(delays, 0.99),
      unit: 'ms',
      aim: '≤ 1,000',
    },
  ];
};

/** Resident memory of each service after all of the above. */
const memory = (services: Services): Figure[] =>
  Object.values(services.processes).flatMap(({ name, pid }) => {
    const status = pid === undefined ? '' : readStatus(pid);
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    if (!kilobytes) return [];
    const aim = name === 'screening' ? '≤ 350' : '≤ 200';
    return [{ name: `memory of ${name}`, value: Number(kilobytes) / 1024, unit: 'MiB', aim }];
  });

/** Linux only; elsewhere the figure is left out. */
const readStatus = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
};
