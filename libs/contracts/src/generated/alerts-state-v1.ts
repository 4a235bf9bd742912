// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** What one member state may see of an alert: in full, or a neutral stub. */
export interface StateAlert {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  alertId: string;
  state: string;
  view: View;
  text: Bilingual;
  legs: JourneyLeg[];
  kind?: AlertKind;
  person?: Person;
  listEntry?: ListEntry;
  score?: number;
  evidence: Evidence[];
  indicators: Indicator[];
  notUsed?: Bilingual;
  versions?: Versions;
  /** Every state that received the alert. */
  recipients: string[];
}

export type View = 'full' | 'stub' | 'recalled';

/** A text in Spanish and English. */
export interface Bilingual {
  es: string;
  en: string;
}

/** One traveller on one conveyance; instants in UTC. */
export interface JourneyLeg {
  travellerId: string;
  manifestId: string;
  conveyance: string;
  carrier: string;
  mode: Mode;
  from: TravelPlace;
  to: TravelPlace;
  /** Stops between the two at which the traveller stays on board, in order. */
  via?: TravelPlace[];
  departedAt: string;
  arrivedAt?: string;
}

export type Mode = 'air' | 'road' | 'rail' | 'sea' | 'inlandWater';

/** Country is ISO 3166-1 alpha-2. */
export interface TravelPlace {
  code?: string;
  name?: string;
  country?: string;
}

export type AlertKind = 'listMatch' | 'indicators' | 'protection';

/** Identity facts of the traveller, for comparison only. */
export interface Person {
  surname: string;
  given?: string;
  middle?: string;
  dateOfBirth?: string;
  gender?: string;
  nationality?: string;
  birthPlace?: string;
  residence?: string;
  documents: Doc[];
}

/** A travel document; dates ISO 8601. */
export interface Doc {
  type: string;
  number: string;
  issuer?: string;
  issuePlace?: string;
  issued?: string;
  expires?: string;
}

/** The entry matched. */
export interface ListEntry {
  entryId: string;
  listId: string;
  listKind: ListKind;
  owner: string;
  sample: boolean;
  /** Absent: by itinerary. */
  sharing?: Sharing;
  /** When the owner last confirmed the list by an import, ISO 8601 UTC. */
  confirmedAt?: string;
}

export type ListKind = 'sanctions' | 'trafficking' | 'documents' | 'missing' | 'own';

/** To whom the list's owner lets a match go. */
export interface Sharing {
  /** itinerary: states of the journey and the owner; owner: the owner alone; named: the owner and the states named, as far as the journey concerns them. */
  rule: SharingRule;
  /** Member state ids. */
  states: string[];
}

export type SharingRule = 'itinerary' | 'owner' | 'named';

/** A piece of evidence with its signed points. */
export interface Evidence {
  kind: string;
  points: number;
  text: Bilingual;
}

/** An indicator that the journey met. */
export interface Indicator {
  id: string;
  family: string;
  points: number;
  corridorId?: string;
  corridorVersion?: string;
  text: Bilingual;
}

/** What the result was computed with, so that it can be replayed. */
export interface Versions {
  matcher: string;
  policy: string;
  rules: string;
  lists: ListVersion[];
}

export interface ListVersion {
  listId: string;
  version: number;
}
