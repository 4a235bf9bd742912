// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** A passenger list was read and accepted; the carrier holds its receipt. */
export interface ManifestAccepted {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  manifestId: string;
  receiptId: string;
  /** The account that submitted, from its token. */
  carrierId: string;
  /** Carrier, journey number and first departure date. */
  conveyanceKey: string;
  manifest: Manifest;
  /** Counts the submissions about this conveyance, from 1. A reader passes over what is lower than what it has seen of a traveller. */
  listVersion: number;
  /** What the submission does to the conveyance's list. The travellers of `manifest` are those to put; the id lists below are those to take off or to mark. */
  effect: Effect;
  /** Ids of travellers who are no longer on the list. */
  removed: string[];
  /** Ids of travellers who were on board, by a close-out. */
  boarded: string[];
  /** Ids of travellers of the list who were not on board, by a close-out. */
  notBoarded: string[];
  /** The submission came after its deadline. */
  late: boolean;
}

/** One passenger list of one conveyance, canonical form. */
export interface Manifest {
  source: Source;
  listType: ListType;
  function?: string;
  transactionRef?: TransactionRef;
  reporter?: Reporter;
  carrier: Carrier;
  conveyance: Conveyance;
  itinerary: Leg[];
  travellers: Traveller[];
  controlTotals: ControlTotals;
  warnings: Finding[];
  extra?: string[];
}

/** The envelope, and the hash of the bytes. */
export interface Source {
  channel: Channel;
  interchangeRef?: string;
  groupRef?: string;
  messageRef?: string;
  sender: string;
  recipient?: string;
  preparedAt?: string;
  part?: Part;
  rawSha256: string;
}

export type Channel = 'edifact' | 'csv' | 'xlsx' | 'json';

/** One part of a list sent in several. */
export interface Part {
  key: string;
  seq: number;
  last: boolean;
}

export type ListType = 'passengers' | 'crew' | 'masterCrew' | 'flightStatus' | 'gatePass';

/** PAXLST RFF+TN. */
export interface TransactionRef {
  id: string;
  revision?: string;
}

/** PAXLST NAD+MS. */
export interface Reporter {
  name?: string;
  contacts: Contact[];
}

export interface Contact {
  kind: ContactKind;
  value: string;
}

export type ContactKind = 'phone' | 'email';

export interface Carrier {
  code: string;
  scheme: CarrierScheme;
  name?: string;
}

export type CarrierScheme = 'IATA' | 'ICAO' | 'LOCAL';

export interface Conveyance {
  mode: Mode;
  journeyId: string;
  number?: string;
  vehicle?: Vehicle;
}

export type Mode = 'air' | 'road' | 'rail' | 'sea' | 'inlandWater';

export interface Vehicle {
  id?: string;
  name?: string;
  nationality?: string;
}

/** One hop; local times without offset. */
export interface Leg {
  seq: number;
  stage: Stage;
  from: Place;
  to: Place;
  departureLocal?: string;
  arrivalLocal?: string;
}

export type Stage = 'main' | 'overflight' | 'border';

/** A place as the carrier named it; country is ISO 3166-1 alpha-2. */
export interface Place {
  code?: string;
  scheme?: PlaceScheme;
  name?: string;
  country?: string;
  role: PlaceRole;
}

export type PlaceScheme = 'IATA' | 'UNLOCODE' | 'LOCAL';

export type PlaceRole = 'lastDeparture' | 'firstArrival' | 'stop' | 'final';

export interface Traveller {
  seq: number;
  role: TravellerRole;
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
  extra?: string[];
}

export type TravellerRole = 'passenger' | 'crew';

export interface Name {
  surname: string;
  given?: string;
  middle?: string;
  mononym?: boolean;
  split?: NameSplit;
  raw?: string;
}

export type NameSplit = 'given' | 'assumed';

export type Gender = 'M' | 'F' | 'X' | 'U';

export interface Address {
  street?: string;
  city?: string;
  region?: string;
  postcode?: string;
  country?: string;
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
  tags: BagTag[];
}

export interface BagTag {
  first: string;
  count: number;
}

export interface ControlTotals {
  passengers?: number;
  crew?: number;
}

/** Something noticed in what the carrier sent, and where. */
export interface Finding {
  code: string;
  severity: Severity;
  text: Bilingual;
  segment?: number;
  row?: number;
  sheet?: string;
  field?: string;
  path?: string;
}

export type Severity = 'info' | 'warning' | 'error';

/** A text in Spanish and English. */
export interface Bilingual {
  es: string;
  en: string;
}

export type Effect = 'list' | 'change' | 'reduction' | 'cancellation' | 'closeOut';
