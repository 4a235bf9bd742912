import type { Manifest } from '@vigia/manifest';
import { plain } from '../findings';
import { TABLE_LIMITS } from '../limits';
import type { Counts, ParseOptions } from '../parse-result';
import type { Report } from '../report';
import { isHeader } from './columns';
import { readSheet } from './read-sheet';
import { splitCsv, type TableLimit } from './split-csv';

const DELIMITERS = [';', ',', '\t', '|'];
const HEAD_LINES = 40;

/** Reads a passenger list in CSV (formats 8): delimiter and header row are found, not assumed. */
export const readCsv = (
  text: string,
  options: ParseOptions,
  report: Report,
  counts: Counts,
): Manifest[] => {
  const { rows, exceeded } = rowsOfCsv(text);
  if (exceeded) {
    noteLimit(exceeded, report);
    return [];
  }
  const manifest = readSheet({ rows }, 'csv', options, report, counts);
  return manifest ? [manifest] : [];
};

/** The cells of a CSV text, with the delimiter that it states or that its lines suggest. */
export const rowsOfCsv = (text: string): ReturnType<typeof splitCsv> => {
  const { body, stated } = withoutPreamble(text);
  return splitCsv(body, stated ?? findDelimiter(body));
};

/** Notes that a table is larger than we read. */
export const noteLimit = (exceeded: TableLimit, report: Report): void => {
  const limits = {
    rows: [{ es: 'filas', en: 'rows' }, TABLE_LIMITS.rows],
    columns: [{ es: 'columnas', en: 'columns' }, TABLE_LIMITS.columns],
    cell: [{ es: 'caracteres por celda', en: 'characters of a cell' }, TABLE_LIMITS.cellLength],
    unzipped: [{ es: 'bytes descomprimidos', en: 'unzipped bytes' }, TABLE_LIMITS.unzippedBytes],
  } as const;
  const [limit, value] = limits[exceeded];
  report.note('LIMIT_EXCEEDED', { limit, value: plain(`> ${value}`) });
};

const withoutPreamble = (text: string): { body: string; stated?: string } => {
  const body = text.replace(/^\ufeff/, '');
  const sep = /^"?sep=(.)"?[ \t]*(?:\r\n|\n|\r)/i.exec(body);
  return sep?.[1] ? { body: body.slice(sep[0].length), stated: sep[1] } : { body };
};

const findDelimiter = (text: string): string => {
  const head = text.slice(0, 64 * 1024);
  const tried = DELIMITERS.map((delimiter) => {
    const { rows } = splitCsv(head, delimiter, HEAD_LINES);
    return { delimiter, header: rows.some(({ cells }) => isHeader(cells)), rows };
  });
  const recognised = tried.find(({ header }) => header);
  if (recognised) return recognised.delimiter;
  const cellsIn = (rows: { cells: string[] }[]): number =>
    rows.reduce((sum, { cells }) => sum + cells.length, 0);
  const [first, ...others] = tried;
  return others.reduce(
    (best, candidate) => (cellsIn(candidate.rows) > cellsIn(best.rows) ? candidate : best),
    first ?? { delimiter: ';', header: false, rows: [] },
  ).delimiter;
};
