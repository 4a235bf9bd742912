import { hasRole, type AllowList } from './allow-list';
import { nameTokens } from './compare-names';
import { directionsOf } from './directions';
import { groupsOn, type TravelGroup } from './groups';
import { routingRatio } from './indicators/illogical-routing';
import { numberRunsOn, ticketHabits, type NumberRun } from './number-runs';
import { travelledLegs, type Person } from './stitch';
import {
  bookingOf,
  type ContactUse,
  type LostDocument,
  type RoutingNorm,
  type Surroundings,
} from './surroundings';
import type { TravelLeg, TravelPlace } from './travel-leg';

export interface SurroundingsOptions {
  allowList: AllowList;
  asOf?: string;
  /** By document key (`d:<issuer>:<number>`). */
  lostDocuments?: ReadonlyMap<string, LostDocument>;
}

/**
 * Everything that the given persons say about one another, indexed in memory: the surroundings of
 * a batch (a folder of lists, a generated year, a dry run over stored history).
 */
export const surroundingsOf = (
  persons: readonly Person[],
  { allowList, asOf, lostDocuments }: SurroundingsOptions,
): Surroundings => {
  const owners = new Map<string, Person>();
  for (const person of persons) for (const { legId } of person.legs) owners.set(legId, person);
  const personOf = (leg: TravelLeg): string => owners.get(leg.legId)?.personId ?? leg.travellerId;
  const legs = persons.flatMap((person) => person.legs);
  const { uses, ofBooking } = contactUses(legs, personOf);
  const { groups, runs } = departures(legs, personOf, allowList);
  const documents = sharedDocuments(persons);
  const norms = routingNorms(persons);
  const workers = new Set(legs.filter((leg) => hasRole(allowList, leg)).map(personOf));
  return {
    allowList,
    ...(asOf === undefined ? {} : { asOf }),
    contactUses: (contact) => uses.get(contact) ?? [],
    bookingContacts: (booking) => ofBooking.get(booking) ?? [],
    lostDocuments: (key) => lostDocuments?.get(key),
    documentLegs: (key) => documents.get(key) ?? [],
    personLegs: ({ legs: own }) => (own[0] ? owners.get(own[0].legId)?.legs : undefined) ?? own,
    personOf,
    groupsOf: (person) => groups.get(person) ?? [],
    isWorker: (person) => workers.has(person),
    numberRuns: ({ legId }) => runs.get(legId) ?? [],
    routingNorm: (from, to) => norms.get(endsKey(from, to)),
  };
};

interface Booking {
  travellers: string[];
  contacts: string[];
  at: string;
}

const contactUses = (
  legs: readonly TravelLeg[],
  personOf: (leg: TravelLeg) => string,
): { uses: Map<string, ContactUse[]>; ofBooking: Map<string, string[]> } => {
  const bookings = new Map<string, Booking>();
  for (const leg of legs) {
    if (leg.contacts.length === 0) continue;
    const key = bookingOf(leg);
    const known = bookings.get(key);
    if (known) for (const contact of leg.contacts) add(known.contacts, contact);
    else bookings.set(key, { travellers: [], contacts: [...leg.contacts], at: bookedOn(leg) });
  }
  // Whoever left no contact still belongs to the booking.
  for (const leg of legs) {
    if (leg.contacts.length === 0 && leg.locator === undefined) continue;
    const booking = bookings.get(bookingOf(leg));
    if (!booking) continue;
    add(booking.travellers, personOf(leg));
    for (const family of familyOf(leg)) add(booking.travellers, family);
    const at = bookedOn(leg);
    if (at < booking.at) booking.at = at;
  }
  const uses = new Map<string, ContactUse[]>();
  const ofBooking = new Map<string, string[]>();
  for (const [booking, { travellers, contacts, at }] of bookings) {
    ofBooking.set(booking, contacts);
    for (const contact of contacts) {
      const list = uses.get(contact);
      const use = { contact, booking, travellers, at };
      if (list) list.push(use);
      else uses.set(contact, [use]);
    }
  }
  return { uses, ofBooking };
};

const bookedOn = ({ bookedAt, departedAt }: TravelLeg): string => bookedAt ?? departedAt;

const add = (list: string[], item: string): void => {
  if (!list.includes(item)) list.push(item);
};

/** Without a locator, people of one surname on one departure who left one contact booked together. */
const familyOf = (leg: TravelLeg): string[] =>
  leg.locator === undefined && leg.contacts.length > 0
    ? nameTokens({ surname: leg.identity.name.surname }).map(
        (word) => `family:${leg.conveyance}:${word}`,
      )
    : [];

const departures = (
  legs: readonly TravelLeg[],
  personOf: (leg: TravelLeg) => string,
  allowList: AllowList,
) => {
  const byConveyance = new Map<string, TravelLeg[]>();
  for (const leg of legs) {
    const list = byConveyance.get(leg.conveyance);
    if (list) list.push(leg);
    else byConveyance.set(leg.conveyance, [leg]);
  }
  const groups = new Map<string, TravelGroup[]>();
  const runs = new Map<string, NumberRun[]>();
  const { rolls, loose } = ticketHabits(byConveyance.values());
  for (const departure of byConveyance.values()) {
    for (const group of groupsOn(departure, personOf, allowList, rolls, loose)) {
      for (const member of group.members) {
        const list = groups.get(member);
        if (list) list.push(group);
        else groups.set(member, [group]);
      }
    }
    for (const run of numberRunsOn(departure, rolls, loose)) {
      for (const legId of run.legIds) runs.set(legId, [...(runs.get(legId) ?? []), run]);
    }
  }
  return { groups, runs };
};

/** Documents that more than one person showed, with every leg; the others have nothing to tell. */
const sharedDocuments = (persons: readonly Person[]): Map<string, TravelLeg[]> => {
  const holders = new Map<string, Person>();
  const shared = new Map<string, TravelLeg[]>();
  for (const person of persons) {
    for (const key of documentKeysOf(person)) {
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, person);
      else if (holder !== person) {
        const legs = shared.get(key) ?? legsWith(key, holder);
        legs.push(...legsWith(key, person));
        shared.set(key, legs);
      }
    }
  }
  return shared;
};

const documentKeysOf = ({ legs }: Person): Iterable<string> => {
  const [first] = legs;
  const isDocument = (key: string): boolean => key.startsWith('d:');
  if (legs.every(({ identity }) => identity.keys === first?.identity.keys)) {
    return first?.identity.keys.filter(isDocument) ?? [];
  }
  return new Set(legs.flatMap(({ identity }) => identity.keys.filter(isDocument)));
};

const legsWith = (key: string, { legs }: Person): TravelLeg[] =>
  legs.filter(({ identity }) => identity.keys.includes(key));

const routingNorms = (persons: readonly Person[]): Map<string, RoutingNorm> => {
  const ratios = new Map<string, number[]>();
  for (const { journeys } of persons) {
    const own = new Map<string, number>();
    for (const journey of journeys) {
      for (const direction of directionsOf(travelledLegs(journey))) {
        const ratio = routingRatio(direction);
        if (ratio === undefined) continue;
        const key = endsKey(direction.from, direction.to);
        own.set(key, Math.max(ratio, own.get(key) ?? 0));
      }
    }
    for (const [key, ratio] of own) {
      const list = ratios.get(key);
      if (list) list.push(ratio);
      else ratios.set(key, [ratio]);
    }
  }
  const norms = new Map<string, RoutingNorm>();
  for (const [key, list] of ratios) {
    list.sort((a, b) => a - b);
    const ratio95 = list[Math.ceil(list.length * 0.95) - 1] ?? 0;
    norms.set(key, { travellers: list.length, ratio95 });
  }
  return norms;
};

const endsKey = (from: TravelPlace, to: TravelPlace): string =>
  `${from.code ?? from.name ?? ''}>${to.code ?? to.name ?? ''}`;
