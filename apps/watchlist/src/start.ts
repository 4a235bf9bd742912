import { openService, type RunningService } from '@vigia/service';
import type { WatchlistConfig } from './config';
import { editEntry } from './edits/edit-entry';
import { EDIT, EntriesController } from './edits/entries.controller';
import { Proposals } from './edits/proposals';
import { ProposalsController } from './edits/proposals.controller';
import { withdrawExpired } from './edits/withdraw-expired';
import { importList } from './imports/import-list';
import { IMPORT, ImportsController } from './imports/imports.controller';
import { UploadParsers, Uploads } from './imports/upload';
import { countImports, observeLists } from './lists/list-metrics';
import { Lists } from './lists/lists';
import { ListsController } from './lists/lists.controller';
import { Publications } from './versions/publications';
import { Revisions } from './versions/revisions';
import { Staging } from './versions/staging';
import { Upkeep } from './versions/upkeep';

const RELAY_MS = 1000;

/** Puts the service together and starts it. */
export const startWatchlist = async (config: WatchlistConfig): Promise<RunningService> => {
  const service = await openService('watchlist', config);
  const { connection, log, publisher } = service;
  const now = (): Date => new Date();
  const leaseMs = config.LEASE_MS;
  const lists = new Lists(connection, now);
  const revisions = new Revisions(connection);
  const proposals = new Proposals(connection);
  const uploads = new Uploads(config.SPOOL_FOLDER, config.UPLOAD_LIMIT_BYTES);
  const publications = new Publications(connection, {
    revisions,
    send: (messages) => publisher.publishAll(messages),
    now,
    leaseMs,
  });
  const publish = (listId: string): Promise<boolean> => publications.publish(listId);
  const staging = new Staging(connection, { now, leaseMs, publish });
  for (const store of [lists, revisions, proposals]) await store.ensureIndexes();
  await uploads.prepare(now());
  observeLists(() => lists.all(), now);

  const onError = (error: unknown): void => log.warn({ err: error }, 'upkeep: will try again');
  const expire = withdrawExpired({ staging, revisions, publish, now });
  const upkeep = new Upkeep(
    [
      { everyMs: RELAY_MS, run: () => publications.relay(onError) },
      { everyMs: RELAY_MS, run: () => staging.removeAbandoned() },
      { everyMs: config.EXPIRY_SWEEP_MS, run: expire },
    ],
    onError,
  );
  upkeep.start();
  const { LARGEST_SHRINK: largestShrink } = config;
  return service.start({
    description: 'Owners keep their watchlists here; every change goes to screening.',
    controllers: [ListsController, ImportsController, EntriesController, ProposalsController],
    providers: [
      UploadParsers,
      { provide: Lists, useValue: lists },
      { provide: Revisions, useValue: revisions },
      { provide: Proposals, useValue: proposals },
      { provide: Publications, useValue: publications },
      { provide: Staging, useValue: staging },
      { provide: Uploads, useValue: uploads },
      { provide: EDIT, useValue: editEntry({ staging, revisions, proposals, publish }) },
      {
        provide: IMPORT,
        useValue: counted(importList({ staging, revisions, publish, largestShrink })),
      },
    ],
    bodyLimit: config.IMPORT_LIMIT_BYTES,
    onStop: [() => upkeep.stop()],
  });
};

const counted = (run: ReturnType<typeof importList>): ReturnType<typeof importList> => {
  const count = countImports();
  return async (list, request, by) => {
    try {
      const report = await run(list, request, by);
      count.done(report);
      return report;
    } catch (error) {
      count.refused(request.format);
      throw error;
    }
  };
};
