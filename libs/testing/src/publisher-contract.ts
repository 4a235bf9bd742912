import { done, failed, ServiceError } from '@vigia/kafka';
import { aRecord, ContractFixture, decode } from './contract-fixture';
import { eventually } from './eventually';
import type { KafkaHarness } from './kafka-harness';

/** What publisher, table reader and redrive promise, on the fake and on a real broker. */
export const publisherContract = (name: string, createHarness: () => KafkaHarness): void => {
  describe(`publishing to ${name}`, () => {
    const at = new ContractFixture(createHarness);

    it('makes publishers wait for room and keeps their order', async () => {
      const narrow = at.kafka.publisher({ maxQueued: 2, maxBatchRecords: 1 });
      at.closing(narrow);
      await narrow.connect();

      await narrow.publishAll(
        Array.from({ length: 50 }, (_, index) => aRecord(at.topic, 'key', index)),
      );

      const found = await at.records();
      expect(found.map(({ value }) => Number(value))).toEqual([...Array(50).keys()]);
    });

    it('rejects with a retriable error when there was no room in time', async () => {
      const narrow = at.kafka.publisher({ maxQueued: 1, maxBatchRecords: 1, roomTimeoutMs: 1 });
      at.closing(narrow);
      await narrow.connect();

      const results = await Promise.allSettled(
        Array.from({ length: 3000 }, (_, index) => narrow.publish(aRecord(at.topic, 'key', index))),
      );

      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused.length).toBeGreaterThan(0);
      for (const { reason } of refused) {
        expect(reason).toMatchObject({ code: 'VIGIA_OVERLOADED', retriable: true });
      }
      const found = await at.records();
      expect(found).toHaveLength(results.length - refused.length);
    });

    it('refuses a record that is too large without harming its neighbours', async () => {
      const values = ['a', 'x'.repeat(2_000_000), 'b', 'c'];
      const results = await Promise.allSettled(
        values.map((value) => at.publisher.publish(aRecord(at.topic, 'key', value))),
      );

      expect(results.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
      expect(results[1]).toMatchObject({
        reason: { code: 'VIGIA_PUBLISH_REFUSED', retriable: false },
      });
      const found = new Set((await at.records()).map(({ value }) => String(value)));
      expect([...found]).toEqual(['"a"', '"b"', '"c"']);
    });

    it('refuses a record for a topic that does not exist without harming its neighbours', async () => {
      const [missing, present] = await Promise.allSettled([
        at.publisher.publish(aRecord(`missing.${at.count}`, 'key', 1)),
        at.publisher.publish(aRecord(at.topic, 'key', 2)),
      ]);

      expect(present?.status).toBe('fulfilled');
      expect(missing).toMatchObject({ reason: { code: 'VIGIA_UNAVAILABLE', retriable: true } });
    });

    it('reads a table from its beginning, then follows it, tombstones included', async () => {
      await at.publisher.publishAll([aRecord(at.topic, 'a', 1), aRecord(at.topic, 'b', 2)]);
      await at.publisher.publish({ topic: at.topic, key: 'a', value: null });
      const state = new Map<string | null, unknown>();
      const table = await at.kafka.readTable({
        topic: at.topic,
        decode,
        log: at.log,
        onRecords: (records) => records.forEach(({ key, value }) => state.set(key, value)),
      });
      at.closing({ close: () => table.stop() });

      await table.caughtUp;
      expect(Object.fromEntries(state)).toEqual({ a: null, b: 2 });

      await at.publisher.publish(aRecord(at.topic, 'c', 3));
      await eventually(() => expect(state.get('c')).toBe(3));
    });

    it('has caught up with an empty table at once', async () => {
      const table = await at.kafka.readTable({
        topic: at.topic,
        decode,
        log: at.log,
        onRecords: () => undefined,
      });
      at.closing({ close: () => table.stop() });

      await table.caughtUp;
      expect(at.log.at('error')).toEqual([]);
    });

    it('sends dead letters back once, by code or all of them', async () => {
      const seen: unknown[] = [];
      let fixed = false;
      await at.consume(async ({ records }) =>
        records.map(({ value, headers }) => {
          if (!fixed) {
            const code = value === 'other' ? 'VIGIA_CONFLICT' : 'VIGIA_INTERNAL';
            return failed(new ServiceError(code, 'wrong', { retriable: false }));
          }
          seen.push([value, headers['vigia-redriven'], headers['mine']]);
          return done;
        }),
      );
      for (const value of ['one', 'other', 'two']) {
        await at.publisher.publish({
          ...aRecord(at.topic, 'key', value),
          headers: { mine: value },
        });
      }
      await eventually(async () => expect(await at.letters()).toHaveLength(3));
      fixed = true;
      const redriven = (options: object = {}) =>
        at.kafka.redrive({ deadLetterTopic: at.dead, log: at.log, ...options });

      expect(await redriven({ dryRun: true })).toEqual({ replayed: 3, left: 0 });
      expect(await redriven({ code: 'VIGIA_CONFLICT' })).toEqual({ replayed: 1, left: 2 });
      await eventually(() => expect(seen).toEqual([['other', '1', 'other']]));
      expect(await redriven({ code: 'VIGIA_CONFLICT' })).toEqual({ replayed: 0, left: 2 });
      expect(await redriven()).toEqual({ replayed: 2, left: 0 });
      await eventually(() => expect(seen).toHaveLength(3));
      expect(seen.slice(1)).toEqual([
        ['one', '1', 'one'],
        ['two', '1', 'two'],
      ]);
      expect(await redriven()).toEqual({ replayed: 0, left: 0 });
    });
  });
};
