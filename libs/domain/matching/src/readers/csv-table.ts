import { CsvParser, type CsvRecord } from './csv-parser';

/** One row of a CSV file with headings, and what is wrong with it as a row. */
export interface TableRow {
  line: number;
  row: Record<string, string>;
  problem?: 'broken' | 'cut' | 'columnsMissing';
}

interface Options {
  /** The column that a heading stands for; undefined for one that is not of interest. */
  columnOf: (heading: string) => string | undefined;
  /** At least one column of each group must be there. */
  required: readonly (readonly string[])[];
}

/** Records of a CSV file with headings, as objects keyed by column, in whatever pieces the text comes. */
export class CsvTable {
  private readonly parser = new CsvParser();
  private columns: (string | undefined)[] | undefined;
  private isUsable = true;

  constructor(private readonly options: Options) {}

  push(piece: string): TableRow[] {
    return this.rowsOf(this.parser.push(piece));
  }

  end(): TableRow[] {
    return this.rowsOf(this.parser.end());
  }

  private rowsOf(records: readonly CsvRecord[]): TableRow[] {
    return records.flatMap((record) => {
      if (!this.columns) return this.begin(record);
      return this.isUsable ? [rowOf(record, this.columns)] : [];
    });
  }

  private begin({ line, fields }: CsvRecord): TableRow[] {
    this.columns = fields.map(this.options.columnOf);
    const present = new Set(this.columns);
    this.isUsable = this.options.required.every((group) => group.some((name) => present.has(name)));
    return this.isUsable ? [] : [{ line, row: {}, problem: 'columnsMissing' }];
  }
}

const rowOf = (
  { line, fields, unterminated, closed }: CsvRecord,
  columns: readonly (string | undefined)[],
): TableRow => {
  const row: Record<string, string> = {};
  for (const [at, column] of columns.entries()) {
    const value = fields[at];
    if (column !== undefined && value) row[column] ??= value;
  }
  if (!closed && (unterminated || fields.length < columns.length)) {
    return { line, row, problem: 'cut' };
  }
  if (unterminated || fields.length > columns.length) return { line, row, problem: 'broken' };
  return { line, row };
};

/** A heading reduced to letters and digits in lower case, without accents: `Fecha de nacimiento` is `fechadenacimiento`. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** Columns by heading, from the headings of each column: `{ given: 'given nombres' }`. */
export const headings = (names: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(names).flatMap(([column, texts]) =>
      texts.split(' ').map((text) => [headingKey(text), column] as const),
    ),
  );
