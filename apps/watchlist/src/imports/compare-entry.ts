import type { Entry } from '@vigia/matching';
import { digestOf, type NewRevision, type Revision } from '../versions/revision';

/** What one entry of a file means for the list. */
export type Comparison =
  | { kind: 'unchanged' }
  /** An edit by hand stands: the file says of this entry what it said before the edit. */
  | { kind: 'edited' }
  | { kind: 'added' | 'changed'; revision: NewRevision; overridesEdit: boolean };

/**
 * Compares an entry of a file with what the list says of it. Files win, except against an edit by
 * hand that was made after the file last said something new about the entry (ADR 0023).
 */
export const compareEntry = (entry: Entry, known: Revision | undefined, by: string): Comparison => {
  const digest = digestOf(entry);
  const isEdit = known?.origin === 'edit';
  if (isEdit && known.sourceDigest === digest) return { kind: 'edited' };
  const isSame = known?.status === 'active' && known.digest === digest;
  if (isSame && !isEdit) return { kind: 'unchanged' };
  return {
    kind: known?.status === 'active' ? 'changed' : 'added',
    overridesEdit: isEdit && !isSame,
    revision: {
      key: entry.entryId,
      status: 'active',
      entry,
      digest,
      origin: 'import',
      sourceDigest: digest,
      by,
    },
  };
};

/**
 * Whether an active entry goes when a file does not name it: not what only people ever wrote. An
 * edit of what the file brought goes with it, because whom a source clears must not stay listed.
 */
export const goesWithFile = ({ origin, sourceDigest }: Pick<Revision, 'origin' | 'sourceDigest'>) =>
  origin === 'import' || sourceDigest !== undefined;
