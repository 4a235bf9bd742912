import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { EMPTY_ALLOW_LIST, type AllowList } from './allow-list';
import type { JourneyAssessment } from './assess-journey';
import { assessLegs } from './assess-legs';
import { replayJourney } from './replay-journey';
import { aLeg, type LegWish } from './travellers.fixture';

interface Case {
  name: string;
  asOf?: string;
  allow?: AllowList;
  lost?: { key: string; status: string; reportedOn: string }[];
  legs: ({ route: string; departs: string } & LegWish)[];
}

const folder = join(__dirname, '../cases');
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parse(readFileSync(join(folder, file), 'utf8')) as Case[]);

const ASKED_AT = '2026-12-01T00:00:00.000Z';

const assess = ({ legs, allow, lost, asOf }: Case): JourneyAssessment[] =>
  assessLegs(
    legs.map(({ route, departs, ...wish }) => aLeg(route, departs, wish)),
    {
      allowList: allow ?? EMPTY_ALLOW_LIST,
      lostDocuments: new Map((lost ?? []).map(({ key, ...listed }) => [key, listed])),
      asOf: asOf ?? ASKED_AT,
    },
  ).assessments;

/** What an event carries of an assessment: no facts, since they name other people. */
const told = ({ indicators, families, alert, score }: JourneyAssessment): string =>
  JSON.stringify({
    indicators: indicators.map(({ id, family, points, corridor, text }) => {
      return { id, family, points, corridor, text };
    }),
    ...{ families, alert, score },
  });

const again = (one: JourneyAssessment, asOf: string): JourneyAssessment => {
  const { observations = [], suspended = [] } = one;
  const record = JSON.parse(JSON.stringify({ observations, suspended })) as {
    observations: typeof observations;
    suspended: string[];
  };
  return replayJourney(one.journey, { ...record, asOf });
};

describe('the replay of an assessment', () => {
  it.each(cases.map((one) => [one.name, one] as const))('gives the same bytes: %s', (_, one) => {
    for (const assessment of assess(one)) {
      expect(told(again(assessment, one.asOf ?? ASKED_AT))).toBe(told(assessment));
    }
  });

  it('meets every indicator that looks around a journey at least once', () => {
    const seen = cases.flatMap((one) =>
      assess(one).flatMap(({ observations = [] }) => observations),
    );
    expect([...new Set(seen.map(({ indicator }) => indicator))].sort()).toEqual(
      ['D1', 'D3', 'M2', 'N2', 'N3', 'N4', 'R4'].sort(),
    );
  });

  it('says nothing of what it saw when the record does not', () => {
    const found = cases.flatMap((one) => assess(one));
    const silent = found.flatMap(
      ({ journey }) =>
        replayJourney(journey, { asOf: ASKED_AT, observations: [], suspended: [] }).indicators,
    );
    expect(
      silent.filter(({ id }) => ['R4', 'N2', 'N3', 'N4', 'D1', 'D3', 'M2'].includes(id)),
    ).toEqual([]);
  });

  it('leaves suspended rules out of the conclusion and in the list', () => {
    const [one] = cases.flatMap((all) => assess(all)).filter(({ alert }) => alert);
    if (!one) throw new Error('no case alerts');
    const suspended = one.indicators.map(({ id }) => id);
    const replayed = again({ ...one, suspended }, ASKED_AT);
    expect(replayed.alert).toBe(false);
    expect(replayed.indicators).toHaveLength(one.indicators.length);
  });

  it('keeps nothing about other people in the record', () => {
    for (const { observations = [] } of cases.flatMap((one) => assess(one))) {
      for (const one of observations) {
        expect(
          Object.keys(one).filter(
            (key) => !['indicator', 'kind', 'since', 'numbers'].includes(key),
          ),
        ).toEqual([]);
      }
    }
  });
});
