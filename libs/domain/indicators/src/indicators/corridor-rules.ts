import type { Corridor, CorridorNode } from '../corridor';
import { placeText } from '../geography';
import { GOVERNANCE, type Indication, type IndicatorContext, defineIndicator } from '../indicator';
import { arrivalMs, departureMs } from '../time';
import type { TravelLeg, TravelPlace } from '../travel-leg';

/**
 * R1: the journey follows the corridor Moscow – Havana or Varadero – Central America, the last step
 * by air or bus within 30 days. A journey that returns clears it: tourists go home.
 */
export const R1 = defineIndicator({
  ...GOVERNANCE,
  id: 'R1',
  family: 'route',
  title: { es: 'Corredor Moscú – Cuba', en: 'Corridor Moscow – Cuba' },
  text: {
    es: 'El itinerario sigue el corredor Moscú – La Habana o Varadero y, en 30 días, entra en Centroamérica',
    en: 'The itinerary follows the corridor Moscow – Havana or Varadero and enters Central America within 30 days',
  },
  reads: ['legs', 'places', 'dates'],
  necessity: 'One of the two documented air routes of extra-continental movements',
  examples: { innocent: 'r1-tourist-returns', suspicious: 'r1-onward-bus' },
  points: 30,
  needs: ['oneWay'],
  parameters: {},
  evaluate: (context) => followCorridors(context, 'R1'),
});

/**
 * R2: the journey follows the corridor Amsterdam – Quito or Guayaquil – Panama and northward. Both
 * ends are hubs with much ordinary traffic, so it never stands alone; a return clears it.
 */
export const R2 = defineIndicator({
  ...GOVERNANCE,
  id: 'R2',
  family: 'route',
  title: { es: 'Corredor Ámsterdam – Ecuador', en: 'Corridor Amsterdam – Ecuador' },
  text: {
    es: 'El itinerario sigue el corredor Ámsterdam – Quito o Guayaquil y continúa a Panamá o hacia el norte',
    en: 'The itinerary follows the corridor Amsterdam – Quito or Guayaquil and goes on to Panama or northward',
  },
  reads: ['legs', 'places', 'dates'],
  necessity: 'One of the two documented air routes of extra-continental movements',
  examples: { innocent: 'r2-hub-return', suspicious: 'r2-onward-bus' },
  points: 20,
  needs: ['oneWay'],
  parameters: {},
  evaluate: (context) => followCorridors(context, 'R2'),
});

const followCorridors = (context: IndicatorContext, id: 'R1' | 'R2'): Indication | undefined => {
  if (context.journey.returns) return undefined;
  for (const corridor of context.corridors) {
    if (corridor.indicator !== id || !context.touches(corridor)) continue;
    const steps = follow(corridor, context.legs);
    if (steps) return indicationOf(context, corridor, steps);
  }
  return undefined;
};

interface Step {
  leg: TravelLeg;
  place: TravelPlace;
}

interface Visit extends Step {
  /** Order among all calls of the journey. */
  at: number;
  arrived: number;
  departed: number;
  boards: boolean;
}

/** The calls that take the journey along the corridor's steps in order, or nothing. */
const follow = (corridor: Corridor, legs: readonly TravelLeg[]): Step[] | undefined => {
  const visits = visitsOf(legs.filter((leg) => corridor.modes.includes(leg.mode)));
  const [first, ...rest] = corridor.nodes;
  if (!first) return undefined;
  for (const start of visits) {
    if (!start.boards || !matches(first, start.place)) continue;
    const steps = continueFrom(start, rest, visits);
    if (steps) return [start, ...steps];
  }
  return undefined;
};

const continueFrom = (
  from: Visit,
  nodes: readonly CorridorNode[],
  visits: readonly Visit[],
): Step[] | undefined => {
  const [node, ...rest] = nodes;
  if (!node) return [];
  for (const visit of visits) {
    // The window runs to the departure of the leg: "within 30 days a leg into".
    if (visit.at <= from.at || visit.boards || !matches(node, visit.place)) continue;
    if (visit.departed - from.arrived > (node.withinMs ?? 0)) continue;
    const steps = continueFrom(visit, rest, visits);
    if (steps) return [visit, ...steps];
  }
  return undefined;
};

const visitsOf = (legs: readonly TravelLeg[]): Visit[] =>
  legs.flatMap((leg, index) => {
    const [departed, arrived] = [departureMs(leg), arrivalMs(leg)];
    const calls = [leg.from, ...leg.via, leg.to];
    return calls.flatMap((place, call) => {
      const at = index * 1000 + call * 2;
      const boards = { leg, place, at: at + 1, arrived: departed, departed, boards: true };
      const reaches = { leg, place, at, arrived, departed, boards: false };
      if (call === 0) return [boards];
      return call === calls.length - 1 ? [reaches] : [reaches, boards];
    });
  });

const matches = (node: CorridorNode, place: TravelPlace): boolean =>
  node.places.length > 0
    ? place.code !== undefined && node.places.includes(place.code)
    : place.country !== undefined && node.countries.includes(place.country);

const indicationOf = (
  context: IndicatorContext,
  corridor: Corridor,
  steps: readonly Step[],
): Indication => {
  const names = steps.map(({ place }) => placeText(place)).join(' – ');
  const [before, last] = [steps.at(-2), steps.at(-1)];
  const days =
    before && last ? Math.max(0, (departureMs(last.leg) - arrivalMs(before.leg)) / 86_400_000) : 0;
  const gap = Math.floor(days);
  const road = last?.leg.mode === 'road';
  return {
    corridor: { id: corridor.id, version: corridor.version },
    facts: [...new Set(steps.map(({ leg }) => leg.legId)), `one-way:${context.journey.journeyId}`],
    text: {
      es: `El itinerario sigue el corredor ${corridor.id} (${names}), con ${road ? 'un autobús' : 'un tramo'} posterior ${gap === 1 ? 'después de 1 día' : `después de ${gap} días`} y sin regreso`,
      en: `The itinerary follows corridor ${corridor.id} (${names}) with an onward ${road ? 'bus' : 'leg'} after ${gap === 1 ? '1 day' : `${gap} days`} and no return`,
    },
  };
};
