// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** One entry of a list, or its withdrawal; the newest record of a key holds. */
export interface WatchlistEntry {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  entryId: string;
  listId: string;
  /** Version of the list in which this entry last changed. */
  listVersion: number;
  listKind: ListKind;
  /** Member state or body that owns the list. */
  owner: string;
  legalBasis: string;
  /** A list of invented people, for demonstrations. */
  sample: boolean;
  status: EntryStatus;
  entry: Entry;
}

export type ListKind = 'sanctions' | 'trafficking' | 'documents' | 'missing' | 'own';

export type EntryStatus = 'active' | 'withdrawn';

/** Names, birth dates, nationalities and documents as the list gives them. */
export interface Entry {
  kind: EntryKind;
  names: EntryName[];
  datesOfBirth: string[];
  nationalities: string[];
  documents: EntryDocument[];
  sex?: Sex;
  programmes?: string[];
}

export type EntryKind = 'person' | 'document';

export interface EntryName {
  full?: string;
  surname?: string;
  given?: string;
  quality: NameQuality;
}

export type NameQuality = 'primary' | 'strong' | 'weak';

export interface EntryDocument {
  type: string;
  number: string;
  country?: string;
}

export type Sex = 'M' | 'F' | 'U';
