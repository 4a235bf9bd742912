import {
  decodeAll,
  redriveLetters,
  type Positions,
  type RawPublication,
  type RawRecord,
  type ReadTableOptions,
  type Redriven,
  type RedriveOptions,
  type Table,
} from '@vigia/kafka';

/** A record as the test sees it. */
export interface InMemoryRecord {
  partition: number;
  offset: string;
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
}

/** A refusal with the broker's own word for it, as kafkajs would report it. */
export class BrokerRefusal extends Error {
  constructor(readonly type: string) {
    super(type);
  }
}

/**
 * A Kafka cluster in memory, for unit tests: topics with partitions, committed positions, readers
 * that follow. The rules of the real library (batches, retries, parking, redrive) are the real
 * library's own code; one contract suite runs on both.
 */
export class InMemoryKafka {
  private readonly topics = new Map<string, RawRecord[][]>();
  private readonly committed = new Map<string, string>();
  private readonly followers = new Set<() => void>();

  createTopic(name: string, partitions = 3): void {
    this.topics.set(
      name,
      Array.from({ length: partitions }, () => []),
    );
  }

  /** Everything in a topic, partition by partition. */
  records(topic: string): InMemoryRecord[] {
    return this.partitionsOf(topic).flatMap((records, partition) =>
      records.map(({ offset, key, value, headers }) => ({
        partition,
        offset,
        key: key?.toString('utf8') ?? null,
        value,
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, bytes]) => [name, bytes.toString('utf8')]),
        ),
      })),
    );
  }

  append({ topic, key, value, headers = {}, partitionKey }: RawPublication): void {
    const partitions = this.partitionsOf(topic);
    const chosen = partitionKey ?? key;
    const partition = chosen === null ? 0 : hash(chosen.toString()) % partitions.length;
    const records = partitions[partition] as RawRecord[];
    records.push({
      offset: String(records.length),
      key: key === null ? null : Buffer.from(key),
      value,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]),
      ),
      timestamp: '0',
    });
    for (const follower of this.followers) follower();
  }

  partitionsOf(topic: string): RawRecord[][] {
    const partitions = this.topics.get(topic);
    if (!partitions) throw new BrokerRefusal('UNKNOWN_TOPIC_OR_PARTITION');
    return partitions;
  }

  position(group: string, topic: string, partition: number): number {
    return Number(this.committed.get(`${group}/${topic}/${partition}`) ?? 0);
  }

  commit(group: string, topic: string, partition: number, next: number): void {
    this.committed.set(`${group}/${topic}/${partition}`, String(next));
  }

  /** Calls back after every new record; returns a function that ends that. */
  follow(callback: () => void): () => void {
    this.followers.add(callback);
    return () => this.followers.delete(callback);
  }

  /** As `readTable` of the real library. */
  async readTable(
    options: Omit<ReadTableOptions, 'brokers' | 'clientId' | 'topicPrefix'>,
  ): Promise<Table> {
    const partitions = this.partitionsOf(options.topic);
    const next = partitions.map(() => 0);
    let work = Promise.resolve();
    const deliver = async (): Promise<void> => {
      for (const [partition, records] of partitions.entries()) {
        const fresh = records.slice(next[partition]);
        next[partition] = records.length;
        const decoded = decodeAll(options, partition, fresh);
        if (decoded.length > 0) await options.onRecords(decoded);
      }
    };
    const schedule = (): Promise<void> => (work = work.then(deliver));
    const caughtUp = schedule();
    const end = this.follow(() => void schedule());
    return { caughtUp, healthy: true, stop: () => (end(), work) };
  }

  /** As `redrive` of the real library. */
  redrive(options: Omit<RedriveOptions, 'brokers' | 'topicPrefix'>): Promise<Redriven> {
    const topic = options.deadLetterTopic;
    const partitions = this.partitionsOf(topic);
    const each = (position: (partition: number) => number): Positions =>
      new Map(partitions.map((_, partition) => [partition, BigInt(position(partition))]));
    return redriveLetters(
      {
        positions: async (name) => each((one) => this.position(`redrive-${name}`, topic, one)),
        remember: async (name, positions) => {
          for (const [partition, next] of positions) {
            this.commit(`redrive-${name}`, topic, partition, Number(next));
          }
        },
        read: async (onLetters) => {
          const ends = each((partition) => partitions[partition]?.length ?? 0);
          for (const [partition, letters] of partitions.entries()) {
            await onLetters(partition, [...letters]);
          }
          return ends;
        },
      },
      { ...options, publish: async (record) => this.append(record) },
    );
  }
}

const hash = (text: string): number => {
  let value = 0;
  for (let index = 0; index < text.length; index++) {
    value = (value * 31 + text.charCodeAt(index)) >>> 0;
  }
  return value;
};
