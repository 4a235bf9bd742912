import { contactAllowed, type AllowList } from '../allow-list';
import { defineIndicator, GOVERNANCE, type Observation } from '../indicator';
import { bookingOf, type ContactUse, type Surroundings } from '../surroundings';
import { DAY_MS } from '../time';
import type { Journey, TravelLeg } from '../travel-leg';

/**
 * N2: the same phone or e-mail on at least four unrelated bookings in 30 days. Bookings that share
 * a traveller are one; the date is the booking date, else the departure. Families, employers and
 * aid organisations stand on the allow-list.
 */
export const N2 = defineIndicator({
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
  needs: ['sharedContact'],
  parameters: {
    bookings: {
      title: { es: 'reservas sin viajeros en común', en: 'bookings without a common traveller' },
      unit: 'number',
      value: 4,
      least: 3,
      most: 20,
    },
    days: {
      title: { es: 'días en que se hacen', en: 'days within which they are made' },
      unit: 'days',
      value: 30,
      least: 7,
      most: 90,
    },
  },
  evaluate: ({ journey, surroundings, observe }, { bookings: least, days }) => {
    const seen = observe('N2', () => sharedContacts(journey, surroundings, { least, days }));
    const [most = 0, count = 0] = seen?.numbers ?? [];
    if (!seen || most < least) return undefined;
    const others = most - 1;
    return {
      facts: [...seen.facts],
      text: {
        es: `${count === 1 ? 'Un contacto' : `${count} contactos`} de esta reserva ${count === 1 ? 'aparece' : 'aparecen'} en otras ${others} reservas sin viajeros en común en ${days} días`,
        en: `${count === 1 ? 'One contact' : `${count} contacts`} of this booking ${count === 1 ? 'appears' : 'appear'} in ${others} other unrelated bookings in ${days} days`,
      },
    };
  },
});

/** Numbers: unrelated bookings of the contact with most of them, contacts that enough share. */
const sharedContacts = (
  { legs }: Journey,
  surroundings: Surroundings,
  { least, days }: { least: number; days: number },
): Observation | undefined => {
  const bookings = new Set(legs.map(bookingOf));
  const onBooking = (leg: TravelLeg): readonly string[] =>
    surroundings.bookingContacts?.(bookingOf(leg)) ?? leg.contacts;
  const contacts = [...new Set(legs.flatMap(onBooking))].sort();
  const shared: string[] = [];
  let most = 0;
  for (const contact of contacts) {
    const all = surroundings.contactUses(contact);
    if (all.length < least) continue;
    const unrelated = unrelatedBookings(windowsOf(all, surroundings.allowList, days), bookings);
    if (unrelated < least) continue;
    shared.push(contact);
    most = Math.max(most, unrelated);
  }
  if (shared.length === 0) return undefined;
  const withShared = legs.filter((leg) => onBooking(leg).some((key) => shared.includes(key)));
  return {
    facts: [...withShared.map(({ legId }) => legId), ...shared.map((key) => `contact:${key}`)],
    numbers: [most, shared.length],
  };
};

/** The uses of one contact in time order, cut into the stretches of so many days that cannot be made longer. */
interface Windows {
  allowList: AllowList;
  days: number;
  uses: readonly ContactUse[];
  /** First and last use of each, both included. */
  spans: readonly (readonly [first: number, last: number])[];
  /** Where a booking stands among the uses. */
  places: ReadonlyMap<string, number>;
  /** Unrelated bookings of a span, counted when first asked for. */
  counted: Map<number, number>;
}

/** An agency's telephone has thousands of uses and is asked about by each of its customers. */
const known = new WeakMap<readonly ContactUse[], Windows>();

const windowsOf = (all: readonly ContactUse[], allowList: AllowList, days: number): Windows => {
  const before = known.get(all);
  if (before?.allowList === allowList && before.days === days) return before;
  const dated = all
    .filter(({ contact, at }) => !contactAllowed(allowList, contact, at))
    .map((use) => ({ use, at: Date.parse(use.at) }))
    .sort((a, b) => a.at - b.at);
  const spans: [number, number][] = [];
  let last = 0;
  dated.forEach(({ at }, first) => {
    while (last + 1 < dated.length && (dated[last + 1]?.at ?? 0) - at <= days * DAY_MS) last += 1;
    if (spans.at(-1)?.[1] !== last) spans.push([first, last]);
  });
  const windows = {
    allowList,
    days,
    spans,
    counted: new Map<number, number>(),
    uses: dated.map(({ use }) => use),
    places: new Map(dated.map(({ use }, index) => [use.booking, index])),
  };
  known.set(all, windows);
  return windows;
};

/** The most unrelated bookings in any such stretch that includes one of the journey's own. */
const unrelatedBookings = (
  { uses, spans, places, counted }: Windows,
  own: ReadonlySet<string>,
): number => {
  const mine = [...own].map((booking) => places.get(booking)).filter((at) => at !== undefined);
  let most = 0;
  spans.forEach(([first, last], index) => {
    if (last - first + 1 <= most || !mine.some((at) => first <= at && at <= last)) return;
    const count = counted.get(index) ?? components(uses.slice(first, last + 1));
    counted.set(index, count);
    most = Math.max(most, count);
  });
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
