import type { ListKind } from '@vigia/contracts';
import type { Entry } from '@vigia/matching';
import type { OutboxFields } from '@vigia/mongo';
import { z } from 'zod';

/** What a list is, apart from its entries. */
export const listSettings = z.strictObject({
  name: z.string().min(1).max(200),
  kind: z.enum(['sanctions', 'trafficking', 'documents', 'missing', 'own'] satisfies ListKind[]),
  legalBasis: z.string().min(1).max(500),
  /** A list of invented people, for demonstrations and tests. */
  sample: z.boolean().default(false),
});

export type ListSettings = z.infer<typeof listSettings>;

/** A list with its owner (a member state id) and the state of its newest version. */
export interface ListDocument extends ListSettings {
  _id: string;
  owner: string;
  version: number;
  entries: number;
  importedAt?: Date;
}

/** One entry as stored; `digest` tells whether an import changes it. */
export interface EntryDocument extends Partial<OutboxFields> {
  _id: string;
  listId: string;
  listVersion: number;
  status: 'active' | 'withdrawn';
  digest: string;
  entry: Entry;
}

/** What an import did: rows by what became of them. */
export interface ImportReport {
  listId: string;
  version: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  refused: number;
  problems: object[];
}
