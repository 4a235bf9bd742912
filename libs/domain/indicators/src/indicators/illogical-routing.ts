import { distanceKm, legKm, placeText } from '../geography';
import { defineIndicator, GOVERNANCE, type Observation } from '../indicator';
import type { Surroundings } from '../surroundings';
import { directionsOf, type Direction } from '../directions';
import type { Journey } from '../travel-leg';

/**
 * R4: three or more legs in one direction that are together more than 2.5 times as long as the
 * great circle between their ends. Cheap fares go round about too: where at least 20 travellers
 * are known between the same ends, only what exceeds their 95th percentile counts.
 */
export const R4 = defineIndicator({
  ...GOVERNANCE,
  id: 'R4',
  family: 'route',
  title: { es: 'Recorrido ilógico', en: 'Illogical routing' },
  text: {
    es: 'Lo recorrido es más de 2,5 veces la distancia directa, con tres tramos o más',
    en: 'The distance travelled is more than 2.5 times the direct one, with three legs or more',
  },
  reads: ['legs', 'coordinates of places'],
  necessity: 'Detours avoid the airports where documents are checked most',
  examples: { innocent: 'r4-usual-detour', suspicious: 'r4-three-continents' },
  points: 15,
  needs: ['threeStops'],
  parameters: {
    legs: {
      title: { es: 'tramos', en: 'legs' },
      unit: 'number',
      value: 3,
      least: 3,
      most: 8,
    },
    ratio: {
      title: { es: 'distancia recorrida entre directa', en: 'travelled over direct distance' },
      unit: 'times',
      value: 2.5,
      least: 1.5,
      most: 6,
    },
    travellers: {
      title: {
        es: 'viajeros para saber qué es usual',
        en: 'travellers needed to know what is usual',
      },
      unit: 'number',
      value: 20,
      least: 5,
      most: 500,
    },
  },
  evaluate: ({ legs, surroundings, observe }, { legs: least, ratio: most, travellers }) => {
    const directions = directionsOf(legs);
    const seen = observe('R4', () =>
      strangestOf(directions, surroundings, { least, most, travellers }),
    );
    const direction = directions[seen?.numbers[0] ?? -1];
    if (!direction) return undefined;
    const [from, to] = [placeText(direction.from), placeText(direction.to)];
    const times = (routingRatio(direction) ?? 0).toFixed(1);
    return {
      facts: direction.legs.map(({ legId }) => legId),
      text: {
        es: `De ${from} a ${to} en ${hopsOf(direction)} tramos: ${times.replace('.', ',')} veces la distancia directa`,
        en: `From ${from} to ${to} in ${hopsOf(direction)} legs: ${times} times the direct distance`,
      },
    };
  },
});

/** Numbers: place among the directions, and what is usual there (travellers, 95th percentile) if known. */
const strangestOf = (
  directions: readonly Direction[],
  { routingNorm }: Surroundings,
  { least, most, travellers }: { least: number; most: number; travellers: number },
): Observation | undefined => {
  const [found] = directions
    .map((direction, place) => ({ direction, place }))
    .filter(({ direction }) => hopsOf(direction) >= least)
    .map((one) => ({ ...one, ratio: routingRatio(one.direction) ?? 0 }))
    .filter(({ ratio }) => ratio > most)
    .map((one) => ({ ...one, norm: routingNorm?.(one.direction.from, one.direction.to) }))
    .filter(({ norm, ratio }) => !norm || norm.travellers < travellers || ratio > norm.ratio95)
    .sort((a, b) => b.ratio - a.ratio);
  if (!found) return undefined;
  const { place, norm } = found;
  return { facts: [], numbers: [place, ...(norm ? [norm.travellers, norm.ratio95] : [])] };
};

/** Legs from stop to stop: one list may show a through journey with the stops between. */
export const hopsOf = ({ legs }: Pick<Journey, 'legs'>): number =>
  legs.reduce((sum, { via }) => sum + via.length + 1, 0);

/** Travelled over great-circle distance of one direction, or nothing without coordinates. */
export const routingRatio = ({ legs, from, to }: Direction): number | undefined => {
  if (from.country === undefined || from.country === to.country) return undefined;
  const direct = distanceKm(from, to);
  const travelled = legs.map(legKm);
  if (!direct || travelled.some((km) => km === undefined)) return undefined;
  return travelled.reduce<number>((sum, km) => sum + (km ?? 0), 0) / direct;
};
