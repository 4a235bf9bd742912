import type { Person } from '@vigia/contracts';
import type { TravelLeg } from '@vigia/indicators';

/**
 * One leg of one traveller as screening keeps it: with the identity facts and protection flags that
 * a later look needs, because a later list, contact or entry can give it a new meaning.
 */
export interface TravelRecord {
  leg: TravelLeg;
  person: Person;
  protection: string[];
  carrierId: string;
  /** The version of the conveyance's list that shows the leg like this. */
  version: number;
  /** The partition of the accepted topic that the conveyance's lists come on. */
  partition: number;
}

/**
 * As the store gives it. `keys` finds the person's other legs; `contacts` are those of the whole
 * booking, so that everybody on a booking is found by a contact that one of them left.
 */
export interface TravelDocument extends TravelRecord {
  _id: string;
  keys: string[];
  contacts: string[];
  departedAt: Date;
  endsAt: Date;
  boarded?: boolean;
}

/** What later lists said of a traveller, kept without personal data whether or not a leg is known. */
export interface MarkDocument {
  _id: string;
  /** Taken off the list at this version. */
  removed?: number;
  boarded?: boolean;
  boardedVersion?: number;
  at: Date;
}
