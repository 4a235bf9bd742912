import { placeText, samePlace } from '../geography';
import { defineIndicator, GOVERNANCE } from '../indicator';
import { arrivalMs, departureMs, HOUR_MS } from '../time';
import type { TravelLeg } from '../travel-leg';

/**
 * R6: a second booking begins within 24 hours of arrival at the place where the first one ended,
 * and does not lead back to where the first came from. Both locators must be known: a bus
 * ticket alone does not say that nothing was booked through; one ticket over two carriers is one booking. Self-connecting travellers do it too, so it never stands alone.
 */
export const R6 = defineIndicator({
  ...GOVERNANCE,
  id: 'R6',
  family: 'route',
  title: { es: 'Reservas separadas', en: 'Separate bookings' },
  text: {
    es: 'Una segunda reserva empieza en el punto de tránsito hasta 24 horas después de llegar',
    en: 'A second booking begins at the transit point within 24 hours of arrival',
  },
  reads: ['legs', 'locators', 'tickets'],
  necessity: 'Two bookings hide the destination from the carrier and the state of the first',
  examples: { innocent: 'r6-back-home', suspicious: 'r6-second-booking' },
  points: 10,
  needs: ['twoLocators'],
  parameters: {
    hours: {
      title: { es: 'espera en el punto de tránsito', en: 'wait at the transit point' },
      unit: 'hours',
      value: 24,
      least: 1,
      most: 72,
    },
  },
  evaluate: ({ legs }, { hours: most }) => {
    for (let index = 1; index < legs.length; index += 1) {
      const [first, second] = [legs[index - 1], legs[index]];
      if (!first || !second || !apart(first, second)) continue;
      const wait = departureMs(second) - arrivalMs(first);
      if (wait < 0 || wait > most * HOUR_MS || !samePlace(first.to, second.from)) continue;
      if (leadsBack(legs, index)) continue;
      const [at, to, hours] = [
        placeText(second.from),
        placeText(second.to),
        Math.round(wait / HOUR_MS),
      ];
      return {
        facts: [first.legId, second.legId],
        text: {
          es: `Una segunda reserva empieza en ${at} ${hours} h después de llegar y sigue a ${to}`,
          en: `A second booking begins at ${at} ${hours} h after arrival and goes on to ${to}`,
        },
      };
    }
    return undefined;
  },
});

const apart = (first: TravelLeg, second: TravelLeg): boolean => {
  if (first.locator === undefined || second.locator === undefined) return false;
  if (first.ticket !== undefined && first.ticket === second.ticket) return false;
  return first.locator !== second.locator;
};

/** Whether the second booking goes to where the first one began. */
const leadsBack = (legs: readonly TravelLeg[], index: number): boolean => {
  const [first, second] = [legs[index - 1], legs[index]];
  if (!first || !second) return true;
  const began = legs.find((leg) => leg === first || (leg.locator && leg.locator === first.locator));
  const ended = legs.findLast(
    (leg) => leg === second || (leg.locator && leg.locator === second.locator),
  );
  const origins = [first.from, began?.from ?? first.from];
  const ends = [second.to, ended?.to ?? second.to];
  return origins.some((from) =>
    ends.some(
      (to) => samePlace(from, to) || (from.country !== undefined && from.country === to.country),
    ),
  );
};
