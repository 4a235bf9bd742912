import { toCsv } from '../csv';

interface CsvCell {
  dimensions: Readonly<Record<string, string>>;
  count?: number;
  suppressedMonths?: number;
}

/** A table of counts as CSV: a suppressed count is an empty cell, and said so in the next column. */
export const cellsCsv = (by: readonly string[], cells: readonly CsvCell[]): string =>
  toCsv([
    [...by, 'count', 'suppressed', 'suppressedMonths'],
    ...cells.map(({ dimensions, count, suppressedMonths }) => [
      ...by.map((name) => dimensions[name] ?? ''),
      count,
      count === undefined ? 'yes' : 'no',
      suppressedMonths,
    ]),
  ]);
