import { meter } from '@vigia/service';
import type { Watchlists } from '../watchlists';

/** How old every list is, for the alert rules: by list id, with nothing about anybody on it. */
export const observeLists = (watchlists: Pick<Watchlists, 'ages'>, now: () => Date): void => {
  const age = meter().createObservableGauge('vigia.watchlist.age', { unit: 'd' });
  const stale = meter().createObservableGauge('vigia.watchlist.stale');
  const entries = meter().createObservableGauge('vigia.watchlist.entries');
  meter().addBatchObservableCallback(
    (result) => {
      for (const { listId, ageDays, stale: isStale, entries: size } of watchlists.ages(now())) {
        result.observe(age, ageDays, { list: listId });
        result.observe(stale, isStale ? 1 : 0, { list: listId });
        result.observe(entries, size, { list: listId });
      }
    },
    [age, stale, entries],
  );
};
