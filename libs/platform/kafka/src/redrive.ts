import { randomUUID } from 'node:crypto';
import type { Admin, Kafka } from 'kafkajs';
import { GroupConsumer, rawRecord } from './group-consumer';
import { createKafka } from './kafka-client';
import type { Log } from './log';
import { Publisher } from './publisher';
import {
  redriveLetters,
  type LetterSource,
  type Positions,
  type Redriven,
} from './redrive-letters';

export interface RedriveOptions {
  brokers: readonly string[];
  /** e.g. `vigia.dead.screening.v1` */
  deadLetterTopic: string;
  topicPrefix?: string;
  /** Only letters that were parked with this code; the others stay for later. */
  code?: string;
  /** Only counts. */
  dryRun?: boolean;
  log: Log;
}

/**
 * Sends the dead letters that stand in a topic now back to where they came from, with their original
 * bytes, key and headers and `vigia-redriven` added, and remembers how far it came. Rejects, having
 * remembered nothing, when Kafka does not take one; a second try may then repeat some of them.
 */
export const redrive = async (options: RedriveOptions): Promise<Redriven> => {
  const { brokers, deadLetterTopic, topicPrefix = '', log } = options;
  const kafka = createKafka(brokers, 'vigia-redrive', log);
  const admin = kafka.admin();
  const publisher = new Publisher({ brokers, clientId: 'vigia-redrive', topicPrefix, log });
  await admin.connect();
  await publisher.connect();
  try {
    return await redriveLetters(letterSource(kafka, admin, topicPrefix + deadLetterTopic, log), {
      ...options,
      publish: (record) => publisher.publishRaw(record),
    });
  } finally {
    await publisher.close();
    await admin.disconnect();
  }
};

const letterSource = (kafka: Kafka, admin: Admin, topic: string, log: Log): LetterSource => ({
  positions: async (name) => {
    const [found] = await admin.fetchOffsets({ groupId: groupOf(topic, name), topics: [topic] });
    return new Map(
      (found?.partitions ?? []).map(({ partition, offset }) => [partition, BigInt(offset)]),
    );
  },
  remember: async (name, positions) => {
    await commit(kafka, groupOf(topic, name), topic, positions);
  },
  read: async (onLetters) => {
    const ends: Positions = new Map();
    const pending = new Map<number, bigint>();
    for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
      ends.set(partition, BigInt(high));
      if (BigInt(high) > BigInt(low)) pending.set(partition, BigInt(high));
    }
    if (pending.size > 0) await readTo(kafka, topic, pending, log, onLetters);
    return ends;
  },
});

/** One remembered position a code, and one for runs without a filter. */
const groupOf = (topic: string, name: string): string => `${topic}-redrive${name && `-${name}`}`;

/** As `admin.setOffsets`, which takes five seconds more. */
const commit = async (
  kafka: Kafka,
  groupId: string,
  topic: string,
  positions: Positions,
): Promise<void> => {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 50 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      // Not before the first fetch: kafkajs drops commits of a group that it has not joined yet.
      consumer.on(consumer.events.FETCH_START, () => resolve());
      const ignore = (): Promise<void> => Promise.resolve();
      consumer
        .run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: ignore })
        .catch(reject);
    });
    await consumer.commitOffsets(
      [...positions].map(([partition, offset]) => ({ topic, partition, offset: String(offset) })),
    );
  } finally {
    await consumer.disconnect();
  }
};

const readTo = async (
  kafka: Kafka,
  topic: string,
  pending: Map<number, bigint>,
  log: Log,
  onLetters: Parameters<LetterSource['read']>[0],
): Promise<void> => {
  let consumer: GroupConsumer | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const next = new Map<number, bigint>();
      consumer = new GroupConsumer({
        kafka,
        groupId: `${topic}-redrive-reader-${randomUUID()}`,
        topics: [topic],
        partitionsConcurrently: 1,
        autoCommit: false,
        log,
        eachBatch: async (payload) => {
          const { batch } = payload;
          const { partition } = batch;
          const end = pending.get(partition);
          const from = next.get(partition) ?? 0n;
          const letters = batch.messages
            .map(rawRecord)
            .filter(({ offset }) => BigInt(offset) >= from && BigInt(offset) < (end ?? 0n));
          try {
            if (letters.length > 0) await onLetters(partition, letters);
          } catch (error) {
            return reject(error instanceof Error ? error : new Error(String(error)));
          }
          payload.resolveOffset(batch.lastOffset());
          next.set(partition, BigInt(batch.lastOffset()) + 1n);
          if (BigInt(batch.lastOffset()) + 1n >= (end ?? 0n)) pending.delete(partition);
          if (pending.size === 0) resolve();
        },
      });
      void consumer.start();
    });
  } finally {
    await consumer?.stop();
  }
};
