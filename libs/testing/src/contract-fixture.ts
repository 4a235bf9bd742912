import {
  ServiceError,
  type Batch,
  type BatchHandler,
  type Publication,
  type Received,
} from '@vigia/kafka';
import {
  recordsOf,
  serve,
  type AnyPublisher,
  type AnyServer,
  type KafkaHarness,
} from './kafka-harness';
import { RecordingLog } from './recording-log';

/** Records of these suites are JSON. */
export const decode = (_: string, bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));

export const aRecord = (topic: string, key: string, value: unknown): Publication => ({
  topic,
  key,
  value: Buffer.from(JSON.stringify(value)),
});

export const retriable = (message: string): ServiceError =>
  new ServiceError('VIGIA_UNAVAILABLE', message, { retriable: true });

/** Notes every value it is given; `act` may throw, or answer outcomes, before that. */
export const noting = (
  seen: unknown[],
  act: (batch: Batch<unknown>) => ReturnType<BatchHandler<unknown>> = async () => undefined,
): BatchHandler<unknown> => {
  return async (batch) => {
    const outcomes = await act(batch);
    seen.push(...batch.records.map(({ value }) => value));
    return outcomes;
  };
};

/** A topic, a dead-letter topic and a group for each test of a contract suite, and their end. */
export class ContractFixture {
  kafka!: KafkaHarness;
  publisher!: AnyPublisher;
  log = new RecordingLog();
  count = 0;
  private readonly opened: { close(): unknown }[] = [];

  constructor(createHarness: () => KafkaHarness) {
    beforeAll(async () => {
      this.kafka = createHarness();
      this.publisher = this.kafka.publisher();
      await this.publisher.connect();
    });
    beforeEach(async () => {
      this.log = new RecordingLog();
      this.count += 1;
      await this.kafka.createTopic(this.topic);
      await this.kafka.createTopic(this.dead, 1);
    });
    afterEach(async () => {
      await Promise.all(this.opened.splice(0).map((one) => one.close()));
    });
    afterAll(() => this.publisher.close());
  }

  get topic(): string {
    return `thing.${this.count}`;
  }

  get dead(): string {
    return `dead.${this.count}`;
  }

  /** To be closed after the test. */
  closing<Thing extends { close(): unknown }>(thing: Thing): Thing {
    this.opened.push(thing);
    return thing;
  }

  aServer(options: Partial<Parameters<KafkaHarness['server']>[0]> = {}): AnyServer {
    const server = this.kafka.server({
      groupId: `group-${this.count}`,
      deadLetterTopic: this.dead,
      decode,
      log: this.log,
      backoff: { initialMs: 10, maxMs: 50, factor: 2 },
      ...options,
    });
    return this.closing(server);
  }

  async consume(handler: BatchHandler<unknown>, options = {}): Promise<AnyServer> {
    const server = this.aServer(options);
    await serve(server, { [this.topic]: handler });
    return server;
  }

  records(topic = this.topic): Promise<Received<Buffer | null>[]> {
    return recordsOf(this.kafka, topic, this.log);
  }

  letters(): Promise<Received<Buffer | null>[]> {
    return this.records(this.dead);
  }
}
