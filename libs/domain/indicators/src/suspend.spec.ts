import { assessLegs } from './assess-legs';
import { aLeg } from './travellers.fixture';

/** Pairs with one contact per ring of four, on one departure; the rest of the seats are strangers. */
const departure = (rings: number, seats: number) => {
  const base = '2026-03-01';
  return Array.from({ length: seats }, (_, at) => {
    const ring = Math.floor(at / 4);
    const born = `19${50 + (at % 50)}-0${1 + (at % 9)}-1${at % 9}`;
    const who = String.fromCharCode(65 + (at % 26)) + String(at);
    return [
      aLeg('SVO>HAV', base, {
        ...{ who, born, locator: `L${at}` },
        contacts: ring < rings ? [`k${ring}`] : [],
        surname: `SURNAME${who}`,
      }),
      ...(ring < rings
        ? [aLeg('HAV>MGA', '2026-03-09', { who, born, surname: `SURNAME${who}` })]
        : []),
    ];
  }).flat();
};
const run = (rings: number, seats: number) =>
  assessLegs(departure(rings, seats), { allowList: { contacts: [], roles: [] } });

describe('suspension', () => {
  it('leaves a ring of four among sixty travellers alone', () => {
    const { assessments, suspensions } = run(1, 60);
    expect(suspensions).toEqual([]);
    expect(assessments.filter(({ alert }) => alert)).toHaveLength(4);
  });

  it('silences a rule that alerts for more than a tenth of a departure, says so and keeps the results', () => {
    const { assessments, suspensions } = run(2, 60);
    expect(assessments.filter(({ alert }) => alert)).toEqual([]);
    expect(suspensions.map(({ indicator }) => indicator)).toEqual(
      expect.arrayContaining(['N2', 'R1']),
    );
    expect(suspensions[0]).toMatchObject({ alerted: 8, travellers: 60 });
    const kept = assessments.filter(({ indicators }) => indicators.some(({ id }) => id === 'N2'));
    expect(kept).toHaveLength(8);
  });

  it('does not judge departures with fewer than fifty travellers', () => {
    const { assessments, suspensions } = run(2, 49);
    expect(suspensions).toEqual([]);
    expect(assessments.filter(({ alert }) => alert)).toHaveLength(8);
  });
});
