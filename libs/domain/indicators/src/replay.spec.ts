import type { Contact, Manifest, Place, Traveller } from '@vigia/manifest';
import fc from 'fast-check';
import { EMPTY_ALLOW_LIST } from './allow-list';
import { assessLegs } from './assess-legs';
import { collectLegs, type ListedManifest } from './collect-legs';
import { stitch } from './stitch';
import { aLeg } from './travellers.fixture';

const at = (code: string): Place => ({ code, scheme: 'IATA', role: 'stop' });
const ROUTES = ['SVO>HAV', 'HAV>MGA', 'MAD>PTY', 'PTY>BOG'];
const WHO = ['ANA LOPEZ', 'BORIS IVANOV', 'LUZ PEREZ', 'EVA COSTA'];

const traveller = (seq: number, who: number, renewed: boolean): Traveller => {
  const [given = '', surname = ''] = (WHO[who] ?? '').split(' ');
  return {
    ...{ seq, role: 'passenger', inTransit: false, name: { surname, given } },
    dateOfBirth: `198${who}-0${who + 1}-11`,
    documents: [{ type: 'P', number: `${renewed ? 'R' : 'P'}10000${who}${who}`, issuer: 'UTO' }],
    ...{ visas: [], refs: { locator: `LOC${who}` } },
    contacts: [{ kind: 'phone', value: '+57 300 1112233' }],
  };
};

const KINDS = [
  { listType: 'passengers' },
  { listType: 'passengers' },
  { listType: 'passengers', function: 'CP' },
  { listType: 'passengers', function: 'XR' },
  { listType: 'flightStatus', function: 'CLNB' },
  { listType: 'flightStatus', function: 'XF' },
] as const;

/** Any list, update, cancellation or close-out of a few departures, some without a date. */
const anyList = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    route: fc.constantFrom(...ROUTES),
    day: fc.integer({ min: 1, max: 3 }),
    hour: fc.option(fc.integer({ min: 10, max: 23 }), { nil: undefined }),
    who: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
    renewed: fc.boolean(),
  })
  .map(({ kind, route, day, hour, who, renewed }): Manifest => ({
    source: {
      ...{ channel: 'edifact', sender: 'ZZ', rawSha256: '' },
      ...(hour === undefined ? {} : { preparedAt: `2026-02-28T${hour}:00` }),
    },
    ...kind,
    carrier: { code: 'ZZ', scheme: 'IATA' },
    conveyance: { mode: 'air', journeyId: `ZZ${route.slice(0, 3)}` },
    itinerary: [
      {
        ...{ seq: 1, stage: 'main', from: at(route.slice(0, 3)), to: at(route.slice(4)) },
        departureLocal: `2026-03-0${day}T09:00`,
      },
    ],
    travellers: who.map((person, index) => traveller(index + 1, person, renewed)),
    ...{ controlTotals: {}, warnings: [] },
  }));

const contactKey = ({ kind, value }: Contact) => `${kind}:${value}`;
const resultOf = (lists: readonly ListedManifest[]) =>
  assessLegs(collectLegs(lists, contactKey), { allowList: EMPTY_ALLOW_LIST });

describe('replaying lists', () => {
  it('gives what a fresh start gives, in any order and however often a list is delivered', () => {
    fc.assert(
      fc.property(
        fc.array(anyList, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (manifests, chance) => {
          const lists = manifests.map((manifest, order) => ({
            ...{ manifest, order },
            manifestId: `m${order}`,
          }));
          const shuffled = [...lists, ...lists.slice(0, 4)]
            .map((list) => ({ list, turn: chance.next().value }))
            .sort((a, b) => a.turn - b.turn)
            .map(({ list }) => list);
          expect(resultOf(shuffled)).toEqual(resultOf(lists));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the id of a journey', () => {
  const late = aLeg('SVO>HAV', '2026-03-01');
  const known = aLeg('HAV>MGA', '2026-03-09');
  const [before] = stitch([known]);
  const first = { journeyId: before?.journeyId ?? '', at: '2026-03-08T00:00:00.000Z' };

  it('stands when an earlier leg comes in after it was assessed', () => {
    const [after, ...others] = stitch([late, { ...known, first }]);
    expect(others).toEqual([]);
    expect(after?.legs).toHaveLength(2);
    expect(after?.journeyId).toBe(before?.journeyId);
  });

  it('is one of the older journey when two become one, and is not given twice', () => {
    const older = { journeyId: 'jo_older', at: '2026-02-01T00:00:00.000Z' };
    expect(
      stitch([
        { ...late, first: older },
        { ...known, first },
      ])[0]?.journeyId,
    ).toBe('jo_older');
    const apart = aLeg('GUA>MIA', '2026-08-01', { first });
    const ids = stitch([{ ...known, first }, apart]).map(({ journeyId }) => journeyId);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toBe(first.journeyId);
  });
});
