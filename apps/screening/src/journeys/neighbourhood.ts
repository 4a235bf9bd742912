import {
  bookingOf,
  stitchPersons,
  surroundingsOf,
  type AllowList,
  type NumberRun,
  type Person,
  type Surroundings,
  type TravelGroup,
} from '@vigia/indicators';
import type { TravelRecord } from '../travel-record';
import { keysOf, type FreshLegs, type Travels } from '../travels';
import type { Departure, Departures } from './departures';

export interface NeighbourhoodNeeds {
  travels: Pick<Travels, 'ofPersons' | 'withContacts' | 'counts' | 'onConveyances' | 'byIds'>;
  departures: Pick<Departures, 'put' | 'byIds'>;
  allowList: AllowList;
}

/** Where to begin to look. */
export interface Start {
  /** Legs that stand and are looked at. */
  seeds: readonly TravelRecord[];
  /** Legs that are gone or stood differently before: their persons are looked at too. */
  ghosts: readonly TravelRecord[];
  /** Departures whose list has changed. */
  changed: readonly string[];
  /** Those of the seeds that need no reading back. */
  fresh?: FreshLegs;
}

/** Everything stored that the rules can read about some persons. */
export interface Neighbourhood {
  /** The persons to assess: their legs are all here. */
  subjects: Person[];
  records: Map<string, TravelRecord>;
  departures: Map<string, Departure>;
  /** Without lists and routing norms, which change by the moment. */
  surroundings: Omit<Surroundings, 'asOf' | 'lostDocuments' | 'routingNorm'>;
}

/** How many bookings must share a contact before it says anything (spec/indicators.md, *N2*). */
const SHARED_BY = 4;
/** How many changing groups make a companion (spec/indicators.md, *N3*). */
const GROUPS = 3;
const MOST_MATES = 2000;

/**
 * Reads what surrounds the persons of some legs, in a few bounded reads: their own legs, the bookings
 * that share a contact, the other holders of a document, the departures they were on, and whom they
 * travelled with there.
 */
export const readNeighbourhood = async (
  { travels, departures, allowList }: NeighbourhoodNeeds,
  { seeds, ghosts, changed, fresh }: Start,
): Promise<Neighbourhood> => {
  const near = [...seeds, ...ghosts];
  const records = new Map(seeds.map((record) => [record.leg.legId, record]));
  const add = (more: readonly TravelRecord[]): void => {
    for (const record of more) records.set(record.leg.legId, record);
  };
  const contacts = [...new Set(near.flatMap(({ leg }) => leg.contacts))];
  const days = near.map(({ leg }) => leg.departedAt).sort();
  const window = { from: days[0] ?? '', to: days.at(-1) ?? '' };
  const sharing = await travels.withContacts(contacts, window, fresh);
  const shared = sharedContacts(sharing, new Set(contacts));
  add(sharing);
  add(
    await travels.ofPersons(
      near.map(({ leg }) => leg),
      [...shared],
      fresh,
    ),
  );
  add(await missingOn(changed, records, travels));

  let people = new People([...records.values()]);
  const own = new Map<string, Departure>();
  const legs = [...records.values()].map(({ leg }) => leg);
  for (const one of await departures.put(changed, legs, people.personOf)) own.set(one._id, one);
  const wanted = new Set(near.flatMap(({ leg }) => [leg.legId, ...keysOf(leg, fresh)]));
  const isSubject = ({ legs: theirs }: Person): boolean =>
    theirs.some(
      (leg) =>
        wanted.has(leg.legId) ||
        leg.contacts.some((contact) => shared.has(contact)) ||
        keysOf(leg, fresh).some((key) => wanted.has(key)),
    );

  const readDepartures = async (persons: readonly Person[]): Promise<void> => {
    const missing = new Set(persons.flatMap((person) => person.legs.map((leg) => leg.conveyance)));
    for (const known of own.keys()) missing.delete(known);
    for (const one of await departures.byIds([...missing])) own.set(one._id, one);
  };
  await readDepartures(people.persons.filter(isSubject));
  const readMates = async (persons: readonly Person[], least: number): Promise<boolean> => {
    const mates = unknownMates(persons, people.groups(own), records, least);
    if (mates.length === 0) return false;
    const found = await travels.byIds(mates);
    add(found);
    add(await travels.ofPersons(found.map(({ leg }) => leg)));
    people = new People([...records.values()]);
    return true;
  };
  if (await readMates(people.persons.filter(isSubject), 1)) await readDepartures(people.persons);
  await readMates(people.persons, GROUPS);

  const groups = people.groups(own);
  const runs = runsByLeg(own.values());
  return {
    subjects: people.persons.filter(isSubject),
    records,
    departures: own,
    surroundings: surroundingsOf(people.persons, { allowList, departures: { groups, runs } }),
  };
};

/** Contacts among those asked for that enough bookings left. */
const sharedContacts = (
  documents: readonly { leg: TravelRecord['leg']; contacts: string[] }[],
  asked: ReadonlySet<string>,
): Set<string> => {
  const bookings = new Map<string, Set<string>>();
  for (const { leg, contacts } of documents) {
    for (const contact of contacts) {
      if (!asked.has(contact)) continue;
      bookings.set(contact, (bookings.get(contact) ?? new Set()).add(bookingOf(leg)));
    }
  }
  return new Set([...bookings].flatMap(([key, of]) => (of.size >= SHARED_BY ? [key] : [])));
};

/** Legs of changed departures that are not at hand; mostly a list brings its whole departure. */
const missingOn = async (
  changed: readonly string[],
  records: ReadonlyMap<string, TravelRecord>,
  travels: Pick<Travels, 'counts' | 'onConveyances'>,
): Promise<TravelRecord[]> => {
  if (changed.length === 0) return [];
  const atHand = new Map<string, number>();
  for (const { leg } of records.values()) {
    atHand.set(leg.conveyance, (atHand.get(leg.conveyance) ?? 0) + 1);
  }
  const counts = await travels.counts(changed);
  const missing = changed.filter((id) => (counts.get(id) ?? 0) > (atHand.get(id) ?? 0));
  return missing.length > 0 ? travels.onConveyances(missing) : [];
};

/** The persons on some legs, by leg. */
class People {
  readonly persons: Person[];
  private readonly owners = new Map<string, string>();

  constructor(records: readonly TravelRecord[]) {
    this.persons = stitchPersons(records.map(({ leg }) => leg));
    for (const { personId, legs } of this.persons) {
      for (const { legId } of legs) this.owners.set(legId, personId);
    }
  }

  readonly personOf = ({ legId, travellerId }: TravelRecord['leg']): string =>
    this.owners.get(legId) ?? travellerId;

  /** The groups of each person on these departures, members named as persons. */
  groups(departures: ReadonlyMap<string, Departure>): Map<string, TravelGroup[]> {
    const groups = new Map<string, TravelGroup[]>();
    for (const { _id: conveyance, groups: on } of departures.values()) {
      for (const { at, legIds, counts } of on) {
        const named = legIds.map((legId) => this.owners.get(legId) ?? legId);
        const members = [...new Set(named)].sort();
        const groupId = `${conveyance}/${members[0] ?? ''}`;
        for (const member of members) {
          const known = groups.get(member);
          const group = { groupId, conveyance, at, members, legIds, counts };
          if (known) known.push(group);
          else groups.set(member, [group]);
        }
      }
    }
    return groups;
  }
}

/** Legs of those who travelled with persons of at least so many groups, as far as they are not at hand. */
const unknownMates = (
  persons: readonly Person[],
  groups: ReadonlyMap<string, readonly TravelGroup[]>,
  records: ReadonlyMap<string, unknown>,
  least: number,
): string[] => {
  const mates = new Set<string>();
  for (const { personId } of persons) {
    const counting = (groups.get(personId) ?? []).filter(({ counts }) => counts);
    if (counting.length < least) continue;
    for (const { legIds } of counting) {
      for (const legId of legIds) if (!records.has(legId)) mates.add(legId);
    }
  }
  return [...mates].slice(0, MOST_MATES);
};

const runsByLeg = (departures: Iterable<Departure>): Map<string, NumberRun[]> => {
  const runs = new Map<string, NumberRun[]>();
  for (const departure of departures) {
    for (const run of departure.runs) {
      for (const legId of run.legIds) runs.set(legId, [...(runs.get(legId) ?? []), run]);
    }
  }
  return runs;
};
