import { previewColumns } from '../index';
import { makeWorkbook } from '../testing/make-workbook';

const CSV =
  'TICA BUS\n\nAsiento;Apellidos;Nombres;Documento;Talla;Nac\n1;Ruiz;Ana;C1;M;01/02/1990\n';

describe('previewColumns', () => {
  it('tells of each title what it is read as, also where the values decide', () => {
    const seen = previewColumns(new TextEncoder().encode(CSV), 'csv');
    expect(seen.map(({ column, title, field }) => [column, title, field])).toEqual([
      [1, 'Asiento', 'seat'],
      [2, 'Apellidos', 'surname'],
      [3, 'Nombres', 'given'],
      [4, 'Documento', 'docNumber'],
      [5, 'Talla', undefined],
      [6, 'Nac', 'dateOfBirth'],
    ]);
  });

  it('names the sheet of a workbook', () => {
    const rows = [
      ['Surname', 'Given names', 'Passport'],
      ['Ruiz', 'Ana', 'C1'],
    ];
    const seen = previewColumns(makeWorkbook([{ name: 'Lista', rows }]), 'xlsx');
    expect(seen[0]).toEqual({ sheet: 'Lista', column: 1, title: 'Surname', field: 'surname' });
  });

  it('is empty for what is no table', () => {
    for (const format of ['json', 'csv', 'xlsx', 'unknown']) {
      expect(previewColumns(new TextEncoder().encode('{"a": 1}'), format)).toEqual([]);
    }
  });
});
