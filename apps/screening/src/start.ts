import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { decodeRecord, TOPICS, type AlertDisposed } from '@vigia/contracts';
import { DEFAULT_RULES, EMPTY_ALLOW_LIST, keyAllowList, type AllowList } from '@vigia/indicators';
import { readTable } from '@vigia/kafka';
import type { Contact } from '@vigia/manifest';
import { ConfigError, openService, type RunningService } from '@vigia/service';
import { z } from 'zod';
import { Clearances } from './clearances';
import type { ScreeningConfig } from './config';
import { SCREENING, ScreeningHandlers, type Screening } from './manifests.handler';
import { screenManifests } from './screen-manifests';
import { Travels } from './travels';
import { Watchlists } from './watchlists';

const allowListFile = z.strictObject({
  contacts: z.array(
    z.strictObject({
      type: z.enum(['phone', 'email']),
      value: z.string().min(3),
      validFrom: z.iso.date(),
      validTo: z.iso.date(),
    }),
  ),
  roles: z.array(z.strictObject({ role: z.string(), document: z.string(), issuer: z.string() })),
});

/** Puts the service together and starts it. Lists are read before the first manifest. */
export const startScreening = async (config: ScreeningConfig): Promise<RunningService> => {
  const contactKey = contactKeyOf(config.CONTACT_KEY);
  const allowList = readAllowList(config.ALLOW_LIST, contactKey);
  const service = await openService('screening', config);
  const travels = new Travels(service.connection);
  const clearances = new Clearances(service.connection);
  await travels.ensureIndexes(config.RETENTION_DAYS);
  await clearances.ensureIndexes(config.RETENTION_DAYS);

  const watchlists = new Watchlists();
  const ready = new ListsReady(watchlists, config.REQUIRED_LISTS);
  const table = await readTable({
    brokers: config.KAFKA_BROKERS,
    clientId: 'screening',
    topic: TOPICS.watchlistEntry,
    topicPrefix: config.TOPIC_PREFIX,
    decode: decodeRecord,
    onRecords: (records) => {
      watchlists.apply(records);
      ready.look();
    },
    log: service.log,
  });
  service.health.add('watchlists', () => ready.check());

  const screening: Screening = {
    screen: screenManifests({
      travels,
      clearances,
      watchlists,
      contactKey,
      allowList,
      rules: DEFAULT_RULES,
      now: () => new Date(),
    }),
    publish: (publications) => service.publisher.publishAll(publications),
    clear: clearWith(travels, clearances, watchlists),
  };
  return service.start({
    description: 'Compares travellers with watchlists and route indicators.',
    controllers: [ScreeningHandlers],
    providers: [{ provide: SCREENING, useValue: screening }],
    consumer: service.createConsumer(),
    beforeConsuming: async () => {
      await table.caughtUp;
      watchlists.complete();
      service.log.info({ entries: watchlists.index.size }, 'watchlists loaded');
      ready.look();
      await ready.all;
    },
    onStop: [() => table.stop()],
  });
};

/** Tells when the topic has been read and every required list has an entry. */
class ListsReady {
  readonly all: Promise<void>;
  private resolve: () => void = () => undefined;
  private loaded = false;

  constructor(
    private readonly watchlists: Watchlists,
    private readonly required: readonly string[],
  ) {
    this.all = new Promise((resolve) => (this.resolve = resolve));
  }

  look(): void {
    if (this.loaded || !this.watchlists.completed || this.missing().length > 0) return;
    this.loaded = true;
    this.resolve();
  }

  check(): void {
    if (!this.watchlists.completed) throw new Error('the lists are being read');
    if (!this.loaded) throw new Error(`waiting for ${this.missing().join(', ')}`);
  }

  private missing(): string[] {
    return this.required.filter((listId) => this.watchlists.size(listId) === 0);
  }
}

const contactKeyOf =
  (secret: string) =>
  ({ kind, value }: Contact): string =>
    createHmac('sha256', secret).update(`${kind}:${value}`).digest('base64url').slice(0, 22);

const readAllowList = (
  path: string | undefined,
  contactKey: (contact: Contact) => string,
): AllowList => {
  if (!path) return EMPTY_ALLOW_LIST;
  try {
    return keyAllowList(allowListFile.parse(JSON.parse(readFileSync(path, 'utf8'))), contactKey);
  } catch (cause) {
    throw new ConfigError([`ALLOW_LIST: ${cause instanceof Error ? cause.message : 'unreadable'}`]);
  }
};

const clearWith =
  (travels: Travels, clearances: Clearances, watchlists: Watchlists) =>
  async (disposed: AlertDisposed): Promise<boolean> => {
    const origin = disposed.entryId && watchlists.origin(disposed.entryId);
    const [record] = await travels.ofTraveller(disposed.travellerId);
    if (!origin || !record) return false;
    await clearances.remember(disposed, record, origin.listVersion);
    return true;
  };
