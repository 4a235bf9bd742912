import {
  documentNumberKey,
  nameKey,
  travellerId,
  type ListType,
  type Traveller,
} from '@vigia/manifest';
import { identityRanks, RANKS, type Rank } from './identity-ranks';
import type { PartSet } from './part-sets';
import { checksum, seedOf, shortChecksum } from './steady';

/**
 * One traveller as the current list of a conveyance remembers it: ids and checksums, never a name,
 * a date or a number (safeguard 10). The checksums are salted with the conveyance, so that nobody
 * is found again on another one by them.
 */
export interface ListedTraveller {
  id: string;
  /** The kind of list that named the traveller: a new passenger list leaves the crew alone. */
  list: ListType;
  role: 'passenger' | 'crew';
  /** What finds the traveller again, separated by blanks; the first letter tells what was summed up. */
  keys: string;
  /** A checksum for each of FIELDS, in that order, separated by dots. */
  marks: string;
  /** The newest version that said something of the traveller. */
  version: number;
  /** When that was prepared, as the sender's clock said (UN/EDIFACT only). */
  preparedAt?: string;
}

/** The current list of one conveyance, as far as later submissions need it. */
export interface ListState {
  version: number;
  status: 'open' | 'closed' | 'cancelled';
  /** Preparation time of the newest submission that spoke of the list as a whole. */
  wholeAt?: string;
  travellers: ListedTraveller[];
  /** Those taken off, so that an older list which comes late does not bring them back. */
  gone: ListedTraveller[];
  parts: PartSet[];
}

export const EMPTY_LIST: ListState = {
  version: 0,
  status: 'open',
  travellers: [],
  gone: [],
  parts: [],
};

/** The fields of a traveller whose change is told, in alphabetical order. */
export const FIELDS = [
  'address',
  'bags',
  'birthPlace',
  'clearancePort',
  'contacts',
  'crewRole',
  'dateOfBirth',
  'disembark',
  'documents',
  'embark',
  'extra',
  'gender',
  'inTransit',
  'name',
  'nationality',
  'refs',
  'residence',
  'role',
  'verified',
  'visas',
] as const satisfies readonly (keyof Traveller)[];

const LETTER: Readonly<Record<Rank, string>> = {
  unique: 'u',
  bookedName: 'b',
  document: 'd',
  nameAndBirth: 'n',
  bareName: 'a',
};

/** What an order may name a traveller by, beside the identity keys. */
export const NAMED_BY = {
  locator: 'L',
  seat: 'S',
  ticket: 'T',
  number: 'N',
  nameInBooking: 'B',
  name: 'M',
} as const;

/** The key under which a listed traveller is found by a reference of the carrier's. */
export const referenceKey = (
  conveyance: string,
  kind: keyof typeof NAMED_BY,
  value: string,
): string => keyOfReference(seedOf(conveyance), kind, value);

const keyOfReference = (seed: number, kind: keyof typeof NAMED_BY, value: string): string => {
  const plain = kind === 'number' ? documentNumberKey(value) : value.trim().toUpperCase();
  return checksum(NAMED_BY[kind], plain, seed);
};

/** All keys of a listed traveller. */
export const keysOf = ({ keys }: ListedTraveller): string[] => keys.split(' ').filter(Boolean);

/** The identity keys of one rank among the keys of a listed traveller. */
export const keysOfRank = (listed: ListedTraveller, rank: Rank): string[] =>
  keysOf(listed).filter((key) => key.startsWith(LETTER[rank]));

/** What the list remembers of a traveller of a submission. */
export const listedTraveller = (
  conveyance: string,
  traveller: Traveller,
  from: { list: ListType; version: number; preparedAt?: string },
): ListedTraveller => {
  const seed = seedOf(conveyance);
  const name = nameKey(traveller.name);
  const ranks = identityRanks(traveller, name);
  const { locator, seat, ticket } = traveller.refs;
  const keys: string[] = [];
  for (const rank of RANKS) {
    for (const key of ranks[rank]) keys.push(checksum(LETTER[rank], key, seed));
  }
  if (locator) keys.push(keyOfReference(seed, 'locator', locator));
  if (seat) keys.push(keyOfReference(seed, 'seat', seat));
  if (ticket) keys.push(keyOfReference(seed, 'ticket', ticket));
  for (const { number } of traveller.documents) keys.push(keyOfReference(seed, 'number', number));
  if (name) keys.push(keyOfReference(seed, 'name', name));
  if (name && locator) keys.push(keyOfReference(seed, 'nameInBooking', `${locator}\u001f${name}`));
  return {
    id: travellerId(conveyance, traveller, name),
    role: traveller.role,
    keys: keys.join(' '),
    marks: marksOf(traveller, seed),
    ...from,
  };
};

const marksOf = (traveller: Traveller, seed: number): string =>
  FIELDS.map((field) => shortChecksum(traveller[field], seed)).join('.');

/** Names of the fields in which two entries of one traveller differ. */
export const changedFields = (before: ListedTraveller, after: ListedTraveller): string[] => {
  const [older, newer] = [before.marks.split('.'), after.marks.split('.')];
  return FIELDS.filter((_, index) => older[index] !== newer[index]);
};
