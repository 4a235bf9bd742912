import { alpha3 } from '../countries';
import type { Entry, EntryName, ListedDocument } from '../entry';
import { readDate } from './read-date';
import { ListCollector, type ReadList } from './read-list';

type Properties = Readonly<Record<string, readonly string[]>>;

interface FtmEntity {
  id: string;
  schema: string;
  properties: Properties;
}

/**
 * Reads FollowTheMoney entities as JSON lines. The schema Person becomes entries; Passport and
 * Identification entities give their holder a document; everything else is skipped and counted.
 */
export const readFollowTheMoney = (text: string, listId: string): ReadList => {
  const list = new ListCollector();
  const held = new Map<string, ListedDocument[]>();
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    list.row();
    const entity = parseEntity(line);
    if (!entity) list.problem('LIST_ROW_BROKEN', at + 1, { refused: true });
    else if (entity.schema === 'Person') addPerson(entity, at + 1, listId, list);
    else if (entity.schema === 'Passport' || entity.schema === 'Identification') {
      list.skip();
      for (const holder of entity.properties['holder'] ?? []) {
        held.set(holder, [...(held.get(holder) ?? []), ...documentsOf(entity)]);
      }
    } else list.skip();
  }
  for (const [holder, documents] of held) list.entry(holder)?.documents.push(...documents);
  return list.done();
};

const parseEntity = (line: string): FtmEntity | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, schema, properties } = value as Partial<Record<string, unknown>>;
  if (typeof id !== 'string' || typeof schema !== 'string') return undefined;
  return { id, schema, properties: readProperties(properties) };
};

const readProperties = (value: unknown): Properties => {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([name, values]) => [
      name,
      (Array.isArray(values) ? values : [values]).filter(
        (item): item is string => typeof item === 'string' && item.trim() !== '',
      ),
    ]),
  );
};

const addPerson = (
  { id, properties }: FtmEntity,
  row: number,
  listId: string,
  list: ListCollector,
): void => {
  const names = namesOf(properties);
  if (names.length === 0) {
    list.problem('LIST_ROW_WITHOUT_NAME', row, { refused: true });
    return;
  }
  const dates = (properties['birthDate'] ?? []).map(readDate);
  if (dates.includes(undefined)) list.problem('LIST_DATE_UNREADABLE', row, { detail: id });
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
    ],
    ...(gender === 'male' ? { sex: 'M' } : gender === 'female' ? { sex: 'F' } : {}),
    ...(programmes.length > 0 ? { programmes } : {}),
  };
  list.add(entry, row);
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

const documentsOf = ({ schema, properties }: FtmEntity): ListedDocument[] => {
  const country = properties['country']?.[0];
  return (properties['number'] ?? []).map((number) => ({
    type: schema === 'Passport' ? 'P' : 'I',
    number,
    ...(country ? { country: alpha3(country) } : {}),
  }));
};
