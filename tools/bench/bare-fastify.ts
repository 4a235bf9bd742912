import fastify from 'fastify';

/** The yardstick of the endpoint: a server that parses the same JSON and does nothing else. */
const main = async (): Promise<void> => {
  const server = fastify({ bodyLimit: 8 * 1024 * 1024 });
  server.post('/v1/manifests', (request, reply) => {
    const { travellers } = request.body as { travellers: unknown[] };
    return reply.status(202).send({ received: travellers.length });
  });
  const url = await server.listen({ host: '127.0.0.1', port: Number(process.env['PORT'] ?? 0) });
  process.send?.(url);
  process.once('disconnect', () => process.exit(0));
};

void main();
