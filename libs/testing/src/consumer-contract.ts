import 'reflect-metadata';
import { Controller } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, Payload } from '@nestjs/microservices';
import { done, failed, ServiceError, skipped, type Batch } from '@vigia/kafka';
import { aRecord, ContractFixture, noting, retriable } from './contract-fixture';
import { eventually } from './eventually';
import type { KafkaHarness } from './kafka-harness';

/** What every consumer promises; the same suite runs on the fake and on a real broker. */
export const consumerContract = (name: string, createHarness: () => KafkaHarness): void => {
  describe(`consuming from ${name}`, () => {
    const at = new ContractFixture(createHarness);

    it('delivers the records of one key in the order of publishing', async () => {
      const published = Array.from({ length: 300 }, (_, index) => ({ key: index % 7, index }));
      const seen: typeof published = [];
      await at.consume(noting(seen));

      await at.publisher.publishAll(
        published.map((one) => aRecord(at.topic, `key-${one.key}`, one)),
      );

      await eventually(() => expect(seen).toHaveLength(300));
      for (let key = 0; key < 7; key++) {
        const own = seen.filter((one) => one.key === key).map(({ index }) => index);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }
    });

    it('hands over key, headers, trace context and topic as they were published', async () => {
      const batches: Batch<unknown>[] = [];
      await at.consume(async (batch) => void batches.push(batch));

      const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
      await at.publisher.publish({
        ...aRecord(at.topic, 'clé', 1),
        headers: { traceparent, a: 'ñ' },
      });

      await eventually(() => expect(batches).toHaveLength(1));
      expect(batches[0]).toMatchObject({
        topic: at.topic,
        records: [
          { topic: at.topic, key: 'clé', value: 1, traceparent, headers: { traceparent, a: 'ñ' } },
        ],
      });
    });

    it('keeps records with one partition key in one partition', async () => {
      const seen: number[] = [];
      await at.consume(
        async ({ partition, records }) => void seen.push(...records.map(() => partition)),
      );

      await at.publisher.publishAll(
        Array.from({ length: 20 }, (_, index) => ({
          ...aRecord(at.topic, `key-${index}`, index),
          partitionKey: 'journey',
        })),
      );

      await eventually(() => expect(seen).toHaveLength(20));
      expect(new Set(seen).size).toBe(1);
    });

    it('tries a batch again, in order, while the error is retriable', async () => {
      const seen: unknown[] = [];
      let attempts = 0;
      await at.consume(
        noting(seen, async () => {
          attempts += 1;
          if (attempts <= 3) throw retriable('the database is away');
        }),
      );

      for (const value of [1, 2, 3]) await at.publisher.publish(aRecord(at.topic, 'key', value));

      await eventually(() => expect(seen).toEqual([1, 2, 3]));
      expect(attempts).toBeGreaterThan(3);
      expect(await at.letters()).toEqual([]);
      expect(at.log.at('error')).toEqual([]);
    });

    it('goes on with other partitions while one waits', async () => {
      const seen: unknown[] = [];
      let blocked = true;
      await at.consume(
        noting(seen, async ({ records }) => {
          if (blocked && records.some(({ value }) => value === 'stuck')) throw retriable('not yet');
        }),
      );

      await at.publisher.publish({ ...aRecord(at.topic, 'a', 'stuck'), partitionKey: 'one' });
      await at.publisher.publishAll(
        Array.from({ length: 20 }, (_, index) => aRecord(at.topic, `key-${index}`, index)),
      );

      await eventually(() => expect(seen.length).toBeGreaterThan(3));
      expect(seen).not.toContain('stuck');
      blocked = false;
      await eventually(() => expect(seen).toHaveLength(21));
    });

    it('parks undecodable bytes with key, headers and cause, and goes on behind them', async () => {
      const seen: unknown[] = [];
      await at.consume(noting(seen));

      const bytes = Buffer.from([0xff, 0x00, 0x7b, 0x80]);
      await at.publisher.publish({
        topic: at.topic,
        key: 'poison',
        value: bytes,
        headers: { mine: 'yes' },
      });
      await at.publisher.publish({ topic: at.topic, key: 'poison', value: null });
      await at.publisher.publish(aRecord(at.topic, 'poison', 'behind'));

      await eventually(() => expect(seen).toEqual(['behind']));
      const [first, second] = await at.letters();
      expect(first).toMatchObject({
        key: 'poison',
        value: bytes,
        headers: {
          mine: 'yes',
          'vigia-origin-topic': at.topic,
          'vigia-origin-offset': '0',
          'vigia-code': 'VIGIA_UNDECODABLE',
        },
      });
      expect(first?.headers['vigia-parked-at']).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(second).toMatchObject({ value: null, headers: { 'vigia-code': 'VIGIA_UNDECODABLE' } });
      expect(at.log.at('error')).toHaveLength(2);
    });

    it('parks only the offenders of a batch that fails as a whole', async () => {
      const seen: unknown[] = [];
      await at.consume(
        noting(seen, async ({ records }) => {
          if (records.some(({ value }) => value === 13)) throw new TypeError('Ana Prueba');
          if (records.some(({ value }) => value === 29)) {
            throw new ServiceError('VIGIA_CONFLICT', 'no such journey', { retriable: false });
          }
        }),
      );

      const values = Array.from({ length: 40 }, (_, index) => index);
      await at.publisher.publishAll(values.map((value) => aRecord(at.topic, 'key', value)));

      const rest = values.filter((value) => value !== 13 && value !== 29);
      await eventually(() => expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(rest));
      const parked = await eventually(async () => {
        const found = await at.letters();
        expect(found).toHaveLength(2);
        return found;
      });
      expect(parked.map(({ value }) => String(value))).toEqual(['13', '29']);
      expect(parked.map(({ headers }) => headers['vigia-code'])).toEqual([
        'VIGIA_HANDLER_FAILED',
        'VIGIA_CONFLICT',
      ]);
      expect(JSON.stringify([parked.map(({ headers }) => headers), at.log.lines])).not.toContain(
        'Ana',
      );
      expect(at.log.at('error')).toHaveLength(2);
    });

    it('treats each record by its own outcome', async () => {
      const attempts: Record<string, number> = {};
      await at.consume(async ({ records }) =>
        records.map(({ value }) => {
          const name = String(value);
          attempts[name] = (attempts[name] ?? 0) + 1;
          if (name === 'later' && attempts[name] < 3) return failed(retriable('not yet'));
          if (name === 'never') return failed(new Error('wrong'));
          return name === 'repeat' ? skipped('seen before') : done;
        }),
      );

      await at.publisher.publishAll(
        ['first', 'later', 'never', 'repeat', 'last'].map((value) =>
          aRecord(at.topic, 'key', value),
        ),
      );

      await eventually(() => expect(attempts).toMatchObject({ later: 3, last: 1 }));
      expect(attempts).toEqual({ first: 1, later: 3, never: 1, repeat: 1, last: 1 });
      expect((await at.letters()).map(({ value }) => String(value))).toEqual(['"never"']);
    });

    it('goes on after a restart where the effect ended', async () => {
      const seen: unknown[] = [];
      const first = await at.consume(
        noting(seen, async ({ records }) => {
          if (records.some(({ value }) => value === 'stuck')) throw retriable('not yet');
        }),
      );
      await at.publisher.publish(aRecord(at.topic, 'key', 'one'));
      await eventually(() => expect(seen).toEqual(['one']));
      await at.publisher.publish(aRecord(at.topic, 'key', 'stuck'));
      await eventually(() => expect(at.log.at('warn')).not.toEqual([]));
      await first.close();

      const after: unknown[] = [];
      await at.consume(noting(after));
      await eventually(() => expect(after).toEqual(['stuck']));
    });

    it('finishes the batch in hand before it closes, and does not deliver it again', async () => {
      const seen: unknown[] = [];
      let begun = false;
      let finish: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const server = await at.consume(
        noting(seen, async () => {
          begun = true;
          await gate;
        }),
      );
      await at.publisher.publish(aRecord(at.topic, 'key', 'in hand'));
      await eventually(() => begun);

      const closed = Promise.resolve(server.close());
      finish();
      await closed;
      expect(seen).toEqual(['in hand']);

      const after: unknown[] = [];
      await at.consume(noting(after));
      await at.publisher.publish(aRecord(at.topic, 'key', 'next'));
      await eventually(() => expect(after).toEqual(['next']));
    });

    it('parks later when parking fails at first', async () => {
      const seen: unknown[] = [];
      const late = `late-dead.${at.count}`;
      await at.consume(noting(seen), { deadLetterTopic: late });
      await at.publisher.publish({ topic: at.topic, key: 'key', value: Buffer.from('{') });
      await at.publisher.publish(aRecord(at.topic, 'key', 'behind'));
      await eventually(() => expect(at.log.at('warn')).not.toEqual([]), { timeoutMs: 20_000 });
      expect(seen).toEqual([]);

      await at.kafka.createTopic(late, 1);

      await eventually(() => expect(seen).toEqual(['behind']), { timeoutMs: 20_000 });
      const parked = await at.records(late);
      expect(parked.map(({ value }) => String(value))).toEqual(['{']);
    });

    it('serves the event handlers of a Nest controller and keeps their errors', async () => {
      const seen: unknown[] = [];
      let attempts = 0;
      @Controller()
      class Things {
        @EventPattern(at.topic)
        async handle(@Payload() batch: Batch<unknown>): Promise<void> {
          attempts += 1;
          if (attempts === 1) throw retriable('the database is away');
          if (batch.records.some(({ value }) => value === 'bad')) throw new TypeError('bad');
          seen.push(...batch.records.map(({ value }) => value));
        }
      }
      class Service {}
      Reflect.defineMetadata('controllers', [Things], Service);
      const strategy = at.aServer();
      const app = await NestFactory.createMicroservice(Service, { strategy, logger: false });
      await app.listen();

      for (const value of ['one', 'bad', 'two'])
        await at.publisher.publish(aRecord(at.topic, 'k', value));

      await eventually(() => expect(seen).toEqual(['one', 'two']));
      const parked = await at.letters();
      expect(parked.map(({ headers }) => headers['vigia-code'])).toEqual(['VIGIA_HANDLER_FAILED']);
      expect(parked[0]?.headers['vigia-cause']).toMatch(/^TypeError/);
      await app.close();
    });
  });
};
