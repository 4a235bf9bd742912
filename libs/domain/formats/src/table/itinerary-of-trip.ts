import { alpha2Of, findPlaceByName, type Leg, type Place, type PlaceRole } from '@vigia/manifest';
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
  for (const stop of stops) places.push(stopOf(stop, places[places.length - 1]?.country));
  places.push(destination ? placeOf(destination, 'firstArrival') : { role: 'firstArrival' });
  return places.slice(1).map((to, index) => ({
    seq: index + 1,
    stage: 'main',
    from: places[index] ?? { role: 'lastDeparture' },
    to,
    ...(index === 0 && departureLocal && { departureLocal }),
    ...(index === places.length - 2 && arrivalLocal && { arrivalLocal }),
  }));
};

const stopOf = (text: string, country: string | undefined): Place => {
  const role: PlaceRole = 'stop';
  const side = country && alpha2Of(country) ? findPlaceByName(text, country) : undefined;
  return side ? codedPlace(side.code, side.scheme, role) : placeOf(text, role);
};
