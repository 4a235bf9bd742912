import fc from 'fast-check';
import { stitch } from './stitch';
import { aLeg } from './travellers.fixture';

const routes = (journeys: ReturnType<typeof stitch>) =>
  journeys.map(({ legs }) => legs.map(({ from, to }) => `${from.code}>${to.code}`).join(' '));

describe('stitch', () => {
  it('joins an air leg and a bus leg two weeks later by the document', () => {
    const air = aLeg('AMS>UIO', '2026-03-01', { surname: 'PÉREZ', given: 'LUZ' });
    const bus = aLeg('SJO>MGA', '2026-03-15', { surname: 'PEREZ', given: 'LUS', mode: 'road' });
    expect(routes(stitch([bus, air]))).toEqual(['AMS>UIO SJO>MGA']);
  });

  it('joins by name and birth date when another document is shown', () => {
    const documents = [{ type: 'I', number: '99887766', issuer: 'GTM' }];
    const legs = [aLeg('AMS>UIO', '2026-03-01'), aLeg('SJO>MGA', '2026-03-15', { documents })];
    expect(stitch(legs)).toHaveLength(1);
  });

  it.each([
    ['day and month swapped', '1990-05-07', '1990-07-05', 1],
    ['one day off', '1990-05-31', '1990-06-01', 1],
    ['two days off', '1990-05-17', '1990-05-19', 2],
    ['another year', '1990-05-17', '1991-05-17', 2],
  ])('compares birth dates with tolerance: %s', (_, born, later, journeys) => {
    const documents = [{ type: 'I', number: '99887766', issuer: 'GTM' }];
    const legs = [
      aLeg('AMS>UIO', '2026-03-01', { born }),
      aLeg('SJO>MGA', '2026-03-15', { born: later, documents }),
    ];
    expect(stitch(legs)).toHaveLength(journeys);
  });

  it('keeps two people apart who show one document with other names and birth dates', () => {
    const one = aLeg('AMS>UIO', '2026-03-01', { surname: 'LOPEZ', given: 'ANA' });
    const other = aLeg('UIO>PTY', '2026-03-04', {
      ...{ surname: 'IVANOV', given: 'BORIS', born: '1971-01-02' },
    });
    expect(stitch([one, other])).toHaveLength(2);
  });

  it('does not join similar names across two valid documents of one issuer that differ in birth date', () => {
    const wish = (number: string, given: string, born: string) => ({
      ...{ surname: 'GARCIA LOPEZ', given, born },
      documents: [{ type: 'P', number, issuer: 'HND', expires: '2030-01-01' }],
    });
    const one = aLeg('AMS>UIO', '2026-03-01', wish('H100001', 'JUAN', '1990-05-17'));
    const other = aLeg('UIO>PTY', '2026-03-04', wish('H200002', 'JUAN JOSE', '1990-05-18'));
    expect(stitch([one, other])).toHaveLength(2);
  });

  it('does not take twins for one person', () => {
    const one = aLeg('AMS>UIO', '2026-03-01', { who: 'A', surname: 'LOPEZ', given: 'MARIA' });
    const two = aLeg('AMS>UIO', '2026-03-01', { who: 'B', surname: 'LOPEZ', given: 'LUCIA' });
    expect(stitch([one, two])).toHaveLength(2);
  });

  it('cuts a journey where somebody stays longer than 60 days', () => {
    const first = aLeg('AMS>UIO', '2026-01-01T00:00Z', { arrivedAt: '2026-01-01T10:00:00.000Z' });
    const edge = aLeg('UIO>PTY', '2026-03-02T10:00Z');
    const beyond = aLeg('UIO>PTY', '2026-03-02T10:01Z');
    expect(stitch([first, edge])).toHaveLength(1);
    expect(stitch([first, beyond])).toHaveLength(2);
  });

  it('returns when the last leg used ends in the country where the first began', () => {
    const legs = [aLeg('SVO>HAV', '2026-03-01'), aLeg('HAV>SVO', '2026-03-15')];
    expect(stitch(legs)[0]?.returns).toBe(true);
    expect(stitch(legs.map((leg, at) => (at ? { ...leg, boarded: false } : leg)))[0]?.returns).toBe(
      false,
    );
  });

  it('leaves a traveller alone whom nothing identifies', () => {
    const bare = { documents: [], born: '' };
    const legs = [aLeg('SVO>HAV', '2026-03-01', bare), aLeg('HAV>MGA', '2026-03-05', bare)];
    expect(stitch(legs)).toHaveLength(2);
  });

  it('gives the same journeys whatever the order of the legs, and however often one is given', () => {
    const leg = fc
      .record({
        who: fc.constantFrom('A', 'B', 'C', 'D'),
        number: fc.constantFrom('P000001', 'P000002', 'P000003'),
        surname: fc.constantFrom('LOPEZ', 'LOPES', 'IVANOV'),
        given: fc.constantFrom('ANA', 'ANA MARIA', 'BORIS'),
        born: fc.constantFrom('1990-05-07', '1990-07-05', '1990-05-08', '1971-01-02'),
        day: fc.integer({ min: 1, max: 28 }),
        month: fc.integer({ min: 1, max: 12 }),
      })
      .map(({ number, day, month, ...wish }) =>
        aLeg('AMS>UIO', `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, {
          ...wish,
          documents: [{ type: 'P', number, issuer: 'UTO' }],
        }),
      );
    fc.assert(
      fc.property(fc.array(leg, { maxLength: 14 }), fc.infiniteStream(fc.nat()), (legs, order) => {
        const shuffled = [...legs, ...legs.slice(0, 2)]
          .map((one) => ({ one, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(stitch(shuffled)).toEqual(stitch(legs));
      }),
      { numRuns: 300 },
    );
  });
});
