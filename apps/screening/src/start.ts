import { createHmac } from 'node:crypto';
import { TOPICS, type AlertDisposed } from '@vigia/contracts';
import {
  DEFAULT_RULES,
  EMPTY_ALLOW_LIST,
  keyAllowList,
  readAllowList,
  type AllowList,
} from '@vigia/indicators';
import type { Contact } from '@vigia/manifest';
import {
  meter,
  openService,
  readConfigFile,
  type OpenService,
  type RunningService,
} from '@vigia/service';
import { AlertBook } from './alerts/alert-book';
import { Background } from './background';
import { Clearances } from './clearances';
import type { ScreeningConfig } from './config';
import { Departures } from './journeys/departures';
import { DueLooks } from './journeys/due-looks';
import { quietLook } from './journeys/look';
import { Routings } from './journeys/routings';
import { observeLists } from './lists/list-metrics';
import { loadWatchlists } from './lists/load-watchlists';
import { SCREENING, ScreeningHandlers, tellWith, type Screening } from './manifests.handler';
import { lookAround, screenManifests, type ScreeningNeeds } from './screen-manifests';
import { Travels } from './travels';
import { rescreenPartition } from './upcoming/rescreen';
import { ScreenedVersions } from './upcoming/screened-versions';
import { UpcomingTravellers } from './upcoming/upcoming-travellers';
import { Watchlists } from './watchlists';

/** Legs looked at again in one sweep. */
const MOST_DUE = 200;

/** Puts the service together and starts it. Lists are read before the first manifest. */
export const startScreening = async (config: ScreeningConfig): Promise<RunningService> => {
  const contactKey = contactKeyOf(config.CONTACT_KEY);
  const read = (text: string): AllowList =>
    keyAllowList(readAllowList(text, { strict: true }), contactKey);
  const allowList = readConfigFile('ALLOW_LIST', config.ALLOW_LIST, read, EMPTY_ALLOW_LIST);
  const service = await openService('screening', config);
  const { connection, log } = service;
  const stores = await openStores(service, config, allowList);
  const { travels, book, due, clearances } = stores;

  let changed: () => void = () => undefined;
  const watchlists = new Watchlists(() => changed());
  const lists = await loadWatchlists({
    brokers: config.KAFKA_BROKERS,
    topicPrefix: config.TOPIC_PREFIX,
    watchlists,
    required: config.REQUIRED_LISTS,
    waitMs: config.LIST_WAIT_MS,
    log,
  });
  service.health.add('watchlists', () => lists.check());
  observeLists(watchlists, () => new Date());

  const upcoming = new UpcomingTravellers(
    (partition, now) => travels.upcoming(partition, now),
    () => new Date(),
    (error) => log.warn({ err: error }, 'upcoming travellers not read, will be tried again'),
  );
  const size = meter().createObservableGauge('vigia.travellers.upcoming');
  size.addCallback((result) => result.observe(upcoming.size));

  const needs: ScreeningNeeds = {
    ...stores,
    watchlists,
    upcoming,
    contactKey,
    allowList,
    rules: DEFAULT_RULES,
    now: risingClock(),
  };
  const tell = tellWith(
    (publications) => service.publisher.publishAll(publications),
    (settled) => book.put(settled),
  );
  const screening: Screening = {
    screen: screenManifests(needs),
    tell,
    clear: clearWith(travels, clearances, watchlists, book),
  };

  let assigned: readonly number[] = [];
  const rescreen = rescreenPartition({
    ...needs,
    book,
    travels,
    watchlists,
    upcoming,
    tell,
    screened: new ScreenedVersions(connection),
  });
  const rescreening = new Background(
    'rescreening',
    async () => {
      if (!watchlists.completed) return;
      await upcoming.assign(assigned);
      for (const partition of assigned) await rescreen(partition);
    },
    config.SWEEP_MS,
    log,
  );
  const sweeping = new Background(
    'due looks',
    async () => {
      const legIds = await due.next(new Date(), MOST_DUE);
      const seeds = legIds.length > 0 ? await travels.byIds(legIds) : [];
      if (seeds.length > 0) await tell(await lookAround(needs, quietLook(seeds)));
      await due.done(legIds);
      await upcoming.prune();
    },
    config.SWEEP_MS,
    log,
  );
  changed = () => rescreening.poke();
  const consumer = service.createConsumer();
  consumer.onAssignment((topic, partitions) => {
    if (topic !== TOPICS.manifestAccepted) return;
    assigned = partitions;
    // At once, so that what is put from here on is in the index.
    void upcoming.assign(assigned);
    rescreening.poke();
  });
  return service.start({
    description: 'Compares travellers with watchlists and route indicators.',
    controllers: [ScreeningHandlers],
    providers: [{ provide: SCREENING, useValue: screening }],
    consumer,
    beforeConsuming: async () => {
      await lists.ready;
      sweeping.poke();
    },
    onStop: [() => rescreening.stop(), () => sweeping.stop(), () => lists.stop()],
  });
};

const openStores = async (
  { connection }: OpenService,
  { RETENTION_DAYS: days }: ScreeningConfig,
  allowList: ScreeningNeeds['allowList'],
) => {
  const travels = new Travels(connection);
  const clearances = new Clearances(connection);
  const departures = new Departures(connection, allowList);
  const routings = new Routings(connection);
  const book = new AlertBook(connection);
  const due = new DueLooks(connection);
  await travels.ensureIndexes(days);
  await clearances.ensureIndexes(days);
  await departures.ensureIndexes(days);
  await routings.ensureIndexes(days);
  await book.ensureIndexes();
  await due.ensureIndexes();
  return { travels, clearances, departures, routings, book, due };
};

/** Never the same instant twice in this process: what is said later bears a later time. */
export const risingClock = (): (() => Date) => {
  let last = 0;
  return () => new Date((last = Math.max(Date.now(), last + 1)));
};

const contactKeyOf =
  (secret: string) =>
  ({ kind, value }: Contact): string =>
    createHmac('sha256', secret).update(`${kind}:${value}`).digest('base64url').slice(0, 22);

/** The version of the entry that the officer saw counts, not the one of today. */
const clearWith =
  (travels: Travels, clearances: Clearances, watchlists: Watchlists, book: AlertBook) =>
  async (disposed: AlertDisposed): Promise<boolean> => {
    const note = await book.byId(disposed.alertId);
    if (note) await book.dismiss(note._id);
    const version =
      note?.entryVersion ?? (disposed.entryId && watchlists.origin(disposed.entryId)?.listVersion);
    const [record] = await travels.ofTravellers([disposed.travellerId]);
    if (!version || !record) return false;
    await clearances.remember(disposed, record, version);
    return true;
  };
