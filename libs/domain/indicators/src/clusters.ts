import { documentKey } from '@vigia/manifest';
import { birthDatesAgree, namesMatch } from './compare-names';
import type { TravelLeg } from './travel-leg';

/** One spelling of one person: legs on which nothing about them differs. */
export interface Profile {
  legs: TravelLeg[];
  /** First departure, milliseconds since the epoch. */
  at: number;
  /** The name key, words in alphabetical order. */
  name: string;
  born: string | undefined;
  /** Documents as joining compares them, worked out when first asked for. */
  documents: Seen[] | undefined;
  /** The profile that this one was joined to; nothing for the first of a cluster. */
  joinedTo: Profile | undefined;
  /** Those joined to this one, itself first; nothing while it is alone. */
  members: Profile[] | undefined;
  /** The next profile under the same key. */
  next: Profile | undefined;
  /** Whether the cluster that this profile leads has been told. */
  told: boolean;
}

interface Seen {
  key: string;
  group: string;
  from: string;
  until: string;
  profile: Profile;
}

/** Whether two profiles belong to one cluster already. */
export const together = (a: Profile, b: Profile): boolean => leaderOf(a) === leaderOf(b);

/** Joins the clusters of two profiles, unless documents of them contradict each other. */
export const join = (a: Profile, b: Profile): boolean => {
  const [left, right] = [leaderOf(a), leaderOf(b)];
  if (left === right) return true;
  const [mine, theirs] = [membersOf(left), membersOf(right)];
  const refused = mine.some((one) =>
    documentsOf(one).some((document) =>
      theirs.some((other) => documentsOf(other).some((seen) => contradict(document, seen))),
    ),
  );
  if (refused) return false;
  // The larger one leads, so that nobody is many steps away from the leader.
  if (mine.length < theirs.length) follow(left, right, mine, theirs);
  else follow(right, left, theirs, mine);
  return true;
};

const follow = (follower: Profile, leader: Profile, few: Profile[], many: Profile[]): void => {
  follower.joinedTo = leader;
  follower.members = undefined;
  for (const profile of few) many.push(profile);
  leader.members = many;
};

/** The clusters, each once, in the order of their first profiles. */
export const clustersOf = (profiles: readonly Profile[]): (readonly Profile[])[] => {
  const found: (readonly Profile[])[] = [];
  for (const profile of profiles) {
    const leader = leaderOf(profile);
    if (leader.told) continue;
    leader.told = true;
    found.push(membersOf(leader));
  }
  return found;
};

/** Birth dates that agree, or names that do: one document under them is one person's. */
export const samePerson = (a: Profile, b: Profile): boolean =>
  birthDatesAgree(a.born, b.born) || namesMatch(nameOf(a), nameOf(b));

/** The name as the profile's lists write it. */
export const nameOf = ({ legs }: Profile): TravelLeg['identity']['name'] =>
  legs[0]?.identity.name ?? { surname: '' };

const leaderOf = (profile: Profile): Profile => {
  let at = profile;
  while (at.joinedTo) at = at.joinedTo;
  return at;
};

const membersOf = (leader: Profile): Profile[] => leader.members ?? [leader];

const documentsOf = (profile: Profile): readonly Seen[] => {
  if (profile.documents) return profile.documents;
  const found: Seen[] = [];
  for (const document of profile.legs[0]?.identity.documents ?? []) {
    const key = documentKey(document);
    if (key === undefined) continue;
    found.push({
      key,
      group: `${document.type}:${document.issuer ?? ''}`,
      from: document.issued ?? '0000',
      until: document.expires ?? '9999',
      profile,
    });
  }
  profile.documents = found;
  return found;
};

const contradict = (a: Seen, b: Seen): boolean => {
  if (a.group !== b.group || a.from > b.until || b.from > a.until) return false;
  if (a.key === b.key) return !samePerson(a.profile, b.profile);
  return a.profile.born !== b.profile.born && a.profile.name !== b.profile.name;
};
