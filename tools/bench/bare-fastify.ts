import { createHash } from 'node:crypto';
import { Publisher } from '@vigia/kafka';
import { connectMongo, MicroBatcher } from '@vigia/mongo';
import fastify from 'fastify';

/** What the list that is stored unread needs: a broker, a database and a topic that exists. */
const { KAFKA_BROKERS = '', MONGODB_URI = '', TOPIC = '' } = process.env;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * The yardsticks of the endpoint: a server that parses the same JSON and does nothing else, and, at
 * `/v1/stored`, one that does no more than what an answer promises: the bytes in MongoDB (majority,
 * journalled) and on Kafka (every in-sync replica), nothing read or checked.
 */
const main = async (): Promise<void> => {
  const database = `${TOPIC.replaceAll('.', '_')}_stored`;
  const connection = await connectMongo({ uri: MONGODB_URI, database, appName: 'bench' });
  const lists = connection.collection<{ _id: string; body: Buffer }>('lists');
  const publisher = new Publisher({
    brokers: KAFKA_BROKERS.split(','),
    clientId: 'bench',
    log: QUIET,
  });
  await publisher.connect();
  const stored = new MicroBatcher<{ _id: string; body: Buffer }, void>(
    async (documents) => {
      await lists.insertMany([...documents], { ordered: false });
      return documents.map(() => undefined);
    },
    50,
    2,
  );

  const server = fastify({ bodyLimit: 8 * 1024 * 1024 });
  server.post('/v1/manifests', (request, reply) => {
    const { travellers } = request.body as { travellers: unknown[] };
    return reply.status(202).send({ received: travellers.length });
  });
  await server.register(async (storing) => {
    storing.removeAllContentTypeParsers();
    storing.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      async (_: unknown, body: Buffer) => body,
    );
    storing.post('/v1/stored', async (request, reply) => {
      const body = request.body as Buffer;
      const { travellers } = JSON.parse(body.toString()) as { travellers: unknown[] };
      const key = createHash('sha256').update(body).digest('hex');
      await stored.add({ _id: key, body });
      await publisher.publish({ topic: TOPIC, key, value: body });
      return reply.status(202).send({ received: travellers.length });
    });
  });
  const url = await server.listen({ host: '127.0.0.1', port: Number(process.env['PORT'] ?? 0) });
  process.send?.(url);
  process.once('disconnect', () => process.exit(0));
};

void main();
