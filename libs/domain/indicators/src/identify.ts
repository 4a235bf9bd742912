import { documentKey, nameKey } from '@vigia/manifest';
import {
  birthDatesAgree,
  birthDateVariants,
  blockToken,
  namesMatch,
  nameTokens,
  tokensOf,
} from './compare-names';
import { byDeparture, departureMs } from './time';
import type { TravelLeg } from './travel-leg';

/** Everything that belongs to one person, as far as the lists tell. */
export interface Identified {
  /** The id of the person's first leg: opaque, and the same for the same legs. */
  personId: string;
  /** In time order. */
  legs: TravelLeg[];
}

interface Seen {
  key: string;
  group: string;
  from: string;
  until: string;
  profile: Profile;
}

interface Profile {
  legs: TravelLeg[];
  /** First departure, milliseconds since the epoch. */
  at: number;
  name: string;
  tokens: string[];
  born: string | undefined;
  documents: Seen[];
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
  const clusters = new Clusters(profiles);
  joinByDocument(profiles, clusters);
  joinByName(profiles, clusters);
  return clusters.all().map((members) => {
    const own = members.flatMap((profile) => profile.legs).sort(byDeparture);
    return { personId: own[0]?.legId ?? '', legs: own };
  });
};

/** The keys under which a store finds every leg that `identify` might join with this one. */
export const blockKeys = (leg: TravelLeg): string[] => {
  const born = leg.identity.dateOfBirth;
  const documents = leg.identity.keys.filter((key) => key.startsWith('d:'));
  if (born?.length !== 10) return documents;
  const tokens = new Set(nameTokens(leg.identity.name).map(blockToken));
  return [...documents, ...[...tokens].map((token) => `b:${born}:${token}`)];
};

const profilesOf = (legs: readonly TravelLeg[]): Profile[] => {
  const unique = new Map<string, TravelLeg>();
  for (const leg of legs) {
    const known = unique.get(leg.legId);
    // Two forms of one leg: the choice must not depend on which came first.
    if (!known || (known !== leg && JSON.stringify(known) < JSON.stringify(leg))) {
      unique.set(leg.legId, leg);
    }
  }
  const found: Profile[] = [];
  const alike = new Map<string, Profile[]>();
  for (const leg of unique.values()) {
    const key = leg.identity.keys.at(-1) ?? leg.legId;
    const others = alike.get(key);
    const same = others?.find(({ legs: [first] }) => first && sameIdentity(first, leg));
    if (same) {
      same.legs.push(leg);
      continue;
    }
    const profile = newProfile(leg);
    found.push(profile);
    if (others) others.push(profile);
    else alike.set(key, [profile]);
  }
  for (const profile of found) {
    const { legs: own } = profile;
    if (own.length > 1) own.sort(byDeparture);
    profile.at = own[0] ? departureMs(own[0]) : 0;
  }
  return found.sort(
    (a, b) => a.at - b.at || (a.legs[0] && b.legs[0] ? byDeparture(a.legs[0], b.legs[0]) : 0),
  );
};

/** Nothing about the person differs, down to the spelling and the validity of documents. */
const sameIdentity = ({ identity: a }: TravelLeg, { identity: b }: TravelLeg): boolean =>
  a === b ||
  (a.name.surname === b.name.surname &&
    a.name.given === b.name.given &&
    a.name.middle === b.name.middle &&
    a.dateOfBirth === b.dateOfBirth &&
    a.keys.length > 0 &&
    sameItems(a.keys, b.keys, (one, other) => one === other) &&
    sameItems(
      a.documents,
      b.documents,
      (one, other) =>
        one.type === other.type && one.issued === other.issued && one.expires === other.expires,
    ));

const sameItems = <T>(
  a: readonly T[],
  b: readonly T[],
  same: (one: T, other: T) => boolean,
): boolean =>
  a.length === b.length &&
  a.every((one, index) => {
    const other = b[index];
    return other !== undefined && same(one, other);
  });

const newProfile = (leg: TravelLeg): Profile => {
  const name = writtenName(leg);
  const profile: Profile = {
    legs: [leg],
    at: 0,
    name,
    tokens: tokensOf(name),
    born: leg.identity.dateOfBirth,
    documents: [],
  };
  for (const document of leg.identity.documents) {
    const key = documentKey(document);
    if (key === undefined) continue;
    profile.documents.push({
      key,
      group: `${document.type}:${document.issuer ?? ''}`,
      from: document.issued ?? '0000',
      until: document.expires ?? '9999',
      profile,
    });
  }
  return profile;
};

/** The name key, which stands in the last identity key already when the birth date is known. */
const writtenName = ({ identity: { keys, name } }: TravelLeg): string => {
  const key = keys.at(-1);
  return key?.startsWith('n:') ? key.slice(2, key.lastIndexOf(':')) : nameKey(name);
};

const joinByDocument = (profiles: readonly Profile[], clusters: Clusters): void => {
  const holders = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const keys = new Set(profile.legs[0]?.identity.keys.filter((key) => key.startsWith('d:')));
    for (const key of keys) {
      const others = holders.get(key);
      if (!others) {
        holders.set(key, [profile]);
        continue;
      }
      const joined = others.some(
        (other) => samePerson(profile, other) && clusters.join(profile, other),
      );
      if (!joined) others.push(profile);
    }
  }
};

const joinByName = (profiles: readonly Profile[], clusters: Clusters): void => {
  const block = new Map<string, Map<string, Profile[]>>();
  const fold = remembered(blockToken);
  const variantsOf = remembered(birthDateVariants);
  for (const profile of profiles) {
    if (profile.born?.length !== 10 || profile.tokens.length === 0) continue;
    const folded = [...new Set(profile.tokens.map(fold))];
    const tried = new Set<Profile>();
    for (const date of variantsOf(profile.born)) {
      const sameDay = block.get(date);
      if (!sameDay) continue;
      for (const token of folded) {
        for (const other of sameDay.get(token) ?? []) {
          if (tried.has(other) || clusters.together(profile, other)) continue;
          tried.add(other);
          if (namesMatch(nameOf(profile), nameOf(other))) clusters.join(profile, other);
        }
      }
    }
    const own = block.get(profile.born) ?? new Map<string, Profile[]>();
    block.set(profile.born, own);
    for (const token of folded) {
      const list = own.get(token);
      if (list) list.push(profile);
      else own.set(token, [profile]);
    }
  }
};

/** Words and dates repeat among travellers; each is worked out once per batch. */
const remembered = <T>(work: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = work(text);
    known.set(text, result);
    return result;
  };
};

const samePerson = (a: Profile, b: Profile): boolean =>
  birthDatesAgree(a.born, b.born) || namesMatch(nameOf(a), nameOf(b));

const nameOf = ({ legs }: Profile): TravelLeg['identity']['name'] =>
  legs[0]?.identity.name ?? { surname: '' };

const contradict = (a: Seen, b: Seen): boolean => {
  if (a.group !== b.group || a.from > b.until || b.from > a.until) return false;
  if (a.key === b.key) return !samePerson(a.profile, b.profile);
  return a.profile.born !== b.profile.born && a.profile.name !== b.profile.name;
};

/** Disjoint sets that refuse a union across contradicting documents. */
class Clusters {
  private readonly parent = new Map<Profile, Profile>();
  private readonly members = new Map<Profile, Profile[]>();

  constructor(private readonly profiles: readonly Profile[]) {
    for (const profile of profiles) this.members.set(profile, [profile]);
  }

  together(a: Profile, b: Profile): boolean {
    return this.root(a) === this.root(b);
  }

  join(a: Profile, b: Profile): boolean {
    const [left, right] = [this.root(a), this.root(b)];
    if (left === right) return true;
    const mine = this.members.get(left) ?? [];
    const theirs = this.members.get(right) ?? [];
    const refused = mine.some((one) =>
      one.documents.some((document) =>
        theirs.some((other) => other.documents.some((seen) => contradict(document, seen))),
      ),
    );
    if (refused) return false;
    this.parent.set(right, left);
    mine.push(...theirs);
    this.members.delete(right);
    return true;
  }

  all(): Profile[][] {
    const order = new Set(this.profiles.map((profile) => this.root(profile)));
    return [...order].map((root) => this.members.get(root) ?? []);
  }

  private root(profile: Profile): Profile {
    let at = profile;
    for (let up = this.parent.get(at); up; up = this.parent.get(at)) at = up;
    return at;
  }
}
