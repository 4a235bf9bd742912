import { alpha3 } from '../countries';
import type { Entry, EntryName } from '../entry';
import { headingKey, readCsvTable } from './read-csv';
import { readDate } from './read-date';
import { ListCollector, type ReadList } from './read-list';

const HEADINGS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    entryId: 'entry_id entryid id identificador id_entrada',
    surname: 'surname last_name family_name apellido apellidos',
    given: 'given given_names given_name first_name nombres nombre_de_pila nombres_de_pila',
    name: 'name full_name nombre nombre_completo',
    aliases: 'aliases alias aka otros_nombres',
    dob: 'dob birth_date date_of_birth fecha_de_nacimiento fecha_nacimiento nacimiento',
    nationality: 'nationality nationalities nacionalidad nacionalidades citizenship',
    docType: 'doc_type document_type tipo_doc tipo_documento tipo_de_documento',
    docNumber:
      'doc_number document_number numero_doc numero_documento numero_de_documento documento passport pasaporte',
    docCountry:
      'doc_country document_country issuer pais_doc pais_documento pais_emisor emisor pais_de_emision',
    sex: 'sex gender sexo genero',
  }).flatMap(([column, names]) => names.split(' ').map((name) => [headingKey(name), column])),
);

const columnOf = (heading: string): string | undefined => HEADINGS[headingKey(heading)];

/**
 * Reads a state's own list of persons: one person a row, headings in Spanish or English, comma or
 * semicolon. Columns: entry_id, surname, given, name, aliases, dob, nationality, doc_type,
 * doc_number, doc_country, sex; several values of one column are separated by `|`. Without an
 * entry_id the row's content names it, so that the same row keeps its id in the next version.
 */
export const readPersonsCsv = (text: string, listId: string): ReadList => {
  const list = new ListCollector();
  for (const { line, row, problem } of readCsvTable(text, columnOf)) {
    list.row();
    if (problem) {
      list.problem('LIST_ROW_BROKEN', line, { refused: true });
      continue;
    }
    const names = namesOf(row);
    if (names.length === 0) {
      list.problem('LIST_ROW_WITHOUT_NAME', line, { refused: true });
      continue;
    }
    const dates = split(row['dob']).map(readDate);
    if (dates.includes(undefined)) list.problem('LIST_DATE_UNREADABLE', line);
    list.add(
      personOf(
        row,
        names,
        dates.filter((date) => date !== undefined),
        listId,
      ),
      line,
    );
  }
  return list.done();
};

const personOf = (
  row: Record<string, string>,
  names: EntryName[],
  datesOfBirth: string[],
  listId: string,
): Entry => {
  const sex = row['sex']?.charAt(0).toUpperCase();
  const [types, countries] = [split(row['docType']), split(row['docCountry'])];
  const first = names[0];
  const content = [first?.full, first?.surname, first?.given, row['dob'], row['docNumber']];
  return {
    entryId: row['entryId'] ?? content.map((part) => part ?? '').join('|'),
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
    ...(sex === 'M' || sex === 'H'
      ? { sex: 'M' as const }
      : sex === 'F'
        ? { sex: 'F' as const }
        : {}),
  };
};

const namesOf = ({ surname, given, name, aliases }: Record<string, string>): EntryName[] => {
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
