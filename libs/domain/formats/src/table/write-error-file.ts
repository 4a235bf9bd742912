import type { Finding } from '@vigia/manifest';
import { decodeText } from '../decode-text';
import type { ParseResult } from '../parse-result';
import { openWorkbook } from '../xlsx/workbook';
import { rowsOfCsv } from './read-csv';
import { headerRow } from './read-sheet';
import type { Sheet } from './sheet';
import { writeTable, type TableOptions } from './write-table';

const TITLES = {
  es: { sheet: 'Errores', row: 'Fila', reason: 'Motivo' },
  en: { sheet: 'Errors', row: 'Row', reason: 'Reason' },
} as const;

/**
 * The rows of a CSV or XLSX list that something is wrong with, as they came, each with its number
 * (1 = first record after the header) and all reasons. Nothing when no row is to blame or the list
 * is no table. `bytes` and `result` belong together.
 */
export const writeErrorFile = (
  bytes: Uint8Array,
  result: Pick<ParseResult, 'format' | 'findings'>,
  { language, format }: TableOptions,
): Uint8Array | undefined => {
  const titles = TITLES[language];
  const sheets = sheetsOf(bytes, result.format);
  const tables = sheets.flatMap((sheet) => badRows(sheet, result.findings, language));
  if (tables.length === 0) return undefined;
  const rows = tables.flatMap(({ header, records }) => [
    [titles.row, titles.reason, ...header],
    ...records,
    [],
  ]);
  return writeTable(titles.sheet, rows.slice(0, -1), format);
};

/** The sheets of a table as they came; none for other formats or a book that does not open. */
export const sheetsOf = (bytes: Uint8Array, format: string): Sheet[] => {
  if (format === 'csv') return [{ rows: rowsOfCsv(decodeText(bytes)).rows }];
  const workbook = format === 'xlsx' ? openWorkbook(bytes) : undefined;
  return workbook && 'sheets' in workbook ? workbook.sheets : [];
};

interface BadRows {
  header: string[];
  records: string[][];
}

const badRows = (
  sheet: Sheet,
  findings: readonly Finding[],
  language: TableOptions['language'],
): BadRows[] => {
  const reasons = new Map<number, string[]>();
  for (const { row, sheet: name, severity, text } of findings) {
    if (row === undefined || name !== sheet.name || severity === 'info') continue;
    reasons.set(row, [...(reasons.get(row) ?? []), text[language]]);
  }
  const headerAt = headerRow(sheet);
  if (headerAt < 0 || reasons.size === 0) return [];
  const records = [...reasons]
    .sort(([a], [b]) => a - b)
    .map(([row, texts]) => {
      const cells = sheet.rows[headerAt + row]?.cells ?? [];
      return [String(row), texts.join(' '), ...cells];
    });
  return [{ header: sheet.rows[headerAt]?.cells ?? [], records }];
};
