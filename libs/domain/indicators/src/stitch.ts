import { deriveId } from '@vigia/manifest';
import { identify } from './identify';
import { arrivalMs, DAY_MS, departureMs } from './time';
import type { Journey, TravelLeg } from './travel-leg';

/** Longest stay between two legs of one journey. Source: spec/indicators.md, *Journey*. */
export const JOURNEY_GAP_MS = 60 * DAY_MS;

/** One person with all the journeys that the legs show. */
export interface Person {
  personId: string;
  legs: TravelLeg[];
  journeys: Journey[];
}

/** Tells the persons apart and cuts each one's legs into journeys at stays longer than 60 days. */
export const stitchPersons = (legs: readonly TravelLeg[]): Person[] =>
  identify(legs).map(({ personId, legs: own }) => ({
    personId,
    legs: own,
    journeys: cutJourneys(own),
  }));

/**
 * The journeys of everybody on these legs: legs of one traveller across lists, carriers and modes,
 * in time order, with gaps of at most 60 days. The result does not depend on the order of the
 * input; giving a leg twice changes nothing; leaving a cancelled leg out re-stitches.
 */
export const stitch = (legs: readonly TravelLeg[]): Journey[] =>
  stitchPersons(legs).flatMap((person) => person.journeys);

/** Legs that were used as far as we know: a close-out may say that somebody did not board. */
export const travelledLegs = (journey: Pick<Journey, 'legs'>): TravelLeg[] =>
  journey.legs.every((leg) => leg.boarded !== false)
    ? journey.legs
    : journey.legs.filter((leg) => leg.boarded !== false);

const cutJourneys = (legs: readonly TravelLeg[]): Journey[] => {
  const journeys: Journey[] = [];
  let open: TravelLeg[] = [];
  let until = -Infinity;
  for (const leg of legs) {
    if (open.length > 0 && departureMs(leg) - until > JOURNEY_GAP_MS) {
      journeys.push(toJourney(open));
      open = [];
    }
    open.push(leg);
    until = Math.max(open.length === 1 ? -Infinity : until, arrivalMs(leg));
  }
  if (open.length > 0) journeys.push(toJourney(open));
  return keepIds(journeys);
};

/**
 * A journey that was assessed before keeps its id although an earlier leg has come in since: the
 * oldest id noted on its legs stands. When a withdrawn leg has cut a journey in two, the part with
 * the earlier departure keeps the id.
 */
const keepIds = (journeys: Journey[]): Journey[] => {
  if (!journeys.some(({ legs }) => legs.some(({ first }) => first))) return journeys;
  const taken = new Set<string>();
  return journeys.map((journey) => {
    let first: TravelLeg['first'];
    for (const { first: noted } of journey.legs) {
      if (!noted || taken.has(noted.journeyId)) continue;
      if (
        !first ||
        noted.at < first.at ||
        (noted.at === first.at && noted.journeyId < first.journeyId)
      ) {
        first = noted;
      }
    }
    if (!first) return journey;
    taken.add(first.journeyId);
    return { ...journey, journeyId: first.journeyId };
  });
};

const toJourney = (legs: TravelLeg[]): Journey => {
  const travelled = travelledLegs({ legs });
  const began = travelled[0]?.from.country;
  return {
    journeyId: deriveId('journey', legs[0]?.legId ?? ''),
    legs,
    returns: began !== undefined && travelled.at(-1)?.to.country === began,
  };
};
