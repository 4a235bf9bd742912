import { HttpProblem } from '@vigia/service';
import type { ListDocument } from '../lists/list';
import { digestOf, type NewRevision, type Revision } from '../versions/revision';
import type { Revisions } from '../versions/revisions';
import type { Stage } from '../versions/stage';
import type { Staging } from '../versions/staging';
import type { EntryChange } from './entry-change';
import type { Proposals } from './proposals';

interface Needs {
  staging: Pick<Staging, 'open'>;
  revisions: Pick<Revisions, 'byKey'>;
  proposals: Pick<Proposals, 'markApproved'>;
  publish: (listId: string) => Promise<boolean>;
}

/** Who stands behind a change; with four eyes also who approved which proposal. */
export interface Authors {
  by: string;
  approved?: { by: string; proposalId: string; at: Date };
}

export interface Edited {
  listId: string;
  entryId: string;
  version: number;
  /** False when the list said so already. */
  changed: boolean;
  published: boolean;
}

/** How long an edit waits for another one of the same list. */
const PATIENCE_MS = 5000;

/**
 * Changes one entry as a version of its own, and publishes it. A change approved by a second person
 * and the mark on its proposal are one transaction. Throws HttpProblem 404 for the withdrawal of
 * what is not there, 409 while an import of the list goes on.
 */
export const editEntry =
  ({ staging, revisions, proposals, publish }: Needs) =>
  async (list: ListDocument, change: EntryChange, authors: Authors): Promise<Edited> => {
    const { by, approved } = authors;
    const stage = await staging.open(list._id, 'edit', by, PATIENCE_MS);
    try {
      const known = await revisions.byKey(stage.list, change.entryId);
      const isActive = known?.status === 'active';
      if (change.action === 'remove' && !isActive) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
      const changed = !says(known, change);
      if (changed) await stage.write([revisionOf(change, known, authors)]);
      const live =
        changed || approved
          ? await commit(stage, change, isActive, changed, async (session) => {
              if (!approved) return;
              const { proposalId, at } = approved;
              await proposals.markApproved(proposalId, approved.by, at, session);
            })
          : stage.list;
      const published = await publish(list._id).catch(() => false);
      return {
        listId: list._id,
        entryId: change.entryId,
        version: live.version,
        changed,
        published,
      };
    } finally {
      await stage.abandon();
    }
  };

const commit = (
  stage: Stage,
  { action, reason }: EntryChange,
  isActive: boolean,
  changed: boolean,
  along: Parameters<Stage['commit']>[1],
): Promise<ListDocument> => {
  const counts = {
    added: changed && action === 'put' && !isActive ? 1 : 0,
    changed: changed && action === 'put' && isActive ? 1 : 0,
    removed: action === 'remove' ? 1 : 0,
  };
  // A list that is kept by hand is confirmed by being worked on.
  const confirms = stage.list.importedAt === undefined;
  const growth = counts.added - counts.removed;
  return stage.commit({ ...counts, growth, confirms, details: { reason } }, along);
};

const says = (known: Revision | undefined, change: EntryChange): boolean =>
  change.action === 'put' &&
  known?.status === 'active' &&
  known.origin === 'edit' &&
  known.digest === digestOf(change.entry) &&
  known.expiresAt?.getTime() === change.expiresAt?.getTime();

const revisionOf = (
  change: EntryChange,
  known: Revision | undefined,
  { by, approved }: Authors,
): NewRevision => {
  const entry = change.action === 'put' ? change.entry : known?.entry;
  if (!entry) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
  return {
    key: change.entryId,
    status: change.action === 'put' ? 'active' : 'withdrawn',
    entry,
    digest: digestOf(entry),
    origin: 'edit',
    ...(known?.sourceDigest && { sourceDigest: known.sourceDigest }),
    ...(change.action === 'put' && change.expiresAt && { expiresAt: change.expiresAt }),
    by,
    ...(approved && { approvedBy: approved.by }),
    reason: change.reason,
  };
};
