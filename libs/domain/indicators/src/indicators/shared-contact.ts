import { contactAllowed } from '../allow-list';
import { GOVERNANCE, type IndicatorDefinition } from '../indicator';
import { bookingOf, type ContactUse } from '../surroundings';
import { DAY_MS } from '../time';
import type { TravelLeg } from '../travel-leg';

const WINDOW_MS = 30 * DAY_MS;
const UNRELATED_BOOKINGS = 4;

/**
 * N2: the same phone or e-mail on at least four unrelated bookings in 30 days. Bookings that share
 * a traveller are one; the date is the booking date, else the departure. Families, employers and
 * aid organisations stand on the allow-list.
 */
export const N2: IndicatorDefinition = {
  ...GOVERNANCE,
  id: 'N2',
  family: 'network',
  title: { es: 'Contacto compartido', en: 'Shared contact' },
  text: {
    es: 'El mismo teléfono o correo aparece en cuatro o más reservas sin viajeros en común en 30 días',
    en: 'The same phone or e-mail appears in four or more bookings without a common traveller in 30 days',
  },
  reads: ['contacts (keyed hashes)', 'bookings', 'dates'],
  necessity: 'Organisers book for people who do not know one another and leave their own contact',
  examples: { innocent: 'n2-family-contact', suspicious: 'n2-one-phone-many-bookings' },
  points: 30,
  evaluate: ({ journey, surroundings }) => {
    const bookings = new Set(journey.legs.map(bookingOf));
    const onBooking = (leg: TravelLeg): readonly string[] =>
      surroundings.bookingContacts?.(bookingOf(leg)) ?? leg.contacts;
    const contacts = [...new Set(journey.legs.flatMap(onBooking))].sort();
    const shared: string[] = [];
    let most = 0;
    for (const contact of contacts) {
      const all = surroundings.contactUses(contact);
      if (all.length < UNRELATED_BOOKINGS) continue;
      const uses = all.filter(({ at }) => !contactAllowed(surroundings.allowList, contact, at));
      const unrelated = unrelatedBookings(uses, bookings);
      if (unrelated < UNRELATED_BOOKINGS) continue;
      shared.push(contact);
      most = Math.max(most, unrelated);
    }
    if (shared.length === 0) return undefined;
    const withShared = journey.legs.filter((leg) =>
      onBooking(leg).some((key) => shared.includes(key)),
    );
    const [others, count] = [most - 1, shared.length];
    return {
      facts: [...withShared.map(({ legId }) => legId), ...shared.map((key) => `contact:${key}`)],
      text: {
        es: `${count === 1 ? 'Un contacto' : `${count} contactos`} de esta reserva ${count === 1 ? 'aparece' : 'aparecen'} en otras ${others} reservas sin viajeros en común en 30 días`,
        en: `${count === 1 ? 'One contact' : `${count} contacts`} of this booking ${count === 1 ? 'appears' : 'appear'} in ${others} other unrelated bookings in 30 days`,
      },
    };
  },
};

/** The most unrelated bookings in any 30 days that include one of the journey's own. */
const unrelatedBookings = (uses: readonly ContactUse[], own: ReadonlySet<string>): number => {
  const dated = uses.map((use) => ({ use, at: Date.parse(use.at) })).sort((a, b) => a.at - b.at);
  let most = 0;
  let first = 0;
  for (let last = 0; last < dated.length; last += 1) {
    while ((dated[last]?.at ?? 0) - (dated[first]?.at ?? 0) > WINDOW_MS) first += 1;
    if (last - first + 1 <= most) continue;
    const window = dated.slice(first, last + 1).map(({ use }) => use);
    if (window.some(({ booking }) => own.has(booking))) most = Math.max(most, components(window));
  }
  return most;
};

/** Bookings that share a traveller, directly or through another booking, are one. */
const components = (uses: readonly ContactUse[]): number => {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) at = up;
    return at;
  };
  const bookings = new Set<string>();
  for (const { booking, travellers } of uses) {
    bookings.add(`b:${booking}`);
    for (const traveller of travellers) parent.set(root(`t:${traveller}`), root(`b:${booking}`));
  }
  return new Set([...bookings].map(root)).size;
};
