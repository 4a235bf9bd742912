import { findPlacesByName, type Leg, type Place, type PlaceRole } from '@vigia/manifest';
import type { TripFacts } from '../parse-result';
import { codedPlace, placeOf } from '../place-of-code';

/**
 * The legs of a trip told by facts: origin, stops in order, destination. The departure belongs to
 * the first leg, the arrival to the last. A post that both sides call alike is the side we come from.
 */
export const itineraryOfTrip = (trip: TripFacts): Leg[] => {
  const { origin, destination, stops = [], departureLocal, arrivalLocal } = trip;
  if (!origin && !destination && !departureLocal && !arrivalLocal) return [];
  const places: Place[] = [origin ? placeOf(origin, 'lastDeparture') : { role: 'lastDeparture' }];
  const end: Place = destination ? placeOf(destination, 'firstArrival') : { role: 'firstArrival' };
  for (const stop of stops) {
    places.push(stopOf(stop, places[places.length - 1]?.country, end.country));
  }
  places.push(end);
  return places.slice(1).map((to, index) => ({
    seq: index + 1,
    stage: 'main',
    from: places[index] ?? { role: 'lastDeparture' },
    to,
    ...(index === 0 && departureLocal && { departureLocal }),
    ...(index === places.length - 2 && arrivalLocal && { arrivalLocal }),
  }));
};

const stopOf = (text: string, from: string | undefined, to: string | undefined): Place => {
  const role: PlaceRole = 'stop';
  const sides = findPlacesByName(text);
  const [side, ...others] =
    sides.length > 1 ? sides.filter(({ country }) => country !== to || country === from) : sides;
  const here =
    sides.find(({ country }) => country === from) ?? (others.length > 0 ? undefined : side);
  return here ? codedPlace(here.code, here.scheme, role) : placeOf(text, role);
};
