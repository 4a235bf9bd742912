import { alpha3 } from '../countries';
import { headingKey, readCsvTable } from './read-csv';
import { ListCollector, type ReadList } from './read-list';

const HEADINGS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    number:
      'number doc_number document_number numero numero_documento numero_de_documento documento',
    issuer: 'issuer country doc_country emisor pais pais_emisor pais_de_emision',
    type: 'type doc_type document_type tipo tipo_documento tipo_de_documento',
    status: 'status estado situacion',
    reportedOn: 'reportedon reported_on date fecha fecha_de_denuncia denunciado',
  }).flatMap(([column, names]) => names.split(' ').map((name) => [headingKey(name), column])),
);

/**
 * Reads a list of stolen and lost documents: columns number, issuer, type, status, reportedOn
 * (headings in Spanish or English). Each row becomes an entry of kind `document`, whose id is
 * issuer and number; its status stands among the programmes.
 */
export const readDocumentsCsv = (text: string, listId: string): ReadList => {
  const list = new ListCollector();
  for (const { line, row, problem } of readCsvTable(text, (name) => HEADINGS[headingKey(name)])) {
    list.row();
    if (problem) {
      list.problem('LIST_ROW_BROKEN', line, { refused: true });
      continue;
    }
    const number = (row['number'] ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
    if (number.length < 4) {
      list.problem('LIST_ROW_WITHOUT_NUMBER', line, { refused: true });
      continue;
    }
    const country = row['issuer'] ? alpha3(row['issuer']) : undefined;
    const status = row['status'];
    list.add(
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
  }
  return list.done();
};
