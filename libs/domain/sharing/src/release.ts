import { memberStateOf, memberStatesIn } from './member-states';

/** The part of an alert that decides who may see it. */
export interface ReleasableAlert {
  kind: 'listMatch' | 'indicators' | 'protection';
  person: {
    nationality?: string;
    birthPlace?: string;
    residence?: string;
    documents: readonly { issuer?: string }[];
  };
  /** In the order of travel; `via` are stops at which the traveller stays on board. */
  legs: readonly { from: Stop; via?: readonly Stop[]; to: Stop }[];
  listEntry?: { listKind: string; owner: string; sharing?: ListSharing };
  protection: readonly string[];
}

interface Stop {
  /** ISO 3166-1 alpha-2. */
  country?: string;
}

/** To whom the owner of a list lets its matches go; absent means by itinerary. `states` are member state ids. */
export interface ListSharing {
  rule: 'itinerary' | 'owner' | 'named';
  states: readonly string[];
}

/** What a protection officer found out, once one has looked. */
export interface ProtectionAssessment {
  /** `none`: no claim and no need; `open`: a need or a claim. */
  outcome: 'none' | 'open';
  /** States the person fears, beyond those the documents show; member state ids. */
  feared?: readonly string[];
}

export type Audience = 'enforcement' | 'protection';

export type Release =
  | { view: 'full' }
  | { view: 'stub'; reason: 'protection' }
  | { view: 'none'; reason: 'notConcerned' | 'nonRefoulement' };

/**
 * The only door out (safeguards 5, 6 and 7): what one connected state may see of an alert.
 *
 * - A state that neither the itinerary nor the list's ownership concerns sees nothing.
 * - A state that the person may have fled sees nothing, not even that there is an alert, as long
 *   as a claim for protection is possible.
 * - In a protection case enforcement sees a neutral stub and the protection inbox the whole.
 *
 * @param state member state id, lower-case alpha-3
 */
export const release = (
  alert: ReleasableAlert,
  state: string,
  audience: Audience,
  assessment?: ProtectionAssessment,
): Release => releases(alert, assessment).to(state, audience);

/** What decides of the release of one alert, worked out once for all states. */
export interface Releases {
  /** As `concernedStates`. */
  concerned: string[];
  /** As `release`. */
  to: (state: string, audience: Audience) => Release;
}

/** As `release`, for asking about several states. */
export const releases = (alert: ReleasableAlert, assessment?: ProtectionAssessment): Releases => {
  const concerned = concernedStates(alert);
  const fled = claimPossible(alert, assessment) ? statesOfOrigin(alert, assessment) : [];
  const isProtected = isProtectionCase(alert, assessment);
  const to = (state: string, audience: Audience): Release => {
    if (!concerned.includes(state)) return { view: 'none', reason: 'notConcerned' };
    if (fled.includes(state)) return { view: 'none', reason: 'nonRefoulement' };
    if (isProtected && audience === 'enforcement') return { view: 'stub', reason: 'protection' };
    return { view: 'full' };
  };
  return { concerned, to };
};

/** The connected states to which anything at all of the alert goes, in itinerary order. */
export const recipientsOf = (
  alert: ReleasableAlert,
  connected: readonly string[],
  assessment?: ProtectionAssessment,
): string[] => {
  const { concerned, to } = releases(alert, assessment);
  return concerned.filter(
    (state) => connected.includes(state) && to(state, 'protection').view !== 'none',
  );
};

/**
 * Departure, transit and destination states of the itinerary, those that a coach merely passes
 * through included, then the owner of the list. The
 * owner's sharing rule can only narrow that: `owner` leaves the owner alone, `named` the owner and
 * those of the itinerary's states that the owner names.
 */
export const concernedStates = (alert: ReleasableAlert): string[] => {
  const travelled = alert.legs
    .flatMap(({ from, via = [], to }) => [from, ...via, to])
    .map(({ country }) => country);
  const owner = memberStateOf(alert.listEntry?.owner);
  const shared = travelled.map(memberStateOf).filter(sharedBy(alert.listEntry?.sharing));
  return [...new Set([...shared, owner].filter((state) => state !== undefined))];
};

const sharedBy = (sharing: ListSharing | undefined): ((state: string | undefined) => boolean) => {
  if (!sharing || sharing.rule === 'itinerary') return () => true;
  if (sharing.rule === 'owner') return () => false;
  const named = new Set(sharing.states.map(memberStateOf));
  return (state) => named.has(state);
};

/** A person who needs protection, or is looked for in order to be helped. */
export const isProtectionCase = (
  alert: ReleasableAlert,
  assessment?: ProtectionAssessment,
): boolean =>
  alert.kind === 'protection' ||
  alert.listEntry?.listKind === 'missing' ||
  alert.protection.length > 0 ||
  assessment?.outcome === 'open';

/**
 * Whether the person may ask for protection. With a protection flag always; otherwise until an
 * officer has looked, unless the journey ends in a state of the person's own, which nobody travels
 * to on a list of passengers to flee from it.
 */
export const claimPossible = (
  alert: ReleasableAlert,
  assessment?: ProtectionAssessment,
): boolean => {
  if (isProtectionCase(alert, assessment)) return true;
  if (assessment) return false;
  const destination = memberStateOf(alert.legs.at(-1)?.to.country);
  return destination === undefined || !statesOfOrigin(alert).includes(destination);
};

/** Member states among nationality, birthplace, document issuers, residence and those feared. */
export const statesOfOrigin = (
  alert: ReleasableAlert,
  assessment?: ProtectionAssessment,
): string[] => {
  const { nationality, birthPlace, residence, documents } = alert.person;
  const coded = [nationality, residence, ...documents.map(({ issuer }) => issuer)];
  return [
    ...new Set([
      ...coded.flatMap((code) => memberStateOf(code) ?? memberStatesIn(code)),
      ...memberStatesIn(birthPlace),
      ...(assessment?.feared ?? []),
    ]),
  ];
};
