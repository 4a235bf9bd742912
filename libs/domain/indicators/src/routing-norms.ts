import { directionsOf } from './directions';
import { hopsOf, routingRatio } from './indicators/illogical-routing';
import { travelledLegs, type Person } from './stitch';
import type { RoutingNorm } from './surroundings';
import type { TravelPlace } from './travel-leg';

/**
 * How people usually travel between two ends, for the guard of R4. Only ends that R4 might ask about
 * are counted: those of a direction with at least `legs` legs that is over `ratio` times the direct
 * way; there everybody counts, whichever way they went.
 */
export const routingNorms = (
  persons: readonly Person[],
  { legs: least, ratio }: { legs: number; ratio: number },
): ReadonlyMap<string, RoutingNorm> => {
  const asked = new Map<string, string>();
  for (const { journeys } of persons) {
    for (const { legs } of journeys) {
      if (hopsOf({ legs }) < least) continue;
      for (const direction of directionsOf(travelledLegs({ legs }))) {
        if (hopsOf(direction) < least || (routingRatio(direction) ?? 0) <= ratio) continue;
        asked.set(endsKey(direction.from, direction.to), endKey(direction.from));
      }
    }
  }
  return asked.size > 0 ? normsBetween(persons, asked) : new Map();
};

/** How a pair of ends is named. */
export const endsKey = (from: TravelPlace, to: TravelPlace): string =>
  `${endKey(from)}>${endKey(to)}`;

const endKey = ({ code, name }: TravelPlace): string => code ?? name ?? '';

const normsBetween = (
  persons: readonly Person[],
  asked: ReadonlyMap<string, string>,
): Map<string, RoutingNorm> => {
  const starts = new Set(asked.values());
  const ratios = new Map<string, number[]>();
  for (const { journeys } of persons) {
    const own = new Map<string, number>();
    for (const journey of journeys) {
      if (!journey.legs.some(({ from }) => starts.has(endKey(from)))) continue;
      for (const direction of directionsOf(travelledLegs(journey))) {
        const key = endsKey(direction.from, direction.to);
        const ratio = asked.has(key) ? routingRatio(direction) : undefined;
        if (ratio !== undefined) own.set(key, Math.max(ratio, own.get(key) ?? 0));
      }
    }
    for (const [key, ratio] of own) {
      const list = ratios.get(key);
      if (list) list.push(ratio);
      else ratios.set(key, [ratio]);
    }
  }
  return new Map([...ratios].map(([key, list]) => [key, normOf(list)]));
};

const normOf = (ratios: number[]): RoutingNorm => {
  ratios.sort((a, b) => a - b);
  const ratio95 = ratios[Math.ceil(ratios.length * 0.95) - 1] ?? 0;
  return { travellers: ratios.length, ratio95 };
};
