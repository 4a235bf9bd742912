import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { EMPTY_ALLOW_LIST, type AllowList } from './allow-list';
import { assessLegs } from './assess-legs';
import { boardingPatterns } from './indicators/boarding-pattern';
import { INDICATORS } from './rules';
import { aLeg, type LegWish } from './travellers.fixture';

interface Case {
  name: string;
  indicator: string;
  applies: boolean;
  alert?: boolean;
  subject?: string;
  asOf?: string;
  allow?: AllowList;
  lost?: { key: string; status: string; reportedOn: string }[];
  legs: ({ route: string; departs: string } & LegWish)[];
}

const folder = join(__dirname, '../cases');
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parse(readFileSync(join(folder, file), 'utf8')) as Case[]);

const run = ({ legs, allow, lost, asOf, subject = 'A' }: Case) => {
  const { assessments } = assessLegs(
    legs.map(({ route, departs, ...wish }) => aLeg(route, departs, wish)),
    {
      allowList: allow ?? EMPTY_ALLOW_LIST,
      lostDocuments: new Map((lost ?? []).map(({ key, ...listed }) => [key, listed])),
      ...(asOf === undefined ? {} : { asOf }),
    },
  );
  const own = assessments.filter(({ journey }) => journey.legs[0]?.legId.startsWith(`${subject}/`));
  return {
    ids: own.flatMap((one) => one.indicators.map(({ id }) => id)),
    alert: own.some((one) => one.alert),
  };
};

describe('the cases', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const { ids, alert } = run(one);
    expect(ids.includes(one.indicator as (typeof ids)[number])).toBe(one.applies);
    if (one.alert !== undefined) expect(alert).toBe(one.alert);
  });

  it('hold an innocent and a suspicious example of every indicator', () => {
    const names = new Set(cases.map(({ name }) => name));
    for (const { examples } of INDICATORS) {
      expect(names).toContain(examples.innocent);
      expect(names).toContain(examples.suspicious);
    }
    expect(names.size).toBe(cases.length);
  });
});

describe('M1', () => {
  const departures = (share: number) =>
    Array.from({ length: 6 }, (_, day) =>
      Array.from({ length: 20 }, (__, at) =>
        aLeg('MIA>GUA', `2026-03-0${day + 1}`, { who: `${day}-${at}`, boarded: at >= share * 20 }),
      ),
    ).flat();

  it('speaks of a stop where a tenth or more do not board, again and again', () => {
    expect(boardingPatterns(departures(0.2))).toEqual([
      { carrier: 'ZZ', stop: 'MIA', departures: 6, listed: 120, notBoarded: 24 },
    ]);
    expect(boardingPatterns(departures(0.05))).toEqual([]);
    expect(boardingPatterns(departures(0.2).slice(0, 40))).toEqual([]);
  });
});
