import { sizeOf, type RawPublication } from './publication';
import { ServiceError } from './service-error';

/** What the failure of a whole send means for its records. */
export type SendFailure = 'try-again' | 'refused' | 'no-topic';

export interface SendQueueOptions {
  /** Sends all or rejects; a rejected send may still have delivered some of them. */
  send(batch: readonly RawPublication[]): Promise<void>;
  classify(error: unknown): SendFailure;
  /** Records waiting or under way before `push` waits for room. */
  maxQueued?: number;
  maxQueuedBytes?: number;
  maxBatchRecords?: number;
  /** Kafka limits a batch, not only a record, so stay below the smallest topic's limit. */
  maxBatchBytes?: number;
  lingerMs?: number;
  /** How long `push` waits for room. */
  roomTimeoutMs?: number;
  /** How long a record is tried once it has room. */
  deliveryTimeoutMs?: number;
  retryDelayMs?: number;
}

interface Entry {
  publication: RawPublication;
  bytes: number;
  /** Milliseconds of the monotonic clock after which nobody waits for this record any more. */
  deadline: number;
  resolve: () => void;
  reject: (error: ServiceError) => void;
  roomTimer?: NodeJS.Timeout;
}

/**
 * Turns single sends into batches. One batch is under way at a time, so order is kept; the queue is
 * bounded, so that a slow broker slows the callers down instead of filling the memory; a record that
 * the broker refuses fails alone. Every record is delivered at least once or its promise rejects.
 */
export class SendQueue {
  private readonly options: Required<SendQueueOptions>;
  private readonly queue: Entry[] = [];
  private readonly waiting: Entry[] = [];
  private inFlight = 0;
  private bytes = 0;
  private pumping: Promise<void> | undefined;
  private closed = false;

  constructor(options: SendQueueOptions) {
    this.options = {
      maxQueued: 10_000,
      maxQueuedBytes: 32 * 1024 * 1024,
      maxBatchRecords: 300,
      maxBatchBytes: 900_000,
      lingerMs: 0,
      roomTimeoutMs: 5000,
      deliveryTimeoutMs: 30_000,
      retryDelayMs: 200,
      ...options,
    };
  }

  /** Records that have room but no acknowledgement yet. */
  get depth(): number {
    return this.queue.length + this.inFlight;
  }

  /** Resolves after the acknowledgement; rejects with a ServiceError. */
  push(publication: RawPublication): Promise<void> {
    if (this.closed) {
      return Promise.reject(unavailable('the publisher is closed'));
    }
    return new Promise((resolve, reject) => {
      const entry: Entry = {
        publication,
        bytes: sizeOf(publication),
        deadline: 0,
        resolve,
        reject,
      };
      if (this.waiting.length === 0 && this.hasRoomFor(entry)) return this.enqueue(entry);
      entry.roomTimer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(entry), 1);
        reject(
          new ServiceError('VIGIA_OVERLOADED', 'the queue to Kafka is full', { retriable: true }),
        );
      }, this.options.roomTimeoutMs);
      this.waiting.push(entry);
    });
  }

  /** Accepts nothing more and resolves when everything accepted before has settled. */
  async close(): Promise<void> {
    this.closed = true;
    while (this.pumping) await this.pumping;
  }

  private hasRoomFor({ bytes }: Entry): boolean {
    if (this.depth === 0) return true;
    return this.depth < this.options.maxQueued && this.bytes + bytes <= this.options.maxQueuedBytes;
  }

  private enqueue(entry: Entry): void {
    clearTimeout(entry.roomTimer);
    entry.deadline = performance.now() + this.options.deliveryTimeoutMs;
    this.bytes += entry.bytes;
    this.queue.push(entry);
    this.startPump();
  }

  private startPump(): void {
    this.pumping ??= this.pump().finally(() => {
      this.pumping = undefined;
      // A record can arrive between the last look at the queue and this line.
      if (this.queue.length > 0) this.startPump();
    });
  }

  private async pump(): Promise<void> {
    await pause(this.options.lingerMs);
    while (this.queue.length > 0) {
      const batch = this.nextBatch();
      this.inFlight = batch.length;
      await this.deliver(batch);
      this.inFlight = 0;
      for (const { bytes } of batch) this.bytes -= bytes;
      this.admit();
      // Lets callers that were woken by the acknowledgements join the next batch.
      if (this.queue.length < this.options.maxBatchRecords) await pause(0);
    }
  }

  private admit(): void {
    for (let next = this.waiting[0]; next && this.hasRoomFor(next); next = this.waiting[0]) {
      this.waiting.shift();
      this.enqueue(next);
    }
  }

  private nextBatch(): Entry[] {
    const { maxBatchRecords, maxBatchBytes } = this.options;
    let [count, bytes] = [0, 0];
    for (const entry of this.queue) {
      if (count === maxBatchRecords || (count > 0 && bytes + entry.bytes > maxBatchBytes)) break;
      count += 1;
      bytes += entry.bytes;
    }
    return this.queue.splice(0, count);
  }

  private async deliver(batch: readonly Entry[]): Promise<void> {
    let pending = batch;
    while (pending.length > 0) {
      try {
        await this.options.send(pending.map(({ publication }) => publication));
        for (const { resolve } of pending) resolve();
        return;
      } catch (error) {
        const failure = this.options.classify(error);
        if (failure !== 'try-again') return this.isolate(pending, failure, error);
        const now = performance.now();
        for (const { deadline, reject } of pending) {
          if (deadline <= now) reject(unavailable('Kafka did not take the record in time', error));
        }
        pending = pending.filter(({ deadline }) => deadline > now);
        if (pending.length > 0) await pause(this.options.retryDelayMs);
      }
    }
  }

  /** Halves a refused batch, in order, until the refused record stands alone. */
  private async isolate(
    batch: readonly Entry[],
    failure: SendFailure,
    cause: unknown,
  ): Promise<void> {
    if (batch.length === 1) {
      const { publication, reject } = batch[0] as Entry;
      return reject(
        failure === 'no-topic'
          ? unavailable(`the topic ${publication.topic} does not exist`, cause)
          : new ServiceError('VIGIA_PUBLISH_REFUSED', `${publication.topic}: refused by Kafka`, {
              retriable: false,
              cause,
            }),
      );
    }
    const middle = batch.length >> 1;
    await this.deliver(batch.slice(0, middle));
    await this.deliver(batch.slice(middle));
  }
}

const unavailable = (message: string, cause?: unknown): ServiceError =>
  new ServiceError('VIGIA_UNAVAILABLE', message, { retriable: true, cause });

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve)));
