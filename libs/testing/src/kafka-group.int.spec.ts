import {
  applyTopics,
  KafkaBatchServer,
  Publisher,
  ServiceError,
  type BatchHandler,
} from '@vigia/kafka';
import { eventually } from './eventually';
import { serve } from './kafka-harness';
import { RecordingLog } from './recording-log';
import { testStack } from './test-stack';

jest.setTimeout(60_000);

/** What only a real group can show: members that come and go, topics that are late. */
describe('KafkaBatchServer in a real group', () => {
  const { brokers, topicPrefix } = testStack();
  const log = new RecordingLog();
  const publisher = new Publisher({ brokers, clientId: 'group-spec', topicPrefix, log });
  const servers: KafkaBatchServer[] = [];

  const createTopic = (name: string, partitions: number) =>
    applyTopics(brokers, [{ name, partitions, config: {} }], { prefix: topicPrefix });
  const publishAll = (topic: string, from: number, to: number) =>
    publisher.publishAll(
      Array.from({ length: to - from }, (_, index) => ({
        topic,
        key: `key-${from + index}`,
        value: Buffer.from(String(from + index)),
      })),
    );
  const aServer = (groupId: string): KafkaBatchServer => {
    const server = new KafkaBatchServer({
      brokers,
      clientId: 'group-spec',
      groupId,
      topicPrefix,
      decode: (_, bytes) => Number(bytes.toString()),
      deadLetterTopic: 'dead',
      backoff: { initialMs: 50, maxMs: 100 },
      log,
    });
    servers.push(server);
    return server;
  };

  beforeAll(() => publisher.connect());
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
    await publisher.close();
  });

  it('loses nothing while members join and leave', async () => {
    await createTopic('shared', 6);
    const seen = new Map<number, number>();
    const members = new Set<string>();
    const noting = (member: string): BatchHandler<unknown> => {
      return async ({ records }) => {
        members.add(member);
        for (const { value } of records)
          seen.set(value as number, (seen.get(value as number) ?? 0) + 1);
      };
    };

    const first = aServer('members');
    await serve(first, { shared: noting('first') });
    await publishAll('shared', 0, 500);
    await eventually(() => expect(seen.size).toBe(500));

    const second = aServer('members');
    await serve(second, { shared: noting('second') });
    await publishAll('shared', 500, 1000);
    await eventually(() => expect(seen.size).toBe(1000), { timeoutMs: 20_000 });

    await first.close();
    await publishAll('shared', 1000, 1500);
    await eventually(() => expect(seen.size).toBe(1500), { timeoutMs: 20_000 });
    expect(members).toEqual(new Set(['first', 'second']));
    expect(second.healthy).toBe(true);
    expect(first.healthy).toBe(false);
  });

  it('hands a partition that waits over to a new member, records and all', async () => {
    await createTopic('waiting', 2);
    const stuck: BatchHandler<unknown> = async () => {
      throw new ServiceError('VIGIA_UNAVAILABLE', 'not yet', { retriable: true });
    };
    const first = aServer('handover');
    await serve(first, { waiting: stuck });
    await publishAll('waiting', 0, 20);
    await eventually(() => expect(log.at('warn').length).toBeGreaterThan(2));

    const seen: unknown[] = [];
    await serve(aServer('handover'), {
      waiting: async ({ records }) => void seen.push(...records.map(({ value }) => value)),
    });
    await first.close();

    await eventually(() => expect(new Set(seen).size).toBe(20), { timeoutMs: 20_000 });
  });

  it('is not healthy before its topic exists, and starts by itself once it does', async () => {
    const server = aServer('early');
    const statuses: string[] = [];
    server.onStatus((status) => statuses.push(status));
    const seen: unknown[] = [];
    const serving = serve(server, {
      late: async ({ records }) => void seen.push(...records.map(({ value }) => value)),
    });
    await eventually(() => expect(statuses).toContain('failing'), { timeoutMs: 20_000 });
    expect(server.healthy).toBe(false);

    await createTopic('late', 1);
    await serving;
    await publishAll('late', 7, 8);

    await eventually(() => expect(seen).toEqual([7]));
    expect(server.healthy).toBe(true);
    expect(log.at('error')).toEqual([]);
  });

  it('closes promptly although its topic never came', async () => {
    const server = aServer('never');
    const serving = serve(server, { never: async () => undefined });
    await eventually(() => expect(server.healthy).toBe(false));

    await server.close();
    await serving;
  });

  it('adds partitions and changes settings without touching the rest', async () => {
    const definition = { name: 'grown', partitions: 1, config: { 'retention.ms': '60000' } };
    const apply = (changes: object = {}) =>
      applyTopics(brokers, [{ ...definition, ...changes }], { prefix: topicPrefix });
    const name = `${topicPrefix}grown`;

    expect(await apply()).toEqual({ created: [name], altered: [], unchanged: [] });
    expect(await apply()).toEqual({ created: [], altered: [], unchanged: [name] });
    const changes = { partitions: 2, config: { 'retention.ms': '90000' } };
    expect(await apply(changes)).toEqual({ created: [], altered: [name], unchanged: [] });
    expect(await apply(changes)).toEqual({ created: [], altered: [], unchanged: [name] });
  });
});
