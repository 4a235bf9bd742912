import { writeXlsx } from '../xlsx/write-xlsx';
import { writeCsv } from './write-csv';

/** How a table is handed to people. */
export interface TableOptions {
  language: 'es' | 'en';
  format: 'csv' | 'xlsx';
}

/** A table as the bytes of a file; no cell of it is anything that a spreadsheet would evaluate. */
export const writeTable = (
  name: string,
  rows: readonly (readonly string[])[],
  format: TableOptions['format'],
): Uint8Array =>
  format === 'xlsx' ? writeXlsx(name, rows) : new TextEncoder().encode(writeCsv(rows));
