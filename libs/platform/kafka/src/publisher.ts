import { Partitioners, type Admin, type Message, type Producer } from 'kafkajs';
import { brokerErrorType, createKafka, isTransientKafkaError } from './kafka-client';
import type { Log } from './log';
import type { Publication, RawPublication } from './publication';
import { SendQueue, type SendFailure, type SendQueueOptions } from './send-queue';
import { ServiceError } from './service-error';

export interface PublisherOptions extends Omit<SendQueueOptions, 'send' | 'classify'> {
  brokers: readonly string[];
  clientId: string;
  topicPrefix?: string;
  log: Log;
}

/** Publishes what others have to learn; `connect` before the first record. */
export class Publisher {
  private readonly producer: Producer;
  private readonly admin: Admin;
  private readonly queue: SendQueue;
  private readonly prefix: string;
  private checking: Promise<void> | undefined;

  constructor({ brokers, clientId, topicPrefix = '', log, ...queue }: PublisherOptions) {
    const kafka = createKafka(brokers, clientId, log);
    this.prefix = topicPrefix;
    this.producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: byPartitionKey,
      retry: { retries: 3 },
    });
    this.admin = kafka.admin({ retry: { retries: 1 } });
    this.queue = new SendQueue({ ...queue, send: (batch) => this.send(batch), classify });
  }

  /** Records that are accepted but not yet acknowledged. */
  get depth(): number {
    return this.queue.depth;
  }

  /** Rejects with a retriable ServiceError when no broker answers. */
  async connect(): Promise<void> {
    try {
      await Promise.all([this.producer.connect(), this.admin.connect()]);
    } catch (cause) {
      throw new ServiceError('VIGIA_UNAVAILABLE', 'Kafka does not answer', {
        retriable: true,
        cause,
      });
    }
  }

  /**
   * Resolves once every in-sync replica has the record. Records of one key arrive in the order of
   * the calls. Rejects with a ServiceError: retriable when the queue stayed full or Kafka did not
   * answer in time (it may have the record all the same), final when Kafka refuses the record.
   */
  publish(publication: Publication): Promise<void> {
    return this.queue.push(publication);
  }

  /** As `publish`; waits for all of them and rejects with the first error if any failed. */
  async publishAll(publications: readonly Publication[]): Promise<void> {
    const results = await Promise.allSettled(publications.map((one) => this.publish(one)));
    const refused = results.find((result) => result.status === 'rejected');
    if (refused) throw refused.reason;
  }

  /** As `publish`, for records whose key and headers are bytes: dead letters and their return. */
  publishRaw(publication: RawPublication): Promise<void> {
    return this.queue.push(publication);
  }

  /** Resolves when the cluster answers, rejects otherwise: for the readiness probe. */
  check(): Promise<void> {
    this.checking ??= this.askCluster().finally(() => {
      this.checking = undefined;
    });
    return this.checking;
  }

  /** Sends what is queued, then leaves. */
  async close(): Promise<void> {
    await this.queue.close();
    await Promise.all([this.producer.disconnect(), this.admin.disconnect()]);
  }

  private async askCluster(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Kafka does not answer')), 3000);
    });
    try {
      await Promise.race([this.admin.describeCluster(), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async send(batch: readonly RawPublication[]): Promise<void> {
    const byTopic = new Map<string, Message[]>();
    for (const { topic, key, value, headers, partitionKey } of batch) {
      const message = { key, value, ...(headers && { headers }), partitionKey };
      const messages = byTopic.get(topic);
      if (messages) messages.push(message);
      else byTopic.set(topic, [message]);
    }
    await this.producer.sendBatch({
      acks: -1,
      timeout: 10_000,
      topicMessages: [...byTopic].map(([topic, messages]) => ({
        topic: this.prefix + topic,
        messages,
      })),
    });
  }
}

/**
 * Kafka's own partitioning (murmur2), by `partitionKey` where there is one. Everybody on a list has
 * the list's key, so the last answer is kept.
 */
const byPartitionKey: typeof Partitioners.DefaultPartitioner = () => {
  const partition = Partitioners.DefaultPartitioner();
  let last: { key: unknown; of: number; partition: number } | undefined;
  return (record) => {
    const { partitionKey } = record.message as Message & { partitionKey?: string };
    const key = partitionKey ?? record.message.key;
    const of = record.partitionMetadata.length;
    if (typeof key !== 'string') return partition(record);
    if (last?.key !== key || last.of !== of) {
      const message = { ...record.message, key };
      last = { key, of, partition: partition({ ...record, message }) };
    }
    return last.partition;
  };
};

const classify = (error: unknown): SendFailure => {
  const type = brokerErrorType(error);
  if (type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'INVALID_TOPIC_EXCEPTION') {
    return 'no-topic';
  }
  return isTransientKafkaError(error) ? 'try-again' : 'refused';
};
