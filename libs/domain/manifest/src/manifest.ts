import type { Finding } from './finding';

/** How the bytes reached us. */
export type Channel = 'edifact' | 'csv' | 'xlsx' | 'json';

/** Where a manifest came from: the envelope it travelled in and the hash of its bytes. */
export interface Source {
  channel: Channel;
  interchangeRef?: string;
  groupRef?: string;
  messageRef?: string;
  sender: string;
  recipient?: string;
  preparedAt?: string;
  /** UNH 0068, the common access reference: what the parts of one list and its answer share. */
  accessRef?: string;
  part?: { key: string; seq: number; last: boolean };
  /** SHA-256 of the bytes as they arrived, lower-case hexadecimal. */
  rawSha256: string;
}

export type ListType = 'passengers' | 'crew' | 'masterCrew' | 'flightStatus' | 'gatePass';

/** UN/ECE Recommendation 19 modes that carry passengers. */
export type Mode = 'air' | 'road' | 'rail' | 'sea' | 'inlandWater';

export type PlaceRole = 'lastDeparture' | 'firstArrival' | 'stop' | 'final';

/** A place as the carrier named it; `country` is ISO 3166-1 alpha-2 and only set when known. */
export interface Place {
  code?: string;
  scheme?: 'IATA' | 'UNLOCODE' | 'LOCAL';
  name?: string;
  country?: string;
  role: PlaceRole;
}

/** One hop of the vehicle. Local times are ISO 8601 without offset, minutes precision. */
export interface Leg {
  seq: number;
  stage: 'main' | 'overflight' | 'border';
  from: Place;
  to: Place;
  departureLocal?: string;
  arrivalLocal?: string;
}

export interface Carrier {
  code: string;
  scheme: 'IATA' | 'ICAO' | 'LOCAL';
  name?: string;
}

export interface Conveyance {
  mode: Mode;
  /** Flight, trip or service number as the carrier wrote it. */
  journeyId: string;
  number?: string;
  vehicle?: { id?: string; name?: string; nationality?: string };
}

/** How a single name field was taken apart: as the sender marked it, or by our assumption. */
export type NameSplit = 'given' | 'assumed';

export interface Name {
  surname: string;
  given?: string;
  middle?: string;
  mononym?: boolean;
  split?: NameSplit;
  raw?: string;
}

/** ICAO Doc 9303 document; `type` P, I, A, C, V, F, L, T, IP, AC or U when unknown. */
export interface Doc {
  type: string;
  number: string;
  issuer?: string;
  issuePlace?: string;
  issued?: string;
  expires?: string;
}

export interface Contact {
  kind: 'phone' | 'email';
  value: string;
}

export interface TravellerRefs {
  locator?: string;
  unique?: string;
  seat?: string;
  agency?: string;
  customer?: string;
  ticket?: string;
  personId?: string;
}

export interface Bags {
  count?: number;
  weightKg?: number;
  tags: { first: string; count: number }[];
}

export type Gender = 'M' | 'F' | 'X' | 'U';

export interface Address {
  street?: string;
  city?: string;
  region?: string;
  postcode?: string;
  country?: string;
}

/** One person on the list. Dates are ISO 8601 (`YYYY-MM-DD`, or `YYYY` when only the year is known). */
export interface Traveller {
  seq: number;
  role: 'passenger' | 'crew';
  inTransit: boolean;
  name: Name;
  gender?: Gender;
  dateOfBirth?: string;
  birthPlace?: string;
  nationality?: string;
  residence?: string;
  address?: Address;
  embark?: Place;
  disembark?: Place;
  clearancePort?: Place;
  documents: Doc[];
  visas: Doc[];
  refs: TravellerRefs;
  bags?: Bags;
  verified?: boolean;
  crewRole?: string;
  contacts: Contact[];
  /** Segments or columns we do not interpret, kept as they came. */
  extra?: string[];
}

/** One passenger list of one conveyance: the canonical form of every format. */
export interface Manifest {
  source: Source;
  listType: ListType;
  function?: string;
  transactionRef?: { id: string; revision?: string };
  reporter?: { name?: string; contacts: Contact[] };
  carrier: Carrier;
  conveyance: Conveyance;
  itinerary: Leg[];
  travellers: Traveller[];
  controlTotals: { passengers?: number; crew?: number };
  warnings: Finding[];
  /** Segments or columns we do not interpret, kept as they came. */
  extra?: string[];
}
