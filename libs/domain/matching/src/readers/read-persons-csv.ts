import { CsvTable, headingKey, headings, type TableRow } from './csv-table';
import { personRows } from './person-row';
import { collectList, problemRow, type ListReader, type ListRow, type ReadList } from './read-list';

const HEADINGS = headings({
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
});

/** The column that a property or heading of a person stands for. */
export const personColumn = (heading: string): string | undefined =>
  HEADINGS.get(headingKey(heading));

/**
 * Reads a state's own list of persons piece by piece: one person a row, headings in Spanish or
 * English, comma or semicolon. Columns: entry_id, surname, given, name, aliases, dob, nationality,
 * doc_type, doc_number, doc_country, sex; several values of one column are separated by `|`. Without
 * an entry_id the row's content names it, so that the same row keeps its id in the next version.
 */
export const personsCsvReader = (listId: string): ListReader => {
  const table = new CsvTable({
    columnOf: personColumn,
    required: [['surname', 'given', 'name']],
  });
  const read = ({ line, row, problem }: TableRow): ListRow[] =>
    problem ? [tableProblem(line, problem, row['entryId'])] : personRows(row, line, listId);
  return {
    push: (text) => table.push(text).flatMap(read),
    end: () => table.end().flatMap(read),
  };
};

/** As `personsCsvReader`, for a text as a whole. */
export const readPersonsCsv = (text: string, listId: string): ReadList => {
  const reader = personsCsvReader(listId);
  return collectList([...reader.push(text), ...reader.end()]);
};

/** What a broken row of a table is to a list. */
export const tableProblem = (
  line: number,
  problem: NonNullable<TableRow['problem']>,
  entryId?: string,
): ListRow => {
  const code = {
    broken: 'LIST_ROW_BROKEN',
    cut: 'LIST_FILE_CUT',
    columnsMissing: 'LIST_COLUMNS_MISSING',
  } as const;
  return problemRow(code[problem], line, { refused: true, entryId });
};
