import type { Entry } from '../entry';

/** What is wrong with one row of a list; a refused row gives no entry, a noted one does. */
export interface RowProblem {
  /** `sdn.csv`, `alt.csv` … where a list comes in several files. */
  file?: string;
  /** Line of the file, or number of the record, from 1. */
  row: number;
  /** Column or property that is wrong, in the words of the format, where one can be named. */
  field?: string;
  code: RowProblemCode;
  refused: boolean;
  /** The list's own id of the entry that the row was to be, where it could be read. */
  entryId?: string;
  text: { es: string; en: string };
}

const TEXTS = {
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
  LIST_ROW_TOO_LARGE: {
    es: 'La fila es demasiado grande para ser una entrada',
    en: 'The row is too large to be one entry',
  },
  LIST_TEXT_UNREADABLE: {
    es: 'El nombre tiene letras ilegibles; guarde el archivo como UTF-8',
    en: 'The name has unreadable letters; save the file as UTF-8',
  },
  LIST_DATE_UNREADABLE: {
    es: 'La fecha de nacimiento no se entiende y se omite',
    en: 'The birth date cannot be read and is left out',
  },
  LIST_COLUMNS_MISSING: {
    es: 'Faltan las columnas con que se reconoce a una persona o un documento',
    en: 'The columns that identify a person or a document are missing',
  },
  LIST_EDIT_OVERRIDDEN: {
    es: 'La lista dice algo nuevo de una entrada editada a mano; vale la lista',
    en: 'The list says something new of an entry that was edited by hand; the list holds',
  },
  LIST_FILE_CUT: {
    es: 'El archivo está cortado: termina en medio de una entrada',
    en: 'The file is cut: it ends in the middle of an entry',
  },
  LIST_FILE_FORBIDDEN: {
    es: 'El archivo tiene una estructura que no se admite (DTD, demasiado profunda o rota)',
    en: 'The file has a structure that is not admitted (a DTD, too deep, or broken)',
  },
} as const satisfies Record<string, { es: string; en: string }>;

export type RowProblemCode = keyof typeof TEXTS;

const WHOLE_FILE: ReadonlySet<RowProblemCode> = new Set<RowProblemCode>([
  'LIST_COLUMNS_MISSING',
  'LIST_FILE_CUT',
  'LIST_FILE_FORBIDDEN',
]);

/** Whether a problem means that what is missing from the file says nothing: no import may rest on it. */
export const refusesWholeFile = ({ code }: Pick<RowProblem, 'code'>): boolean =>
  WHOLE_FILE.has(code);

/** What became of one row: an entry, none of our concern (a company), or a problem. */
export type ListRow =
  | { kind: 'entry'; row: number; file?: string; entry: Entry }
  | { kind: 'skipped' }
  | { kind: 'problem'; problem: RowProblem };

/**
 * Reads one file of a list piece by piece, however the text is cut; `end` gives what was still
 * open. Keeps no entry. Never throws.
 */
export interface ListReader {
  push(text: string): ListRow[];
  end(): ListRow[];
}

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

interface ProblemNote {
  file?: string | undefined;
  field?: string | undefined;
  refused?: boolean;
  entryId?: string | undefined;
  /** Never personal data: a column name or an id of the list. */
  detail?: string;
}

/** A problem as a row of the list. */
export const problemRow = (
  code: RowProblemCode,
  row: number,
  { file, field, refused = false, entryId, detail = '' }: ProblemNote = {},
): ListRow => {
  const { es, en } = TEXTS[code];
  return {
    kind: 'problem',
    problem: {
      ...(file ? { file } : {}),
      row,
      ...(field ? { field } : {}),
      code,
      refused,
      ...(entryId ? { entryId } : {}),
      text: detail ? { es: `${es}: ${detail}`, en: `${en}: ${detail}` } : { es, en },
    },
  };
};

/** The entry as a row, unless its names came through a wrong encoding. */
export const entryRow = (entry: Entry, row: number, file?: string): ListRow => {
  const isGarbled = entry.names.some((name) =>
    [name.full, name.surname, name.given].some((text) => text?.includes('\ufffd')),
  );
  if (isGarbled) {
    const note = { file, refused: true, entryId: entry.entryId, field: 'name' };
    return problemRow('LIST_TEXT_UNREADABLE', row, note);
  }
  return { kind: 'entry', row, ...(file ? { file } : {}), entry };
};

/** Gathers rows into a list; a second entry under the same id is refused. */
export const collectList = (rows: Iterable<ListRow>): ReadList => {
  const entries = new Map<string, Entry>();
  const problems: RowProblem[] = [];
  let skipped = 0;
  const refuse = (row: ListRow): void => {
    if (row.kind === 'problem') problems.push(row.problem);
  };
  for (const row of rows) {
    if (row.kind === 'skipped') skipped += 1;
    else if (row.kind === 'problem') refuse(row);
    else if (entries.has(row.entry.entryId)) refuse(duplicateRow(row));
    else entries.set(row.entry.entryId, row.entry);
  }
  const refused = problems.filter((problem) => problem.refused).length;
  const counts = {
    rows: entries.size + skipped + refused,
    entries: entries.size,
    refused,
    skipped,
  };
  return { entries: [...entries.values()], problems, counts };
};

/** The refusal of a row whose id another row had before. */
export const duplicateRow = (row: { row: number; file?: string; entry: Entry }): ListRow =>
  problemRow('LIST_ROW_DUPLICATE', row.row, {
    file: row.file,
    refused: true,
    entryId: row.entry.entryId,
    field: 'id',
  });
