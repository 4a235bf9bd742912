import { distanceKm, placeText } from '../geography';
import { defineIndicator, GOVERNANCE } from '../indicator';
import { departureMs, HOUR_MS } from '../time';
import type { TravelLeg } from '../travel-leg';

const isLongHaul = (leg: TravelLeg, km: number): boolean =>
  leg.mode === 'air' && (distanceKm(leg.from, leg.to) ?? 0) > km;

/**
 * B1: a one-way journey with no onward or return leg known. Students and workers travel one way
 * too: it adds only to R4, R6 and to other families than route, since R1–R3 and R5 are one-way
 * already.
 */
export const B1 = defineIndicator({
  ...GOVERNANCE,
  id: 'B1',
  family: 'booking',
  title: { es: 'Solo ida', en: 'One-way' },
  text: { es: 'Viaje solo de ida, sin tramo posterior', en: 'One-way with no onward leg' },
  reads: ['itinerary'],
  necessity: 'Adds weight to what other families show; says nothing by itself',
  examples: { innocent: 'b1-return-flight', suspicious: 'b1-one-way' },
  points: 5,
  needs: ['oneWay'],
  parameters: {},
  evaluate: ({ journey, legs }) => {
    const last = legs.at(-1);
    if (!last || journey.returns) return undefined;
    return {
      facts: [last.legId, `one-way:${journey.journeyId}`],
      text: {
        es: `Viaje solo de ida hasta ${placeText(last.to)}, sin tramo posterior conocido`,
        en: `One-way as far as ${placeText(last.to)}, with no onward leg known`,
      },
    };
  },
});

/** B3: booked at most 48 hours before a flight of more than 4,000 km. Emergencies happen; never alone. */
export const B3 = defineIndicator({
  ...GOVERNANCE,
  id: 'B3',
  family: 'booking',
  title: { es: 'Reserva de última hora', en: 'Late booking' },
  text: {
    es: 'Reservado hasta 48 horas antes de un vuelo de más de 4.000 km',
    en: 'Booked at most 48 hours before a flight of more than 4,000 km',
  },
  reads: ['booking date', 'legs', 'coordinates of places'],
  necessity: 'Networks buy seats late, when a way has proved open',
  examples: { innocent: 'b3-booked-early', suspicious: 'b3-booked-late' },
  points: 10,
  needs: ['booked'],
  parameters: {
    hours: {
      title: { es: 'antelación de la reserva', en: 'time between booking and departure' },
      unit: 'hours',
      value: 48,
      least: 1,
      most: 168,
    },
    km: {
      title: { es: 'vuelo de largo recorrido desde', en: 'long flight from' },
      unit: 'km',
      value: 4000,
      least: 1000,
      most: 12000,
    },
  },
  evaluate: ({ legs }, { hours: most, km }) => {
    const late = legs.find((leg) => {
      const ahead = leg.bookedAt === undefined ? -1 : departureMs(leg) - Date.parse(leg.bookedAt);
      return ahead >= 0 && ahead <= most * HOUR_MS && isLongHaul(leg, km);
    });
    if (!late?.bookedAt) return undefined;
    const hours = Math.round((departureMs(late) - Date.parse(late.bookedAt)) / HOUR_MS);
    return {
      facts: [late.legId],
      text: {
        es: `Reservado ${hours} h antes del vuelo ${placeText(late.from)} – ${placeText(late.to)}`,
        en: `Booked ${hours} h before the flight ${placeText(late.from)} – ${placeText(late.to)}`,
      },
    };
  },
});

/** B4: zero bags stated on a flight of more than 4,000 km. Bags that nobody counted are not zero. */
export const B4 = defineIndicator({
  ...GOVERNANCE,
  id: 'B4',
  family: 'booking',
  title: { es: 'Sin equipaje', en: 'No bags' },
  text: {
    es: 'Ninguna maleta declarada en un vuelo de más de 4.000 km',
    en: 'No bags stated on a flight of more than 4,000 km',
  },
  reads: ['bags', 'legs', 'coordinates of places'],
  necessity: 'Adds weight to what other families show; light travellers exist',
  examples: { innocent: 'b4-bags-unknown', suspicious: 'b4-no-bags' },
  points: 5,
  needs: ['noBags'],
  parameters: {
    km: {
      title: { es: 'vuelo de largo recorrido desde', en: 'long flight from' },
      unit: 'km',
      value: 4000,
      least: 1000,
      most: 12000,
    },
  },
  evaluate: ({ legs }, { km }) => {
    const light = legs.find((leg) => leg.bags === 0 && isLongHaul(leg, km));
    if (!light) return undefined;
    const [from, to] = [placeText(light.from), placeText(light.to)];
    return {
      facts: [light.legId],
      text: {
        es: `Sin equipaje en el vuelo ${from} – ${to}`,
        en: `No bags on the flight ${from} – ${to}`,
      },
    };
  },
});
