import { parse, writeCsv, writePaxlst } from '@vigia/formats';
import { startServices } from '@vigia/services';
import { passengerList, type Trip } from '@vigia/simulator';
import { startStack } from '@vigia/stack';
import { load, percentile } from './load';
import type { Figure } from './result';

const SIZE = 400;
const LISTS = 120;
const WARM_UP = 20;
const CONNECTIONS = 2;

const trip = (index: number): Trip => ({
  ...{ carrier: 'CM', mode: 'air', journeyId: `CM${index}`, from: 'PTY', to: 'SJO' },
  departure: `${day(1 + (index % 20))}T12:00`,
  arrival: `${day(1 + (index % 20))}T13:30`,
});

const day = (offset: number): string =>
  new Date(Date.now() + offset * 24 * 3600 * 1000).toISOString().slice(0, 10);

const json = (index: number): string => JSON.stringify(passengerList(index, trip(index), SIZE));

/** The same list as another format would carry it. */
const paxlst = (index: number): string => {
  const bytes = new TextEncoder().encode(json(index));
  const options = { file: 'bench', rawSha256: '', receivedOn: day(0), format: 'json' as const };
  const [manifest] = parse(bytes, options).manifests;
  if (!manifest) throw new Error('the simulated list is not read');
  manifest.source.interchangeRef = `R${index}`;
  return writePaxlst(manifest, {
    ...{ preparedAt: `${day(0)}T08:00`, syntax: 'UNOA', interchangeRef: `R${index}` },
  });
};

const csv = (index: number): string => {
  const { travellers } = passengerList(3000, trip(3000), SIZE);
  const titles =
    'Apellidos;Nombres;Tipo documento;No. documento;País emisor;Nacionalidad;Fecha de nacimiento;Sexo;Localizador';
  const rows = travellers.map(({ name, documents: [document], ...facts }) => [
    ...[name.surname, name.given, 'P', document?.number ?? '', document?.issuer ?? ''],
    ...[facts.nationality, facts.dateOfBirth, facts.gender, `${facts.refs.locator}${index % 7}`],
  ]);
  return writeCsv([titles.split(';'), ...rows]);
};

/**
 * How long a carrier waits for the receipt of a list of 400 travellers: from the first byte to the
 * answer, with the broker's acknowledgement in between. Each list is of a trip of its own; then one
 * list is sent again and again with small changes, each a new version.
 */
export const benchReceipts = async (
  root: string,
  say: (text: string) => void,
): Promise<Figure[]> => {
  const stack = await startStack({ log: (line) => say(`  ${line}`) });
  const services = await startServices({
    ...{ root, kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri },
    run: `receipts${Date.now().toString(36)}`,
    only: ['ingestion'],
    env: { LOG_LEVEL: 'warn' },
  });
  try {
    const token = await services.token({ subject: 'bench', role: 'carrier', carrier: 'CM' });
    const measure = async (
      name: string,
      type: string,
      bodies: readonly string[],
      query = '',
    ): Promise<Figure[]> => {
      const url = `${services.processes.ingestion.url}/v1/manifests${query}`;
      const headers = { authorization: `Bearer ${token}`, 'content-type': type };
      const send = (some: readonly string[]): ReturnType<typeof load> =>
        load({ url, headers, bodies: some, connections: CONNECTIONS });
      await send(bodies.slice(0, WARM_UP));
      const { latencies, statuses } = await send(bodies.slice(WARM_UP));
      const refused = Object.entries(statuses).filter(([status]) => status !== '202');
      if (refused.length > 0) throw new Error(`${name}: ${JSON.stringify(statuses)}`);
      return [
        figure(`receipt of ${SIZE} travellers, ${name}, p50`, percentile(latencies, 0.5)),
        {
          ...figure(`receipt of ${SIZE} travellers, ${name}, p99`, percentile(latencies, 0.99)),
          aim: '≤ 150',
        },
      ];
    };
    const all = (from: number, make: (index: number) => string): string[] =>
      Array.from({ length: LISTS + WARM_UP }, (_, index) => make(from + index));
    const query = `?journeyId=CM1&departure=${day(3)}T12:00&from=PTY&to=SJO&mode=air`;
    return [
      ...(await measure('JSON', 'application/json', all(1000, json))),
      ...(await measure('PAXLST', 'application/edifact', all(2000, paxlst))),
      ...(await measure('CSV, a new version of one list', 'text/csv', all(3000, csv), query)),
    ];
  } finally {
    await services.stop();
    await stack.stop();
  }
};

const figure = (name: string, value: number): Figure => ({ name, value, unit: 'ms' });
