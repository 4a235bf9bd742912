import { TABLE_LIMITS } from '../limits';
import type { SheetRow } from './sheet';

/** Why a CSV text was not taken apart to its end. */
export type TableLimit = 'rows' | 'columns' | 'cell' | 'unzipped';

/**
 * Takes CSV apart (RFC 4180): quotes, doubled quotes, line breaks inside quotes. A quote in the
 * middle of a plain cell is text. Stops at the limits of a table, in one pass.
 */
export const splitCsv = (
  text: string,
  delimiter: string,
  mostRows: number = TABLE_LIMITS.rows + 100,
): { rows: SheetRow[]; exceeded?: TableLimit } => {
  const rows: SheetRow[] = [];
  const separator = delimiter.charCodeAt(0);
  let at = 0;
  while (at < text.length) {
    if (rows.length >= mostRows) return { rows, exceeded: 'rows' };
    const cells: string[] = [];
    for (;;) {
      let cell: string;
      let next: number;
      if (text.charCodeAt(at) === 34) [cell, next] = quotedCell(text, at, separator);
      else {
        next = endOfPlain(text, at, separator);
        cell = text.slice(at, next);
      }
      if (cell.length > TABLE_LIMITS.cellLength) return { rows, exceeded: 'cell' };
      cells.push(withoutGuard(cell.trim()));
      if (cells.length > TABLE_LIMITS.columns) {
        if (cells.some((value) => value !== '')) return { rows, exceeded: 'columns' };
      }
      at = next;
      if (text.charCodeAt(at) !== separator) break;
      at += 1;
    }
    if (text.charCodeAt(at) === 13) at += 1;
    if (text.charCodeAt(at) === 10) at += 1;
    rows.push({ cells });
  }
  return { rows };
};

/** Takes off the apostrophe that keeps a spreadsheet from evaluating a cell (see `csvCell`). */
const withoutGuard = (cell: string): string =>
  cell.charCodeAt(0) === 39 && /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;

const endOfPlain = (text: string, start: number, separator: number): number => {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === separator || code === 10 || code === 13) break;
  }
  return at;
};

const plainCell = (text: string, start: number, separator: number): [string, number] => {
  const end = endOfPlain(text, start, separator);
  return [text.slice(start, end), end];
};

const quotedCell = (text: string, start: number, separator: number): [string, number] => {
  let cell = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    // A quote that nobody closes is a character like any other.
    if (quote < 0) return plainCell(text, start, separator);
    cell += text.slice(from, quote);
    if (text.charCodeAt(quote + 1) !== 34) {
      const [rest, next] = plainCell(text, quote + 1, separator);
      return [cell + rest, next];
    }
    cell += '"';
    from = quote + 2;
  }
};
