import type { Corridor } from './corridor';
import type { TravelLeg, TravelPlace } from './travel-leg';

/** Corridors with their places as bits, so that a journey which misses a step is known at once. */
export interface CorridorPlaces {
  byCode: ReadonlyMap<string, number>;
  byCountry: ReadonlyMap<string, number>;
  /** The bits of all steps of a corridor. */
  steps: ReadonlyMap<Corridor, number>;
}

const MOST_BITS = 31;

/** Gives every step of these corridors a bit; those beyond the 31st have none and are always followed. */
export const corridorPlaces = (corridors: readonly Corridor[]): CorridorPlaces => {
  const [byCode, byCountry] = [new Map<string, number>(), new Map<string, number>()];
  const steps = new Map<Corridor, number>();
  let bits = 0;
  for (const corridor of corridors) {
    let mask = 0;
    for (const { places, countries } of corridor.nodes) {
      if (bits >= MOST_BITS) break;
      const bit = 1 << bits;
      bits += 1;
      mask |= bit;
      const [into, codes] = places.length > 0 ? [byCode, places] : [byCountry, countries];
      for (const code of codes) into.set(code, (into.get(code) ?? 0) | bit);
    }
    steps.set(corridor, mask);
  }
  return { byCode, byCountry, steps };
};

/** The bits of all the places where these legs call. */
export const placesVisited = (
  legs: readonly TravelLeg[],
  { byCode, byCountry }: CorridorPlaces,
): number => {
  let visited = 0;
  const call = ({ code, country }: TravelPlace): void => {
    if (code !== undefined) visited |= byCode.get(code) ?? 0;
    if (country !== undefined) visited |= byCountry.get(country) ?? 0;
  };
  for (const { from, via, to } of legs) {
    call(from);
    for (const place of via) call(place);
    call(to);
  }
  return visited;
};
