import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { isTransientKafkaError } from './kafka-client';
import type { Log } from './log';
import type { RawRecord } from './received';
import { causeOf } from './service-error';

export type ConsumerStatus = 'starting' | 'running' | 'failing' | 'stopped';

export interface GroupConsumerOptions {
  kafka: Kafka;
  groupId: string;
  /** With the prefix. */
  topics: readonly string[];
  partitionsConcurrently: number;
  autoCommit: boolean;
  log: Log;
  eachBatch(payload: EachBatchPayload, signal: AbortSignal): Promise<void>;
  onStatus?(status: ConsumerStatus): void;
  /** A new assignment: what was half done may belong to another member now. */
  onAssigned?(partitions: Readonly<Record<string, readonly number[]>>): void;
}

/** A finished fetch waits at most this long for new records, and so does a stop. */
/**
 * Bounds what a batch holds in memory once decoded, some twenty times its bytes; a larger record
 * still comes, alone.
 */
const MOST_BYTES = 128 * 1024;
const MAX_WAIT_MS = 250;
const RESTART_MS = 1000;

/**
 * One member of a consumer group that keeps itself alive: it waits for brokers and topics that are
 * not there yet, starts again after a crash, and beats its heart while a handler works.
 */
export class GroupConsumer {
  private consumer: Consumer | undefined;
  private current: ConsumerStatus = 'starting';
  private stopping = false;
  private generation = new AbortController();
  private restart: NodeJS.Timeout | undefined;
  private joined: () => void = () => undefined;
  private readonly onceJoined = new Promise<void>((resolve) => {
    this.joined = resolve;
  });

  constructor(private readonly options: GroupConsumerOptions) {}

  get status(): ConsumerStatus {
    return this.current;
  }

  /** Resolves when the group has been joined for the first time, or at `stop`. */
  start(): Promise<void> {
    void this.attempt();
    return this.onceJoined;
  }

  /** Aborts waits, lets the batches in hand finish, commits, leaves the group. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    this.generation.abort(new Error('the consumer is stopping'));
    await this.consumer?.disconnect().catch(() => undefined);
    this.report('stopped');
    this.joined();
  }

  pause(topic: string, partition: number): void {
    this.consumer?.pause([{ topic, partitions: [partition] }]);
  }

  resume(topic: string, partition: number): void {
    if (this.current === 'running') this.consumer?.resume([{ topic, partitions: [partition] }]);
  }

  private async attempt(): Promise<void> {
    const { kafka, groupId, topics, autoCommit, partitionsConcurrently } = this.options;
    const consumer = kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: MAX_WAIT_MS,
      sessionTimeout: 30_000,
      rebalanceTimeout: 60_000,
      heartbeatInterval: 3000,
      maxBytesPerPartition: MOST_BYTES,
      metadataMaxAge: 60_000,
      // Restarting is done here, for every kind of crash, so kafkajs need not do it as well.
      retry: { retries: 5, restartOnFailure: () => Promise.resolve(false) },
    });
    this.consumer = consumer;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.generation = new AbortController();
      if (this.stopping) this.generation.abort();
      this.options.onAssigned?.(payload.memberAssignment);
      this.report('running');
      this.joined();
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => this.failed(consumer, payload.error));
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      if (this.stopping) return;
      await consumer.run({
        autoCommit,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: partitionsConcurrently,
        eachBatch: (payload) => this.eachBatch(payload),
      });
    } catch (error) {
      this.failed(consumer, error);
    }
  }

  private failed(consumer: Consumer, error: unknown): void {
    if (this.stopping || consumer !== this.consumer) return;
    this.consumer = undefined;
    this.generation.abort(error);
    const { log, groupId, topics } = this.options;
    const fields = {
      groupId,
      topics,
      cause: kafkaCause(error),
      retriable: isTransientKafkaError(error),
    };
    log.warn(fields, 'consumer stopped working, starts again');
    this.report('failing');
    this.restart = setTimeout(() => {
      void consumer.disconnect().catch(() => undefined);
      void this.attempt();
    }, RESTART_MS);
  }

  private report(status: ConsumerStatus): void {
    if (this.current === status) return;
    this.current = status;
    this.options.onStatus?.(status);
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const generation = this.generation;
    if (generation.signal.aborted || !payload.isRunning() || payload.isStale()) return;
    let lost: Error | undefined;
    const heartbeat = async (): Promise<void> => {
      try {
        await payload.heartbeat();
      } catch (error) {
        lost ??= error instanceof Error ? error : new Error(String(error));
        generation.abort(error);
        throw error;
      }
    };
    const pulse = setInterval(() => void heartbeat().catch(() => undefined), 3000);
    try {
      await this.options.eachBatch({ ...payload, heartbeat }, generation.signal);
    } finally {
      clearInterval(pulse);
    }
    // kafkajs has to learn of a rebalance to join again.
    if (lost) throw lost;
  }
}

const kafkaCause = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : causeOf(error);

/** A kafkajs message in our own shape; of a repeated header the last one counts. */
export const rawRecord = ({ offset, key, value, headers, timestamp }: KafkaMessage): RawRecord => {
  const flat: Record<string, Buffer> = {};
  for (const [name, given] of Object.entries(headers ?? {})) {
    const last = Array.isArray(given) ? given.at(-1) : given;
    if (last !== undefined) flat[name] = Buffer.isBuffer(last) ? last : Buffer.from(last);
  }
  return { offset, key, value, headers: flat, timestamp };
};
