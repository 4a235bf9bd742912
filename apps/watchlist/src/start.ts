import { openService, type RunningService } from '@vigia/service';
import type { WatchlistConfig } from './config';
import { importList } from './import-list';
import { IMPORT, ListsController } from './lists.controller';
import { Lists } from './lists';

/** Puts the service together and starts it. */
export const startWatchlist = async (config: WatchlistConfig): Promise<RunningService> => {
  const service = await openService('watchlist', config);
  const lists = new Lists(
    service.connection,
    (messages) => service.publisher.publishAll(messages),
    (error) => service.log.warn({ err: error }, 'outbox: will try again'),
    config.OUTBOX_GRACE_MS,
  );
  await lists.ensureIndexes();
  lists.outbox.start();
  const { LARGEST_SHRINK: largestShrink } = config;
  return service.start({
    description: 'Owners keep their watchlists here; every change goes to screening.',
    controllers: [ListsController],
    providers: [
      { provide: Lists, useValue: lists },
      { provide: IMPORT, useValue: importList({ lists, now: () => new Date(), largestShrink }) },
    ],
    bodyLimit: config.IMPORT_LIMIT_BYTES,
    onStop: [() => lists.outbox.stop()],
  });
};
