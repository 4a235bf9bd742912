import { writeTemplate } from '@vigia/formats';
import ExcelJS from 'exceljs';
import type { Preview } from '../src/preview';
import { day, openDoor, type Door } from './door';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const HEADER =
  'Apellidos;Nombres;Tipo documento;No. documento;País emisor;Nacionalidad;Fecha de nacimiento;Sexo';
const GOOD = 'Solano Quirós;Andrés;Pasaporte;ZZ7741203;Costa Rica;costarricense;28/02/1987;M';
const rowOf = (name: string, birth = '28/02/1987'): string =>
  `${name};Ana;Pasaporte;ZZ${name.length}41203;Costa Rica;costarricense;${birth};F`;

let services = 500;

/** A bus list as CSV; the trip stands above the table. */
const bus = (rows: string[], service = `TB${(services += 1)}`): string =>
  [
    'TICA BUS - LISTA DE PASAJEROS',
    `Servicio: ${service};Unidad: 118`,
    `Fecha: ${day(5).split('-').reverse().join('/')};Hora: 23:55`,
    'Ruta: PAPTY-CRSJO',
    '',
    HEADER,
    ...rows,
  ].join('\n');

const form = (parts: [string, string | Blob, string?][]): FormData => {
  const data = new FormData();
  for (const [name, value, file] of parts) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, value, file);
  }
  return data;
};

describe('lists as tables', () => {
  let door: Door;

  beforeAll(async () => {
    door = await openDoor({ BODY_LIMIT_BYTES: '2000000' });
  });

  afterAll(() => door?.close());

  describe('sent as a form', () => {
    const bare = `${HEADER}\n${GOOD}\n`;
    const trip: [string, string][] = [
      ['journeyId', 'TB900'],
      ['departure', `${day(5)}T05:00`],
      ['arrival', `${day(5)}T21:00`],
      ['from', 'PAPTY'],
      ['to', 'CRSJO'],
    ];

    it('are read like the file itself, with the trip from the fields', async () => {
      const file = new Blob([bare], { type: 'text/csv' });
      const sent = await door.call('/v1/manifests', {
        body: form([...trip, ['file', file, 'lista.csv']]),
      });
      expect([sent.status, sent.body.accepted]).toEqual([202, 1]);
      const query = new URLSearchParams(trip).toString();
      const plain = await door.call(`/v1/manifests?${query}`, {
        body: bare,
        headers: { 'content-type': 'text/csv' },
      });
      expect(plain.body.receiptId).toBe(sent.body.receiptId);
    });

    it('may have the file before the fields, and a browser’s idea of its type', async () => {
      const file = new Blob([bus([GOOD])], { type: 'application/octet-stream' });
      const { status, body } = await door.call('/v1/manifests', {
        body: form([
          ['file', file, 'lista.csv'],
          ['mode', 'road'],
        ]),
      });
      expect([status, body.format]).toEqual([202, 'csv']);
    });

    it.each<[string, () => FormData, number]>([
      ['no file', () => form([['journeyId', 'X1']]), 400],
      [
        'two files',
        () =>
          form([
            ['a', new Blob([GOOD]), 'a.csv'],
            ['b', new Blob([GOOD]), 'b.csv'],
          ]),
        400,
      ],
      [
        'an unknown field',
        () =>
          form([
            ['colour', 'red'],
            ['f', new Blob([GOOD]), 'a.csv'],
          ]),
        400,
      ],
      ['an endless field', () => form([['journeyId', 'x'.repeat(5000)]]), 400],
      [
        'a field __proto__',
        () =>
          form([
            ['__proto__', 'x'],
            ['f', new Blob([GOOD]), 'a.csv'],
          ]),
        400,
      ],
      ['an empty file', () => form([['f', new Blob([]), 'a.csv']]), 400],
      [
        'a file that is too large',
        () => form([['f', new Blob(['x'.repeat(3_000_000)]), 'a.csv']]),
        413,
      ],
      [
        'a picture',
        () => form([['f', new Blob(['\u0089PNG'], { type: 'image/png' }), 'a.png']]),
        422,
      ],
    ])('are refused clearly with %s', async (_, make, expected) => {
      const { status, body } = await door.call('/v1/manifests', { body: make() });
      expect(status).toBe(expected);
      expect([body.detail.es, body.detail.en]).not.toContain('');
    });

    it.each([
      ['without a boundary', 'multipart/form-data', 'x'],
      [
        'that breaks off',
        'multipart/form-data; boundary=B',
        '--B\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\nApellidos',
      ],
    ])('are refused clearly %s', async (_, type, body) => {
      const answer = await door.call('/v1/manifests', { body, headers: { 'content-type': type } });
      expect([answer.status, answer.body.code]).toEqual([400, 'VIGIA_BAD_REQUEST']);
    });
  });

  it('are taken as XLSX by their content type', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Lista');
    for (const line of bus([GOOD]).split('\n')) sheet.addRow(line.split(';'));
    const body = Buffer.from(await workbook.xlsx.writeBuffer());
    const answer = await door.call('/v1/manifests', { body, headers: { 'content-type': XLSX } });
    expect([answer.status, answer.body]).toMatchObject([202, { format: 'xlsx', accepted: 1 }]);
  });

  describe('previewed', () => {
    it('show how each column is read, and nothing is stored', async () => {
      const list = bus([GOOD])
        .replace('Apellidos', 'Talla;Apellidos')
        .replace('\nSolano', '\n42;Solano');
      const answer = await door.call('/v1/manifests?preview=true', {
        body: list,
        headers: { 'content-type': 'text/csv' },
      });
      const preview = answer.body as unknown as Preview;
      expect(answer.status).toBe(200);
      expect(preview.columns.map(({ title, field }) => [title, field])).toEqual(
        expect.arrayContaining([
          ['Talla', undefined],
          ['Apellidos', 'surname'],
          ['No. documento', 'docNumber'],
        ]),
      );
      expect(preview.lists[0]).toMatchObject({
        travellers: 1,
        trip: { conveyance: { mode: 'road' } },
        sample: [{ name: { surname: 'Solano Quirós' } }],
      });
      expect(
        await door.database
          .collection('lists')
          .countDocuments({ _id: preview.lists[0]?.conveyanceKey as never }),
      ).toBe(0);
      const sent = await door.call('/v1/manifests', {
        body: list,
        headers: { 'content-type': 'text/csv' },
      });
      expect(sent.headers.get('vigia-repeated')).toBe(null);
    });

    it('tell of a refused file why', async () => {
      const { status, body } = await door.call('/v1/manifests?preview=true', {
        body: '{"travellers": 1}',
      });
      expect([status, (body as unknown as Preview).outcome]).toEqual([200, 'rejected']);
    });
  });

  describe('with bad rows', () => {
    const list = (): string =>
      bus([GOOD, rowOf('=HYPERLINK("x")', '30/02/1990'), ';;;ZZ1;;;;', rowOf('Núñez')]);

    it('give a file with the bad rows alone, which no spreadsheet evaluates', async () => {
      const receipt = await door.submit(list(), { 'content-type': 'text/csv' });
      expect(receipt).toMatchObject({ received: 4, accepted: 3, refused: 1 });
      const path = `/v1/receipts/${receipt.receiptId}/errors`;
      const csv = await door.call(`${path}?format=csv&language=es`);
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(csv.headers.get('content-disposition')).toBe('attachment; filename="errores.csv"');
      const lines = csv.text.replace('\ufeff', '').trim().split('\r\n');
      expect(lines[0]).toMatch(/^Fila;Motivo;Apellidos;/);
      expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual(['2', '3']);
      expect(csv.text).not.toMatch(/(^|;)"?[=+@-]/m);
      const xlsx = await door.call(`${path}?format=xlsx&language=en`);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(xlsx.bytes as never);
      const types = new Set<ExcelJS.ValueType>();
      workbook.worksheets[0]?.eachRow((row) => row.eachCell(({ type }) => types.add(type)));
      expect([...types]).toEqual([ExcelJS.ValueType.String]);
    });

    it('can be mended in that file and sent in again', async () => {
      const service = `TB${(services += 1)}`;
      const bad = bus([GOOD, rowOf('Mora', '30/02/1990')], service);
      const { receiptId } = await door.submit(bad, { 'content-type': 'text/csv' });
      const { text } = await door.call(`/v1/receipts/${receiptId}/errors`);
      const mended = text.replaceAll('30/02/1990', '28/02/1990');
      const query = `journeyId=${service}&departure=${day(5)}T23:55&from=PAPTY&to=CRSJO`;
      const again = await door.submit(
        mended,
        { 'content-type': 'text/csv' },
        `/v1/manifests?${query}`,
      );
      expect(again.manifests).toMatchObject([{ listVersion: 2, changed: 1, removed: [] }]);
    });

    it('keep them for their own carrier, and for a day', async () => {
      const { receiptId } = await door.submit(list(), { 'content-type': 'text/csv' });
      const path = `/v1/receipts/${receiptId}/errors`;
      expect((await door.call(path, { carrier: 'TRANSNICA' })).status).toBe(404);
      expect((await door.call(path)).status).toBe(200);
      const originals = door.database.collection('originals');
      const id = { _id: receiptId as never };
      const kept = await originals.findOne<{ expiresAt: Date }>(id);
      expect(Number(kept?.expiresAt)).toBeLessThanOrEqual(Date.now() + 24 * 3_600_000);
      await originals.updateOne(id, { $set: { expiresAt: new Date(Date.now() - 1) } });
      expect((await door.call(path)).status).toBe(404);
      const [index] = (await originals.indexes()).filter(({ key }) => 'expiresAt' in key);
      expect(index?.expireAfterSeconds).toBe(0);
    });

    it('are not kept when no row is to blame', async () => {
      const clean = bus([rowOf('Mora')]);
      const { receiptId } = await door.submit(clean, { 'content-type': 'text/csv' });
      expect((await door.call(`/v1/receipts/${receiptId}/errors`)).status).toBe(404);
      expect(
        await door.database.collection('originals').countDocuments({ _id: receiptId as never }),
      ).toBe(0);
    });
  });

  it.each([
    ['bus.csv?language=en', 'csv', 'en', 'passenger-list.csv'],
    ['bus.csv', 'csv', 'es', 'lista-de-pasajeros.csv'],
    ['bus.xlsx?language=es', 'xlsx', 'es', 'lista-de-pasajeros.xlsx'],
    ['bus.xlsx?language=en', 'xlsx', 'en', 'passenger-list.xlsx'],
  ] as const)('can be begun with the template %s', async (path, format, language, name) => {
    const { status, bytes, headers } = await door.call(`/v1/templates/${path}`);
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toContain(name);
    expect(bytes.equals(Buffer.from(writeTemplate({ language, format })))).toBe(true);
  });

  it.each(['bus.pdf', 'bus.csv?language=fr', '..%2fbus.csv'])(
    'cannot be begun with %s',
    async (path) => {
      expect((await door.call(`/v1/templates/${path}`)).status).toBeGreaterThanOrEqual(400);
      expect((await door.call(`/v1/templates/${path}`)).status).toBeLessThan(500);
    },
  );
});
