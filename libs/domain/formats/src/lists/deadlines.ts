import { countryOfPlace, instantOf, type Leg, type Manifest, type Mode } from '@vigia/manifest';

/** When a list must be in, for one state of arrival and one mode. */
export interface DeadlineRule {
  /** ISO 3166-1 alpha-2; `*` is every state without a row of its own. */
  state: string;
  mode: Mode | '*';
  /** Minutes before the scheduled departure of the leg that crosses into the state. */
  minutesBefore: number;
  /** Where the figure comes from; an assumption stands until the state confirms another. */
  source: string;
}

/**
 * The deadlines by state of arrival and mode, as data: the first row that fits counts. Only the
 * first is a published rule; the others are working assumptions that each state replaces by its own.
 */
export const DEADLINES: readonly DeadlineRule[] = [
  {
    state: 'US',
    mode: 'air',
    minutesBefore: 30,
    source: '19 CFR 122.49a and 122.75a: not later than 30 minutes before the doors are secured',
  },
  {
    state: 'CA',
    mode: 'air',
    minutesBefore: 60,
    source: 'assumption: one hour before departure',
  },
  {
    state: 'MX',
    mode: 'air',
    minutesBefore: 60,
    source: 'assumption: one hour before departure',
  },
  {
    state: '*',
    mode: 'air',
    minutesBefore: 60,
    source: 'assumption: one hour before departure, at the end of check-in',
  },
  {
    state: '*',
    mode: 'road',
    minutesBefore: 30,
    source: 'assumption: half an hour before departure, when a coach is boarded',
  },
  {
    state: '*',
    mode: '*',
    minutesBefore: 60,
    source: 'assumption: one hour before departure',
  },
];

export interface Deadline {
  /** ISO 8601 instant, UTC. */
  at: string;
  rule: DeadlineRule;
}

/**
 * When this list had to be in: the earliest deadline of all states that the conveyance enters, or of
 * the first departure when no border is known. A leg without a time of its own counts from the first
 * departure. Nothing when no place or time can be told.
 */
export const deadlineOf = (
  { itinerary, conveyance }: Pick<Manifest, 'itinerary' | 'conveyance'>,
  rules: readonly DeadlineRule[] = DEADLINES,
): Deadline | undefined => {
  const [first] = itinerary;
  if (!first) return undefined;
  const entries = itinerary.filter(entersAnotherState);
  const legs = entries.length > 0 ? entries : [first];
  const found = legs.flatMap((leg) => {
    const rule = ruleFor(countryOfPlace(leg.to), conveyance.mode, rules);
    const departure = departureOf(leg) ?? departureOf(first);
    return rule && departure ? [{ at: before(departure, rule.minutesBefore), rule }] : [];
  });
  return found.sort((a, b) => (a.at < b.at ? -1 : 1))[0];
};

const entersAnotherState = ({ from, to }: Leg): boolean => {
  const [here, there] = [countryOfPlace(from), countryOfPlace(to)];
  return here !== undefined && there !== undefined && here !== there;
};

const ruleFor = (
  state: string | undefined,
  mode: Mode,
  rules: readonly DeadlineRule[],
): DeadlineRule | undefined =>
  rules.find(
    (row) => (row.state === '*' || row.state === state) && (row.mode === '*' || row.mode === mode),
  );

const departureOf = ({ departureLocal, from }: Leg): string | undefined =>
  departureLocal && instantOf(departureLocal, from);

const before = (instant: string, minutes: number): string =>
  `${new Date(Date.parse(instant) - minutes * 60_000).toISOString().slice(0, 19)}Z`;
