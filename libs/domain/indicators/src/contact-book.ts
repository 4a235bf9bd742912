import { nameTokens } from './compare-names';
import { bookingOf, type ContactUse } from './surroundings';
import type { Person } from './stitch';
import type { TravelLeg } from './travel-leg';

interface Booking {
  key: string;
  contacts: readonly string[];
  at: string;
  /** The place of the first person on it. */
  rider: number;
  travellers: string[];
}

/** The bookings of one contact, and the first few different first persons on them. */
interface Shared {
  bookings: Booking[];
  riders: number[];
}

const NONE: readonly never[] = [];

/**
 * Who shares a contact, for N2. Bookings with one first person share that person and count as one,
 * so a contact matters only when bookings of `least` different first persons have it; only for those
 * is gathered who else is on the bookings. Most contacts are one family's and end there.
 */
export class ContactBook {
  /** By locator within a carrier, else by the traveller's id. */
  private readonly located = new Map<string, Map<string, Booking>>();
  private readonly single = new Map<string, Booking>();
  private readonly shared = new Map<string, Booking[]>();
  private readonly told = new Map<string, readonly ContactUse[]>();
  private readonly contacts = new Map<string, readonly string[]>();

  constructor(private readonly least: number) {}

  /** Notes the contacts of a leg; `place` is that of its person. */
  add(leg: TravelLeg, place: number): void {
    const { contacts, locator } = leg;
    if (contacts.length === 0) return;
    const [into, mark] =
      locator === undefined
        ? [this.single, leg.travellerId]
        : [this.ofCarrier(leg.carrier), locator.toUpperCase()];
    const known = into.get(mark);
    if (!known) {
      const at = bookedOn(leg);
      into.set(mark, { key: bookingOf(leg), contacts, at, rider: place, travellers: [] });
    } else if (
      known.contacts !== contacts &&
      contacts.some((contact) => !known.contacts.includes(contact))
    ) {
      known.contacts = [...new Set([...known.contacts, ...contacts])];
    }
  }

  /** Once everything is noted: gathers who is on bookings that share a contact, and says who that is. */
  settle(persons: readonly Person[], share: (place: number) => void): void {
    this.findShared();
    const sharing = new Set([...this.shared.values()].flat());
    for (const { key, contacts } of sharing) this.contacts.set(key, contacts);
    if (sharing.size === 0) return;
    persons.forEach(({ personId, legs }, place) => {
      for (const leg of legs) {
        const booking = this.bookingOf(leg);
        if (!booking || !sharing.has(booking)) continue;
        share(place);
        // Whoever left no contact still belongs to the booking.
        if (leg.contacts.length === 0 && leg.locator === undefined) continue;
        add(booking.travellers, personId);
        for (const family of familyOf(leg)) add(booking.travellers, family);
        const on = bookedOn(leg);
        if (on < booking.at) booking.at = on;
      }
    });
  }

  /** The uses of a contact, none where too few share it. */
  usesOf(contact: string): readonly ContactUse[] {
    const known = this.told.get(contact);
    if (known) return known;
    const bookings = this.shared.get(contact);
    if (!bookings) return NONE;
    const uses = bookings.map(({ key, travellers, at }) => {
      return { contact, booking: key, travellers, at };
    });
    this.told.set(contact, uses);
    return uses;
  }

  /** The contacts of a booking that shares one, else none. */
  contactsOf(booking: string): readonly string[] {
    return this.contacts.get(booking) ?? NONE;
  }

  private ofCarrier(carrier: string): Map<string, Booking> {
    const known = this.located.get(carrier);
    if (known) return known;
    const fresh = new Map<string, Booking>();
    this.located.set(carrier, fresh);
    return fresh;
  }

  private bookingOf({ carrier, locator, travellerId }: TravelLeg): Booking | undefined {
    return locator === undefined
      ? this.single.get(travellerId)
      : this.located.get(carrier)?.get(locator.toUpperCase());
  }

  private findShared(): void {
    const of = new Map<string, Booking | Shared>();
    const note = (booking: Booking): void => {
      for (const contact of booking.contacts) {
        const known = of.get(contact);
        if (!known) of.set(contact, booking);
        else if ('bookings' in known) {
          known.bookings.push(booking);
          if (known.riders.length < this.least) add(known.riders, booking.rider);
        } else {
          const riders = known.rider === booking.rider ? [] : [known.rider];
          of.set(contact, { bookings: [known, booking], riders: [...riders, booking.rider] });
        }
      }
    };
    for (const bookings of [this.single, ...this.located.values()]) bookings.forEach(note);
    for (const [contact, known] of of) {
      if ('bookings' in known && known.riders.length >= this.least) {
        this.shared.set(contact, known.bookings);
      }
    }
  }
}

const bookedOn = ({ bookedAt, departedAt }: TravelLeg): string => bookedAt ?? departedAt;

const add = <T>(list: T[], item: T): void => {
  if (!list.includes(item)) list.push(item);
};

/** Without a locator, people of one surname on one departure who left one contact booked together. */
const familyOf = (leg: TravelLeg): string[] =>
  leg.locator === undefined && leg.contacts.length > 0
    ? nameTokens({ surname: leg.identity.name.surname }).map(
        (word) => `family:${leg.conveyance}:${word}`,
      )
    : [];
