import { assessJourney } from './assess-journey';
import { DEFAULT_RULES, INDICATORS } from './rules';
import { stitch } from './stitch';
import type { ContactUse, Surroundings } from './surroundings';
import type { TravelLeg } from './travel-leg';
import { aLeg, NOTHING_AROUND } from './travellers.fixture';

const only = (legs: TravelLeg[], around: Surroundings = NOTHING_AROUND) => {
  const [journey, ...others] = stitch(legs);
  if (!journey || others.length > 0) throw new Error('one journey expected');
  return assessJourney(journey, around);
};
const ids = (legs: TravelLeg[], around?: Surroundings) =>
  only(legs, around)
    .indicators.map(({ id }) => id)
    .filter((id) => /^(R[123]|N2)$/.test(id));

const cuban = [aLeg('SVO>HAV', '2026-03-01'), aLeg('HAV>MGA', '2026-03-05')];

const uses = (count: number, days = 1): ContactUse[] =>
  Array.from({ length: count }, (_, at) => ({
    contact: 'k1',
    booking: at === 0 ? 'ZZ/AAAAAA' : `ZZ/B${at}`,
    travellers: [`p${at}`],
    at: new Date(Date.UTC(2026, 1, 20 + at * days)).toISOString(),
  }));
const contactsOf = (list: ContactUse[]): Surroundings => ({
  ...NOTHING_AROUND,
  contactUses: (contact) => list.filter((use) => use.contact === contact),
});

describe('R1 and R2', () => {
  it('sees Moscow – Havana – Central America by air and by bus', () => {
    expect(ids(cuban)).toEqual(['R1']);
    const bus = aLeg('SJO>MGA', '2026-03-20', { mode: 'road' });
    expect(ids([aLeg('SVO>VRA', '2026-03-01'), bus])).toEqual(['R1']);
  });

  it('is cleared by a return', () => {
    expect(ids([...cuban, aLeg('MGA>SVO', '2026-03-20')])).toEqual([]);
  });

  it('keeps the window of 30 days', () => {
    const late = aLeg('HAV>MGA', '2026-04-02');
    expect(ids([aLeg('SVO>HAV', '2026-03-01'), late])).toEqual([]);
  });

  it('sees a call on the way of one through flight', () => {
    expect(ids([aLeg('AMS>GYE>UIO', '2026-03-01'), aLeg('UIO>PTY', '2026-03-09')])).toEqual(['R2']);
  });

  it('does not take the corridor backwards', () => {
    expect(ids([aLeg('MGA>HAV', '2026-03-01'), aLeg('HAV>SVO', '2026-03-05')])).toEqual([]);
  });

  it('names the corridor and its version, and never alerts alone', () => {
    const { indicators, alert, families } = only(cuban);
    expect(indicators[0]?.corridor).toEqual({ id: 'C-01', version: '1' });
    expect(indicators[0]?.text.es).toContain('C-01');
    expect(families).toEqual(['route']);
    expect(alert).toBe(false);
  });
});

describe('R3', () => {
  const chain = (codes: string, wish = {}) => aLeg(codes, '2026-03-01', { mode: 'road', ...wish });

  it('counts borders inside one through ticket', () => {
    expect(ids([chain('SJO>MGA>TGU>GUA')])).toEqual(['R3']);
    expect(ids([chain('SJO>MGA>TGU')])).toEqual([]);
  });

  it('counts the countries a road cannot avoid, and not those an aeroplane passes over', () => {
    expect(ids([chain('SJO>GUA')])).toEqual(['R3']);
    expect(ids([chain('SJO>GUA', { mode: 'air' })])).toEqual([]);
  });

  it('counts single legs within ten days only', () => {
    const legs = (gap: number) =>
      ['PTY>SJO', 'SJO>MGA', 'MGA>TGU'].map((route, at) =>
        aLeg(route, `2026-03-${String(1 + at * gap).padStart(2, '0')}`, { mode: 'road' }),
      );
    expect(ids(legs(3))).toEqual(['R3']);
    expect(ids(legs(6))).toEqual([]);
  });

  it('is cleared by a return and by an end south of the first country', () => {
    const north = chain('SJO>MGA>TGU>GUA');
    expect(ids([north, aLeg('GUA>SJO', '2026-03-09')])).toEqual([]);
    expect(ids([north, aLeg('GUA>PTY', '2026-03-09')])).toEqual([]);
    expect(ids([north, aLeg('GUA>BOG', '2026-03-09')])).toEqual([]);
    expect(ids([north, aLeg('GUA>MGA', '2026-03-09')])).toEqual(['R3']);
  });
});

describe('N2', () => {
  const legs = [aLeg('MIA>GUA', '2026-03-01', { locator: 'AAAAAA', contacts: ['k1'] })];

  it('sees one contact on four unrelated bookings in 30 days', () => {
    expect(ids(legs, contactsOf(uses(4)))).toEqual(['N2']);
    expect(ids(legs, contactsOf(uses(3)))).toEqual([]);
    expect(ids(legs, contactsOf(uses(4, 12)))).toEqual([]);
  });

  it('counts bookings that share a traveller as one', () => {
    const shared = uses(4).map((use) => ({ ...use, travellers: [...use.travellers, 'mother'] }));
    expect(ids(legs, contactsOf(shared))).toEqual([]);
  });

  it('is silenced by the allow-list while that is valid', () => {
    const around = (validTo: string): Surroundings => ({
      ...contactsOf(uses(4)),
      allowList: { roles: [], contacts: [{ type: 'phone', value: 'k1', validTo }] },
    });
    expect(ids(legs, around('2026-12-31'))).toEqual([]);
    expect(ids(legs, around('2026-01-31'))).toEqual(['N2']);
  });

  it('alerts together with a corridor, and scores the capped sum', () => {
    const both = cuban.map((leg) => ({ ...leg, locator: 'AAAAAA', contacts: ['k1'] }));
    const { alert, families, score } = only(both, contactsOf(uses(5)));
    expect(alert).toBe(true);
    expect(families).toContain('network');
    expect(families).toContain('route');
    expect(score).toBeGreaterThanOrEqual(60);
  });
});

describe('the table', () => {
  it('turns off what is past its review date', () => {
    const [journey] = stitch(cuban);
    if (!journey) throw new Error('a journey expected');
    const later = { ...NOTHING_AROUND, asOf: '2031-01-01T00:00:00.000Z' };
    expect(assessJourney(journey, later).indicators).toEqual([]);
  });

  it.each(INDICATORS.map((one) => [one.id, one] as const))(
    '%s has an owner, a legal basis, a necessity note, a review date and both texts',
    (_, one) => {
      for (const text of [one.owner, one.legalBasis, one.necessity, one.text.es, one.text.en]) {
        expect(text.length).toBeGreaterThan(10);
      }
      expect(one.reviewDate).toMatch(/^\d{4}-\d\d-\d\d$/);
    },
  );

  it('ships the two documented corridors', () => {
    expect(DEFAULT_RULES.corridors.map(({ id }) => id)).toEqual(['C-01', 'C-02']);
  });
});
