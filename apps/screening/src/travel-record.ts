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
}

/** As stored. `keys` finds the person's other legs, `contacts` the bookings that share one. */
export interface TravelDocument extends TravelRecord {
  _id: string;
  keys: string[];
  contacts: string[];
  departedAt: Date;
}
