/** What makes a spreadsheet evaluate a cell instead of showing it. */
const EVALUATED = /^[=+\-@\t\r]/;

/**
 * One cell of a CSV file for people: quoted where RFC 4180 asks for it, and with an apostrophe in
 * front of what a spreadsheet would take for a formula (formats 8.4).
 */
export const csvCell = (text: string, delimiter = ';'): string => {
  const safe = EVALUATED.test(text) ? `'${text}` : text;
  const quoted = safe.includes('"') || safe.includes(delimiter) || /[\r\n]/.test(safe);
  return quoted ? `"${safe.replace(/"/g, '""')}"` : safe;
};

/** A CSV file with a byte order mark, so that Spanish Excel opens it right. */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter = ';'): string =>
  `\ufeff${rows.map((row) => row.map((cell) => csvCell(cell, delimiter)).join(delimiter)).join('\r\n')}\r\n`;
