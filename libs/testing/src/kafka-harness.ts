import type { CustomTransportStrategy, Server } from '@nestjs/microservices';
import {
  applyTopics,
  KafkaBatchServer,
  Publisher,
  readTable,
  redrive,
  type BatchHandler,
  type Log,
  type Publication,
  type ReadTableOptions,
  type Received,
  type Redriven,
  type RedriveOptions,
  type SendQueueOptions,
  type Table,
} from '@vigia/kafka';
import { InMemoryBatchServer, type InMemoryServerOptions } from './in-memory-batch-server';
import { InMemoryKafka } from './in-memory-kafka';
import { InMemoryPublisher } from './in-memory-publisher';
import type { TestStack } from './test-stack';

/** What the contract suite needs of a publisher, real or not. */
export interface AnyPublisher {
  connect(): Promise<void>;
  publish(publication: Publication): Promise<void>;
  publishAll(publications: readonly Publication[]): Promise<void>;
  close(): Promise<void>;
}

export type AnyServer = Server & CustomTransportStrategy & { readonly healthy: boolean };

/** One face for the fake and the real thing, so that one suite runs on both. */
export interface KafkaHarness {
  createTopic(name: string, partitions?: number): Promise<void>;
  publisher(options?: Partial<Omit<SendQueueOptions, 'send' | 'classify'>>): AnyPublisher;
  server(options: InMemoryServerOptions): AnyServer;
  readTable(
    options: Pick<ReadTableOptions, 'topic' | 'decode' | 'onRecords' | 'log'>,
  ): Promise<Table>;
  redrive(options: Omit<RedriveOptions, 'brokers' | 'topicPrefix'>): Promise<Redriven>;
}

export const inMemoryHarness = (): KafkaHarness => {
  const kafka = new InMemoryKafka();
  return {
    createTopic: async (name, partitions) => kafka.createTopic(name, partitions),
    publisher: (options) => new InMemoryPublisher(kafka, options),
    server: (options) => new InMemoryBatchServer(kafka, options),
    readTable: (options) => kafka.readTable(options),
    redrive: (options) => kafka.redrive(options),
  };
};

export const realHarness = ({ brokers, topicPrefix }: TestStack, log: Log): KafkaHarness => {
  const common = { brokers, clientId: 'contract', topicPrefix };
  return {
    createTopic: async (name, partitions = 3) => {
      await applyTopics(brokers, [{ name, partitions, config: {} }], { prefix: topicPrefix });
    },
    publisher: (options) => new Publisher({ ...common, log, ...options }),
    server: (options) => new KafkaBatchServer({ ...common, ...options }),
    readTable: (options) => readTable({ ...common, ...options }),
    redrive: (options) => redrive({ brokers, topicPrefix, ...options }),
  };
};

/** Everything in a topic, as bytes. */
export const recordsOf = async (
  harness: KafkaHarness,
  topic: string,
  log: Log,
): Promise<Received<Buffer | null>[]> => {
  const found: Received<Buffer | null>[] = [];
  const table = await harness.readTable({
    topic,
    decode: (_, bytes) => bytes,
    onRecords: (records) => void found.push(...(records as Received<Buffer | null>[])),
    log,
  });
  await table.caughtUp;
  await table.stop();
  return found;
};

/** Resolves once the server reads its topics with these handlers. */
export const serve = async <T>(
  server: AnyServer,
  handlers: Record<string, BatchHandler<T>>,
): Promise<void> => {
  for (const [topic, handler] of Object.entries(handlers)) {
    server.addHandler(topic, handler, true);
  }
  await new Promise<void>((resolve, reject) => {
    void server.listen((error?: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('the server did not start'));
      else resolve();
    });
  });
};
