import { alpha3 } from '../countries';
import { CsvTable, headingKey, headings, type TableRow } from './csv-table';
import {
  collectList,
  entryRow,
  problemRow,
  type ListReader,
  type ListRow,
  type ReadList,
} from './read-list';
import { tableProblem } from './read-persons-csv';

const HEADINGS = headings({
  number: 'number doc_number document_number numero numero_documento numero_de_documento documento',
  issuer: 'issuer country doc_country emisor pais pais_emisor pais_de_emision',
  type: 'type doc_type document_type tipo tipo_documento tipo_de_documento',
  status: 'status estado situacion',
  reportedOn: 'reportedon reported_on date fecha fecha_de_denuncia denunciado',
});

/** The column that a property or heading of a document stands for. */
export const documentColumn = (heading: string): string | undefined =>
  HEADINGS.get(headingKey(heading));

/**
 * Reads a list of stolen and lost documents piece by piece: columns number, issuer, type, status,
 * reportedOn (headings in Spanish or English). Each row becomes an entry of kind `document`, whose
 * id is issuer and number; its status stands among the programmes.
 */
export const documentsCsvReader = (listId: string): ListReader => {
  const table = new CsvTable({ columnOf: documentColumn, required: [['number']] });
  const read = ({ line, row, problem }: TableRow): ListRow =>
    problem ? tableProblem(line, problem) : documentRow(row, line, listId);
  return {
    push: (text) => table.push(text).map(read),
    end: () => table.end().map(read),
  };
};

/** As `documentsCsvReader`, for a text as a whole. */
export const readDocumentsCsv = (text: string, listId: string): ReadList => {
  const reader = documentsCsvReader(listId);
  return collectList([...reader.push(text), ...reader.end()]);
};

/** The document of a row of our own lists. */
export const documentRow = (
  row: Readonly<Record<string, string | undefined>>,
  line: number,
  listId: string,
): ListRow => {
  const number = (row['number'] ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (number.length < 4) {
    return problemRow('LIST_ROW_WITHOUT_NUMBER', line, { refused: true, field: 'number' });
  }
  const country = row['issuer'] ? alpha3(row['issuer']) : undefined;
  const status = row['status'];
  return entryRow(
    {
      entryId: `${country ?? ''}:${number}`,
      listId,
      kind: 'document',
      names: [],
      datesOfBirth: [],
      nationalities: [],
      documents: [{ type: row['type'] ?? 'U', number, ...(country ? { country } : {}) }],
      ...(status ? { programmes: [status] } : {}),
    },
    line,
  );
};
