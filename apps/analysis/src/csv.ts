import type { FastifyReply } from 'fastify';

/** Signs by which a spreadsheet takes a cell for a formula, full-width forms included. */
const EVALUATED = /^[\s\u00a0\ufeff]*[=+\-@\t\r\n|%＝＋－＠]/;

/**
 * A CSV text (RFC 4180, semicolons, byte order mark for Spanish Excel) that no spreadsheet
 * evaluates. Every cell is quoted, because a spreadsheet set to commas would otherwise split a cell
 * in two and evaluate its second half; what could be a formula has an apostrophe in front.
 */
export const toCsv = (rows: readonly (readonly (string | number | undefined)[])[]): string =>
  `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;

const cell = (value: string | number | undefined): string => {
  const text = typeof value === 'string' ? guarded(value) : String(value ?? '');
  return `"${text.replaceAll('"', '""')}"`;
};

/** Control characters say nothing to people and something to programs. */
const guarded = (text: string): string => {
  const plain = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
  return EVALUATED.test(plain) ? `'${plain}` : plain;
};

/** Whether the caller asks for CSV; JSON otherwise. */
export const wantsCsv = (accept: string | undefined): boolean =>
  accept !== undefined && /(^|,)\s*text\/csv\s*(;|,|$)/i.test(accept);

/** Marks the answer as a CSV file to be saved. */
export const asCsv = (reply: FastifyReply, name: string): void => {
  void reply.header('content-type', 'text/csv; charset=utf-8');
  void reply.header('content-disposition', `attachment; filename="${name}.csv"`);
};
