import { instantOf, type Place } from '@vigia/manifest';
import { distanceKm } from './geography';
import type { TravelPlace } from './travel-leg';

/** One call of a vehicle as its list gives it; local times, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. */
export interface Call {
  place: Place;
  arrivalLocal?: string;
  departureLocal?: string;
}

/** A call with instants, ISO 8601 in UTC: when the vehicle came and left, as far as can be told. */
export interface TimedCall {
  place: Place;
  came: string | undefined;
  left: string | undefined;
  /** The local day of departure where the list gives it. */
  day: string | undefined;
}

/**
 * The instants of every call. Where a list gives no time for a stop it is estimated: coach sheets
 * often tell the hours of the two ends only, and people get on in between. Between two known times
 * the distance decides, or the number of stops where coordinates are missing; for a departure
 * beyond the known ones the nearest stands. Local times without a known zone are taken as UTC.
 */
export const timeCalls = (
  calls: readonly Call[],
  placeOf: (place: Place) => TravelPlace,
): TimedCall[] => {
  const told = calls.map(({ place, arrivalLocal, departureLocal }) => {
    const [arrival, departure] = [instant(arrivalLocal, place), instant(departureLocal, place)];
    const day = (departureLocal ?? arrivalLocal)?.slice(0, 10);
    return { place, came: arrival ?? departure, left: departure ?? arrival, day };
  });
  if (told.every(({ left }) => left !== undefined)) return told;
  const along = distancesAlong(calls.map(({ place }) => placeOf(place)));
  const isTold = ({ left }: TimedCall): boolean => left !== undefined;
  return told.map((call, index) => {
    if (isTold(call)) return call;
    const before = told.slice(0, index).findLastIndex(isTold);
    const after = told.findIndex((other, at) => at > index && isTold(other));
    const [start, end] = [told[before]?.left, told[after]?.came];
    if (start === undefined || end === undefined || end < start) {
      return { ...call, left: start ?? end };
    }
    const whole = (along[after] ?? 0) - (along[before] ?? 0);
    const share = whole > 0 ? ((along[index] ?? 0) - (along[before] ?? 0)) / whole : 0.5;
    const about = Date.parse(start) + (Date.parse(end) - Date.parse(start)) * share;
    const estimate = new Date(about).toISOString();
    return { ...call, came: estimate, left: estimate };
  });
};

const instant = (local: string | undefined, place: Place): string | undefined => {
  if (local === undefined) return undefined;
  const known = instantOf(local, place);
  if (known !== undefined) return known;
  const at = Date.parse(`${local.length === 10 ? `${local}T12:00` : local}Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

/** Kilometres from the first place; where a coordinate is missing, stops are counted instead. */
const distancesAlong = (places: readonly TravelPlace[]): number[] => {
  const steps = places.map((place, index) => {
    const before = places[index - 1];
    return before ? distanceKm(before, place) : 0;
  });
  if (steps.some((step) => step === undefined)) return places.map((_, index) => index);
  let sum = 0;
  return steps.map((step) => (sum += step ?? 0));
};
