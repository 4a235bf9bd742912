import { contactAllowed, type AllowList } from './allow-list';
import { chains, isRoll, numberedTicket, ticketsFollow } from './number-runs';
import { bookingOf } from './surroundings';
import type { TravelLeg } from './travel-leg';

/** People who travelled together on one departure, by person key, in alphabetical order. */
export interface TravelGroup {
  groupId: string;
  conveyance: string;
  at: string;
  members: readonly string[];
  legIds: readonly string[];
  /** Whether N3 counts it: three people, or two with one contact or, on one locator, tickets in a row. */
  counts: boolean;
}

const VEHICLE_SHARE = 0.5;
const VEHICLE_SIZE = 8;

/**
 * The groups on one departure: people with one locator, one contact, or (at least three of them,
 * not on different locators) consecutive tickets. Crews do not belong; contacts on the allow-list
 * and tickets off one roll join nobody. What would take in half the vehicle by tickets or contacts
 * alone is not a group, since a group is never merely the same vehicle.
 * Source: spec/indicators.md, definition of N3.
 */
export const groupsOn = (
  departure: readonly TravelLeg[],
  personOf: (leg: TravelLeg) => string,
  allowList: AllowList,
  rollCarriers: ReadonlySet<string> = new Set(),
  looseCarriers: ReadonlySet<string> = new Set(),
): TravelGroup[] => {
  const passengers = departure.filter(({ role }) => role === 'passenger');
  const parent = passengers.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  const join = (members: readonly number[]): void => {
    const [first = 0, ...others] = members;
    for (const other of others) parent[root(other)] = root(first);
  };
  const byContact = indexBy(passengers, ({ contacts, departedAt }) =>
    contacts.length === 0
      ? contacts
      : contacts.filter((key) => !contactAllowed(allowList, key, departedAt)),
  );
  const byLocator = indexBy(passengers, (leg) => (leg.locator ? [bookingOf(leg)] : NONE));
  const byTicket = ticketNeighbours(passengers, rollCarriers, looseCarriers);
  if (byContact.length + byLocator.length + byTicket.length === 0) return [];
  for (const members of [...byContact, ...byTicket]) {
    if (members.length > VEHICLE_SIZE && members.length > passengers.length * VEHICLE_SHARE) {
      continue;
    }
    join(members);
  }
  byLocator.forEach(join);
  const oneContact = new Set(byContact.flat());
  const groups = new Map<number, number[]>();
  const joined = new Set([...byContact, ...byTicket, ...byLocator].flat());
  for (const index of [...joined].sort((a, b) => a - b)) {
    const key = root(index);
    const list = groups.get(key);
    if (list) list.push(index);
    else groups.set(key, [index]);
  }
  return [...groups.values()].flatMap((indices) => {
    if (indices.length < 2) return [];
    const legs = indices.map((index) => passengers[index]).filter((leg) => leg !== undefined);
    const members = [...new Set(legs.map(personOf))].sort();
    const [first] = legs;
    if (!first || members.length < 2) return [];
    return [
      {
        groupId: `${first.conveyance}/${members[0] ?? ''}`,
        conveyance: first.conveyance,
        at: first.departedAt,
        members,
        legIds: legs.map(({ legId }) => legId),
        counts:
          members.length >= 3 ||
          indices.every((index) => oneContact.has(index)) ||
          (ticketsFollow(legs, 2) &&
            chains(legs.flatMap(numberedTicket)).some((chain) => chain.length === legs.length)),
      },
    ];
  });
};

const NONE: readonly string[] = [];

/** The passengers who share a key, for every key that at least two have. */
const indexBy = (
  legs: readonly TravelLeg[],
  keys: (leg: TravelLeg) => readonly string[],
): number[][] => {
  const first = new Map<string, number>();
  const shared = new Map<string, number[]>();
  legs.forEach((leg, index) => {
    for (const key of keys(leg)) {
      const before = first.get(key);
      if (before === undefined) first.set(key, index);
      else {
        const list = shared.get(key);
        if (list) list.push(index);
        else shared.set(key, [before, index]);
      }
    }
  });
  return [...shared.values()];
};

const ticketNeighbours = (
  passengers: readonly TravelLeg[],
  rollCarriers: ReadonlySet<string>,
  looseCarriers: ReadonlySet<string>,
): number[][] => {
  if (!ticketsFollow(passengers)) return [];
  const tickets = passengers
    .filter(({ carrier }) => !rollCarriers.has(carrier))
    .flatMap(numberedTicket);
  if (tickets.length < 2 || isRoll(tickets, looseCarriers)) return [];
  const at = new Map(passengers.map((leg, index) => [leg, index]));
  return chains(tickets)
    .filter((chain) => {
      const locators = new Set(chain.map(({ leg }) => leg.locator).filter(Boolean));
      return chain.length >= 3 && locators.size <= 1;
    })
    .map((chain) => chain.map(({ leg }) => at.get(leg) ?? 0));
};
