import {
  SendQueue,
  type Publication,
  type RawPublication,
  type SendFailure,
  type SendQueueOptions,
} from '@vigia/kafka';
import { BrokerRefusal, type InMemoryKafka } from './in-memory-kafka';

export interface InMemoryPublisherOptions extends Omit<SendQueueOptions, 'send' | 'classify'> {
  /** Records above this size are refused, as by a topic's `max.message.bytes`. */
  maxMessageBytes?: number;
}

/** The publisher's queue in front of a broker in memory. */
export class InMemoryPublisher {
  /** The broker answers nobody as long as this promise is open. */
  stalled: Promise<void> | undefined;
  private readonly queue: SendQueue;

  constructor(
    private readonly kafka: InMemoryKafka,
    private readonly options: InMemoryPublisherOptions = {},
  ) {
    this.queue = new SendQueue({
      ...options,
      send: (batch) => this.send(batch),
      classify,
    });
  }

  get depth(): number {
    return this.queue.depth;
  }

  async connect(): Promise<void> {
    await this.check();
  }

  publish(publication: Publication): Promise<void> {
    return this.queue.push(publication);
  }

  async publishAll(publications: readonly Publication[]): Promise<void> {
    const results = await Promise.allSettled(publications.map((one) => this.publish(one)));
    const refused = results.find((result) => result.status === 'rejected');
    if (refused) throw refused.reason;
  }

  publishRaw(publication: RawPublication): Promise<void> {
    return this.queue.push(publication);
  }

  async check(): Promise<void> {
    await this.stalled;
  }

  close(): Promise<void> {
    return this.queue.close();
  }

  private async send(batch: readonly RawPublication[]): Promise<void> {
    await this.stalled;
    const limit = this.options.maxMessageBytes ?? 1_000_000;
    for (const { topic, value } of batch) {
      this.kafka.partitionsOf(topic);
      if ((value?.length ?? 0) > limit) throw new BrokerRefusal('MESSAGE_TOO_LARGE');
    }
    for (const publication of batch) this.kafka.append(publication);
  }
}

const classify = (error: unknown): SendFailure => {
  if (!(error instanceof BrokerRefusal)) return 'try-again';
  return error.type === 'UNKNOWN_TOPIC_OR_PARTITION' ? 'no-topic' : 'refused';
};
