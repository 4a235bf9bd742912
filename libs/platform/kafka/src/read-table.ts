import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EachBatchPayload, Kafka } from 'kafkajs';
import { GroupConsumer, rawRecord } from './group-consumer';
import { createKafka, isTransientKafkaError } from './kafka-client';
import type { Log } from './log';
import { received, type RawRecord, type Received } from './received';
import { causeOf } from './service-error';

const OFFSET_ATTEMPTS = 20;
const OFFSET_RETRY_MS = 250;

export interface ReadTableOptions {
  brokers: readonly string[];
  clientId: string;
  /** A compacted topic. */
  topic: string;
  topicPrefix?: string;
  decode: (topic: string, bytes: Buffer) => unknown;
  /** In order within a partition; `null` is a tombstone. An error is tried again until it works. */
  onRecords: (records: Received<unknown>[]) => void | Promise<void>;
  /** Told of each record that cannot be decoded, by its key; the others go on. */
  onUndecodable?: (key: string) => void;
  log: Log;
}

export interface Table {
  /** Resolves when everything has been given out that stood in the topic at the start. */
  caughtUp: Promise<void>;
  /** False while the topic cannot be read. */
  readonly healthy: boolean;
  stop(): Promise<void>;
}

/**
 * Reads a compacted topic from its beginning and then follows it. Every reader sees every record: the
 * group is its own and commits nothing. Undecodable records are reported and left out.
 */
export const readTable = async (options: ReadTableOptions): Promise<Table> => {
  const { brokers, clientId, topic, topicPrefix = '', log } = options;
  const kafka = createKafka(brokers, clientId, log);
  const pending = await endsOf(kafka, topicPrefix + topic);
  let reached: () => void = () => undefined;
  const caughtUp = new Promise<void>((resolve) => {
    reached = resolve;
  });
  if (pending.size === 0) reached();

  const next = new Map<number, bigint>();
  const consumer = new GroupConsumer({
    kafka,
    groupId: `${topicPrefix}${clientId}-table-${randomUUID()}`,
    topics: [topicPrefix + topic],
    partitionsConcurrently: 1,
    autoCommit: false,
    log,
    eachBatch: async (payload, signal) => {
      const { batch } = payload;
      const expected = next.get(batch.partition) ?? 0n;
      // Without commits a new assignment begins at the oldest record; nobody wants old values back.
      const fresh = batch.messages
        .map(rawRecord)
        .filter(({ offset }) => BigInt(offset) >= expected);
      const records = decodeAll(options, batch.partition, fresh);
      if (records.length > 0 && !(await deliver(options, records, payload, signal))) return;
      payload.resolveOffset(batch.lastOffset());
      const position = BigInt(batch.lastOffset()) + 1n;
      if (position > expected) next.set(batch.partition, position);
      if (position >= (pending.get(batch.partition) ?? position)) pending.delete(batch.partition);
      if (pending.size === 0) reached();
    },
  });
  void consumer.start();
  return {
    caughtUp,
    get healthy() {
      return consumer.status === 'running';
    },
    stop: () => consumer.stop(),
  };
};

/**
 * The end of every partition that holds anything. A topic just made has no leaders for a moment, and
 * they change: that is waited for. Rejects when the topic cannot be described.
 */
const endsOf = async (kafka: Kafka, topic: string): Promise<Map<number, bigint>> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const offsets = await admin.fetchTopicOffsets(topic);
        const filled = offsets.filter(({ high, low }) => BigInt(high) > BigInt(low));
        return new Map(filled.map(({ partition, high }) => [partition, BigInt(high)]));
      } catch (error) {
        if (attempt === OFFSET_ATTEMPTS || !isTransientKafkaError(error)) throw error;
        await wait(OFFSET_RETRY_MS);
      }
    }
  } finally {
    await admin.disconnect();
  }
};

/** The records that `decode` understands; each of the others costs one ERROR line. */
export const decodeAll = (
  {
    topic,
    decode,
    log,
    onUndecodable,
  }: Pick<ReadTableOptions, 'topic' | 'decode' | 'log' | 'onUndecodable'>,
  partition: number,
  raws: readonly RawRecord[],
): Received<unknown>[] =>
  raws.flatMap((raw) => {
    try {
      const value = raw.value === null ? null : decode(topic, raw.value);
      return [received<unknown>(topic, partition, raw, value)];
    } catch (error) {
      const cause = causeOf(error);
      log.error({ topic, partition, offset: raw.offset, cause }, 'record left out: undecodable');
      onUndecodable?.(raw.key?.toString('utf8') ?? '');
      return [];
    }
  });

/** Hands the records over until that works; false when the reader is stopped before. */
const deliver = async (
  { onRecords, log, topic }: ReadTableOptions,
  records: Received<unknown>[],
  payload: EachBatchPayload,
  signal: AbortSignal,
): Promise<boolean> => {
  for (let delayMs = 100; !signal.aborted; delayMs = Math.min(delayMs * 2, 5000)) {
    try {
      await onRecords(records);
      return true;
    } catch (error) {
      log.warn({ topic, delayMs, cause: causeOf(error) }, 'table not updated, will be tried again');
    }
    await payload.heartbeat();
    await aborted(signal, delayMs);
  }
  return false;
};

const aborted = (signal: AbortSignal, timeoutMs: number): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, timeoutMs);
    signal.addEventListener('abort', finish);
  });
