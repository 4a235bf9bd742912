import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import {
  BatchProcessor,
  batchHandler,
  keepHandlerErrors,
  type ConsumerStatus,
  type KafkaServerOptions,
} from '@vigia/kafka';
import type { InMemoryKafka } from './in-memory-kafka';
import { InMemoryPublisher } from './in-memory-publisher';

export type InMemoryServerOptions = Omit<
  KafkaServerOptions,
  'brokers' | 'clientId' | 'topicPrefix'
>;

/** As KafkaBatchServer, on a broker in memory and alone in its group. */
export class InMemoryBatchServer extends Server implements CustomTransportStrategy {
  private readonly processor: BatchProcessor;
  private readonly stopping = new AbortController();
  private readonly readers: Promise<void>[] = [];
  private readonly sleepers = new Set<() => void>();
  private status_: ConsumerStatus = 'starting';

  constructor(
    private readonly kafka: InMemoryKafka,
    private readonly options: InMemoryServerOptions,
  ) {
    super();
    keepHandlerErrors();
    const publisher = new InMemoryPublisher(kafka);
    this.processor = new BatchProcessor({
      ...options,
      park: (letter) => publisher.publishRaw(letter),
    });
  }

  get healthy(): boolean {
    return this.status_ === 'running';
  }

  onStatus(): () => void {
    return () => undefined;
  }

  listen(callback: (error?: unknown) => void): void {
    this.kafka.follow(() => this.wake());
    for (const [topic, handler] of this.messageHandlers) {
      for (const partition of this.kafka.partitionsOf(topic).keys()) {
        this.readers.push(this.read(topic, partition, handler));
      }
    }
    this.status_ = 'running';
    callback();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    this.wake();
    await Promise.all(this.readers);
    this.status_ = 'stopped';
  }

  on(): void {
    throw new Error('InMemoryBatchServer has no low-level events');
  }

  unwrap<T>(): T {
    return this.kafka as T;
  }

  private async read(topic: string, partition: number, handler: MessageHandler): Promise<void> {
    const { groupId } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const position = this.kafka.position(groupId, topic, partition);
      const records = this.kafka.partitionsOf(topic)[partition]?.slice(position) ?? [];
      if (records.length === 0) {
        await this.nextRecord();
        continue;
      }
      const delayMs = await this.processor.process(
        topic,
        partition,
        records,
        batchHandler(handler),
        {
          signal,
          heartbeat: async () => undefined,
          resolve: (offset) => this.kafka.commit(groupId, topic, partition, Number(offset) + 1),
        },
      );
      if (delayMs !== undefined && !signal.aborted) await this.backOff(delayMs);
    }
  }

  private wake(): void {
    for (const sleeper of [...this.sleepers]) sleeper();
  }

  /** Until a record arrives or the server stops. */
  private nextRecord(): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        this.sleepers.delete(finish);
        resolve();
      };
      this.sleepers.add(finish);
    });
  }

  /** For a while, or until the server stops. */
  private backOff(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(finish, delayMs);
      this.stopping.signal.addEventListener('abort', finish, { once: true });
    });
  }
}
