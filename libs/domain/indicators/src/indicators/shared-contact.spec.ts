import { EMPTY_ALLOW_LIST } from '../allow-list';
import { assessLegs } from '../assess-legs';
import { aLeg } from '../travellers.fixture';

const n2Of = (legs: ReturnType<typeof aLeg>[]) =>
  assessLegs(legs, { allowList: EMPTY_ALLOW_LIST })
    .assessments.flatMap(({ indicators }) => indicators)
    .filter(({ id }) => id === 'N2');

describe('N2', () => {
  it('asks a telephone with thousands of bookings only once what its bookings say', () => {
    const legs = Array.from({ length: 4000 }, (_, at) =>
      aLeg('BOG>PTY', new Date(Date.UTC(2026, 0, 1) + at * 7_200_000).toISOString(), {
        ...{ who: `P${at}`, born: '' },
        ...{ locator: `L${at}`, contacts: ['agency'] },
      }),
    );
    const found = n2Of(legs);
    expect(found).toHaveLength(4000);
    // 30 days hold 361 departures two hours apart.
    expect(found[2000]?.text.en).toContain('360 other unrelated bookings');
  });

  it('counts the same for everybody on one departure', () => {
    const party = ['ALVES BORGES', 'CRUZ DUARTE', 'ESTEVES FARIA', 'GOMES HORTA', 'BORGES CRUZ'];
    const legs = party.map((surname, at) =>
      aLeg('BOG>PTY', '2026-03-01', { who: `Q${at}`, surname, contacts: ['office'] }),
    );
    expect(n2Of(legs)).toEqual([]);
  });
});
