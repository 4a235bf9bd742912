import type { AllowList } from './allow-list';
import type { TravelGroup } from './groups';
import type { NumberRun } from './number-runs';
import type { Journey, TravelLeg, TravelPlace } from './travel-leg';

/** One use of a contact. `booking` is carrier and locator, or the traveller on the conveyance without one. */
export interface ContactUse {
  contact: string;
  booking: string;
  /** Person keys of everybody on the booking, and keys of what else makes two bookings one. */
  travellers: string[];
  /** The booking date, or the departure where it is unknown. */
  at: string;
}

/** A document that its owner or issuer reported; `reportedOn` is `YYYY-MM-DD`. */
export interface LostDocument {
  status: string;
  reportedOn?: string;
}

/** How people usually travel between two ends: travelled over great-circle distance. */
export interface RoutingNorm {
  travellers: number;
  /** 95th percentile of the ratio. */
  ratio95: number;
}

/**
 * What a journey is seen against. The caller answers from its store, or takes `surroundingsOf`;
 * an optional member that is absent leaves the indicators that need it silent.
 */
export interface Surroundings {
  /** N2: the uses of a contact; may be empty for one that too few bookings share to matter. */
  contactUses: (contact: string) => readonly ContactUse[];
  /** N2: the contacts that anybody left on a booking. */
  bookingContacts?: (booking: string) => readonly string[];
  allowList: AllowList;
  /**
   * The instant up to which lists have come in, ISO 8601 UTC: review dates and the wait for a missed
   * connection are judged by it. Without it, by the journey's last departure.
   */
  asOf?: string;
  /** D1: by document key (`d:<issuer>:<number>`). */
  lostDocuments?: (documentKey: string) => LostDocument | undefined;
  /** D3: every leg on which this document was shown, by whomever. */
  documentLegs?: (documentKey: string) => readonly TravelLeg[];
  /** D3, M2: all known legs of the journey's traveller, in time order. */
  personLegs?: (journey: Journey) => readonly TravelLeg[];
  /** N3, M2: the person key of a leg, as `TravelGroup.members` names people. */
  personOf?: (leg: TravelLeg) => string;
  /** N3, M2: the groups in which a person travelled. */
  groupsOf?: (person: string) => readonly TravelGroup[];
  /** N3: whether a person is on a crew or on the role list on any known leg. */
  isWorker?: (person: string) => boolean;
  /** N4: runs of consecutive numbers on the departure that this leg's numbers belong to. */
  numberRuns?: (leg: TravelLeg) => readonly NumberRun[];
  /** R4: what is usual between two ends. */
  routingNorm?: (from: TravelPlace, to: TravelPlace) => RoutingNorm | undefined;
  /**
   * The signs (`SIGNS`) that what is around a journey shows; rules that need another one are not
   * asked. Nothing where the caller cannot tell: then every rule is asked.
   */
  signs?: (journey: Journey) => number | undefined;
}

/**
 * The booking a leg belongs to, as `ContactUse` names it. Without a locator it is the traveller on
 * this conveyance, whose id is made of both.
 */
export const bookingOf = (leg: TravelLeg): string =>
  leg.locator === undefined ? leg.travellerId : `${leg.carrier}/${leg.locator.toUpperCase()}`;
