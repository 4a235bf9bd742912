import type { TravelLeg, TravelPlace } from './travel-leg';

const EARTH_RADIUS_KM = 6371.0088;
const SAME_PLACE_KM = 50;

/** Great-circle distance in kilometres (haversine, mean Earth radius), or nothing without coordinates. */
export const distanceKm = (a: TravelPlace, b: TravelPlace): number | undefined => {
  if (a.lat === undefined || a.lon === undefined) return undefined;
  if (b.lat === undefined || b.lon === undefined) return undefined;
  const radians = Math.PI / 180;
  const dLat = (b.lat - a.lat) * radians;
  const dLon = (b.lon - a.lon) * radians;
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
};

/** The length of a leg over its stops in kilometres, or nothing when an end has no coordinates. */
export const legKm = (leg: TravelLeg): number | undefined => {
  const known = [leg.from, ...leg.via, leg.to].filter(
    (place, index, all) => place.lat !== undefined || index === 0 || index === all.length - 1,
  );
  let total = 0;
  for (let index = 1; index < known.length; index += 1) {
    const step = distanceKm(known[index - 1] ?? {}, known[index] ?? {});
    if (step === undefined) return undefined;
    total += step;
  }
  return total;
};

/** One place by code, else within 50 km: a city's airports and its bus terminal are one place. */
export const samePlace = (a: TravelPlace, b: TravelPlace): boolean => {
  if (a.code !== undefined && a.code === b.code) return true;
  const apart = distanceKm(a, b);
  if (apart !== undefined) return apart <= SAME_PLACE_KM;
  return (
    a.name !== undefined &&
    b.name !== undefined &&
    a.country === b.country &&
    a.name.toUpperCase() === b.name.toUpperCase()
  );
};

/** Place name for people: name, else code, else country. */
export const placeText = (place: TravelPlace): string =>
  place.name ?? place.code ?? place.country ?? '?';
