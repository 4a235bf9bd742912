import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journeys, lostDocuments, readAllowList } from './journeys';

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

  it('reads an allow-list and refuses one of another shape', () => {
    const list = '{"contacts":[{"type":"phone","value":"+503 7777","validTo":null}],"roles":[]}';
    expect(readAllowList(list).contacts).toEqual([{ type: 'phone', value: '+503 7777' }]);
    expect(() => readAllowList('{"contacts":[{"type":3}]}')).toThrow();
  });
});
