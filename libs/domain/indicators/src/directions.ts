import { arrivalMs, departureMs, HOUR_MS } from './time';
import type { TravelLeg, TravelPlace } from './travel-leg';

/** Legs in a row with stops of at most 72 hours: the way to one destination. */
export interface Direction {
  legs: TravelLeg[];
  from: TravelPlace;
  to: TravelPlace;
}

const STOP_MS = 72 * HOUR_MS;

/** Cuts legs at stays of more than 72 hours. Source: spec/indicators.md, definition of R4. */
export const directionsOf = (legs: readonly TravelLeg[]): Direction[] => {
  const directions: Direction[] = [];
  let before: TravelLeg | undefined;
  for (const leg of legs) {
    const open = directions.at(-1);
    if (open && before && departureMs(leg) - arrivalMs(before) <= STOP_MS) {
      open.legs.push(leg);
      open.to = leg.to;
    } else directions.push({ legs: [leg], from: leg.from, to: leg.to });
    before = leg;
  }
  return directions;
};
