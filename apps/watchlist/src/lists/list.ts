import type { ListKind, SharingRule } from '@vigia/contracts';
import { z } from 'zod';

const state = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((text) => text.toLowerCase());

const sharing = z
  .strictObject({
    /** Who may learn of a match: states of the itinerary, the owner alone, or the owner and those named. */
    rule: z.enum(['itinerary', 'owner', 'named'] satisfies SharingRule[]),
    states: z.array(state).max(50).default([]),
  })
  .refine(({ rule, states }) => (rule === 'named') === states.length > 0, {
    message: 'states are named with the rule "named", and only with it',
    path: ['states'],
  });

/** What a list is, apart from its entries. */
export const listSettings = z.strictObject({
  name: z.string().min(1).max(200),
  kind: z.enum(['sanctions', 'trafficking', 'documents', 'missing', 'own'] satisfies ListKind[]),
  legalBasis: z.string().min(1).max(500),
  /** A list of invented people, for demonstrations and tests. */
  sample: z.boolean().default(false),
  sharing: sharing.default({ rule: 'itinerary', states: [] }),
  /** Days after which a list that was not confirmed again is stale. */
  staleAfterDays: z.int().min(1).max(3650).default(30),
  /** Whether an edit of an entry waits until a second person approves it. */
  fourEyes: z.boolean().default(false),
});

export type ListSettings = z.infer<typeof listSettings>;

/** Somebody is preparing the next version; nobody else may until this is done or has fallen silent. */
export interface StagingMark {
  id: string;
  kind: VersionKind;
  by: string;
  since: Date;
  leaseUntil: Date;
  /** The database session in which it writes. */
  session?: unknown;
}

/** What readers of the topics have not been told yet; written with the change itself. */
export interface UnpublishedMark {
  id: string;
  at: Date;
  /** Whether entry records of the present version go first. */
  entries: boolean;
}

/** A list with its owner (a member state id) and the state of its committed version. */
export interface ListDocument extends ListSettings {
  _id: string;
  owner: string;
  createdAt: Date;
  /** 0 before the first version; every change of an entry counts one up. */
  version: number;
  /** Active entries. */
  entries: number;
  /** Entries that changed with the present version. */
  changes: number;
  committedAt?: Date;
  /** When the owner last said "this is the list": an import, or a confirmation. */
  confirmedAt?: Date;
  importedAt?: Date;
  staging?: StagingMark;
  unpublished?: UnpublishedMark;
  publishing?: { by: string; leaseUntil: Date };
}

export type VersionKind = 'import' | 'confirmation' | 'edit' | 'expiry';

const DAY_MS = 24 * 3600 * 1000;

/** Milliseconds since the list was last confirmed, or created where it never was. */
export const ageMs = (list: Pick<ListDocument, 'confirmedAt' | 'createdAt'>, now: Date): number =>
  Math.max(0, now.getTime() - (list.confirmedAt ?? list.createdAt).getTime());

/** Whether the list was not confirmed for longer than its owner said it may be. */
export const isStale = (list: ListDocument, now: Date): boolean =>
  ageMs(list, now) > list.staleAfterDays * DAY_MS;
