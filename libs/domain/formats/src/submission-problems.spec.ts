import type { Manifest } from '@vigia/manifest';
import { submissionProblems } from './submission-problems';

const complete: Manifest = {
  source: { channel: 'csv', sender: 'T', rawSha256: '' },
  listType: 'passengers',
  carrier: { code: 'TICABUS', scheme: 'LOCAL' },
  conveyance: { mode: 'road', journeyId: 'TB1' },
  itinerary: [
    {
      seq: 1,
      stage: 'main',
      from: { code: 'NIMGA', scheme: 'UNLOCODE', role: 'lastDeparture' },
      to: { code: 'CRSJO', scheme: 'UNLOCODE', role: 'firstArrival' },
      departureLocal: '2026-12-05T05:00',
    },
  ],
  travellers: [
    {
      seq: 1,
      role: 'passenger',
      inTransit: false,
      name: { surname: 'Ruiz' },
      documents: [{ type: 'P', number: 'C1' }],
      visas: [],
      refs: {},
      contacts: [],
    },
  ],
  controlTotals: {},
  warnings: [],
};

const codes = (changes: Partial<Manifest>): string[] =>
  submissionProblems({ ...complete, ...changes }).map(({ code }) => code);

const [leg] = complete.itinerary as [Manifest['itinerary'][number]];
const [traveller] = complete.travellers as [Manifest['travellers'][number]];

describe('submissionProblems', () => {
  it('finds nothing in a complete road list or flight', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ conveyance: { mode: 'air', journeyId: 'CM1' } })).toEqual([]);
  });

  const undated = { seq: leg.seq, stage: leg.stage, from: leg.from, to: leg.to };
  it.each<[string, Partial<Manifest>]>([
    ['CARRIER_MISSING', { carrier: { code: '', scheme: 'LOCAL' } }],
    ['JOURNEY_MISSING', { conveyance: { mode: 'road', journeyId: '' } }],
    ['DEPARTURE_MISSING', { itinerary: [undated] }],
    ['ORIGIN_MISSING', { itinerary: [{ ...leg, from: { country: 'NI', role: 'lastDeparture' } }] }],
    ['DESTINATION_MISSING', { itinerary: [{ ...leg, to: { country: 'CR', role: 'final' } }] }],
    ['BORDER_MISSING', { itinerary: [{ ...leg, to: { name: 'Somewhere', role: 'final' } }] }],
    ['TRAVELLER_UNIDENTIFIED', { travellers: [{ ...traveller, documents: [] }] }],
  ])('says %s', (code, changes) => {
    expect(codes(changes)).toEqual([code]);
  });

  it('refuses a list without a trip for every reason at once', () => {
    const problems = submissionProblems({ ...complete, itinerary: [] });
    expect(problems.map(({ code }) => code)).toEqual([
      'DEPARTURE_MISSING',
      'ORIGIN_MISSING',
      'DESTINATION_MISSING',
      'BORDER_MISSING',
    ]);
    expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
  });

  it('takes birth date and nationality in place of a document', () => {
    const born = { ...traveller, documents: [], dateOfBirth: '2020-01-01', nationality: 'NIC' };
    expect(codes({ travellers: [born] })).toEqual([]);
  });
});
