import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyTopics, topicDefinitions } from '@vigia/kafka';
import { developmentKeys, type Principal } from '@vigia/service';
import { drained, type Stage } from './drained';
import { freePorts } from './free-ports';
import { ServiceProcess } from './service-process';

export const SERVICES = ['watchlist', 'ingestion', 'screening', 'exchange', 'analysis'] as const;

export type ServiceName = (typeof SERVICES)[number];

export interface ServicesOptions {
  /** Folder of the checkout, with `dist` built. */
  root: string;
  kafkaBrokers: string;
  mongodbUri: string;
  /** Tells the topics and databases of one run from those of another. */
  run: string;
  requiredLists?: readonly string[];
  /** Member states for which the reference client runs too. */
  memberStates?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** The services to start; all by default. */
  only?: readonly ServiceName[];
  logs?: string;
  /** Ports by service, for people who type addresses; any free one otherwise. */
  ports?: Partial<Record<ServiceName, number>>;
}

/** The whole platform as processes, the way an operator runs it. */
export interface Services {
  processes: Record<ServiceName, ServiceProcess>;
  memberStates: ServiceProcess[];
  topicPrefix: string;
  database(service: ServiceName): string;
  token(claims: Principal): Promise<string>;
  logs: string;
  /** Resolves when every service is ready. */
  ready(): Promise<void>;
  /** Resolves when these groups have finished what is on their topics; see `drained`. */
  drained(stages: readonly Stage[], mostMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Creates the topics and starts every service; resolves when all of them answer. */
export const startServices = async (options: ServicesOptions): Promise<Services> => {
  const { root, kafkaBrokers, mongodbUri, run, memberStates = [] } = options;
  const topicPrefix = run === '' ? '' : `${run}.`;
  const brokers = kafkaBrokers.split(',');
  const definitions = topicDefinitions(readFileSync(join(root, 'deploy', 'topics.yaml'), 'utf8'));
  await applyTopics(brokers, definitions, { prefix: topicPrefix });
  const keys = await developmentKeys(join(root, '.vigia', 'keys'));
  const logs = options.logs ?? mkdtempSync(join(tmpdir(), 'vigia-logs-'));
  const database = (name: string): string =>
    `vigia_${run && `${run.replaceAll('.', '_')}_`}${name}`;
  const common = {
    KAFKA_BROKERS: kafkaBrokers,
    MONGODB_URI: mongodbUri,
    TOPIC_PREFIX: topicPrefix,
    AUTH_JWKS: keys.jwksPath,
    AUTH_ISSUER: keys.issuer,
    AUTH_AUDIENCE: keys.audience,
    CONTACT_KEY: 'development-only-contact-key',
    REQUIRED_LISTS: (options.requiredLists ?? []).join(','),
    ...options.env,
  };
  const ports = await freePorts(SERVICES.length + memberStates.length);
  const create = (app: string, name: string, port: number, env: object = {}): ServiceProcess =>
    new ServiceProcess({
      name,
      port,
      logs,
      entry: join(root, 'dist', 'apps', app, 'src', 'main.js'),
      env: { ...common, MONGODB_DATABASE: database(name.replaceAll('-', '_')), ...env },
    });
  const processes = Object.fromEntries(
    SERVICES.map((name, index) => [
      name,
      create(name, name, options.ports?.[name] ?? ports[index] ?? 0),
    ]),
  ) as Record<ServiceName, ServiceProcess>;
  const clients = await Promise.all(
    memberStates.map(async (state, index) =>
      create('member-state', `member-state-${state}`, ports[SERVICES.length + index] ?? 0, {
        STATE: state,
        EXCHANGE_URL: processes.exchange.url,
        EXCHANGE_TOKEN: await keys.sign({
          subject: `member-state-${state}`,
          role: 'authority',
          state,
        }),
      }),
    ),
  );
  const all = [...(options.only ?? SERVICES).map((name) => processes[name]), ...clients];
  const stop = async (): Promise<void> => {
    await Promise.all(all.map((service) => service.stop()));
  };
  try {
    await Promise.all(all.map((service) => service.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    processes,
    memberStates: clients,
    topicPrefix,
    database,
    token: (claims) => keys.sign(claims),
    logs,
    ready: async () => {
      await Promise.all(all.map((service) => service.ready()));
    },
    drained: (stages, mostMs) =>
      drained({ brokers, topicPrefix, processes: Object.values(processes) }, stages, mostMs),
    stop,
  };
};
