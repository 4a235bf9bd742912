import { deadLetter } from './dead-letter';
import type { Log } from './log';
import { done, type Outcome } from './outcome';
import type { RawPublication } from './publication';
import { received, type BatchHandler, type RawRecord, type Received } from './received';
import { causeOf, isRetriable, ServiceError } from './service-error';

/** What a service counts; every hook is optional. */
export interface ConsumerMetrics {
  onBatch?(batch: { topic: string; partition: number; records: number; durationMs: number }): void;
  onOutcome?(outcome: { topic: string; kind: Outcome['kind']; records: number }): void;
  onParked?(parked: { topic: string; code: string }): void;
  onRetry?(retry: { topic: string; partition: number; attempt: number; delayMs: number }): void;
  /** Records that wait behind the batch just read. */
  onLag?(lag: { topic: string; partition: number; records: number }): void;
}

/** Waits of `initialMs`, times `factor` after each failure, up to `maxMs`. */
export interface Backoff {
  initialMs: number;
  maxMs: number;
  factor: number;
}

export interface BatchProcessorOptions {
  decode(topic: string, bytes: Buffer): unknown;
  /** Topics of foreign bytes: handed over as they came, none at all as empty, and never parked unread. */
  isRaw?(topic: string): boolean;
  deadLetterTopic: string;
  /** Resolves when the broker has the dead letter. */
  park(letter: RawPublication): Promise<void>;
  log: Log;
  metrics?: ConsumerMetrics;
  backoff?: Partial<Backoff>;
  maxBatchRecords?: number;
  /** Errors of other libraries after which trying again helps, e.g. a database that was away. */
  retriable?: (error: unknown) => boolean;
  now?: () => Date;
}

/** What the transport lends to the processor while a batch is worked on. */
export interface BatchControl {
  signal: AbortSignal;
  heartbeat: () => Promise<void>;
  /** Everything up to and with this offset is settled. */
  resolve: (offset: string) => void;
}

/** A partition's memory between two attempts. */
interface Progress {
  attempts: number;
  /** Offsets that are settled although an earlier one is not. */
  settled: Set<string>;
}

/** A record together with the bytes it came from. */
interface Entry {
  raw: RawRecord;
  record: Received<unknown>;
}

class TryAgain extends Error {
  constructor(override readonly cause: unknown) {
    super();
  }
}

/**
 * Decides what becomes of every record of a batch, with no knowledge of Kafka: undecodable bytes and
 * records that the handler cannot process are parked, retriable failures are answered with the time
 * to wait, and a batch that fails as a whole is halved until the offenders stand alone.
 */
export class BatchProcessor {
  private readonly progress = new Map<string, Progress>();
  private readonly backoff: Backoff;

  constructor(private readonly options: BatchProcessorOptions) {
    this.backoff = { initialMs: 100, maxMs: 10_000, factor: 2, ...options.backoff };
  }

  /** Forgets half-done partitions, because they may now belong to somebody else. */
  forget(): void {
    this.progress.clear();
  }

  /**
   * Works through `records` in order. Resolves with undefined when all are settled or the signal
   * aborted, otherwise with the milliseconds after which the unresolved ones should come again.
   */
  async process(
    topic: string,
    partition: number,
    records: readonly RawRecord[],
    handler: BatchHandler<unknown>,
    control: BatchControl,
  ): Promise<number | undefined> {
    const place = `${topic}/${partition}`;
    const progress = this.progress.get(place) ?? { attempts: 0, settled: new Set() };
    const size = this.options.maxBatchRecords ?? 500;
    for (let start = 0; start < records.length && !control.signal.aborted; start += size) {
      const slice = records.slice(start, start + size);
      const startedAt = performance.now();
      try {
        await this.processSlice({ topic, partition, slice, handler, control, progress });
      } catch (error) {
        this.resolvePrefix(slice, progress, control);
        if (control.signal.aborted) return undefined;
        if (!(error instanceof TryAgain)) throw error;
        this.progress.set(place, progress);
        return this.retryDelay(topic, partition, progress, error.cause);
      } finally {
        const durationMs = performance.now() - startedAt;
        this.options.metrics?.onBatch?.({ topic, partition, records: slice.length, durationMs });
      }
      this.resolvePrefix(slice, progress, control);
      progress.attempts = 0;
    }
    if (!control.signal.aborted) this.progress.delete(place);
    return undefined;
  }

  private async processSlice(work: {
    topic: string;
    partition: number;
    slice: readonly RawRecord[];
    handler: BatchHandler<unknown>;
    control: BatchControl;
    progress: Progress;
  }): Promise<void> {
    const { topic, partition, slice, handler, control, progress } = work;
    const entries: Entry[] = [];
    for (const raw of slice) {
      if (progress.settled.has(raw.offset)) continue;
      let value: unknown;
      try {
        value = this.valueOf(topic, raw);
      } catch (error) {
        await this.park(topic, partition, raw, 'VIGIA_UNDECODABLE', error);
        progress.settled.add(raw.offset);
        continue;
      }
      entries.push({ raw, record: received(topic, partition, raw, value) });
    }

    const handle = async (part: readonly Entry[]): Promise<void> => {
      if (part.length === 0) return;
      let outcomes: readonly Outcome[];
      try {
        outcomes = await this.outcomesOf(topic, partition, part, handler, control);
      } catch (error) {
        if (control.signal.aborted || this.isRetriable(error)) throw new TryAgain(error);
        if (part.length > 1) {
          const middle = part.length >> 1;
          await handle(part.slice(0, middle));
          return handle(part.slice(middle));
        }
        outcomes = [{ kind: 'failed', error }];
      }
      await this.settle(topic, partition, part, outcomes, progress);
    };
    await handle(entries);
  }

  private valueOf(topic: string, { value }: RawRecord): unknown {
    if (this.options.isRaw?.(topic)) return value ?? Buffer.alloc(0);
    if (value === null) throw new ServiceError('VIGIA_UNDECODABLE', 'no value', final);
    return this.options.decode(topic, value);
  }

  private async outcomesOf(
    topic: string,
    partition: number,
    part: readonly Entry[],
    handler: BatchHandler<unknown>,
    { signal, heartbeat }: BatchControl,
  ): Promise<readonly Outcome[]> {
    const records = part.map(({ record }) => record);
    const outcomes =
      (await handler(new DeliveredBatch(topic, partition, records, signal, heartbeat))) ??
      records.map(() => done);
    if (outcomes.length !== records.length) {
      throw new TypeError(`${outcomes.length} outcomes for ${records.length} records`);
    }
    return outcomes;
  }

  private async settle(
    topic: string,
    partition: number,
    part: readonly Entry[],
    outcomes: readonly Outcome[],
    progress: Progress,
  ): Promise<void> {
    const counts = new Map<Outcome['kind'], number>();
    let again: TryAgain | undefined;
    for (const [index, outcome] of outcomes.entries()) {
      const { raw } = part[index] as Entry;
      if (outcome.kind === 'failed') {
        if (this.isRetriable(outcome.error)) {
          again ??= new TryAgain(outcome.error);
          continue;
        }
        const { error } = outcome;
        const code = error instanceof ServiceError ? error.code : 'VIGIA_HANDLER_FAILED';
        await this.park(topic, partition, raw, code, error);
      }
      progress.settled.add(raw.offset);
      counts.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
    }
    for (const [kind, records] of counts) {
      this.options.metrics?.onOutcome?.({ topic, kind, records });
    }
    if (again) throw again;
  }

  private async park(
    topic: string,
    partition: number,
    raw: RawRecord,
    code: string,
    error: unknown,
  ): Promise<void> {
    const { deadLetterTopic, log, metrics, now } = this.options;
    const at = (now?.() ?? new Date()).toISOString();
    const cause = causeOf(error);
    try {
      await this.options.park(
        deadLetter(deadLetterTopic, raw, { topic, partition, code, cause, at }),
      );
    } catch (parkingError) {
      throw new TryAgain(parkingError);
    }
    log.error(
      { topic, partition, offset: raw.offset, code, cause, deadLetterTopic },
      'record parked',
    );
    metrics?.onParked?.({ topic, code });
  }

  /** Resolves the settled offsets at the front and forgets them; those behind a gap stay noted. */
  private resolvePrefix(
    slice: readonly RawRecord[],
    progress: Progress,
    { resolve }: BatchControl,
  ): void {
    let last: string | undefined;
    for (const { offset } of slice) {
      if (!progress.settled.delete(offset)) break;
      last = offset;
    }
    if (last === undefined) return;
    resolve(last);
    progress.attempts = 0;
  }

  private retryDelay(topic: string, partition: number, progress: Progress, error: unknown): number {
    const { initialMs, maxMs, factor } = this.backoff;
    const delayMs = Math.min(initialMs * factor ** progress.attempts, maxMs);
    progress.attempts += 1;
    const attempt = progress.attempts;
    this.options.log.warn(
      { topic, partition, attempt, delayMs, cause: causeOf(error) },
      'batch failed, will be tried again',
    );
    this.options.metrics?.onRetry?.({ topic, partition, attempt, delayMs });
    return delayMs;
  }

  private isRetriable(error: unknown): boolean {
    return isRetriable(error) || this.options.retriable?.(error) === true;
  }
}

const final = { retriable: false } as const;

/** The batch that handlers receive; a class, so that Nest's layers can tell it from other payloads. */
export class DeliveredBatch {
  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly records: readonly Received<unknown>[],
    readonly signal: AbortSignal,
    readonly heartbeat: () => Promise<void>,
  ) {}
}
