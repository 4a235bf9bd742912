import type { Person, TravellerAssessed } from '@vigia/contracts';
import type { NodeId, TravelLeg } from '@vigia/indicators';
import type { MaskedContact } from './mask-contact';

/** A traveller as one accepted list shows them; the newest of a few versions is the one in force. */
export interface ListedVersion {
  manifestId: string;
  order: string;
  legs: TravelLeg[];
  person: Person;
  /** Others on the list who show the same document. */
  others?: Person[];
  /** Of any of them. */
  protection: string[];
  contacts: MaskedContact[];
}

/** Where a traveller stands on the list of the conveyance: put on it, or taken off. */
export interface Standing {
  /** See `orderOf`: what is lower has been overtaken. */
  order: string;
  on: boolean;
}

/** What a close-out said about the traveller. */
export interface Boarding {
  order: string;
  aboard: boolean;
}

/** What statistics count a traveller by; absent facts are `unknown`. */
export interface FlowCell {
  /** Of departure, `YYYY-MM`. */
  month: string;
  mode: string;
  carrier: string;
  /** ISO 3166-1 alpha-2. */
  from: string;
  to: string;
  /** Place codes of both ends, `PTY-SJO`. */
  route: string;
  /** Where a passenger gets on: the code of the place, or its name. Empty for crew. */
  stop: string;
  nationality: string;
  ageBand: string;
}

/** The newest assessment, as far as rows need it. */
export type AssessedPart = Pick<
  TravellerAssessed,
  | 'assessmentId'
  | 'journeyId'
  | 'conveyanceKey'
  | 'role'
  | 'person'
  | 'legs'
  | 'matches'
  | 'indicators'
  | 'families'
  | 'protection'
  | 'versions'
> & {
  order: string;
  at: string;
  corridors: string[];
  departedAt: Date;
};

/**
 * A traveller on one conveyance as stored: what lists say and what a close-out says. Each part is
 * written by its own events and guarded by its own order, so any order of events, and any
 * repetition, ends in the same row.
 */
export interface StoredRow {
  _id: string;
  conveyance: string;
  departedAt: Date;
  listed?: Standing;
  /** Each packed by `packVersion`. */
  versions?: string[];
  /** Keys that find the person's other legs; empty once off the list. */
  keys?: string[];
  /** What the network links the traveller with; empty once off the list. */
  nodes?: NodeId[];
  cell?: FlowCell;
  boarding?: Boarding;
  /** Corridors of the newest assessment, for counting by them; absent while there were none. */
  corridors?: string[];
}

/**
 * A traveller with what screening says. Whoever may see a row depends on that, so rows are read
 * with it and never without: `ReadModel.rows` and `standings` put the two together.
 */
export interface TravellerRow extends Omit<StoredRow, 'versions' | 'keys' | 'nodes' | 'cell'> {
  versions?: ListedVersion[];
  assessed: AssessedPart | undefined;
}

/**
 * A stitched journey as the question of an analyst finds it. `order`, `lead` and `travellerIds` come
 * from the newest assessment; the rest is worked out from the rows of its travellers.
 */
export interface JourneyRow {
  _id: string;
  revision: number;
  order: string;
  lead: string;
  travellerIds: string[];
  indicators: string[];
  corridors: string[];
  outcome: 'none' | 'routeMatch' | 'alert';
  /** Those of `travellerIds` whom no later assessment has put into another journey. */
  own?: string[];
  /** Whether anything of it is still on a list. */
  live?: boolean;
  /** Member states whose analysts may see it (safeguards 5 to 7). */
  visibleTo?: string[];
  tokens?: string[];
  /** The legs travelled, by `packRoute`. */
  route?: string;
  carriers?: string[];
  modes?: string[];
  /** Departure of the last leg. */
  departedAt: Date;
}

/** A journey as an assessment tells of it, before anything is worked out. */
export type ToldJourney = Pick<
  JourneyRow,
  '_id' | 'order' | 'lead' | 'travellerIds' | 'indicators' | 'corridors' | 'outcome' | 'departedAt'
>;
