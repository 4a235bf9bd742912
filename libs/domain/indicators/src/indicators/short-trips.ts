import { hasRole } from '../allow-list';
import { defineIndicator, GOVERNANCE, type Observation } from '../indicator';
import type { Surroundings } from '../surroundings';
import { arrivalMs, DAY_MS, departureMs } from '../time';
import type { Journey, TravelLeg } from '../travel-leg';

interface RoundTrip {
  legs: TravelLeg[];
  at: number;
}

/**
 * M2: at least four round trips abroad of at most three days in 90 days, each with somebody of the
 * same booking. Drivers and others who work on the way are on the crew or on the role list.
 */
export const M2 = defineIndicator({
  ...GOVERNANCE,
  id: 'M2',
  family: 'movement',
  title: { es: 'Viajes cortos repetidos en compañía', en: 'Repeated short trips in company' },
  text: {
    es: 'Cuatro o más viajes de ida y vuelta de hasta tres días, acompañado, en 90 días',
    en: 'Four or more round trips of at most three days, in company, within 90 days',
  },
  reads: ['legs', 'bookings', 'dates'],
  necessity: 'People who accompany others across a border come back at once, again and again',
  examples: { innocent: 'm2-trader-alone', suspicious: 'm2-four-short-trips' },
  points: 20,
  needs: ['company', 'manyLegs'],
  parameters: {
    trips: {
      title: { es: 'viajes de ida y vuelta', en: 'round trips' },
      unit: 'number',
      value: 4,
      least: 2,
      most: 20,
    },
    days: {
      title: { es: 'días en que ocurren', en: 'days within which they happen' },
      unit: 'days',
      value: 90,
      least: 30,
      most: 365,
    },
    stay: {
      title: { es: 'duración de cada viaje', en: 'length of each trip' },
      unit: 'days',
      value: 3,
      least: 1,
      most: 14,
    },
  },
  evaluate: ({ journey, surroundings, observe }, { trips: least, days, stay }) => {
    const seen = observe('M2', () => tripsAround(journey, surroundings, { least, days, stay }));
    const [trips = 0] = seen?.numbers ?? [];
    if (!seen || trips < least) return undefined;
    const [es, en] = stay === 3 ? ['tres', 'three'] : [stay, stay];
    return {
      facts: [...seen.facts],
      text: {
        es: `${trips} viajes de ida y vuelta de hasta ${es} días, acompañado, en ${days} días`,
        en: `${trips} round trips of at most ${en} days, in company, within ${days} days`,
      },
    };
  },
});

/** Number: round trips within the days. */
const tripsAround = (
  journey: Journey,
  { personLegs, personOf, groupsOf, allowList }: Surroundings,
  { least, days, stay }: { least: number; days: number; stay: number },
): Observation | undefined => {
  const [first] = journey.legs;
  if (!personLegs || !personOf || !groupsOf || !first) return undefined;
  const legs = personLegs(journey).filter(({ boarded }) => boarded !== false);
  if (legs.length < least * 2 || legs.some((leg) => hasRole(allowList, leg))) return undefined;
  const accompanied = new Set(groupsOf(personOf(first)).flatMap(({ legIds }) => legIds));
  const trips = roundTrips(legs, stay * DAY_MS).filter((trip) =>
    trip.legs.some(({ legId }) => accompanied.has(legId)),
  );
  const own = new Set(journey.legs.map(({ legId }) => legId));
  const window = densest(trips, own, days * DAY_MS);
  if (window.length < least) return undefined;
  const facts = window.flatMap((trip) => trip.legs.map(({ legId }) => legId));
  return { facts, numbers: [window.length] };
};

/** Out of a country and back into it within the stay, without overlap. */
const roundTrips = (legs: readonly TravelLeg[], stayMs: number): RoundTrip[] => {
  const trips: RoundTrip[] = [];
  for (let start = 0; start < legs.length; start += 1) {
    const out = legs[start];
    if (!out?.from.country || out.from.country === out.to.country) continue;
    const back = legs.findIndex(
      (leg, index) =>
        index > start &&
        leg.to.country === out.from.country &&
        arrivalMs(leg) - departureMs(out) <= stayMs,
    );
    if (back < 0) continue;
    trips.push({ legs: legs.slice(start, back + 1), at: departureMs(out) });
    start = back;
  }
  return trips;
};

const densest = (
  trips: readonly RoundTrip[],
  own: ReadonlySet<string>,
  windowMs: number,
): RoundTrip[] => {
  let best: RoundTrip[] = [];
  trips.forEach((first, index) => {
    const window = trips.slice(index).filter(({ at }) => at - first.at <= windowMs);
    const mine = window.some((trip) => trip.legs.some(({ legId }) => own.has(legId)));
    if (mine && window.length > best.length) best = window;
  });
  return best;
};
