import type { mongo } from 'mongoose';
import { MicroBatcher } from './micro-batcher';

/** A message that stands in a document until Kafka has it. */
export interface OutboxMessage {
  topic: string;
  key: string;
  value: Buffer;
  headers: Record<string, string>;
}

/** The two fields an owner adds to its document, in the same write as the fact itself. */
export interface OutboxFields {
  outbox: OutboxMessage[];
  outboxAt: Date;
}

interface Options {
  collection: mongo.Collection;
  /** Resolves when the broker has acknowledged all of them. */
  publish: (messages: readonly OutboxMessage[]) => Promise<void>;
  now?: () => Date;
  /** How old an unsent message must be before the relay takes it for lost, not under way. */
  graceMs?: number;
  intervalMs?: number;
  onError: (error: unknown) => void;
}

type Id = string;

interface Sending {
  at: number;
  published: Promise<void>;
  acknowledged: boolean;
  marked: Promise<void>;
}

/** Nobody waits for a mark, so many share a round trip. */
const MARK_LINGER_MS = 100;

/**
 * A transactional outbox inside the documents themselves: one write holds the fact and the event, so
 * a crash can come between MongoDB and Kafka but never between the fact and its event. Whoever wrote
 * the document sends at once; the relay sends what a crash left behind, byte for byte, so readers
 * see the same ids and drop repeats.
 */
export class Outbox {
  private readonly collection: mongo.Collection;
  private readonly marks: MicroBatcher<{ id: Id; at: Date }, undefined>;
  /** What is on its way to Kafka, or there and not yet marked as sent. */
  private readonly sending = new Map<Id, Sending>();
  private timer: NodeJS.Timeout | undefined;
  private relaying: Promise<number> | undefined;

  constructor(private readonly options: Options) {
    this.collection = options.collection;
    const mark = async (sent: readonly { id: Id; at: Date }[]): Promise<undefined[]> => {
      await this.collection.bulkWrite(
        sent.map(({ id, at }) => ({
          updateOne: {
            filter: { _id: id as unknown as mongo.ObjectId, outboxAt: at },
            update: { $unset: { outbox: '', outboxAt: '' } },
          },
        })),
        { ordered: false },
      );
      return sent.map(() => undefined);
    };
    this.marks = new MicroBatcher(mark, 500, 1, MARK_LINGER_MS);
  }

  /** Creates the index that makes looking for leftovers cheap. */
  async ensureIndexes(): Promise<void> {
    await this.collection.createIndex(
      { outboxAt: 1 },
      { partialFilterExpression: { outboxAt: { $exists: true } } },
    );
  }

  /** The fields to store with the fact. */
  fields(messages: readonly OutboxMessage[]): OutboxFields {
    return { outbox: [...messages], outboxAt: this.now() };
  }

  /**
   * Publishes what the document `id` holds; resolves after the broker's acknowledgement. Rejects when
   * Kafka does not take it: the document keeps the messages and the relay goes on trying. Whoever
   * asks for the same messages meanwhile shares the one publication.
   */
  send(id: Id, { outbox, outboxAt }: OutboxFields): Promise<void> {
    const known = this.sending.get(id);
    if (known?.at === outboxAt.getTime()) return known.published;
    const published = this.options.publish(outbox);
    const sending: Sending = {
      at: outboxAt.getTime(),
      published,
      acknowledged: false,
      marked: Promise.resolve(),
    };
    sending.marked = this.mark(id, outboxAt, sending).finally(() => {
      if (this.sending.get(id) === sending) this.sending.delete(id);
    });
    this.sending.set(id, sending);
    return published;
  }

  /** Losing this mark only means that the relay repeats the same bytes later. */
  private async mark(id: Id, at: Date, sending: Sending): Promise<void> {
    try {
      await sending.published;
    } catch {
      return; // The caller of `send` learns of it.
    }
    sending.acknowledged = true;
    await this.marks.add({ id, at }).catch(this.options.onError);
  }

  /** Sends everything older than the grace period, oldest first; answers how many documents. */
  relay(): Promise<number> {
    this.relaying ??= this.relayAll().finally(() => {
      this.relaying = undefined;
    });
    return this.relaying;
  }

  /** How many documents still hold unsent messages, for the metric. */
  pending(): Promise<number> {
    return this.collection.countDocuments({ outboxAt: { $exists: true } });
  }

  /** Begins to relay now and then at every interval. */
  start(): void {
    const tick = (): void => void this.relay().catch(this.options.onError);
    tick();
    this.timer = setInterval(tick, this.options.intervalMs ?? 2000);
  }

  /** Stops the relay and waits for the round in hand and for the marks of what Kafka has. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.relaying?.catch(this.options.onError);
    const there = [...this.sending.values()].filter(({ acknowledged }) => acknowledged);
    await Promise.all(there.map(({ marked }) => marked));
  }

  /** One document that cannot be sent must not hold up the others: each stands alone. */
  private async relayAll(): Promise<number> {
    const before = new Date(this.now().getTime() - (this.options.graceMs ?? 5000));
    const leftovers = await this.collection
      .find({ outboxAt: { $exists: true, $lte: before } }, { promoteBuffers: true })
      .project<{ _id: unknown } & OutboxFields>({ outbox: 1, outboxAt: 1 })
      .sort({ outboxAt: 1 })
      .limit(500)
      .toArray();
    const results = await Promise.allSettled(
      leftovers.map(async ({ _id, outbox, outboxAt }) => {
        await this.options.publish(outbox);
        await this.marks.add({ id: _id as Id, at: outboxAt });
      }),
    );
    for (const result of results) {
      if (result.status === 'rejected') this.options.onError(result.reason);
    }
    return results.filter(({ status }) => status === 'fulfilled').length;
  }

  private now(): Date {
    return this.options.now?.() ?? new Date();
  }
}
