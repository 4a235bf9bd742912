import type { RawPublication } from './publication';
import { SendQueue, type SendFailure, type SendQueueOptions } from './send-queue';

const aRecord = (key: string, bytes = 10): RawPublication => ({
  topic: 'topic',
  key,
  value: Buffer.alloc(bytes),
});

const setup = (options: Partial<SendQueueOptions> = {}) => {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  let gated = false;
  const queue = new SendQueue({
    send: async (batch) => {
      if (gated) await new Promise<void>((resolve) => gates.push(resolve));
      batches.push(batch.map(({ key }) => String(key)));
    },
    classify: () => 'try-again',
    retryDelayMs: 1,
    ...options,
  });
  return {
    queue,
    batches,
    hold: () => void (gated = true),
    release: () => {
      gated = false;
      for (const gate of gates.splice(0)) gate();
    },
  };
};

describe('SendQueue', () => {
  it('gathers what comes while a batch is under way into the next one, in order', async () => {
    const { queue, batches, hold, release } = setup();
    hold();
    const first = queue.push(aRecord('a'));
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const rest = ['b', 'c', 'd'].map((key) => queue.push(aRecord(key)));
    expect(queue.depth).toBe(4);

    release();
    await Promise.all([first, ...rest]);

    expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
    expect(queue.depth).toBe(0);
  });

  it('keeps batches below the limits of records and of bytes', async () => {
    const { queue, batches } = setup({ maxBatchRecords: 3, maxBatchBytes: 1000 });

    await Promise.all([
      ...['a', 'b', 'c', 'd'].map((key) => queue.push(aRecord(key))),
      ...['e', 'f'].map((key) => queue.push(aRecord(key, 900))),
    ]);

    expect(batches).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f']]);
  });

  it('makes the caller wait while the queue is full, by records and by bytes', async () => {
    for (const limit of [{ maxQueued: 1 }, { maxQueuedBytes: 60 }]) {
      const { queue, batches, hold, release } = setup(limit);
      hold();
      const pushes = ['a', 'b'].map((key) => queue.push(aRecord(key)));
      expect(queue.depth).toBe(1);

      release();
      await Promise.all(pushes);

      expect(batches).toEqual([['a'], ['b']]);
    }
  });

  it('says overloaded, retriable, when there is no room in time', async () => {
    const { queue, hold, release } = setup({ maxQueued: 1, roomTimeoutMs: 5 });
    hold();
    const first = queue.push(aRecord('a'));

    await expect(queue.push(aRecord('b'))).rejects.toMatchObject({
      code: 'VIGIA_OVERLOADED',
      retriable: true,
    });
    release();
    await first;
  });

  it('tries a failed batch again, in order', async () => {
    const sent: string[] = [];
    let failures = 3;
    const { queue } = setup({
      send: async (batch) => {
        if (failures-- > 0) throw new Error('broker away');
        sent.push(...batch.map(({ key }) => String(key)));
      },
    });

    await Promise.all(['a', 'b', 'c'].map((key) => queue.push(aRecord(key))));

    expect(sent).toEqual(['a', 'b', 'c']);
  });

  it('gives up, retriable, when the broker stays away too long', async () => {
    const { queue } = setup({
      deliveryTimeoutMs: 20,
      send: async () => {
        throw new Error('broker away');
      },
    });

    await expect(queue.push(aRecord('a'))).rejects.toMatchObject({
      code: 'VIGIA_UNAVAILABLE',
      retriable: true,
    });
    expect(queue.depth).toBe(0);
  });

  it.each<[SendFailure, string, boolean]>([
    ['refused', 'VIGIA_PUBLISH_REFUSED', false],
    ['no-topic', 'VIGIA_UNAVAILABLE', true],
  ])('lets a record that is %s fail alone', async (failure, code, retriable) => {
    const sent: string[] = [];
    const { queue } = setup({
      classify: () => failure,
      send: async (batch) => {
        if (batch.some(({ key }) => key === 'bad')) throw new Error(failure);
        sent.push(...batch.map(({ key }) => String(key)));
      },
    });

    const results = await Promise.allSettled(
      ['a', 'b', 'bad', 'c', 'd', 'e'].map((key) => queue.push(aRecord(key))),
    );

    expect(results.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code, retriable } },
    ]);
    expect(sent).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('sends what it holds before it closes, and accepts nothing after', async () => {
    const { queue, batches } = setup({ maxQueued: 1 });
    const pushes = ['a', 'b', 'c'].map((key) => queue.push(aRecord(key)));

    await queue.close();
    await Promise.all(pushes);

    expect(batches.flat()).toEqual(['a', 'b', 'c']);
    await expect(queue.push(aRecord('d'))).rejects.toMatchObject({ retriable: true });
  });
});
