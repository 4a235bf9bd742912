import type { Entry, EntryName, ListedDocument } from '../entry';
import { alpha3 } from '../countries';
import { JsonArray, JsonLines, parseObject, type JsonItem } from './json-items';
import { personRows, sexOf } from './person-row';
import { readDate } from './read-date';
import { documentColumn, documentRow } from './read-documents-csv';
import { itemProblem } from './read-follow-the-money';
import {
  collectList,
  entryRow,
  problemRow,
  type ListReader,
  type ListRow,
  type ReadList,
} from './read-list';
import { personColumn } from './read-persons-csv';

type Value = Readonly<Record<string, unknown>>;

/**
 * Reads a state's own list of persons as JSON, piece by piece: one array, or an object a line. An
 * object has the columns of the CSV as properties (Spanish or English, several values as an array),
 * or is an entry as the API gives it, with `names`, `datesOfBirth`, `nationalities`, `documents`.
 */
export const personsJsonReader = (listId: string): ListReader =>
  jsonReader((value, row) =>
    Array.isArray(value['names'])
      ? shapedRows(value, row, listId)
      : personRows(columnsOf(value, personColumn), row, listId),
  );

/** Reads a state's own list of lost and stolen documents as JSON; otherwise as `personsJsonReader`. */
export const documentsJsonReader = (listId: string): ListReader =>
  jsonReader((value, row) =>
    Array.isArray(value['documents'])
      ? shapedRows(value, row, listId)
      : [documentRow(columnsOf(value, documentColumn), row, listId)],
  );

/** As the readers for JSON, for a text as a whole. */
export const readOwnJson = (reader: ListReader, text: string): ReadList =>
  collectList([...reader.push(text), ...reader.end()]);

const jsonReader = (read: (value: Value, row: number) => ListRow[]): ListReader => {
  let items: JsonArray | JsonLines | undefined;
  let leading = '';
  const rowsOf = ({ row, text, problem }: JsonItem): ListRow[] => {
    if (problem) return [itemProblem(row, problem)];
    const value = parseObject(text ?? '');
    return value ? read(value, row) : [problemRow('LIST_ROW_BROKEN', row, { refused: true })];
  };
  return {
    push: (piece) => {
      if (items) return items.push(piece).flatMap(rowsOf);
      leading += piece;
      const first = /[^\s\ufeff]/.exec(leading)?.[0];
      if (first === undefined) return [];
      items = first === '[' ? new JsonArray() : new JsonLines();
      return items.push(leading).flatMap(rowsOf);
    },
    end: () => items?.end().flatMap(rowsOf) ?? [],
  };
};

/** Properties as the columns they stand for; several values are joined as in the CSV. */
const columnsOf = (value: Value, columnOf: (name: string) => string | undefined) => {
  const row: Record<string, string> = {};
  for (const [name, content] of Object.entries(value)) {
    const column = columnOf(name);
    const texts = (Array.isArray(content) ? content : [content])
      .filter((part) => typeof part === 'string' || typeof part === 'number')
      .map((part) => String(part).replaceAll('|', ' ').trim())
      .filter(Boolean);
    if (column !== undefined && texts.length > 0) row[column] ??= texts.join('|');
  }
  return row;
};

const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).filter(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );

const objectsOf = (value: unknown): Value[] =>
  (Array.isArray(value) ? value : []).filter(
    (item): item is Value => typeof item === 'object' && item !== null,
  );

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/** An entry in the shape of the API. */
const shapedRows = (value: Value, row: number, listId: string): ListRow[] => {
  const entryId = textOf(value['entryId']);
  const kind = value['kind'] === 'document' ? 'document' : 'person';
  const names = objectsOf(value['names']).flatMap(nameOf);
  const documents = objectsOf(value['documents']).flatMap(documentOf);
  const note = { refused: true, entryId };
  if (!entryId) return [problemRow('LIST_ROW_BROKEN', row, { refused: true, field: 'entryId' })];
  if (kind === 'person' && names.length === 0) {
    return [problemRow('LIST_ROW_WITHOUT_NAME', row, { ...note, field: 'names' })];
  }
  if (kind === 'document' && documents.length === 0) {
    return [problemRow('LIST_ROW_WITHOUT_NUMBER', row, { ...note, field: 'documents' })];
  }
  const dates = textsOf(value['datesOfBirth']).map(readDate);
  const noted = dates.includes(undefined)
    ? [problemRow('LIST_DATE_UNREADABLE', row, { entryId, field: 'datesOfBirth' })]
    : [];
  const sex = sexOf(textOf(value['sex']));
  const programmes = textsOf(value['programmes']);
  const entry: Entry = {
    entryId,
    listId,
    kind,
    names,
    datesOfBirth: dates.filter((date) => date !== undefined),
    nationalities: textsOf(value['nationalities']).map(alpha3),
    documents,
    ...(sex ? { sex } : {}),
    ...(programmes.length > 0 ? { programmes } : {}),
  };
  return [...noted, entryRow(entry, row)];
};

const nameOf = (value: Value): EntryName[] => {
  const [full, surname, given] = ['full', 'surname', 'given'].map((key) => textOf(value[key]));
  if (!full && !surname && !given) return [];
  const quality = value['quality'] === 'weak' || value['quality'] === 'strong';
  return [
    {
      ...(full ? { full } : {}),
      ...(surname ? { surname } : {}),
      ...(given ? { given } : {}),
      quality: quality ? (value['quality'] as 'weak' | 'strong') : 'primary',
    },
  ];
};

const documentOf = (value: Value): ListedDocument[] => {
  const [type = 'U', number, country] = ['type', 'number', 'country'].map((key) =>
    textOf(value[key]),
  );
  return number ? [{ type, number, ...(country ? { country: alpha3(country) } : {}) }] : [];
};
