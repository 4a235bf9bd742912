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

/**
 * Withdraws the entries that are past their expiry, one version a list, and publishes it. Answers
 * how many. A list that is being imported rejects with HttpProblem 409; the next sweep finds it.
 */
export const withdrawExpired =
  ({ staging, revisions, publish, now }: Needs) =>
  async (): Promise<number> => {
    const expired = await revisions.expired(now());
    let withdrawn = 0;
    for (const listId of new Set(expired.map((revision) => revision.listId))) {
      const found = expired.filter((revision) => revision.listId === listId);
      const stage = await staging.open(listId, 'expiry', 'vigia', 1000);
      try {
        const keys = found.map(({ key }) => key);
        const live = [...(await revisions.byKeys(stage.list, keys)).values()].filter(
          ({ status, expiresAt }) => status === 'active' && expiresAt && expiresAt <= now(),
        );
        if (live.length === 0) continue;
        await stage.write(live.map(withdrawalOf));
        const removed = live.length;
        const counts = { added: 0, changed: 0, removed, growth: -removed };
        await stage.commit({ ...counts, confirms: false, details: { reason: REASON } });
        withdrawn += removed;
      } finally {
        await stage.abandon();
      }
      await publish(listId);
    }
    return withdrawn;
  };

const withdrawalOf = ({ key, entry, digest, sourceDigest }: Revision) => ({
  ...{ key, entry, digest, by: 'vigia', reason: REASON },
  status: 'withdrawn' as const,
  origin: 'edit' as const,
  ...(sourceDigest && { sourceDigest }),
});
