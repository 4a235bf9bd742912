import { nameKey } from '@vigia/manifest';
import { clustersOf, join, nameOf, samePerson, together, type Profile } from './clusters';
import { blockToken, namesMatch, nameTokens } from './compare-names';
import { SameDays } from './same-days';
import { byDeparture, departureMs } from './time';
import type { TravelLeg } from './travel-leg';

/** Everything that belongs to one person, as far as the lists tell. */
export interface Identified {
  /** The id of the person's first leg: opaque, and the same for the same legs. */
  personId: string;
  /** In time order. */
  legs: TravelLeg[];
}

/**
 * Tells whose legs are whose, whatever order they come in.
 *
 * Two legs are one person's when a document agrees (issuer and number), else when the names agree
 * and the birth date is equal, has day and month swapped or is one day off. Nothing joins them
 * when documents of the same type and issuer, valid at the same time, contradict each other in
 * birth date and name. A leg on which nothing identifies anybody stays alone.
 * Source: spec/indicators.md, definition *Stitching*.
 */
export const identify = (legs: readonly TravelLeg[]): Identified[] => {
  const profiles = profilesOf(legs);
  joinByDocument(profiles);
  joinByName(profiles);
  return clustersOf(profiles).map((members) => {
    const [first] = members;
    const own =
      members.length === 1 && first
        ? first.legs
        : members.flatMap((profile) => profile.legs).sort(byDeparture);
    return { personId: own[0]?.legId ?? '', legs: own };
  });
};

/** The keys under which a store finds every leg that `identify` might join with this one. */
export const blockKeys = (leg: TravelLeg): string[] => {
  const { dateOfBirth: born, keys, name } = leg.identity;
  const found = keys.filter((key) => key.startsWith('d:'));
  if (born?.length !== 10) return found;
  for (const token of nameTokens(name)) {
    const key = `b:${born}:${blockToken(token)}`;
    if (!found.includes(key)) found.push(key);
  }
  return found;
};

const profilesOf = (legs: readonly TravelLeg[]): Profile[] => {
  const ids = new Set<string>();
  const found: Profile[] = [];
  const alike = new Map<string, Profile>();
  for (const leg of legs) {
    ids.add(leg.legId);
    const key = leg.identity.keys.at(-1) ?? leg.legId;
    const first = alike.get(key);
    let same = first;
    while (same && !(same.legs[0] && sameIdentity(same.legs[0], leg))) same = same.next;
    if (same) {
      same.legs.push(leg);
      continue;
    }
    const profile = newProfile(leg);
    found.push(profile);
    if (first) {
      profile.next = first.next;
      first.next = profile;
    } else alike.set(key, profile);
  }
  if (ids.size < legs.length) return profilesOf(eachOnce(legs));
  for (const profile of found) {
    const { legs: own } = profile;
    if (own.length > 1) own.sort(byDeparture);
    profile.at = own[0] ? departureMs(own[0]) : 0;
  }
  return found.sort(
    (a, b) => a.at - b.at || (a.legs[0] && b.legs[0] ? byDeparture(a.legs[0], b.legs[0]) : 0),
  );
};

/** Every leg once. Of two forms of one leg the choice does not depend on which came first. */
const eachOnce = (legs: readonly TravelLeg[]): TravelLeg[] => {
  const unique = new Map<string, TravelLeg>();
  for (const leg of legs) {
    const known = unique.get(leg.legId);
    if (!known || (known !== leg && JSON.stringify(known) < JSON.stringify(leg))) {
      unique.set(leg.legId, leg);
    }
  }
  return [...unique.values()];
};

/** Nothing about the person differs, down to the spelling and the validity of documents. */
const sameIdentity = ({ identity: a }: TravelLeg, { identity: b }: TravelLeg): boolean => {
  if (a === b) return true;
  if (
    a.name.surname !== b.name.surname ||
    a.name.given !== b.name.given ||
    a.name.middle !== b.name.middle ||
    a.dateOfBirth !== b.dateOfBirth ||
    a.keys.length === 0 ||
    a.keys.length !== b.keys.length ||
    a.documents.length !== b.documents.length
  ) {
    return false;
  }
  for (let at = 0; at < a.keys.length; at += 1) if (a.keys[at] !== b.keys[at]) return false;
  for (let at = 0; at < a.documents.length; at += 1) {
    const [one, other] = [a.documents[at], b.documents[at]];
    if (one?.type !== other?.type || one?.issued !== other?.issued) return false;
    if (one?.expires !== other?.expires) return false;
  }
  return true;
};

const newProfile = (leg: TravelLeg): Profile => ({
  legs: [leg],
  at: 0,
  name: writtenName(leg),
  born: leg.identity.dateOfBirth,
  documents: undefined,
  joinedTo: undefined,
  members: undefined,
  next: undefined,
  told: false,
});

/** The name key, which stands in the last identity key already when the birth date is known. */
const writtenName = ({ identity: { keys, name } }: TravelLeg): string => {
  const key = keys.at(-1);
  return key?.startsWith('n:') ? key.slice(2, key.lastIndexOf(':')) : nameKey(name);
};

const joinByDocument = (profiles: readonly Profile[]): void => {
  const holders = new Map<string, Profile | Profile[]>();
  for (const profile of profiles) {
    for (const key of profile.legs[0]?.identity.keys ?? []) {
      if (!key.startsWith('d:')) continue;
      const known = holders.get(key);
      if (!known) {
        holders.set(key, profile);
        continue;
      }
      const others = Array.isArray(known) ? known : [known];
      if (others.some((other) => samePerson(profile, other) && join(profile, other))) continue;
      others.push(profile);
      holders.set(key, others);
    }
  }
};

const joinByName = (profiles: readonly Profile[]): void => {
  const days = new SameDays();
  for (const profile of profiles) {
    let tried: Set<Profile> | undefined;
    days.add(profile, (other) => {
      if (together(profile, other) || tried?.has(other)) return;
      tried = (tried ?? new Set()).add(other);
      if (namesMatch(nameOf(profile), nameOf(other))) join(profile, other);
    });
  }
};
