import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journeys } from './journeys';
import { lostDocuments } from './journeys-documents';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigia-journeys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = (code: string) => ({
  code,
  scheme: code.length === 3 ? 'IATA' : 'UNLOCODE',
  role: 'stop',
});

/** Writes a list of one hop as JSON. */
const list = (
  file: string,
  [from, to, local]: [string, string, string],
  travellers: Record<string, unknown>[],
  air = true,
) => {
  const manifest = {
    listType: 'passengers',
    carrier: air ? { code: 'SU', scheme: 'IATA' } : { code: 'TICA', scheme: 'LOCAL' },
    conveyance: { mode: air ? 'air' : 'road', journeyId: air ? 'SU150' : 'T7' },
    itinerary: [{ seq: 1, stage: 'main', from: place(from), to: place(to), departureLocal: local }],
    travellers: travellers.map((traveller, index) => ({ seq: index + 1, ...traveller })),
    controlTotals: {},
  };
  writeFileSync(join(folder, file), JSON.stringify(manifest));
};

const anna = (contacts: unknown[] = []) => ({
  ...{ role: 'passenger', inTransit: false, gender: 'F', nationality: 'UTO' },
  name: { surname: 'SPECIMEN', given: 'ANNA' },
  ...{ dateOfBirth: '1990-05-17', visas: [], refs: {}, contacts },
  documents: [{ type: 'P', number: 'X1234567', issuer: 'UTO', expires: '2031-01-01' }],
});

describe('vigia journeys', () => {
  it('joins an air and a bus list and says what the journey shows', async () => {
    list('air.json', ['SVO', 'HAV', '2026-03-01T09:00'], [anna()]);
    list('bus.json', ['CRSJO', 'NIMGA', '2026-03-15T06:00'], [anna()], false);
    const [line, ...others] = await journeys({ manifests: folder });
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      ...{ surname: 'SPECIMEN', given: 'ANNA', document: 'X1234567', alert: false },
      indicators: [
        { id: 'R1', family: 'route' },
        { id: 'B1', family: 'booking' },
      ],
    });
    expect(line?.travellerId).toMatch(/^tr_/);
    expect(line?.indicators[0]?.text.es).toContain('C-01');
  });

  it('alerts when the document was reported before the journey', async () => {
    list('air.json', ['SVO', 'HAV', '2026-03-01T09:00'], [anna()]);
    list('bus.json', ['CRSJO', 'NIMGA', '2026-03-15T06:00'], [anna()], false);
    const documents = join(folder, '.documents.csv');
    writeFileSync(
      documents,
      'number,issuer,type,status,reportedOn\nX1234567,UTO,P,stolen,2026-01-02\n',
    );
    const [line] = await journeys({ manifests: folder, documents });
    expect(line).toMatchObject({ alert: true, score: 75 });
    expect(line?.indicators.map(({ id }) => id)).toContain('D1');
  });

  it('says nothing about travellers without indicators, and skips what is no list', async () => {
    list('out.json', ['MIA', 'GUA', '2026-03-01T09:00'], [anna()]);
    list('back.json', ['GUA', 'MIA', '2026-03-09T09:00'], [anna()]);
    writeFileSync(join(folder, 'notes.txt'), 'nothing to read here');
    expect(await journeys({ manifests: folder })).toEqual([]);
  });

  it('names a file that cannot be read and goes on with the others, in sub-folders too', async () => {
    mkdirSync(join(folder, 'air'));
    list('air/air.json', ['SVO', 'HAV', '2026-03-01T09:00'], [anna()]);
    list('bus.json', ['CRSJO', 'NIMGA', '2026-03-15T06:00'], [anna()], false);
    symlinkSync(join(folder, 'nowhere'), join(folder, 'gone.csv'));
    writeFileSync(join(folder, 'cut.json'), '{"travellers": [');
    const said: string[] = [];
    const lines = await journeys({ manifests: folder }, (line) => said.push(line));
    expect(lines.map(({ indicators }) => indicators[0]?.id)).toEqual(['R1']);
    expect(said.some((line) => line.includes('ilegible: gone.csv (ENOENT)'))).toBe(true);
    expect(said.some((line) => line.startsWith('refused: cut.json'))).toBe(true);
  });

  it('says that an empty folder is empty, and answers nothing', async () => {
    const said: string[] = [];
    expect(await journeys({ manifests: folder }, (line) => said.push(line))).toEqual([]);
    expect(said[0]).toContain('no hay listas');
  });

  it('answers with the keys of the interface in their order', async () => {
    list('air.json', ['SVO', 'HAV', '2026-03-01T09:00'], [anna()]);
    const [line = {}] = await journeys({ manifests: folder });
    const order = 'travellerId surname given document indicators score alert';
    expect(Object.keys(line).join(' ')).toBe(order);
  });

  it('fails on a folder that cannot be read', async () => {
    await expect(journeys({ manifests: join(folder, 'absent') })).rejects.toThrow('ENOENT');
  });
});

describe('the lists beside the manifests', () => {
  it('takes the earliest report, either form of the issuer, and leaves out what was found again', () => {
    const csv =
      'number,issuer,type,status,reportedOn\nAB-12345,GT,P,stolen,2026-02-01\nAB12345,GTM,P,lost,2026-01-01\nZ99999,SLV,P,recovered,2026-01-01\n';
    expect([...lostDocuments(csv)]).toEqual([
      ['d:GTM:AB12345', { status: 'lost', reportedOn: '2026-01-01' }],
    ]);
  });

  it('reads documents with Spanish headers in any order, and names the rows it cannot use', () => {
    const csv =
      '\uFEFFFecha de reporte;Estado;País emisor;Número;Tipo\n03/02/2026;robado;CO;AB 12345;P\nayer;robado;CO;AB99999;P\n03/02/2026;recuperado;CO;AB77777;P\n';
    const said: string[] = [];
    const found = lostDocuments(Buffer.from(csv, 'utf8'), (line) => said.push(line));
    expect([...found]).toEqual([['d:COL:AB12345', { status: 'robado', reportedOn: '2026-02-03' }]]);
    expect(said).toEqual(['line 3: not used / línea 3: sin usar']);
    const latin = Buffer.from('número,emisor\nZ12345,PER\n', 'latin1');
    expect([...lostDocuments(latin).keys()]).toEqual(['d:PER:Z12345']);
    expect(() => lostDocuments('a,b\n1,2\n')).toThrow('falta la columna number, issuer');
  });

  it('says where an allow-list is wrong', async () => {
    const file = join(folder, '.allow.json');
    writeFileSync(file, '{"contacts": [\n  {"type": "phone" "value": "1"}]}');
    await expect(journeys({ manifests: folder, allowList: file })).rejects.toThrow(
      `${file}: 2:20: not JSON`,
    );
  });
});
