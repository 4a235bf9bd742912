// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** The result of screening one traveller on one conveyance; a later one of the same traveller replaces it. */
export interface TravellerAssessed {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  assessmentId: string;
  travellerId: string;
  manifestId: string;
  conveyanceKey: string;
  carrierId: string;
  carrier: string;
  mode: Mode;
  role: string;
  person: Person;
  journeyId: string;
  /** The stitched journey, in time order. */
  legs: JourneyLeg[];
  matches: Match[];
  indicators: Indicator[];
  families: string[];
  outcome: Outcome;
  /** Protection flags, e.g. unaccompaniedMinor. */
  protection: string[];
  alertIds: string[];
  versions: Versions;
  /** What rules saw around the journey when they were applied; absent in what revision 1 wrote. */
  seen?: Seen;
}

export type Mode = 'air' | 'road' | 'rail' | 'sea' | 'inlandWater';

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

/** Country is ISO 3166-1 alpha-2. */
export interface TravelPlace {
  code?: string;
  name?: string;
  country?: string;
}

/** A list entry this traveller may be. */
export interface Match {
  entryId: string;
  listId: string;
  listKind: ListKind;
  score: number;
  evidence: Evidence[];
}

export type ListKind = 'sanctions' | 'trafficking' | 'documents' | 'missing' | 'own';

/** A piece of evidence with its signed points. */
export interface Evidence {
  kind: string;
  points: number;
  text: Bilingual;
}

/** A text in Spanish and English. */
export interface Bilingual {
  es: string;
  en: string;
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

export type Outcome = 'none' | 'routeMatch' | 'alert';

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

/** What the indicators rest on beside the journey's own lists, in as few figures as a replay needs; nothing about other people. */
export interface Seen {
  /** Positions among the legs of those that a close-out said were not used. */
  unused: number[];
  /** Indicators left out of the conclusion, because they alerted for too many on a departure. */
  suspended: string[];
  observations: Observation[];
}

/** What one rule that applies saw around the journey. */
export interface Observation {
  indicator: string;
  /** Which of the things that the rule looks for. */
  kind?: string;
  /** YYYY-MM-DD. */
  since?: string;
  /** In the order that the rule gives them. */
  numbers: number[];
}
