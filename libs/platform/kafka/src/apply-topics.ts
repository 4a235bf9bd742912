import { ConfigResourceTypes, type Admin } from 'kafkajs';
import { createKafka } from './kafka-client';
import type { Log } from './log';
import type { TopicDefinition } from './topic-definitions';

export interface AppliedTopics {
  created: string[];
  altered: string[];
  unchanged: string[];
}

export interface ApplyTopicsOptions {
  /** Put before every name: tests and tenants share a cluster this way. */
  prefix?: string;
  log?: Log;
}

/**
 * Makes the cluster's topics as defined and may be run any number of times: missing topics are
 * created, partitions added, settings changed. Nothing is ever deleted, and partitions are never
 * taken away (Kafka cannot). Rejects when the cluster refuses; running it again is safe.
 */
export const applyTopics = async (
  brokers: readonly string[],
  definitions: readonly TopicDefinition[],
  { prefix = '', log = silent }: ApplyTopicsOptions = {},
): Promise<AppliedTopics> => {
  const admin = createKafka(brokers, 'vigia-topics', log).admin();
  await admin.connect();
  try {
    const wanted = definitions.map((topic) => ({ ...topic, name: prefix + topic.name }));
    const existing = new Set(await admin.listTopics());
    const missing = wanted.filter(({ name }) => !existing.has(name));
    const present = wanted.filter(({ name }) => existing.has(name));
    if (missing.length > 0) await createTopics(admin, missing);
    const altered = new Set([
      ...(await addPartitions(admin, present)),
      ...(await alterConfigs(admin, present)),
    ]);
    const names = present.map(({ name }) => name);
    return {
      created: missing.map(({ name }) => name),
      altered: names.filter((name) => altered.has(name)),
      unchanged: names.filter((name) => !altered.has(name)),
    };
  } finally {
    await admin.disconnect();
  }
};

const createTopics = async (admin: Admin, topics: readonly TopicDefinition[]): Promise<void> => {
  await admin.createTopics({
    waitForLeaders: true,
    timeout: 30_000,
    topics: topics.map(({ name, partitions, config }) => ({
      topic: name,
      numPartitions: partitions,
      // The broker's own default: one on a laptop, three in a cluster.
      replicationFactor: -1,
      configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
    })),
  });
};

const addPartitions = async (
  admin: Admin,
  topics: readonly TopicDefinition[],
): Promise<string[]> => {
  if (topics.length === 0) return [];
  const { topics: found } = await admin.fetchTopicMetadata({
    topics: topics.map(({ name }) => name),
  });
  const counts = new Map(found.map(({ name, partitions }) => [name, partitions.length]));
  const grown = topics.filter(({ name, partitions }) => (counts.get(name) ?? 0) < partitions);
  if (grown.length === 0) return [];
  await admin.createPartitions({
    topicPartitions: grown.map(({ name, partitions }) => ({ topic: name, count: partitions })),
  });
  return grown.map(({ name }) => name);
};

const alterConfigs = async (
  admin: Admin,
  topics: readonly TopicDefinition[],
): Promise<string[]> => {
  if (topics.length === 0) return [];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(({ name }) => ({ type: ConfigResourceTypes.TOPIC, name })),
  });
  const overridden = new Map(
    resources.map(({ resourceName, configEntries }) => [resourceName, ownSettings(configEntries)]),
  );
  const different = topics.filter(
    ({ name, config }) => !sameSettings(config, overridden.get(name) ?? {}),
  );
  if (different.length === 0) return [];
  // This call replaces all of a topic's settings, so the whole definition goes along.
  await admin.alterConfigs({
    validateOnly: false,
    resources: different.map(({ name, config }) => ({
      type: ConfigResourceTypes.TOPIC,
      name,
      configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
    })),
  });
  return different.map(({ name }) => name);
};

/** Kafka's number for "set on this very topic". */
const TOPIC_CONFIG = 1;

const ownSettings = (
  entries: readonly { configName: string; configValue: string; configSource: number }[],
): Record<string, string> =>
  Object.fromEntries(
    entries
      .filter(({ configSource }) => configSource === TOPIC_CONFIG)
      .map(({ configName, configValue }) => [configName, configValue]),
  );

const sameSettings = (a: Record<string, string>, b: Record<string, string>): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
