import type { PatternMatch, TravelLeg } from '@vigia/indicators';
import type { Cursor } from '@vigia/service';
import type { ReadModel } from '../read-model';
import type { JourneyRow, TravellerRow } from '../rows/row';
import { liveLegs } from '../rows/travel-legs';
import { countryOf, isSeenBy, releasable } from '../seen-by';
import { meets, travels } from './meets';
import { unpackRoute } from './pack-route';
import type { Question } from './question';
import { alternativesOf, conditionsOf, MOST_ALTERNATIVES, seenWith } from './tokens';

/** A journey that answers a question, with the rows it was read from. */
export interface Match {
  journey: JourneyRow;
  rows: TravellerRow[];
  legs: TravelLeg[];
  /** Where each step of the pattern was met. */
  steps: PatternMatch[];
}

export interface MatchPage {
  matches: Match[];
  /** Where to go on; absent at the end. */
  next?: Cursor;
  /** The page ended because the work was enough, not because there were enough answers. */
  truncated: boolean;
}

/** Bounds of one look: journeys read and milliseconds. */
export interface LookLimits {
  journeys: number;
  ms: number;
}

const PAGE_LIMITS: LookLimits = { journeys: 20_000, ms: 5_000 };
const AT_ONCE = 200;
const BY_TOKEN = { tokens: 1, departedAt: -1, _id: 1 } as const;
/** Conditions are counted so far, and further only while none turns out to be rarer. */
const COUNTED = [1_000, 4_000, 20_000];
/** A bound on the alerts that a disposition selects. */
const MOST_DECIDED = 2_000;

/**
 * One page of the journeys that answer a question, latest departure first. The rarest condition of
 * the question finds candidates in an index; each is read as known now, released to the state, and
 * matched in full. A page that reaches its bounds says so and can be continued.
 */
export const findMatches = async (
  model: ReadModel,
  question: Question,
  state: string,
  page: { after?: Cursor | undefined; limit: number },
  limits = PAGE_LIMITS,
): Promise<MatchPage> => {
  const deadline = performance.now() + limits.ms;
  const filter = await candidates(model, question, state);
  const matches: Match[] = [];
  let { after } = page;
  for (let read = 0; ;) {
    // Where most candidates answer, hardly more are read than are asked for.
    const atOnce = Math.min(AT_ONCE, read === 0 ? page.limit - matches.length + 10 : AT_ONCE);
    const journeys = await model.journeys
      .find({ $and: [filter, ...(after ? [isAfter(after)] : [])] }, hintOf(filter))
      .sort({ departedAt: -1, _id: 1 })
      .limit(atOnce)
      .maxTimeMS(limits.ms * 2)
      .toArray();
    read += journeys.length;
    const likely = journeys.filter((journey) => routeAnswers(question, journey));
    for (const match of await readMatches(model, likely, question, state)) {
      matches.push(match);
      after = positionOf(match.journey);
      if (matches.length === page.limit) return { matches, next: after, truncated: false };
    }
    const last = journeys.at(-1);
    if (!last || journeys.length < atOnce) return { matches, truncated: false };
    after = positionOf(last);
    if (read >= limits.journeys || performance.now() > deadline) {
      return { matches, next: after, truncated: true };
    }
  }
};

/** Where nothing but tokens narrows a question down, no plan remembered from another one helps. */
const hintOf = (filter: Record<string, unknown>): { hint?: typeof BY_TOKEN } =>
  'tokens' in filter && !['corridors', 'indicators', 'travellerIds'].some((name) => name in filter)
    ? { hint: BY_TOKEN }
    : {};

const positionOf = ({ departedAt, _id }: JourneyRow): Cursor => ({ at: departedAt, id: _id });

const isAfter = ({ at, id }: Cursor): object => ({
  $or: [{ departedAt: { $lt: at } }, { departedAt: at, _id: { $gt: id } }],
});

/** Whether the route answers, as it was when the journey was last worked out. */
const routeAnswers = (question: Question, { route }: Pick<JourneyRow, 'route'>): boolean =>
  route !== undefined && travels(question, unpackRoute(route)) !== undefined;

const readMatches = async (
  model: ReadModel,
  journeys: readonly JourneyRow[],
  question: Question,
  state: string,
): Promise<Match[]> => {
  const rows = await model.standings(journeys.flatMap(({ own = [] }) => own));
  return journeys.flatMap((journey) => {
    const { found, legs } = liveLegs(journey.own ?? [], rows);
    if (legs.length === 0 || !isSeenBy(releasable(found, legs), state)) return [];
    const answer = meets(question, journey, legs);
    return answer ? [{ journey, rows: found, legs, ...answer }] : [];
  });
};

/** The MongoDB filter of a question: what fields say, and the rarest of the token conditions. */
export const candidates = async (
  model: ReadModel,
  question: Question,
  state: string,
): Promise<Record<string, unknown>> => {
  const { corridor, indicator, outcomes, carrier, mode, since, before, disposition } = question;
  const departedAt = { ...(since && { $gte: since }), ...(before && { $lt: before }) };
  const within = Object.keys(departedAt).length > 0 ? { departedAt } : {};
  const rarest = await rarestOf(model, tokenConditions(question, countryOf(state)), within);
  return {
    live: true,
    visibleTo: state,
    ...within,
    ...(rarest && { tokens: rarest.length === 1 ? rarest[0] : { $in: rarest } }),
    ...(outcomes && { outcome: { $in: outcomes } }),
    ...(corridor && { corridors: corridor, 'corridors.0': { $exists: true } }),
    ...(indicator && { indicators: indicator, 'indicators.0': { $exists: true } }),
    ...(carrier && { carriers: carrier }),
    ...(mode && { modes: mode }),
    ...(disposition && { travellerIds: { $in: await disposed(model, state, disposition) } }),
  };
};

const tokenConditions = ({ pattern, place, from, to }: Question, country: string): string[][] => [
  ...(pattern ? conditionsOf(pattern) : []),
  ...[place, from, to].flatMap((step) => (step ? [alternativesOf(step)] : [])),
  ...(from && to ? conditionsOf([from, { ...to, withinMs: 1 }]) : []),
  ...[...(pattern ?? []), place, from, to]
    .map((step) => (step ? seenWith(step, country) : []))
    .filter(({ length }) => length > 0 && length <= MOST_ALTERNATIVES),
];

const rarestOf = async (
  model: ReadModel,
  conditions: readonly string[][],
  within: object,
): Promise<string[] | undefined> => {
  let [rarest] = conditions;
  if (conditions.length < 2) return rarest;
  for (const limit of COUNTED) {
    const counted = await Promise.all(
      conditions.map(async (tokens) => ({
        tokens,
        count: await model.journeys.countDocuments(
          { tokens: { $in: tokens }, ...within },
          { limit, hint: BY_TOKEN },
        ),
      })),
    );
    const [best] = counted.sort((a, b) => a.count - b.count || a.tokens.length - b.tokens.length);
    rarest = best?.tokens;
    if (best && best.count < limit) break;
  }
  return rarest;
};

/** Travellers on an alert of whom the state has decided so; bounded, newest first. */
const disposed = async (
  model: ReadModel,
  state: string,
  outcome: string,
): Promise<(string | undefined)[]> => {
  const alerts = await model.alerts
    .find({ [`disposed.${state}.outcome`]: outcome, visibleTo: state })
    .project<{ travellerId?: string }>({ travellerId: 1 })
    .sort({ raisedAt: -1 })
    .limit(MOST_DECIDED)
    .toArray();
  return alerts.map(({ travellerId }) => travellerId);
};

/** Bounds of a count: answers, and milliseconds. */
const COUNT_LIMITS: LookLimits = { journeys: 1_000, ms: 1_000 };

/**
 * How many journeys answer a question, exactly up to `limits.journeys`. All that it asks is on the
 * journeys themselves, which are worked out anew with every event: no row is read.
 */
export const countMatches = async (
  model: ReadModel,
  question: Question,
  state: string,
  limits = COUNT_LIMITS,
): Promise<{ count: number; atLeast: boolean }> => {
  const deadline = performance.now() + limits.ms;
  const filter = await candidates(model, question, state);
  const journeys = model.journeys
    .find(filter, hintOf(filter))
    .project<Pick<JourneyRow, 'route'>>({ _id: 0, route: 1 })
    .batchSize(AT_ONCE)
    .maxTimeMS(limits.ms * 2);
  let count = 0;
  for await (const journey of journeys) {
    if (routeAnswers(question, journey)) count += 1;
    if (count === limits.journeys || performance.now() > deadline) return { count, atLeast: true };
  }
  return { count, atLeast: false };
};
