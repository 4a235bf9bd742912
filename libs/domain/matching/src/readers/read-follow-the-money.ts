import { alpha3 } from '../countries';
import type { Entry, EntryName, ListedDocument } from '../entry';
import { JsonLines, parseObject, type JsonItem } from './json-items';
import { readDate } from './read-date';
import {
  collectList,
  entryRow,
  problemRow,
  type ListReader,
  type ListRow,
  type ReadList,
} from './read-list';

type Properties = Readonly<Record<string, readonly string[]>>;

interface FtmEntity {
  id: string;
  schema: string;
  properties: Properties;
  /** Documents that stand within the entity, as in nested exports. */
  documents: ListedDocument[];
}

/** Documents by the id of their holder; filled by a first pass over the file. */
export type HeldDocuments = Map<string, ListedDocument[]>;

const DOCUMENT = /"(?:Passport|Identification)"/;

/**
 * The first pass over FollowTheMoney entities: Passport and Identification entities stand anywhere
 * in the file and name their holder. Only these are parsed and kept.
 */
export const heldDocumentsReader = (held: HeldDocuments): ListReader => {
  const lines = new JsonLines();
  const read = ({ text = '' }: JsonItem): void => {
    const value = DOCUMENT.test(text) ? parseObject(text) : undefined;
    const schema = value?.['schema'];
    if (schema !== 'Passport' && schema !== 'Identification') return;
    const properties = readProperties(value?.['properties']);
    for (const holder of properties['holder'] ?? []) {
      held.set(holder, [...(held.get(holder) ?? []), ...documentsOf(schema, properties)]);
    }
  };
  return {
    push: (text) => (lines.push(text).forEach(read), []),
    end: () => (lines.end().forEach(read), []),
  };
};

/**
 * Reads FollowTheMoney entities as JSON lines, piece by piece. The schema Person becomes entries,
 * with the documents it holds; everything else is skipped and counted.
 */
export const followTheMoneyReader = (
  listId: string,
  held: ReadonlyMap<string, ListedDocument[]>,
): ListReader => {
  const lines = new JsonLines();
  const read = (item: JsonItem): ListRow[] => rowsOf(item, listId, held);
  return {
    push: (text) => lines.push(text).flatMap(read),
    end: () => lines.end().flatMap(read),
  };
};

/** As `followTheMoneyReader`, for a text as a whole. */
export const readFollowTheMoney = (text: string, listId: string): ReadList => {
  const held: HeldDocuments = new Map();
  const [first, second] = [heldDocumentsReader(held), followTheMoneyReader(listId, held)];
  first.push(text);
  first.end();
  return collectList([...second.push(text), ...second.end()]);
};

const rowsOf = (
  { row, text, problem }: JsonItem,
  listId: string,
  held: ReadonlyMap<string, ListedDocument[]>,
): ListRow[] => {
  if (problem) return [itemProblem(row, problem)];
  const entity = parseEntity(text ?? '');
  if (!entity) return [problemRow('LIST_ROW_BROKEN', row, { refused: true })];
  if (entity.schema !== 'Person') return [{ kind: 'skipped' }];
  return personRows(entity, row, listId, held.get(entity.id) ?? []);
};

/** What a broken JSON item is to a list. */
export const itemProblem = (row: number, problem: NonNullable<JsonItem['problem']>): ListRow => {
  const code = {
    broken: 'LIST_ROW_BROKEN',
    tooLarge: 'LIST_ROW_TOO_LARGE',
    cut: 'LIST_FILE_CUT',
  } as const;
  return problemRow(code[problem], row, { refused: true });
};

const parseEntity = (text: string): FtmEntity | undefined => {
  const { id, schema, properties } = parseObject(text) ?? {};
  if (typeof id !== 'string' || id === '' || typeof schema !== 'string') return undefined;
  return {
    id,
    schema,
    properties: readProperties(properties),
    documents: nestedDocuments(properties),
  };
};

const valuesOf = (properties: unknown): [string, unknown[]][] =>
  typeof properties === 'object' && properties !== null
    ? Object.entries(properties).map(([name, values]: [string, unknown]) => [
        name,
        Array.isArray(values) ? values : [values],
      ])
    : [];

const readProperties = (value: unknown): Properties =>
  Object.fromEntries(
    valuesOf(value).map(([name, values]) => [
      name,
      values.filter((item): item is string => typeof item === 'string' && item.trim() !== ''),
    ]),
  );

const nestedDocuments = (properties: unknown): ListedDocument[] =>
  valuesOf(properties).flatMap(([, values]) =>
    values.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return [];
      const { schema, properties: inner } = value as Readonly<Record<string, unknown>>;
      if (schema !== 'Passport' && schema !== 'Identification') return [];
      return documentsOf(schema, readProperties(inner));
    }),
  );

const personRows = (
  { id, properties, documents }: FtmEntity,
  row: number,
  listId: string,
  held: readonly ListedDocument[],
): ListRow[] => {
  const names = namesOf(properties);
  if (names.length === 0) {
    const note = { refused: true, entryId: id, field: 'name' };
    return [problemRow('LIST_ROW_WITHOUT_NAME', row, note)];
  }
  const dates = (properties['birthDate'] ?? []).map(readDate);
  const note = { detail: id, entryId: id, field: 'birthDate' };
  const noted = dates.includes(undefined) ? [problemRow('LIST_DATE_UNREADABLE', row, note)] : [];
  const gender = properties['gender']?.[0]?.toLowerCase();
  const programmes = [...(properties['programId'] ?? []), ...(properties['topics'] ?? [])];
  const nationalities = ['nationality', 'citizenship'].flatMap((key) => properties[key] ?? []);
  const entry: Entry = {
    entryId: id,
    listId,
    kind: 'person',
    names,
    datesOfBirth: dates.filter((date) => date !== undefined),
    nationalities: [...new Set(nationalities.map(alpha3))],
    documents: [
      ...(properties['passportNumber'] ?? []).map((number) => ({ type: 'P', number })),
      ...(properties['idNumber'] ?? []).map((number) => ({ type: 'I', number })),
      ...documents,
      ...held,
    ],
    ...(gender === 'male' ? { sex: 'M' } : gender === 'female' ? { sex: 'F' } : {}),
    ...(programmes.length > 0 ? { programmes } : {}),
  };
  return [...noted, entryRow(entry, row)];
};

const namesOf = (properties: Properties): EntryName[] => {
  const named = (key: string, quality: EntryName['quality']): EntryName[] =>
    (properties[key] ?? []).map((full) => ({ full, quality }));
  const names = [
    ...named('name', 'primary'),
    ...named('alias', 'strong'),
    ...named('previousName', 'strong'),
    ...named('weakAlias', 'weak'),
  ];
  const [surname, given] = [properties['lastName'], properties['firstName']];
  // Only a single surname and first name surely belong together.
  if (surname?.length === 1 && given?.length === 1) {
    names.push({ surname: surname[0] ?? '', given: given[0] ?? '', quality: 'primary' });
  }
  return names;
};

const documentsOf = (schema: 'Passport' | 'Identification', properties: Properties) => {
  const country = properties['country']?.[0];
  return (properties['number'] ?? []).map((number): ListedDocument => ({
    type: schema === 'Passport' ? 'P' : 'I',
    number,
    ...(country ? { country: alpha3(country) } : {}),
  }));
};
