import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { EachBatchPayload } from 'kafkajs';
import { isObservable, lastValueFrom } from 'rxjs';
import {
  BatchProcessor,
  type Backoff,
  type ConsumerMetrics,
  type DeliveredBatch,
} from './batch-processor';
import { GroupConsumer, rawRecord, type ConsumerStatus } from './group-consumer';
import { createKafka } from './kafka-client';
import { keepHandlerErrors } from './keep-handler-errors';
import type { Log } from './log';
import { Publisher } from './publisher';
import type { BatchHandler } from './received';

export interface KafkaServerOptions {
  brokers: readonly string[];
  clientId: string;
  /** The name of the service. */
  groupId: string;
  topicPrefix?: string;
  /** Throws when the bytes are no record of the topic (its catalogue name). */
  decode(topic: string, bytes: Buffer): unknown;
  /** Topics of foreign bytes, which handlers receive as they came (a Buffer). */
  isRaw?(topic: string): boolean;
  deadLetterTopic: string;
  log: Log;
  metrics?: ConsumerMetrics;
  backoff?: Partial<Backoff>;
  maxBatchRecords?: number;
  partitionsConcurrently?: number;
  /** Errors of other libraries after which trying again helps, e.g. a database that was away. */
  retriable?: (error: unknown) => boolean;
}

/**
 * Nest's transport strategy for this platform: `@EventPattern(topic)` methods receive the records of
 * one partition as a Batch and answer per record. Offsets are committed after the effect; what fails
 * for good is parked in the dead-letter topic; what may work later is tried again in order, while the
 * other partitions go on. A new group begins at the oldest record.
 */
export class KafkaBatchServer extends Server implements CustomTransportStrategy {
  private readonly publisher: Publisher;
  private readonly processor: BatchProcessor;
  private readonly prefix: string;
  private readonly listeners = new Set<(status: ConsumerStatus) => void>();
  private readonly assignees = new Set<(topic: string, partitions: readonly number[]) => void>();
  private readonly resumptions = new Set<NodeJS.Timeout>();
  private consumer: GroupConsumer | undefined;

  constructor(private readonly options: KafkaServerOptions) {
    super();
    keepHandlerErrors();
    const { brokers, clientId, log } = options;
    this.prefix = options.topicPrefix ?? '';
    this.publisher = new Publisher({
      brokers,
      clientId: `${clientId}-parking`,
      topicPrefix: this.prefix,
      deliveryTimeoutMs: 5000,
      log,
    });
    this.processor = new BatchProcessor({
      ...options,
      park: (letter) => this.publisher.publishRaw(letter),
    });
  }

  /** True while the group is joined and records flow: for the readiness probe. */
  get healthy(): boolean {
    return this.consumer?.status === 'running';
  }

  /** Calls back at every change; returns a function that ends that. */
  onStatus(listener: (status: ConsumerStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back, topic by topic, with the partitions that this member reads from now on. */
  onAssignment(assignee: (topic: string, partitions: readonly number[]) => void): void {
    this.assignees.add(assignee);
  }

  /** One event handler a topic; anything else would hide a record from somebody. */
  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false): void {
    const topic = this.normalizePattern(pattern as string);
    if (!isEventHandler) throw new Error(`${topic}: use @EventPattern, Kafka answers nobody`);
    if (this.messageHandlers.has(topic)) throw new Error(`${topic}: has two handlers`);
    super.addHandler(pattern, callback, isEventHandler);
  }

  /** Calls back once the group has been joined. */
  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => callback(), callback);
  }

  /** Finishes the batches in hand, commits them and leaves the group; waits are cut short. */
  async close(): Promise<void> {
    for (const timer of this.resumptions) clearTimeout(timer);
    await this.consumer?.stop();
    await this.publisher.close();
  }

  /** Kafka has no events of its own to offer; see `onStatus`. */
  on(): void {
    throw new Error('KafkaBatchServer has no low-level events');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }

  private async start(): Promise<void> {
    const { brokers, clientId, groupId, log, partitionsConcurrently = 2 } = this.options;
    const handlers = new Map<string, BatchHandler<unknown>>();
    for (const [topic, handler] of this.messageHandlers) {
      handlers.set(this.prefix + topic, batchHandler(handler));
    }
    if (handlers.size === 0) throw new Error('no handler: nothing to consume');
    this.consumer = new GroupConsumer({
      kafka: createKafka(brokers, clientId, log),
      groupId: this.prefix + groupId,
      topics: [...handlers.keys()],
      partitionsConcurrently,
      autoCommit: true,
      log,
      eachBatch: (payload, signal) => this.eachBatch(payload, signal, handlers),
      onStatus: (status) => this.listeners.forEach((listener) => listener(status)),
      onAssigned: (partitions) => {
        this.processor.forget();
        for (const topic of handlers.keys()) {
          const own = partitions[topic] ?? [];
          this.assignees.forEach((tell) => tell(topic.slice(this.prefix.length), own));
        }
      },
    });
    const joined = this.consumer.start();
    // The dead-letter producer connects by itself at the first use; early is merely quicker.
    await this.publisher.connect().catch(() => undefined);
    await joined;
  }

  private async eachBatch(
    payload: EachBatchPayload,
    signal: AbortSignal,
    handlers: ReadonlyMap<string, BatchHandler<unknown>>,
  ): Promise<void> {
    const { batch } = payload;
    const handler = handlers.get(batch.topic);
    if (!handler) throw new Error(`${batch.topic}: no handler`);
    const topic = batch.topic.slice(this.prefix.length);
    const { partition } = batch;
    this.options.metrics?.onLag?.({ topic, partition, records: Number(batch.offsetLag()) });
    const delayMs = await this.processor.process(
      topic,
      partition,
      batch.messages.map(rawRecord),
      handler,
      {
        signal,
        heartbeat: () => payload.heartbeat(),
        resolve: (offset) => payload.resolveOffset(offset),
      },
    );
    if (delayMs !== undefined) this.waitInPlace(batch.topic, partition, delayMs);
  }

  /** The unresolved records come again in their order; meanwhile kafkajs keeps the membership. */
  private waitInPlace(topic: string, partition: number, delayMs: number): void {
    const consumer = this.consumer;
    consumer?.pause(topic, partition);
    const timer = setTimeout(() => {
      this.resumptions.delete(timer);
      consumer?.resume(topic, partition);
    }, delayMs);
    this.resumptions.add(timer);
  }
}

/** The handler behind Nest's pipes and interceptors, which may wrap its answer in observables. */
export const batchHandler = (handler: MessageHandler): BatchHandler<unknown> => {
  const call = handler as unknown as (batch: DeliveredBatch) => Promise<unknown>;
  return async (batch) => {
    let answer: unknown = await call(batch);
    while (isObservable(answer)) answer = await lastValueFrom(answer, { defaultValue: undefined });
    return answer as Awaited<ReturnType<BatchHandler<unknown>>>;
  };
};
