import { placeText, samePlace } from '../geography';
import { defineIndicator, GOVERNANCE } from '../indicator';
import { departureMs, HOUR_MS } from '../time';
import type { TravelLeg } from '../travel-leg';

/**
 * R5: the close-out of a departure says that somebody who had arrived there did not board, and
 * nothing shows them leaving within 72 hours. Missed connections are waited for; without a
 * close-out of the onward leg the indicator is silent.
 */
export const R5 = defineIndicator({
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
  needs: ['unused'],
  parameters: {
    hours: {
      title: { es: 'espera de otra salida', en: 'wait for another departure' },
      unit: 'hours',
      value: 72,
      least: 24,
      most: 240,
    },
  },
  evaluate: ({ journey, legs, surroundings }, { hours }) => {
    const waitMs = hours * HOUR_MS;
    const unused = journey.legs.find(
      (leg) =>
        leg.boarded === false &&
        leg.role !== 'crew' &&
        waited(leg, surroundings.asOf, waitMs) &&
        arrivedBefore(leg, legs) &&
        !leftAfter(leg, legs, waitMs),
    );
    if (!unused) return undefined;
    const [from, to] = [placeText(unused.from), placeText(unused.to)];
    return {
      facts: [unused.legId, `one-way:${journey.journeyId}`],
      text: {
        es: `El tramo ${from} – ${to} quedó sin usar después de llegar a ${from}, y no hay otra salida en ${hours} horas`,
        en: `The leg ${from} – ${to} was not used after arriving at ${from}, and no other departure follows within ${hours} hours`,
      },
    };
  },
});

const waited = (leg: TravelLeg, asOf: string | undefined, waitMs: number): boolean =>
  asOf === undefined || Date.parse(asOf) - departureMs(leg) >= waitMs;

const arrivedBefore = (unused: TravelLeg, legs: readonly TravelLeg[]): boolean => {
  const before = legs.filter((leg) => departureMs(leg) < departureMs(unused)).at(-1);
  if (!before) return false;
  return before.to.country === unused.from.country || samePlace(before.to, unused.from);
};

const leftAfter = (unused: TravelLeg, legs: readonly TravelLeg[], waitMs: number): boolean =>
  legs.some((leg) => {
    const after = departureMs(leg) - departureMs(unused);
    return leg.from.country === unused.from.country && after >= 0 && after <= waitMs;
  });
