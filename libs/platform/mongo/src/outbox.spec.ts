import type { mongo } from 'mongoose';
import { Outbox, type OutboxMessage } from './outbox';

const MESSAGE: OutboxMessage = { topic: 't', key: 'k', value: Buffer.from('v'), headers: {} };

/** An outbox whose marks go nowhere, with a broker that refuses the first `refusals` times. */
const setup = (refusals = 0) => {
  const published: OutboxMessage[] = [];
  const marked: unknown[] = [];
  let left = refusals;
  const outbox = new Outbox({
    collection: {
      bulkWrite: async (operations: readonly unknown[]) => void marked.push(...operations),
    } as unknown as mongo.Collection,
    publish: async (messages) => {
      if (left > 0) {
        left -= 1;
        throw new Error('Kafka does not answer');
      }
      published.push(...messages);
    },
    onError: (error) => {
      throw error;
    },
  });
  return { outbox, published, marked };
};

const at = (ms: number) => ({ outbox: [MESSAGE], outboxAt: new Date(ms) });

describe('an outbox', () => {
  it('publishes once what is asked for again before it is marked as sent', async () => {
    const { outbox, published, marked } = setup();

    await Promise.all([outbox.send('a', at(1)), outbox.send('a', at(1))]);
    await outbox.send('a', at(1));
    await outbox.stop();

    expect(published).toHaveLength(1);
    expect(marked).toHaveLength(1);
  });

  it('publishes what a document holds anew', async () => {
    const { outbox, published } = setup();

    await outbox.send('a', at(1));
    await outbox.send('a', at(2));
    await outbox.stop();

    expect(published).toHaveLength(2);
  });

  it('tries again what Kafka did not take', async () => {
    const { outbox, published } = setup(1);

    await expect(outbox.send('a', at(1))).rejects.toThrow('Kafka does not answer');
    await outbox.send('a', at(1));
    await outbox.stop();

    expect(published).toHaveLength(1);
  });
});
