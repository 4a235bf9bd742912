import type { TravellerAssessed } from '@vigia/contracts';
import {
  assessLegs,
  EMPTY_ALLOW_LIST,
  RULES_VERSION,
  type JourneyAssessment,
  type TravelLeg,
} from '@vigia/indicators';
import type { TravellerRow } from '../rows/row';
import { replayAssessment } from './replay-assessment';

const AT = '2026-06-01T00:00:00.000Z';

const leg = (who: string, day: string, wish: Partial<TravelLeg> = {}): TravelLeg => ({
  ...{ legId: `tr_${who}${day}@SVO`, travellerId: `tr_${who}${day}`, manifestId: `mf_${day}` },
  ...{ conveyance: `SU:SU150:${day}`, carrier: 'SU', mode: 'air', role: 'passenger', via: [] },
  from: { code: 'SVO', country: 'RU', lat: 55.97, lon: 37.41 },
  to: { code: 'HAV', country: 'CU', lat: 22.99, lon: -82.41 },
  ...{ departedAt: `${day}T10:00:00Z`, arrivedAt: `${day}T22:00:00Z` },
  identity: {
    keys: [`d:UTO:P${who}0000`, `n:${who} SAMPLE:1990-01-0${who}`],
    name: { surname: 'SAMPLE', given: who },
    dateOfBirth: `1990-01-0${who}`,
    documents: [{ type: 'P', number: `P${who}0000`, issuer: 'UTO' }],
  },
  ...{ locator: `LOC${who}`, contacts: ['k-shared'] },
  ...wish,
});

const onward = (who: string): TravelLeg =>
  leg(who, '2026-03-09', {
    ...{ legId: `tr_${who}b@MGA`, travellerId: `tr_${who}b`, mode: 'road', carrier: 'TB' },
    from: { code: 'HAV', country: 'CU' },
    to: { code: 'MGA', country: 'NI' },
    ...{ conveyance: 'TB:1:2026-03-09', manifestId: 'mf_bus', boarded: false },
  });

const everybody = [
  ...['1', '2', '3', '4', '5'].map((who) => leg(who, '2026-03-01')),
  ...['1', '2'].map(onward),
];

const eventOf = ({ journey, indicators, families, observations }: JourneyAssessment) => ({
  ...{ assessmentId: 'as_1', occurredAt: AT, journeyId: journey.journeyId, families },
  legs: journey.legs.map(({ travellerId, manifestId, departedAt, from }) => {
    return { travellerId, manifestId, departedAt, from };
  }),
  indicators: indicators.map(({ id, family, points, text }) => ({ id, family, points, text })),
  versions: { rules: RULES_VERSION },
  seen: {
    unused: journey.legs.flatMap(({ boarded }, at) => (boarded === false ? [at] : [])),
    ...{ suspended: [], observations: observations ?? [] },
  },
});

const rowsOf = (journey: JourneyAssessment['journey']): Map<string, TravellerRow> =>
  new Map(
    journey.legs.map(({ boarded: _, ...own }) => [
      own.travellerId,
      { versions: [{ manifestId: own.manifestId, legs: [own] }] } as never,
    ]),
  );

const setup = () => {
  const { assessments } = assessLegs(everybody, { allowList: EMPTY_ALLOW_LIST, asOf: AT });
  const [first] = assessments;
  if (!first) throw new Error('nobody was assessed');
  return { event: eventOf(first), rows: rowsOf(first.journey) };
};

const replay = (event: object, rows: Map<string, TravellerRow>) =>
  replayAssessment(event as TravellerAssessed, rows);

describe('the replay of an assessment', () => {
  it('does indicators again that look at others and at close-outs, to the same bytes', () => {
    const { event, rows } = setup();
    expect(event.indicators.map(({ id }) => id)).toEqual(expect.arrayContaining(['N2', 'R5']));
    const { outcome, replayed, recorded } = replay(event, rows);
    expect(outcome).toBe('same');
    expect(replayed).toEqual(recorded);
  });

  it('differs when the record says that more was seen than the indicators tell', () => {
    const { event, rows } = setup();
    const observations = event.seen.observations.map((one) => ({ ...one, numbers: [9, 1] }));
    const changed = { ...event, seen: { ...event.seen, observations } };
    expect(replay(changed, rows).outcome).toBe('differs');
  });

  it('differs when the families do not follow from the indicators', () => {
    const { event, rows } = setup();
    expect(replay({ ...event, families: ['movement'] }, rows).outcome).toBe('differs');
  });

  it('does of an older record only what reads the journey alone, and says so', () => {
    const { event, rows } = setup();
    const { seen: _, ...older } = event;
    const { limits, replayed } = replay(older, rows);
    expect(replayed.map(({ id }) => id)).not.toContain('N2');
    expect(limits.map(({ en }) => en).join()).toMatch('older than the revision');
  });
});
