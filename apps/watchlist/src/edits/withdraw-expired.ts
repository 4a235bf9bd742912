import type { Revision } from '../versions/revision';
import type { Revisions } from '../versions/revisions';
import type { Staging } from '../versions/staging';

interface Needs {
  staging: Pick<Staging, 'open'>;
  revisions: Pick<Revisions, 'expired' | 'byKeys'>;
  publish: (listId: string) => Promise<boolean>;
  now: () => Date;
}

const REASON = 'expired';
const PATIENCE_MS = 1000;

/**
 * Withdraws the entries that are past their expiry, one version a list, and publishes it. Answers
 * how many. A list that is being imported waits for the next sweep and holds up no other; then the
 * first error is thrown at the end.
 */
export const withdrawExpired = (needs: Needs) => async (): Promise<number> => {
  const expired = await needs.revisions.expired(needs.now());
  const lists = new Set(expired.map(({ listId }) => listId));
  let withdrawn = 0;
  const errors: unknown[] = [];
  for (const listId of lists) {
    const keys = expired.filter((one) => one.listId === listId).map(({ key }) => key);
    try {
      withdrawn += await withdrawOf(needs, listId, keys);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return withdrawn;
};

const withdrawOf = async (
  { staging, revisions, publish, now }: Needs,
  listId: string,
  keys: readonly string[],
): Promise<number> => {
  const stage = await staging.open(listId, 'expiry', 'vigia', PATIENCE_MS);
  try {
    const live = [...(await revisions.byKeys(stage.list, keys)).values()].filter(
      ({ status, expiresAt }) => status === 'active' && expiresAt && expiresAt <= now(),
    );
    if (live.length === 0) return 0;
    await stage.write(live.map(withdrawalOf));
    const removed = live.length;
    const counts = { added: 0, changed: 0, removed, growth: -removed };
    await stage.commit({ ...counts, confirms: false, details: { reason: REASON } });
    await publish(listId);
    return removed;
  } finally {
    await stage.abandon();
  }
};

const withdrawalOf = ({ key, entry, digest, sourceDigest }: Revision) => ({
  key,
  entry,
  digest,
  by: 'vigia',
  reason: REASON,
  status: 'withdrawn' as const,
  origin: 'edit' as const,
  ...(sourceDigest && { sourceDigest }),
});
