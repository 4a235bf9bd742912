/** One record of a CSV file and the line it starts on (1 is the first line of the text). */
export interface CsvRecord {
  line: number;
  fields: string[];
  /** Whether a quoted field was still open at the end of the text. */
  unterminated: boolean;
}

/**
 * Reads comma-separated text (RFC 4180) record by record: quoted fields, doubled quotes, line
 * breaks within quotes, CRLF or LF, a byte order mark. Blank lines are left out. `separator`
 * defaults to a comma.
 */
export function* readCsv(text: string, separator = ','): Generator<CsvRecord> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const fields: string[] = [];
    let unterminated = false;
    for (;;) {
      let field = '';
      if (text[at] === '"') {
        at += 1;
        for (;;) {
          const quote = text.indexOf('"', at);
          const end = quote < 0 ? text.length : quote;
          const piece = text.slice(at, end);
          field += piece;
          line += piece.split('\n').length - 1;
          if (quote < 0) unterminated = true;
          at = end + 1;
          if (text[at] !== '"' || quote < 0) break;
          field += '"';
          at += 1;
        }
      }
      const end = endOfField(text, at, separator);
      field += text.slice(at, end);
      fields.push(field.trim());
      at = end;
      if (text[at] !== separator) break;
      at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    if (fields.length > 1 || fields[0] !== '') yield { line: start, fields, unterminated };
  }
}

const endOfField = (text: string, from: number, separator: string): number => {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1;
  return text[at] === '\n' && text[at - 1] === '\r' && at > from ? at - 1 : at;
};

/** Records of a CSV file with a header, as objects keyed by what `columnOf` makes of each heading. */
export function* readCsvTable(
  text: string,
  columnOf: (heading: string) => string | undefined,
): Generator<{ line: number; row: Record<string, string>; problem?: string }> {
  const firstLine = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  const separator = firstLine.split(';').length > firstLine.split(',').length ? ';' : ',';
  let columns: (string | undefined)[] | undefined;
  for (const { line, fields, unterminated } of readCsv(text, separator)) {
    if (!columns) {
      columns = fields.map(columnOf);
      continue;
    }
    const row: Record<string, string> = {};
    for (const [at, column] of columns.entries()) {
      const value = fields[at];
      if (column !== undefined && value) row[column] ??= value;
    }
    if (unterminated) yield { line, row, problem: 'unterminated' };
    else if (fields.length > columns.length) yield { line, row, problem: 'tooManyFields' };
    else yield { line, row };
  }
}

/** A heading reduced to letters and digits in lower case, without accents: `Fecha de nacimiento` is `fechadenacimiento`. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
