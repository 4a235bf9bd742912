import type { Manifest } from '@vigia/manifest';
import { parse, writePaxlst, type ParseOptions, type ParseResult } from './index';
import { makeWorkbook } from './testing/make-workbook';

const trip = {
  carrier: 'TICABUS',
  journeyId: 'TB500',
  departureLocal: '2026-12-05T05:00',
  arrivalLocal: '2026-12-05T14:00',
  origin: 'NIMGA',
  stops: ['Peñas Blancas'],
  destination: 'CRSJO',
};
const options: ParseOptions = { file: 'a', rawSha256: 'x', receivedOn: '2026-11-24', trip };
const header =
  'Asiento,Apellidos,Nombres,Tipo doc,Documento,País emisor,Vence,Nacionalidad,F. nac.,Sexo';
const rows = [
  '1,Pérez López,Juan,Pasaporte,C01234567,NI,01/02/2030,nicaragüense,14/03/1987,H',
  '2,Núñez,María José,DUI,00016297-5,,05/06/2031,salvadoreña,03/07/1990,Mujer',
];

const withoutSource = (manifest: Manifest): Omit<Manifest, 'source'> =>
  Object.fromEntries(Object.entries(manifest).filter(([key]) => key !== 'source')) as Omit<
    Manifest,
    'source'
  >;

const facts = (result: ParseResult): Omit<Manifest, 'source'>[] =>
  result.manifests.map(withoutSource);

describe('one trip in four formats', () => {
  const csv = parse(Buffer.from([header, ...rows].join('\n')), { ...options, format: 'csv' });
  const [manifest] = csv.manifests as [Manifest];

  it('is clean as CSV', () => {
    expect(csv.outcome).toBe('accepted');
    expect(manifest.itinerary.map(({ to }) => to.code)).toEqual(['NIPBL', 'CRSJO']);
  });

  it('is the same as XLSX', () => {
    const cells = [header, ...rows].map((row) => row.split(','));
    const xlsx = parse(makeWorkbook([{ name: 'Lista', rows: cells }]), options);
    expect(facts(xlsx)).toEqual(facts(csv));
  });

  it('is the same as JSON', () => {
    const json = parse(Buffer.from(JSON.stringify(withoutSource(manifest))), {
      ...options,
      format: 'json',
    });
    expect(facts(json)).toEqual(facts(csv));
  });

  it('is the same as PAXLST', () => {
    const text = writePaxlst(manifest, { preparedAt: '2026-12-05T03:00', syntax: 'UNOC' });
    const paxlst = parse(Buffer.from(text, 'latin1'), options);
    expect(facts(paxlst)).toEqual(facts(csv));
  });
});
