import { hasRole, type AllowList } from './allow-list';
import { ContactBook } from './contact-book';
import { groupsOn, type TravelGroup } from './groups';
import { changesAtAll } from './indicators/changing-documents';
import { numberRunsOn, ticketHabits, type NumberRun } from './number-runs';
import { endsKey, routingNorms } from './routing-norms';
import { DEFAULT_RULES, thresholds, type RuleSet } from './rules';
import { SharedDocuments } from './shared-documents';
import { SIGNS } from './signs';
import type { Person } from './stitch';
import type { LostDocument, Surroundings } from './surroundings';
import type { TravelLeg } from './travel-leg';

/** What departures as a whole say: groups by person, runs of numbers by leg id. */
export interface DepartureFacts {
  groups: ReadonlyMap<string, readonly TravelGroup[]>;
  runs: ReadonlyMap<string, readonly NumberRun[]>;
}

export interface SurroundingsOptions {
  allowList: AllowList;
  asOf?: string;
  /** By document key (`d:<issuer>:<number>`). */
  lostDocuments?: ReadonlyMap<string, LostDocument>;
  /** From the caller's store, where a batch does not hold whole departures. */
  departures?: DepartureFacts;
  /** By whose thresholds is looked. */
  rules?: RuleSet;
}

/**
 * Everything that the given persons say about one another, indexed in memory: the surroundings of
 * a batch (a folder of lists, a generated year, a dry run over stored history).
 */
export const surroundingsOf = (
  persons: readonly Person[],
  { allowList, asOf, lostDocuments, departures, rules = DEFAULT_RULES }: SurroundingsOptions,
): Surroundings => {
  const places = new Map<string, number>();
  const signs = new Uint16Array(persons.length);
  const mark = (place: number, sign: number): void => {
    if (place >= 0) signs[place] = (signs[place] ?? 0) | sign;
  };
  const contacts = new ContactBook(thresholds(rules, 'N2').bookings);
  const documents = new SharedDocuments();
  const workers = new Set<string>();
  const byConveyance = new Map<string, TravelLeg[]>();
  // One pass over the legs: what is looked at in one place is cheap to look at again there.
  persons.forEach((person, place) => {
    const { personId, legs } = person;
    for (const leg of legs) {
      places.set(leg.legId, place);
      contacts.add(leg, place);
      if (hasRole(allowList, leg)) workers.add(personId);
      if (!departures) addTo(byConveyance, leg.conveyance, leg);
    }
    documents.add(person, place);
    if (legs.length >= MANY_LEGS) mark(place, SIGNS.manyLegs);
    if (changesAtAll(legs)) mark(place, SIGNS.changing);
  });
  const placeOf = (leg: TravelLeg): number => places.get(leg.legId) ?? -1;
  const personOf = (leg: TravelLeg): string => persons[placeOf(leg)]?.personId ?? leg.travellerId;
  contacts.settle(persons, (place) => mark(place, SIGNS.sharedContact));
  for (const place of documents.places()) mark(place, SIGNS.changing);
  const { groups, runs } = departures ?? departureFacts(byConveyance, personOf, allowList);
  for (const legId of runs.keys()) mark(places.get(legId) ?? -1, SIGNS.numberRun);
  markCompany(persons, groups, thresholds(rules, 'N3').groups, mark);
  const norms = routingNorms(persons, thresholds(rules, 'R4'));
  return {
    allowList,
    ...(asOf === undefined ? {} : { asOf }),
    contactUses: (contact) => contacts.usesOf(contact),
    bookingContacts: (booking) => contacts.contactsOf(booking),
    ...(lostDocuments &&
      lostDocuments.size > 0 && { lostDocuments: (key) => lostDocuments.get(key) }),
    documentLegs: (key) => documents.legsOf(key, persons),
    personLegs: ({ legs: own }) => (own[0] && persons[placeOf(own[0])]?.legs) ?? own,
    personOf,
    groupsOf: (person) => groups.get(person) ?? NONE,
    isWorker: (person) => workers.has(person),
    numberRuns: ({ legId }) => runs.get(legId) ?? NONE,
    routingNorm: (from, to) => norms.get(endsKey(from, to)),
    signs: ({ legs: own }) => {
      const place = own[0] ? placeOf(own[0]) : -1;
      return place < 0 ? undefined : signs[place];
    },
  };
};

const NONE: readonly never[] = [];
/** The fewest legs on which `SIGNS.manyLegs` stands. */
const MANY_LEGS = 4;

const addTo = <T>(lists: Map<string, T[]>, key: string, item: T): void => {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
};

const departureFacts = (
  byConveyance: ReadonlyMap<string, TravelLeg[]>,
  personOf: (leg: TravelLeg) => string,
  allowList: AllowList,
): DepartureFacts => {
  const groups = new Map<string, TravelGroup[]>();
  const runs = new Map<string, NumberRun[]>();
  const { rolls, loose } = ticketHabits(byConveyance.values());
  for (const departure of byConveyance.values()) {
    for (const group of groupsOn(departure, personOf, allowList, rolls, loose)) {
      for (const member of group.members) addTo(groups, member, group);
    }
    for (const run of numberRunsOn(departure, rolls, loose)) {
      for (const legId of run.legIds) addTo(runs, legId, run);
    }
  }
  return { groups, runs };
};

/** Marks who travels in company, and who does with somebody of enough groups to be a companion. */
const markCompany = (
  persons: readonly Person[],
  groups: DepartureFacts['groups'],
  least: number,
  mark: (place: number, sign: number) => void,
): void => {
  const companions = new Set<string>();
  for (const [person, of] of groups) {
    if (of.length >= least && of.filter(({ counts }) => counts).length >= least) {
      companions.add(person);
    }
  }
  persons.forEach(({ personId }, place) => {
    const own = groups.get(personId);
    if (!own) return;
    mark(place, SIGNS.company);
    const led = own.some(
      ({ counts, members }) => counts && members.some((member) => companions.has(member)),
    );
    if (led) mark(place, SIGNS.led);
  });
};
