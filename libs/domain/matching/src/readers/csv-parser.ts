/** One record of a CSV file and the line it starts on (1 is the first line of the text). */
export interface CsvRecord {
  line: number;
  fields: string[];
  /** Whether a quoted field was still open where the record had to end. */
  unterminated: boolean;
  /** Whether a line break closed the record; the last one of a file may go without. */
  closed: boolean;
}

/** Characters of the longest record; more than that is a quotation mark that nobody closed. */
const LONGEST_RECORD = 1_000_000;

/**
 * Reads separated text (RFC 4180) record by record, in whatever pieces it comes: quoted fields,
 * doubled quotes, line breaks within quotes, CRLF or LF, a byte order mark. Blank lines are left out.
 * Without a separator given, the first line tells whether it is a comma or a semicolon. A record
 * longer than a megabyte ends as unterminated with its first line, so that memory stays bounded.
 */
export class CsvParser {
  private text = '';
  private line = 1;
  private begun = false;
  private dropping = false;

  constructor(private separator?: string) {}

  push(piece: string): CsvRecord[] {
    this.text += piece;
    return this.take(false);
  }

  end(): CsvRecord[] {
    return this.take(true);
  }

  private take(final: boolean): CsvRecord[] {
    const found: CsvRecord[] = [];
    if (!this.begin(final)) return found;
    let at = 0;
    for (;;) {
      if (this.dropping) at = this.dropLine(at);
      if (at >= this.text.length) break;
      const record = readRecord(this.text, at, this.separator ?? ',');
      if (!record.closed && !final) {
        if (this.text.length - at <= LONGEST_RECORD) break;
        found.push({ line: this.line, fields: [], unterminated: true, closed: true });
        this.dropping = true;
        continue;
      }
      const { fields, unterminated, closed } = record;
      if (fields.length > 1 || fields[0] !== '' || unterminated) {
        found.push({ line: this.line, fields, unterminated, closed });
      }
      this.line += record.lines;
      at = record.end;
    }
    this.text = this.text.slice(at);
    return found;
  }

  /** Skips the byte order mark and finds out the separator, once the first line is there. */
  private begin(final: boolean): boolean {
    if (this.begun) return true;
    const lineEnd = this.text.indexOf('\n');
    if (lineEnd < 0 && !final && this.text.length < LONGEST_RECORD) return false;
    this.begun = true;
    if (this.text.charCodeAt(0) === 0xfeff) this.text = this.text.slice(1);
    const first = this.text.slice(0, lineEnd < 0 ? LONGEST_RECORD : lineEnd);
    this.separator ??= first.split(';').length > first.split(',').length ? ';' : ',';
    return true;
  }

  /** Leaves out the rest of the line; what is dropped ends at the next line break. */
  private dropLine(at: number): number {
    const lineEnd = this.text.indexOf('\n', at);
    if (lineEnd < 0) return this.text.length;
    this.dropping = false;
    this.line += 1;
    return lineEnd + 1;
  }
}

interface ReadRecord extends Omit<CsvRecord, 'line'> {
  end: number;
  lines: number;
}

const readRecord = (text: string, from: number, separator: string): ReadRecord => {
  const fields: string[] = [];
  let [at, lines, unterminated] = [from, 1, false];
  for (;;) {
    let field = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        const end = quote < 0 ? text.length : quote;
        const piece = text.slice(at, end);
        field += piece;
        lines += piece.split('\n').length - 1;
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
    at = Math.max(end, at);
    if (text[at] !== separator) break;
    at += 1;
  }
  if (text[at] === '\r') at += 1;
  const closed = text[at] === '\n';
  return { fields, unterminated, closed, lines, end: Math.min(at + 1, text.length) };
};

const endOfField = (text: string, from: number, separator: string): number => {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1;
  return text[at] === '\n' && text[at - 1] === '\r' && at > from ? at - 1 : at;
};
