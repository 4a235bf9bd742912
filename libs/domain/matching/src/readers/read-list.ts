import type { Entry } from '../entry';

/** What is wrong with one row of a list; a refused row gives no entry, a noted one does. */
export interface RowProblem {
  /** `sdn.csv`, `alt.csv` … where a list comes in several files. */
  file?: string;
  /** Line of the file, or number of the record, from 1. */
  row: number;
  code: RowProblemCode;
  refused: boolean;
  text: { es: string; en: string };
}

export type RowProblemCode =
  | 'LIST_ROW_BROKEN'
  | 'LIST_ROW_WITHOUT_NAME'
  | 'LIST_ROW_WITHOUT_NUMBER'
  | 'LIST_ROW_DUPLICATE'
  | 'LIST_ROW_ORPHAN'
  | 'LIST_DATE_UNREADABLE'
  | 'LIST_COLUMNS_MISSING';

/** Rows read, entries made of them, rows refused, and rows that are not of our concern (companies, vessels). */
export interface ReadCounts {
  rows: number;
  entries: number;
  refused: number;
  skipped: number;
}

/** What a reader makes of a list: entries, problems row by row, and counts. Nothing throws. */
export interface ReadList {
  entries: Entry[];
  problems: RowProblem[];
  counts: ReadCounts;
}

const TEXTS: Readonly<Record<RowProblemCode, { es: string; en: string }>> = {
  LIST_ROW_BROKEN: { es: 'La fila está rota o cortada', en: 'The row is broken or cut' },
  LIST_ROW_WITHOUT_NAME: { es: 'La fila no tiene nombre', en: 'The row has no name' },
  LIST_ROW_WITHOUT_NUMBER: {
    es: 'La fila no tiene número de documento',
    en: 'The row has no document number',
  },
  LIST_ROW_DUPLICATE: {
    es: 'La fila repite el identificador de otra',
    en: 'The row repeats the identifier of another',
  },
  LIST_ROW_ORPHAN: {
    es: 'La fila pertenece a una entrada que no está en la lista',
    en: 'The row belongs to an entry that is not on the list',
  },
  LIST_DATE_UNREADABLE: {
    es: 'La fecha de nacimiento no se entiende y se omite',
    en: 'The birth date cannot be read and is left out',
  },
  LIST_COLUMNS_MISSING: {
    es: 'Faltan las columnas con que se reconoce a una persona o un documento',
    en: 'The columns that identify a person or a document are missing',
  },
};

/** Collects the result of a reader. */
export class ListCollector {
  private readonly entries = new Map<string, Entry>();
  private readonly problems: RowProblem[] = [];
  private rows = 0;
  private skipped = 0;

  /** Counts a row; every row ends as an entry, skipped or refused. */
  row(): void {
    this.rows += 1;
  }

  skip(): void {
    this.skipped += 1;
  }

  problem(
    code: RowProblemCode,
    row: number,
    { file, refused = false, detail = '' }: ProblemNote = {},
  ): void {
    const { es, en } = TEXTS[code];
    const text = detail ? { es: `${es}: ${detail}`, en: `${en}: ${detail}` } : { es, en };
    this.problems.push({ ...(file ? { file } : {}), row, code, refused, text });
  }

  /** Takes an entry; a second one under the same id is refused. */
  add(entry: Entry, row: number, file?: string): void {
    if (this.entries.has(entry.entryId)) {
      this.problem('LIST_ROW_DUPLICATE', row, { ...(file ? { file } : {}), refused: true });
    } else this.entries.set(entry.entryId, entry);
  }

  entry(entryId: string): Entry | undefined {
    return this.entries.get(entryId);
  }

  done(): ReadList {
    const refused = this.problems.filter((problem) => problem.refused).length;
    const entries = [...this.entries.values()];
    return {
      entries,
      problems: this.problems,
      counts: { rows: this.rows, entries: entries.length, refused, skipped: this.skipped },
    };
  }
}

interface ProblemNote {
  file?: string;
  refused?: boolean;
  /** Never personal data: a column name or an id of the list. */
  detail?: string;
}
