import { deriveId } from '@vigia/manifest';
import { alpha3 } from '../countries';
import type { Entry, EntryName } from '../entry';
import { readDate } from './read-date';
import { entryRow, problemRow, type ListRow } from './read-list';

/** Columns of one person as text; several values of one column are separated by `|`. */
export type PersonRow = Readonly<Record<string, string | undefined>>;

/** The person of a row of our own lists, with what is wrong about it. */
export const personRows = (row: PersonRow, line: number, listId: string): ListRow[] => {
  const names = namesOf(row);
  const entryId = row['entryId'];
  if (names.length === 0) {
    const note = { refused: true, entryId, field: 'name' };
    return [problemRow('LIST_ROW_WITHOUT_NAME', line, note)];
  }
  const dates = split(row['dob']).map(readDate);
  const noted = dates.includes(undefined)
    ? [problemRow('LIST_DATE_UNREADABLE', line, { entryId, field: 'dob' })]
    : [];
  const datesOfBirth = dates.filter((date) => date !== undefined);
  return [...noted, entryRow(personOf(row, names, datesOfBirth, listId), line)];
};

const personOf = (
  row: PersonRow,
  names: EntryName[],
  datesOfBirth: string[],
  listId: string,
): Entry => {
  const sex = sexOf(row['sex']);
  const [types, countries] = [split(row['docType']), split(row['docCountry'])];
  return {
    entryId: row['entryId'] ?? idOf(row, names[0]),
    listId,
    kind: 'person',
    names,
    datesOfBirth,
    nationalities: split(row['nationality']).map(alpha3),
    documents: split(row['docNumber']).map((number, at) => {
      const country = countries[at] ?? countries[0];
      return {
        type: types[at] ?? types[0] ?? 'U',
        number,
        ...(country ? { country: alpha3(country) } : {}),
      };
    }),
    ...(sex ? { sex } : {}),
  };
};

/** Ids stand in Kafka keys and addresses, where no name or document may, hence the hash. */
const idOf = (row: PersonRow, first: EntryName | undefined): string => {
  const content = [first?.full, first?.surname, first?.given, row['dob'], row['docNumber']];
  return deriveId('entry', ...content.map((part) => part ?? ''));
};

/** `M` (also hombre) or `F` as lists write it, by its first letter; nothing else is understood. */
export const sexOf = (text: string | undefined): 'M' | 'F' | undefined => {
  const letter = text?.charAt(0).toUpperCase();
  if (letter === 'M' || letter === 'H') return 'M';
  return letter === 'F' ? 'F' : undefined;
};

const namesOf = ({ surname, given, name, aliases }: PersonRow): EntryName[] => {
  const names: EntryName[] = [];
  if (surname ?? given) {
    names.push({
      ...(surname ? { surname } : {}),
      ...(given ? { given } : {}),
      quality: 'primary',
    });
  }
  if (name) names.push({ full: name, quality: 'primary' });
  for (const alias of split(aliases)) names.push({ full: alias, quality: 'strong' });
  return names;
};

const split = (value: string | undefined): string[] =>
  (value ?? '')
    .split('|')
    .map((part) => part.trim())
    .filter(Boolean);
