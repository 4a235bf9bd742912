import { setTimeout as wait } from 'node:timers/promises';
import { decodeRecord, TOPICS } from '@vigia/contracts';
import { readTable, type Log, type Table } from '@vigia/kafka';
import { meter } from '@vigia/service';
import type { Watchlists } from '../watchlists';

interface Options {
  brokers: readonly string[];
  topicPrefix: string;
  watchlists: Watchlists;
  /** Lists without which nothing is screened. */
  required: readonly string[];
  /** How long a version that is not whole is waited for at the start. */
  waitMs: number;
  log: Log;
}

export interface LoadedLists {
  /** Resolves when every list is whole and none that is required is missing. */
  ready: Promise<void>;
  check(): void;
  stop(): Promise<void>;
}

const LOOK_MS = 50;

/**
 * Feeds the lists from their two compacted topics. Announcements are read first and to their end, and
 * entries after that, so whatever is announced has its entries further on; a version on its way in is
 * waited for, since the watchlist service completes it. After `waitMs` the newest forms are taken as
 * they are, with an ERROR: half a list at work is better than none, and somebody must look.
 */
export const loadWatchlists = async (options: Options): Promise<LoadedLists> => {
  const { brokers, topicPrefix, watchlists, required, log } = options;
  const unreadable = meter().createCounter('vigia.watchlist.records.unreadable');
  const common = { brokers, clientId: 'screening', topicPrefix, decode: decodeRecord, log };
  let read = false;
  const missing = (): string[] => required.filter((listId) => watchlists.size(listId) === 0);
  const stopping = new AbortController();
  const tables: Table[] = [];
  tables.push(
    await readTable({
      ...common,
      topic: TOPICS.watchlistPublished,
      onRecords: (records) => watchlists.announce(records),
      onUndecodable: () => unreadable.add(1, { topic: TOPICS.watchlistPublished }),
    }),
  );
  const load = async (): Promise<void> => {
    await tables[0]?.caughtUp;
    const entries = await readTable({
      ...common,
      topic: TOPICS.watchlistEntry,
      onRecords: (records) => watchlists.apply(records),
      onUndecodable: (key) => {
        unreadable.add(1, { topic: TOPICS.watchlistEntry });
        watchlists.noteUnreadable(key);
      },
    });
    tables.push(entries);
    await entries.caughtUp;
    read = true;
    await whole(options, stopping.signal);
    watchlists.complete();
    log.info({ entries: watchlists.index.size }, 'watchlists loaded');
    while (missing().length > 0 && !stopping.signal.aborted) await pause(stopping.signal);
  };
  const ready = load();
  ready.catch(() => undefined);
  return {
    ready,
    check: () => {
      if (!read) throw new Error('the lists are being read');
      const partial = watchlists.incomplete();
      if (!watchlists.completed) throw new Error(`not whole yet: ${partial.join(', ')}`);
      if (missing().length > 0) throw new Error(`waiting for ${missing().join(', ')}`);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(tables.map((table) => table.stop()));
    },
  };
};

const whole = async ({ watchlists, waitMs, log }: Options, signal: AbortSignal): Promise<void> => {
  const deadline = performance.now() + waitMs;
  while (!signal.aborted) {
    const partial = watchlists.incomplete();
    if (partial.length === 0) return;
    if (performance.now() > deadline) {
      log.error({ lists: partial }, 'taken as they are: versions that are not whole');
      return;
    }
    await pause(signal);
  }
};

const pause = (signal: AbortSignal): Promise<void> =>
  wait(LOOK_MS, undefined, { signal }).catch(() => undefined);
