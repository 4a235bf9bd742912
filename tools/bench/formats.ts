import { parse as parseCsv } from 'csv-parse/sync';
import { Reader } from 'edifact';
import ExcelJS from 'exceljs';
import {
  EdifactStream,
  parse,
  Report,
  writeCsv,
  writePaxlst,
  type Format,
  type ParseOptions,
} from '@vigia/formats';
import type { Manifest } from '@vigia/manifest';
import { passengerList, type Trip } from '@vigia/simulator';
import { percentile } from './load';
import type { Figure } from './result';

const TRIP: Trip = {
  carrier: 'CM',
  mode: 'air',
  journeyId: 'CM123',
  from: 'PTY',
  to: 'SJO',
  departure: '2026-12-05T12:00',
  arrival: '2026-12-05T12:30',
};
const ROUNDS = 7;
const ROUND_MS = 300;

/**
 * Measures how fast lists are read, each format beside the bare reader of its syntax on the same
 * bytes: PAXLST beside npm `edifact`, CSV beside `csv-parse`, JSON beside `JSON.parse`. The two take
 * turns, so that a machine that slows down slows both; medians of the rounds.
 */
export const benchFormats = (say: (text: string) => void): Figure[] => {
  const latin1 = new TextDecoder('latin1');
  const figures = [
    // First, while the heap is still small enough for growth to show.
    ...streaming(),
    ...[10, 100, 1000].flatMap((size) => {
      const bytes = encode(paxlst(list(size)));
      const bare = (): unknown => new Reader().parse(latin1.decode(bytes));
      return besides(`PAXLST of ${size}`, 'edifact', reader(bytes, 'paxlst'), bare, size, 1);
    }),
    ...[100, 10_000].flatMap((size) => {
      const bytes = encode(csv(list(size)));
      const bare = (): unknown => parseCsv(Buffer.from(bytes), { delimiter: ';', bom: true });
      return besides(`CSV of ${size}`, 'csv-parse', reader(bytes, 'csv'), bare, size, 0.5);
    }),
    ...[10, 100, 1000].flatMap((size) => {
      const bytes = encode(JSON.stringify(passengerList(1, TRIP, size)));
      const text = new TextDecoder();
      const bare = (): unknown => JSON.parse(text.decode(bytes));
      return besides(`JSON of ${size}`, 'JSON.parse', reader(bytes, 'json'), bare, size);
    }),
  ];
  say(`  ${figures.length} figures, medians of ${ROUNDS} rounds of ${ROUND_MS} ms`);
  return figures;
};

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const options = (format: Format): ParseOptions => ({
  file: 'bench',
  format,
  rawSha256: '0'.repeat(64),
  receivedOn: '2026-11-24',
});

const reader = (bytes: Uint8Array, format: Format) => {
  return (): unknown => {
    const result = parse(bytes, options(format));
    if (result.counts.refused > 0 || result.manifests.length === 0) {
      throw new Error(`${format}: ${JSON.stringify(result.findings.slice(0, 3))}`);
    }
    return result;
  };
};

const list = (size: number): Manifest => {
  const bytes = encode(JSON.stringify(passengerList(1, TRIP, size)));
  const [manifest] = parse(bytes, options('json')).manifests;
  if (!manifest) throw new Error('the simulated list is not read');
  return manifest;
};

const paxlst = (manifest: Manifest): string =>
  writePaxlst(manifest, { preparedAt: '2026-11-24T08:00', syntax: 'UNOA' });

const csv = (manifest: Manifest): string => writeCsv(tableOf(manifest));

/** The same table as a workbook that another program wrote, with shared strings as Excel has them. */
const workbook = async (manifest: Manifest): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Lista').addRows(tableOf(manifest));
  return new Uint8Array(await book.xlsx.writeBuffer({ useSharedStrings: true }));
};

/** XLSX rows a second; there is no bare reader to compare with, only `exceljs`, which reads far more. */
export const benchWorkbooks = async (): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const size of [100, 10_000]) {
    const read = reader(await workbook(list(size)), 'xlsx');
    const rounds = Array.from({ length: ROUNDS + 1 }, () => rate(read)).slice(1);
    figures.push({ name: `XLSX of ${size}`, value: median(rounds) * size, unit: 'rows/s' });
  }
  return figures;
};

const tableOf = ({ travellers }: Manifest): string[][] => {
  const titles =
    'Asiento;Apellidos;Nombres;Tipo documento;No. documento;País emisor;Vencimiento;Nacionalidad;Fecha de nacimiento;Sexo;Teléfono;Localizador';
  const rows = travellers.map(({ seq, name, documents, contacts, refs, ...facts }) => {
    const [{ number = '', issuer = '', expires = '' } = {}] = documents;
    const document = ['P', number, issuer, expires];
    const person = [facts.nationality ?? '', facts.dateOfBirth ?? '', facts.gender ?? ''];
    const contact = [contacts[0]?.value ?? '', refs.locator ?? ''];
    return [String(seq), name.surname, name.given ?? '', ...document, ...person, ...contact];
  });
  return [titles.split(';'), ...rows];
};

/** Runs per second over one round. */
const rate = (run: () => unknown): number => {
  const began = performance.now();
  let runs = 0;
  do {
    run();
    runs += 1;
  } while (performance.now() - began < ROUND_MS);
  return (runs / (performance.now() - began)) * 1000;
};

const median = (values: readonly number[]): number =>
  percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

const besides = (
  name: string,
  other: string,
  ours: () => unknown,
  bare: () => unknown,
  size: number,
  least?: number,
): Figure[] => {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => ({ ours: rate(ours), bare: rate(bare) }));
  // The first round warms both up.
  const counted = rounds.slice(1);
  const ratio = median(counted.map((round) => round.ours / round.bare));
  return [
    {
      name,
      value: median(counted.map((round) => round.ours)) * size,
      unit: 'travellers/s',
      ...(name.startsWith('PAXLST') && { aim: '≥ 60,000' }),
    },
    {
      name: `${name} ÷ ${other}`,
      value: ratio,
      unit: 'ratio',
      ...(least !== undefined && { aim: `≥ ${least}` }),
    },
  ];
};

const MESSAGES = 1000;
const PER_MESSAGE = 100;

/** A hundred travellers an interchange, a thousand interchanges; what is read is dropped at once. */
const streaming = (): Figure[] => {
  const bytes = encode(paxlst(list(PER_MESSAGE)));
  const counts = { received: 0, accepted: 0, warned: 0, refused: 0 };
  const sink = { manifest: () => undefined, responses: () => undefined };
  const stream = new EdifactStream(sink, options('paxlst'), new Report(), counts);
  let most = 0;
  const before = process.memoryUsage.rss();
  const began = performance.now();
  for (let message = 0; message < MESSAGES; message += 1) {
    for (let at = 0; at < bytes.length; at += 4096) stream.push(bytes.subarray(at, at + 4096));
    if (message % 50 === 0) most = Math.max(most, process.memoryUsage.rss() - before);
  }
  stream.end();
  const seconds = (performance.now() - began) / 1000;
  return [
    { name: 'PAXLST stream in 4 KiB', value: counts.accepted / seconds, unit: 'travellers/s' },
    {
      name: 'PAXLST stream, 1,000 interchanges of 100',
      value: most / 1024 / 1024,
      unit: 'MiB more',
    },
  ];
};
