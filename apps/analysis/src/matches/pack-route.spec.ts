import fc from 'fast-check';
import { travels } from './meets';
import { packRoute, unpackRoute, type AskedLeg } from './pack-route';
import { questionOf, type RouteMatchFilters } from './question';

const place = fc.constantFrom(
  { code: 'SVO', country: 'RU' },
  { code: 'HAV', country: 'CU' },
  { code: 'PAPTY', country: 'PA' },
  { code: 'SJO', country: 'CR' },
  { country: 'NI' },
  { name: 'Peñas Blancas' },
);
const day = (number: number): string => new Date(Date.UTC(2026, 0, number)).toISOString();

const leg = fc
  .record({
    calls: fc.array(place, { minLength: 2, maxLength: 4 }),
    on: fc.integer({ min: 1, max: 60 }),
    days: fc.integer({ min: -1, max: 3 }),
    carrier: fc.constantFrom('TICABUS', 'SU', 'Ñandú "1"'),
    mode: fc.constantFrom('air' as const, 'road' as const),
  })
  .map(({ calls, on, days, carrier, mode }): AskedLeg => ({
    ...{ legId: '', carrier, mode, departedAt: day(on) },
    ...(days >= 0 && { arrivedAt: day(on + days) }),
    ...{ from: calls[0] ?? {}, via: calls.slice(1, -1), to: calls.at(-1) ?? {} },
  }));

const filters = fc.constantFrom<RouteMatchFilters>(
  { pattern: 'SVO>HAV >(30d) PA>CR' },
  { pattern: 'RU >(5d) #CENTRAL' },
  { place: 'NI' },
  { from: 'PAPTY', to: 'CR' },
  { mode: 'air', carrier: 'SU', from: 'HAV' },
);

describe('a packed route', () => {
  it('answers every question as the legs themselves do', () => {
    fc.assert(
      fc.property(fc.array(leg, { maxLength: 5 }), filters, (legs, filter) => {
        const question = questionOf(filter);
        const answers = travels(question, unpackRoute(packRoute(legs))) !== undefined;
        expect(answers).toBe(travels(question, legs) !== undefined);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out what no question asks: names of places, identities, contacts', () => {
    const [one] = fc.sample(leg, { numRuns: 1, seed: 4 });
    const told = { ...one, legId: 'tr_1@SVO', contacts: ['c'] } as AskedLeg;
    expect(packRoute([{ ...told, to: { name: 'Peñas Blancas' } }])).not.toMatch(/tr_1|Peñas/);
  });
});
