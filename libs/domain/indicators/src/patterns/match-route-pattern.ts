import { arrivalMs, departureMs } from '../time';
import type { TravelLeg, TravelPlace } from '../travel-leg';
import { REGIONS, type PatternStep } from './parse-route-pattern';

/** A leg as far as a pattern looks at it. */
export type RouteLeg = Pick<
  TravelLeg,
  'legId' | 'from' | 'via' | 'to' | 'departedAt' | 'arrivedAt'
>;

/** Where a pattern's step was met. */
export interface PatternMatch {
  place: TravelPlace;
  legId: string;
}

interface Call extends PatternMatch {
  leg: number;
  stop: number;
  last: boolean;
  reached: number;
  left: number;
}

/**
 * Where legs in time order follow a pattern: one entry a step, the earliest match, or nothing.
 * Between two steps with a gap anything may lie; without one, the second is the next stop after the
 * first, whether the traveller stayed aboard or changed there.
 */
export const matchRoutePattern = (
  steps: readonly PatternStep[],
  legs: readonly RouteLeg[],
): PatternMatch[] | undefined => {
  const calls = callsOf(legs);
  const [first, ...rest] = steps;
  if (!first) return undefined;
  for (const call of calls) {
    if (!isAt(first, call.place)) continue;
    const further = follow(call, first, rest, calls);
    if (further) {
      return [call, ...further].map(({ place, legId }) => ({ place, legId }));
    }
  }
  return undefined;
};

const follow = (
  from: Call,
  at: PatternStep,
  steps: readonly PatternStep[],
  calls: readonly Call[],
): Call[] | undefined => {
  const [step, ...rest] = steps;
  if (!step) return [];
  for (const call of step.withinMs === undefined ? nextStops(from, at, calls) : calls) {
    const later = call.leg > from.leg || (call.leg === from.leg && call.stop > from.stop);
    if (!later || !isAt(step, call.place)) continue;
    if (step.withinMs !== undefined && call.left - from.reached > step.withinMs) continue;
    const further = follow(call, step, rest, calls);
    if (further) return [call, ...further];
  }
  return undefined;
};

/** The stop after this one; at the end of a leg, that of the following leg if it begins here. */
const nextStops = (from: Call, at: PatternStep, calls: readonly Call[]): Call[] => {
  const next = (call: Call | undefined): Call[] =>
    calls.filter((other) => other.leg === call?.leg && other.stop === call.stop + 1);
  if (!from.last) return next(from);
  const start = calls.find(({ leg, stop }) => leg === from.leg + 1 && stop === 0);
  return start && isAt(at, start.place) ? next(start) : [];
};

const callsOf = (legs: readonly RouteLeg[]): Call[] =>
  legs.flatMap((leg, index) => {
    const places = [leg.from, ...leg.via, leg.to];
    return places.map((place, stop) => ({
      place,
      legId: leg.legId,
      leg: index,
      stop,
      last: stop === places.length - 1,
      reached: stop === 0 ? departureMs(leg) : arrivalMs(leg),
      left: departureMs(leg),
    }));
  });

const isAt = ({ kind, code }: PatternStep, place: TravelPlace): boolean => {
  if (kind === 'place') return place.code === code;
  if (place.country === undefined) return false;
  return kind === 'country'
    ? place.country === code
    : (REGIONS[code] ?? []).includes(place.country);
};
