import { Workbook } from 'exceljs';
import { strToU8 } from 'fflate';
import { parse, type ParseResult } from './index';
import { makeWorkbook, type MadeCell } from './testing/make-workbook';

const trip = {
  carrier: 'TICABUS',
  journeyId: 'TB500',
  departureLocal: '2026-12-05T05:00',
  origin: 'NIMGA',
  destination: 'CRSJO',
};

const read = (bytes: Uint8Array): ParseResult =>
  parse(bytes, { file: 'a.xlsx', rawSha256: '', receivedOn: '2026-11-24', trip });

const codes = ({ findings }: ParseResult): string[] => findings.map(({ code }) => code);

const HEADER = ['Asiento', 'Apellidos', 'Nombres', 'DUI', 'Nacionalidad', 'F. nacimiento', 'Sexo'];
const ana: MadeCell[] = ['1', 'Ruiz', 'Ana', '00016297-5', 'SV', '03/07/1990', 'F'];
const luis: MadeCell[] = ['2', 'Sosa', 'Luis', '00016298-3', 'SV', '14/03/1987', 'M'];

describe('reading XLSX', () => {
  it('reads what another library wrote', async () => {
    const workbook = new Workbook();
    const sheet = workbook.addWorksheet('Pasajeros');
    sheet.addRow(['Lista de pasajeros – Ruta: NIMGA-CRSJO', '', 'Fecha:', new Date('2026-12-05')]);
    sheet.addRow([]);
    sheet.addRow(['Apellidos', 'Nombres', 'Pasaporte', 'Nacionalidad', 'F. Nac.', 'Sexo']);
    sheet.addRow([
      { richText: [{ text: 'Núñez ' }, { text: 'Ibáñez', font: { bold: true } }] },
      'María',
      { formula: '1+1', result: 'C0123' },
      'Nicaragua',
      new Date('1990-07-03'),
      'F',
    ]);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const { manifests, outcome } = parse(bytes, {
      file: 'a.xlsx',
      rawSha256: '',
      receivedOn: '2026-11-24',
      trip,
    });
    expect(outcome).toBe('accepted');
    expect(manifests[0]?.travellers).toMatchObject([
      {
        name: { surname: 'Núñez Ibáñez', given: 'María' },
        documents: [{ type: 'P', number: 'C0123' }],
        dateOfBirth: '1990-07-03',
        nationality: 'NIC',
      },
    ]);
  });

  it('reads inline strings, shared strings, numbers, styled dates and cached formulas', () => {
    const rows: MadeCell[][] = [
      HEADER,
      [
        7,
        { xml: '<c r="REF" t="s"><v>0</v></c>' },
        { xml: '<c r="REF" t="str"><f>HYPERLINK("x")</f><v>Ana &amp; Eva</v></c>' },
        { xml: '<c r="REF" s="3"><v>162975</v></c>' },
        'SV',
        { xml: '<c r="REF" s="1"><v>33057</v></c>' },
        'F',
      ],
    ];
    const result = read(makeWorkbook([{ name: 'Lista', rows }], ['Ruiz']));
    expect(result.manifests[0]?.travellers[0]).toMatchObject({
      name: { surname: 'Ruiz', given: 'Ana & Eva' },
      refs: { seat: '7' },
      documents: [{ type: 'I', number: '000162975', issuer: 'SLV' }],
      dateOfBirth: '1990-07-03',
    });
  });

  it('reads hidden rows with a warning, and neither hidden sheets nor struck-out rows', () => {
    const struck = luis.map((cell) => ({
      xml: `<c r="REF" s="2" t="str"><v>${String(cell as string)}</v></c>`,
    }));
    const bytes = makeWorkbook([
      { name: 'Lista', rows: [HEADER, ana, struck, luis], rowAttributes: { 4: 'hidden="1"' } },
      { name: 'Vieja', rows: [HEADER, ana], hidden: true },
    ]);
    const result = read(bytes);
    expect(result.manifests).toHaveLength(1);
    expect(result.counts).toMatchObject({ received: 2, accepted: 2 });
    expect(codes(result)).toEqual(
      expect.arrayContaining(['HIDDEN_ROW', 'HIDDEN_SHEET', 'ROW_CANCELLED']),
    );
    expect(result.findings.find(({ code }) => code === 'HIDDEN_ROW')).toMatchObject({
      row: 3,
      sheet: 'Lista',
    });
  });

  it('counts blank rows in the position of a finding', () => {
    const rows: MadeCell[][] = [['Ruta'], HEADER, [], ['1', '', '', 'X', 'SV', '', '']];
    const result = read(makeWorkbook([{ name: 'L', rows }]));
    const refused = result.findings.find(({ code }) => code === 'TRAVELLER_WITHOUT_NAME');
    expect(refused).toMatchObject({ row: 2, sheet: 'L' });
  });

  it('fills merged cells and reads a merged title', () => {
    const rows = [['TICA BUS – LISTA DE PASAJEROS'], HEADER, ana, [...luis]];
    (rows[3] as MadeCell[])[4] = undefined;
    const tail = '<mergeCells><mergeCell ref="A1:G1"/><mergeCell ref="E3:E4"/></mergeCells>';
    const result = read(makeWorkbook([{ name: 'L', rows, tail }]));
    expect(result.manifests[0]?.carrier.name).toBe('Tica Bus');
    expect(result.manifests[0]?.travellers[1]?.nationality).toBe('SLV');
  });

  it.each([
    ['not a zip', strToU8('PK\u0003\u0004 no')],
    [
      'a zip without a workbook',
      makeWorkbook([], [], { 'xl/workbook.xml': [new Uint8Array(0), {}] }).subarray(0, 40),
    ],
  ])('refuses %s', (_, bytes) => {
    const result = parse(bytes, {
      file: 'a.xlsx',
      format: 'xlsx',
      rawSha256: '',
      receivedOn: '2026-11-24',
    });
    expect(result.outcome).toBe('rejected');
    expect(codes(result)).toEqual(['XLSX_UNREADABLE']);
  });
});

describe('spreadsheets that are bombs', () => {
  const big = (text: string): Uint8Array => strToU8(text);
  const bombs: [string, () => Uint8Array][] = [
    [
      'a thousandfold zip of zeros',
      () =>
        makeWorkbook([{ name: 'L', rows: [] }], [], {
          'xl/sharedStrings.xml': new Uint8Array(96 << 20),
        }),
    ],
    ...['<si/>', '<si><t>abcdefgh</t></si>', `<si><t>${'x'.repeat(30_000)}</t></si>`].map(
      (item): [string, () => Uint8Array] => [
        `shared strings without end: ${item.slice(0, 24)}`,
        () =>
          makeWorkbook([{ name: 'L', rows: [] }], [], {
            'xl/sharedStrings.xml': big(`<sst>${item.repeat(5e7 / (item.length + 20))}`),
          }),
      ],
    ),
    [
      'a sheet unpacking beyond the budget',
      () =>
        makeWorkbook([{ name: 'L', rows: [] }], [], {
          'xl/worksheets/s1.xml': big(`<worksheet><sheetData>${'<row></row>'.repeat(7e6)}`),
        }),
    ],
    [
      'a sheet of nothing but tags',
      () =>
        makeWorkbook([{ name: 'L', rows: [] }], [], {
          'xl/worksheets/s1.xml': big(`<worksheet><sheetData>${'<x/>'.repeat(12e6)}`),
        }),
    ],
    [
      'a row far beyond the last',
      () =>
        makeWorkbook([{ name: 'L', rows: [] }], [], {
          'xl/worksheets/s1.xml': big(
            '<worksheet><sheetData><row r="1000000000"><c r="A1000000000"><v>1</v></c></row>',
          ),
        }),
    ],
    [
      'a hundred thousand columns',
      () =>
        makeWorkbook([{ name: 'L', rows: [] }], [], {
          'xl/worksheets/s1.xml': big(
            `<worksheet><sheetData><row r="1">${'<c><v>1</v></c>'.repeat(100_000)}</row>`,
          ),
        }),
    ],
    [
      'a cell of ten megabytes',
      () =>
        makeWorkbook([{ name: 'L', rows: [] }], [], {
          'xl/worksheets/s1.xml': big(
            `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${'x'.repeat(10 << 20)}</v></c></row>`,
          ),
        }),
    ],
  ];

  it.each(bombs)('refuses %s unread', (_, make) => {
    const bytes = make();
    const result = read(bytes);
    expect(result.outcome).toBe('rejected');
    expect(codes(result)).toEqual(['LIMIT_EXCEEDED']);
  });

  it('does not follow a merge over the whole sheet', () => {
    const tail = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    const result = read(makeWorkbook([{ name: 'L', rows: [['x'], HEADER, ana], tail }]));
    expect(result.counts.received).toBe(1);
  });
});
