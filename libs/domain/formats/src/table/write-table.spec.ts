import ExcelJS from 'exceljs';
import {
  parse,
  writeErrorFile,
  writeTemplate,
  type ParseResult,
  type TableOptions,
} from '../index';
import { splitCsv } from './split-csv';
import { openWorkbook } from '../xlsx/workbook';

const read = (bytes: Uint8Array, format: 'csv' | 'xlsx'): ParseResult =>
  parse(bytes, { file: `a.${format}`, format, rawSha256: '', receivedOn: '2026-11-24' });
const rowsOf = (bytes: Uint8Array, format: 'csv' | 'xlsx'): string[][] => {
  if (format === 'csv') {
    const text = new TextDecoder('utf-8').decode(bytes);
    return splitCsv(text, ';').rows.map(({ cells }) => cells);
  }
  const workbook = openWorkbook(bytes);
  return 'sheets' in workbook ? (workbook.sheets[0]?.rows ?? []).map(({ cells }) => cells) : [];
};
const kinds: TableOptions[] = (['es', 'en'] as const).flatMap((language) =>
  (['csv', 'xlsx'] as const).map((format) => ({ language, format })),
);

describe('writeTemplate', () => {
  it.each(kinds)('is read without a word about its titles: $language $format', (kind) => {
    const result = read(writeTemplate(kind), kind.format);
    const codes = result.findings.map(({ code }) => code);
    expect(codes).toEqual(['COLUMNS_RECOGNISED', 'TRIP_INCOMPLETE', 'NO_TRAVELLERS']);
    expect(result.counts.received).toBe(0);
  });

  it.each(['es', 'en'] as const)('is understood whole when it is filled in: %s', (language) => {
    const template = rowsOf(writeTemplate({ language, format: 'csv' }), 'csv');
    const trip = ['Tica Bus', 'TB1', 'M 1', '118', 'NI', 'NIMGA', 'CRSJO', 'Peñas Blancas'];
    const filled = [...trip, '2026-12-05', '05:00', '2026-12-05', '13:00'];
    const lines = template.map((cells, index) => [cells[0], filled[index]].join(';'));
    lines[lines.length - 1] = (template[template.length - 1] ?? []).join(';');
    lines.push('1;Ruiz;Ana;P;C01234567;NIC;2030-01-01;NIC;1990-02-01;F;NIMGA;CRSJO;L1;1;a@b.co;2;');
    const result = read(new TextEncoder().encode(lines.join('\n')), 'csv');
    expect(result.outcome).toBe('accepted');
    expect(result.manifests[0]).toMatchObject({
      carrier: { code: 'TICABUS' },
      conveyance: { journeyId: 'TB1', vehicle: { id: 'M 1', name: '118', nationality: 'NI' } },
      itinerary: [{ departureLocal: '2026-12-05T05:00' }, { arrivalLocal: '2026-12-05T13:00' }],
      travellers: [
        { refs: { seat: '1', locator: 'L1' }, bags: { count: 2 }, contacts: [{}, {}], gender: 'F' },
      ],
    });
  });
});

const LIST =
  'Apellidos;Nombres;Documento;Nacionalidad;Fecha nacimiento;Sexo;Teléfono\n' +
  'Ruiz;Ana;C01234567;NIC;1990-02-01;F;+505 1\n' +
  '\n' +
  'Solís;=HYPERLINK("x");C01234568;NIC;1990-02-30;M;+505 2\n' +
  ';;C01234569;NIC;1990-02-01;M;@x\n';

describe('writeErrorFile', () => {
  const bytes = new TextEncoder().encode(LIST);

  it.each(kinds)('holds the bad rows alone, with their reasons: $language $format', (kind) => {
    const file = writeErrorFile(bytes, read(bytes, 'csv'), kind) ?? new Uint8Array();
    const [header, ...records] = rowsOf(file, kind.format);
    expect(header?.slice(2, 4)).toEqual(['Apellidos', 'Nombres']);
    expect(records.map(([row]) => row)).toEqual(['3', '4']);
    expect(records[0]?.[1]).toMatch(
      kind.language === 'es' ? /1990-02-30.*fecha/ : /1990-02-30.*date/,
    );
    expect(records[0]?.slice(3, 4)).toEqual(['=HYPERLINK("x")']);
  });

  it('leaves nothing for a spreadsheet to evaluate', async () => {
    const result = read(bytes, 'csv');
    const csv = writeErrorFile(bytes, result, { language: 'es', format: 'csv' });
    expect(new TextDecoder().decode(csv)).not.toMatch(/(^|;)"?[=+\-@]/m);
    const xlsx = writeErrorFile(bytes, result, { language: 'es', format: 'xlsx' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(xlsx ?? []) as never);
    const types = new Set<ExcelJS.ValueType>();
    workbook.worksheets[0]?.eachRow((row) => row.eachCell(({ type }) => types.add(type)));
    expect([...types]).toEqual([ExcelJS.ValueType.String]);
  });

  it('can be mended and sent in again', () => {
    const file = writeErrorFile(bytes, read(bytes, 'csv'), { language: 'es', format: 'csv' });
    const mended = new TextDecoder().decode(file).replaceAll('1990-02-30', '1990-02-28');
    const { manifests } = read(new TextEncoder().encode(mended), 'csv');
    expect(manifests[0]?.travellers).toMatchObject([
      { name: { surname: 'Solís' }, dateOfBirth: '1990-02-28', contacts: [{ value: '+505 2' }] },
    ]);
  });

  it('is not made when no row is to blame', () => {
    const good = bytes.subarray(0, LIST.indexOf('\n\n') + 2);
    const kind = { language: 'en', format: 'csv' } as const;
    expect(writeErrorFile(good, read(good, 'csv'), kind)).toBe(undefined);
    expect(writeErrorFile(good, { format: 'json', findings: [] }, kind)).toBe(undefined);
  });
});
