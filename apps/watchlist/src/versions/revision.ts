import { createHash } from 'node:crypto';
import type { Entry } from '@vigia/matching';
import type { VersionKind } from '../lists/list';

/** The `until` of a revision that nothing has replaced. */
export const OPEN = 2_147_483_647;

/**
 * An entry as it stands from one version of its list until another. What a list says at version v
 * are the revisions with `from` ≤ v < `until`; so a version that is still being staged is invisible
 * until the list itself says that v is live.
 */
export interface Revision {
  /** `<key>@<from>` */
  _id: string;
  /** `<list>:<the list's own id of the entry>` */
  key: string;
  listId: string;
  from: number;
  until: number;
  status: 'active' | 'withdrawn';
  entry: Entry;
  digest: string;
  /** Whether the file or a person wrote it last. */
  origin: 'import' | 'edit';
  /** Digest of what the last import said of this id; absent where none ever did. */
  sourceDigest?: string;
  expiresAt?: Date;
  at: Date;
  by: string;
  approvedBy?: string;
  reason?: string;
}

/** What the writer of a revision says; the stage adds list, version and time. */
export type NewRevision = Omit<Revision, '_id' | 'listId' | 'from' | 'until' | 'at'>;

/** One version of a list, or a confirmation of it, in the history. */
export interface VersionRecord {
  _id: string;
  listId: string;
  version: number;
  kind: VersionKind;
  at: Date;
  by: string;
  added: number;
  changed: number;
  removed: number;
  [detail: string]: unknown;
}

export const keyOf = (listId: string, entryId: string): string =>
  entryId.startsWith(`${listId}:`) ? entryId : `${listId}:${entryId}`;

/** What an entry says, apart from its ids, as a short text that is equal for equal entries. */
export const digestOf = (entry: Entry): string => {
  const { kind, names, datesOfBirth, nationalities, documents, sex, programmes = [] } = entry;
  const content = [
    kind,
    names.map(({ full, surname, given, quality }) => [full, surname, given, quality]),
    datesOfBirth,
    nationalities,
    documents.map(({ type, number, country }) => [type, number, country]),
    sex,
    programmes,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
};
