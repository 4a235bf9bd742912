// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** A version of a list is whole: all its entry records have been sent. Readers change over when they have them all. */
export interface WatchlistPublished {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  listId: string;
  name: string;
  /** From 1; every import or edit that changes something counts one up. */
  version: number;
  /** How many entry records carry this version. */
  changes: number;
  /** Active entries of the list. */
  entries: number;
  listKind: ListKind;
  /** Member state id. */
  owner: string;
  legalBasis: string;
  sample: boolean;
  sharing: Sharing;
  /** When the owner last confirmed the list by an import, ISO 8601 UTC; an import without changes counts. */
  confirmedAt: string;
  /** Days after which the list is stale if not confirmed again. */
  staleAfterDays: number;
}

export type ListKind = 'sanctions' | 'trafficking' | 'documents' | 'missing' | 'own';

/** To whom the list's owner lets a match go. */
export interface Sharing {
  /** itinerary: states of the journey and the owner; owner: the owner alone; named: the owner and the states named, as far as the journey concerns them. */
  rule: SharingRule;
  /** Member state ids. */
  states: string[];
}

export type SharingRule = 'itinerary' | 'owner' | 'named';
