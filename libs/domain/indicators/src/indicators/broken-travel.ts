import { placeText, samePlace } from '../geography';
import { GOVERNANCE, type IndicatorDefinition } from '../indicator';
import { departureMs, HOUR_MS } from '../time';
import type { TravelLeg } from '../travel-leg';

const WAIT_MS = 72 * HOUR_MS;

/**
 * R5: the close-out of a departure says that somebody who had arrived there did not board, and
 * nothing shows them leaving within 72 hours. Missed connections are waited for; without a
 * close-out of the onward leg the indicator is silent.
 */
export const R5: IndicatorDefinition = {
  ...GOVERNANCE,
  id: 'R5',
  family: 'route',
  title: { es: 'Viaje interrumpido', en: 'Broken travel' },
  text: {
    es: 'Un tramo posterior quedó sin usar y no hay otra salida en 72 horas',
    en: 'An onward leg was not used and no other departure follows within 72 hours',
  },
  reads: ['legs', 'close-outs', 'dates'],
  necessity: 'An onward ticket may only serve to be let in at a transit point',
  examples: { innocent: 'r5-missed-connection', suspicious: 'r5-onward-unused' },
  points: 20,
  evaluate: ({ journey, legs, surroundings }) => {
    const unused = journey.legs.find(
      (leg) =>
        leg.boarded === false &&
        leg.role !== 'crew' &&
        waited(leg, surroundings.asOf) &&
        arrivedBefore(leg, legs) &&
        !leftAfter(leg, legs),
    );
    if (!unused) return undefined;
    const [from, to] = [placeText(unused.from), placeText(unused.to)];
    return {
      facts: [unused.legId, `one-way:${journey.journeyId}`],
      text: {
        es: `El tramo ${from} – ${to} quedó sin usar después de llegar a ${from}, y no hay otra salida en 72 horas`,
        en: `The leg ${from} – ${to} was not used after arriving at ${from}, and no other departure follows within 72 hours`,
      },
    };
  },
};

const waited = (leg: TravelLeg, asOf: string | undefined): boolean =>
  asOf === undefined || Date.parse(asOf) - departureMs(leg) >= WAIT_MS;

const arrivedBefore = (unused: TravelLeg, legs: readonly TravelLeg[]): boolean => {
  const before = legs.filter((leg) => departureMs(leg) < departureMs(unused)).at(-1);
  if (!before) return false;
  return before.to.country === unused.from.country || samePlace(before.to, unused.from);
};

const leftAfter = (unused: TravelLeg, legs: readonly TravelLeg[]): boolean =>
  legs.some((leg) => {
    const after = departureMs(leg) - departureMs(unused);
    return leg.from.country === unused.from.country && after >= 0 && after <= WAIT_MS;
  });
