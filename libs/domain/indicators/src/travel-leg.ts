import type { Mode } from '@vigia/manifest';

/** A place as far as it is known: IATA or UN/LOCODE code, ISO 3166-1 alpha-2 country, WGS 84 degrees. */
export interface TravelPlace {
  code?: string;
  name?: string;
  country?: string;
  lat?: number;
  lon?: number;
}

/** A travel document as the list gave it; dates are `YYYY-MM-DD`. */
export interface TravelDocument {
  type: string;
  number: string;
  issuer?: string;
  issued?: string;
  expires?: string;
}

/** What tells one person from another. It joins legs and is compared with lists, and never adds points. */
export interface TravelIdentity {
  /** `identityKeys` of @vigia/manifest: `d:<issuer>:<number>` and `n:<name>:<birth date>`. */
  keys: string[];
  name: { surname: string; given?: string; middle?: string };
  dateOfBirth?: string;
  documents: TravelDocument[];
}

/**
 * One traveller on one conveyance, from where they get on to where they get off. Instants are ISO
 * 8601 in UTC. `boarded` is only present once a close-out of that departure was received.
 */
export interface TravelLeg {
  legId: string;
  travellerId: string;
  manifestId: string;
  conveyance: string;
  carrier: string;
  mode: Mode;
  from: TravelPlace;
  to: TravelPlace;
  /** Stops of the vehicle between `from` and `to`, in order. */
  via: TravelPlace[];
  departedAt: string;
  /** The day of departure at the place itself, `YYYY-MM-DD`. */
  departsOn?: string;
  arrivedAt?: string;
  bookedAt?: string;
  role: 'passenger' | 'crew';
  identity: TravelIdentity;
  locator?: string;
  ticket?: string;
  agency?: string;
  bags?: number;
  /** Opaque keys (keyed hashes) of phones and e-mail addresses, made by the caller. */
  contacts: string[];
  boarded?: boolean;
  /** The journey this leg was in when the caller first assessed it; keeps the journey's id. */
  first?: { journeyId: string; at: string };
}

/** A traveller's legs in time order with gaps of at most 60 days. */
export interface Journey {
  journeyId: string;
  legs: TravelLeg[];
  /** The last leg travelled ends in the country where the first began. */
  returns: boolean;
}
