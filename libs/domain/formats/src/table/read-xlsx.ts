import type { Manifest } from '@vigia/manifest';
import type { Counts, ParseOptions } from '../parse-result';
import type { Report } from '../report';
import { noteLimit } from './read-csv';
import { headerRow, readSheet } from './read-sheet';
import { openWorkbook } from '../xlsx/workbook';

/** Reads a passenger list in XLSX (formats 8): every visible sheet with a header is a list. */
export const readXlsx = (
  bytes: Uint8Array,
  options: ParseOptions,
  report: Report,
  counts: Counts,
): Manifest[] => {
  const workbook = openWorkbook(bytes);
  if ('exceeded' in workbook) {
    noteLimit(workbook.exceeded, report);
    return [];
  }
  if ('unreadable' in workbook) {
    report.note('XLSX_UNREADABLE', { value: workbook.unreadable });
    return [];
  }
  for (const name of workbook.hidden) report.note('HIDDEN_SHEET', { value: name }, { sheet: name });
  // Covers and notes beside the list are no mistake; a workbook without any list is.
  const lists = workbook.sheets.filter((sheet) => headerRow(sheet) >= 0);
  const sheets = lists.length > 0 ? lists : workbook.sheets.slice(0, 1);
  if (sheets.length === 0) report.note('NO_HEADER');
  return sheets.flatMap((sheet) => {
    const manifest = readSheet(sheet, 'xlsx', options, report, counts);
    return manifest ? [manifest] : [];
  });
};
