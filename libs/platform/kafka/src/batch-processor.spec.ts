import fc from 'fast-check';
import { BatchProcessor } from './batch-processor';
import { done, failed, type Outcome } from './outcome';
import type { RawPublication } from './publication';
import type { BatchHandler, RawRecord } from './received';
import { ServiceError } from './service-error';

const retriable = new ServiceError('VIGIA_UNAVAILABLE', 'away', { retriable: true });

const rawRecords = (count: number): RawRecord[] =>
  Array.from({ length: count }, (_, index) => ({
    offset: String(index),
    key: null,
    value: Buffer.from(String(index)),
    headers: {},
    timestamp: '0',
  }));

const setup = (options: Partial<ConstructorParameters<typeof BatchProcessor>[0]> = {}) => {
  const parked: RawPublication[] = [];
  const lines: string[] = [];
  const processor = new BatchProcessor({
    decode: (_, bytes) => Number(bytes.toString()),
    deadLetterTopic: 'dead',
    park: async (letter) => void parked.push(letter),
    log: {
      info: () => undefined,
      warn: (_, message) => void lines.push(`warn ${message}`),
      error: (_, message) => void lines.push(`error ${message}`),
    },
    now: () => new Date('2026-01-01T00:00:00Z'),
    ...options,
  });
  /** Gives the unresolved records to the processor until all are resolved, as Kafka would. */
  const run = async (records: RawRecord[], handler: BatchHandler<unknown>, rounds = 100) => {
    const delays: number[] = [];
    let next = 0;
    while (next < records.length) {
      if (delays.length > rounds) throw new Error('never settles');
      const delayMs = await processor.process('topic', 0, records.slice(next), handler, {
        signal: new AbortController().signal,
        heartbeat: async () => undefined,
        resolve: (offset) => void (next = Number(offset) + 1),
      });
      if (delayMs === undefined) break;
      delays.push(delayMs);
    }
    return { delays, resolved: next };
  };
  return { processor, parked, lines, run };
};

describe('BatchProcessor', () => {
  it('settles every record exactly once, whatever mixture of failures comes', async () => {
    const fate = fc.constantFrom('fine', 'poison', 'throws', 'late', 'undecodable');
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 40 }), async (fates) => {
        const { run, parked } = setup({
          maxBatchRecords: 7,
          decode: (_, bytes) => {
            const index = Number(bytes.toString());
            if (fates[index] === 'undecodable') throw new Error('bytes');
            return index;
          },
        });
        const settled: number[] = [];
        const seen = new Set<number>();
        const handler: BatchHandler<unknown> = async ({ records }) => {
          const indexes = records.map(({ value }) => value as number);
          if (indexes.some((index) => fates[index] === 'throws'))
            throw new TypeError('whole batch');
          return indexes.map((index): Outcome => {
            if (fates[index] === 'poison') return failed(new Error('poison'));
            if (fates[index] === 'late' && !seen.has(index)) {
              seen.add(index);
              return failed(retriable);
            }
            settled.push(index);
            return done;
          });
        };

        const { resolved } = await run(rawRecords(fates.length), handler);

        const expected = (...kinds: string[]) =>
          fates.flatMap((one, index) => (kinds.includes(one) ? [index] : []));
        expect(resolved).toBe(fates.length);
        expect(settled.toSorted((a, b) => a - b)).toEqual(expected('fine', 'late'));
        const offsets = parked.map(({ headers }) => Number(headers?.['vigia-origin-offset']));
        expect(offsets.toSorted((a, b) => a - b)).toEqual(
          expected('poison', 'throws', 'undecodable'),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('waits longer after each failure, up to the limit, and starts afresh after a success', async () => {
    const { run } = setup({ backoff: { initialMs: 100, maxMs: 500, factor: 2 } });
    let attempts = 0;
    const handler: BatchHandler<unknown> = async () => {
      attempts += 1;
      if (attempts % 5 !== 0) throw retriable;
    };

    expect((await run(rawRecords(1), handler)).delays).toEqual([100, 200, 400, 500]);
    expect((await run(rawRecords(1), handler)).delays).toEqual([100, 200, 400, 500]);
  });

  it('does not touch later records while an earlier half must wait', async () => {
    const { run } = setup();
    const handled: number[] = [];
    let blocked = 3;
    const handler: BatchHandler<unknown> = async ({ records }) => {
      const values = records.map(({ value }) => value as number);
      if (values.includes(3)) throw new TypeError('poison');
      if (values.includes(1) && blocked-- > 0) throw retriable;
      handled.push(...values);
    };

    await run(rawRecords(6), handler);

    expect(handled).toEqual([...handled].sort((a, b) => a - b));
    expect(new Set(handled)).toEqual(new Set([0, 1, 2, 4, 5]));
  });

  it('tries again on errors of other libraries that the service calls retriable', async () => {
    const away = new Error('server selection timed out');
    const { run, parked } = setup({ retriable: (error) => error === away });
    let attempts = 0;

    await run(rawRecords(1), async () => {
      attempts += 1;
      if (attempts < 3) throw away;
    });

    expect([attempts, parked]).toEqual([3, []]);
  });

  it('takes a wrong number of outcomes for a fault of the handler', async () => {
    const { run, parked } = setup();

    await run(rawRecords(2), async () => []);

    expect(parked.map(({ headers }) => headers?.['vigia-code'])).toEqual([
      'VIGIA_HANDLER_FAILED',
      'VIGIA_HANDLER_FAILED',
    ]);
  });

  it('parks nothing that fails because the service stops', async () => {
    const { processor, parked, lines } = setup();
    const stopping = new AbortController();
    const resolved: string[] = [];

    const delayMs = await processor.process(
      'topic',
      0,
      rawRecords(3),
      async ({ signal }) => {
        stopping.abort();
        signal.throwIfAborted();
      },
      {
        signal: stopping.signal,
        heartbeat: async () => undefined,
        resolve: (offset) => void resolved.push(offset),
      },
    );

    expect({ delayMs, parked, resolved, lines }).toEqual({
      delayMs: undefined,
      parked: [],
      resolved: [],
      lines: [],
    });
  });

  it('comes again when the dead letter could not be sent', async () => {
    let parkings = 0;
    const { run, lines } = setup({
      decode: () => {
        throw new Error('bytes');
      },
      park: async () => {
        parkings += 1;
        if (parkings === 1) throw retriable;
      },
    });

    const { delays, resolved } = await run(rawRecords(1), async () => undefined);

    expect([delays.length, resolved, parkings]).toEqual([1, 1, 2]);
    expect(lines).toEqual(['warn batch failed, will be tried again', 'error record parked']);
  });

  it('counts what happened', async () => {
    const counts: unknown[] = [];
    const { run } = setup({
      metrics: {
        onOutcome: ({ kind, records }) => void counts.push([kind, records]),
        onParked: ({ code }) => void counts.push(['parked', code]),
      },
    });

    await run(rawRecords(3), async () => [done, failed(new Error('x')), done]);

    expect(counts).toEqual([
      ['parked', 'VIGIA_HANDLER_FAILED'],
      ['done', 2],
      ['failed', 1],
    ]);
  });
});
