import multipart from '@fastify/multipart';
import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory, Reflector } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { AuthenticationGuard, TokenVerifier } from './authentication';
import type { CommonConfig } from './config';
import { Health, HealthController } from './health';
import { observeRequests } from './http-hooks';
import { nestLogger, type Logger } from './logger';
import { ProblemFilter } from './problem-filter';
import type { Telemetry } from './telemetry';

export interface ServiceDefinition {
  name: string;
  description: string;
  config: Pick<CommonConfig, 'HOST' | 'PORT' | 'AUTH_JWKS' | 'AUTH_ISSUER' | 'AUTH_AUDIENCE'>;
  log: Logger;
  telemetry: Telemetry;
  health: Health;
  controllers: Type[];
  providers: Provider[];
  /** Content types handed over as raw bytes, e.g. because their hash is their identity. */
  rawTypes?: readonly string[];
  bodyLimit?: number;
  /** Takes forms too (multipart/form-data): two files at most, and a few short fields. */
  forms?: boolean;
  /** Reads Kafka once `beforeConsuming` has resolved. */
  consumer?: CustomTransportStrategy;
  /** What must be done before the first record is read; the HTTP side is up by then. */
  beforeConsuming?: () => Promise<void>;
  /** Run in order after the last request and record: flush, close, disconnect. */
  onStop: (() => Promise<void>)[];
}

export interface RunningService {
  /** e.g. `http://127.0.0.1:3001` */
  url: string;
  /** Resolves once Kafka is being read (at once for a service that reads none). */
  consuming: Promise<void>;
  stop(): Promise<void>;
}

@Module({})
class ServiceModule {}

/**
 * Starts a service the way every service starts: HTTP first, so that probes get an answer, then the
 * consumer; stops it in the reverse order and gracefully.
 */
export const startService = async (definition: ServiceDefinition): Promise<RunningService> => {
  const { config, log, health, telemetry } = definition;
  const adapter = new FastifyAdapter({
    bodyLimit: definition.bodyLimit ?? 1024 * 1024,
    forceCloseConnections: true,
    requestTimeout: 60_000,
  });
  if (definition.forms) {
    // Written for HTTP/2 as well, so its type is wider than what our HTTP/1 server asks for.
    const plugin = multipart as unknown as Parameters<FastifyAdapter['register']>[0];
    await adapter.register(plugin, { limits: formLimits(definition) });
  }
  const app = await NestFactory.create<NestFastifyApplication>(moduleOf(definition), adapter, {
    logger: nestLogger(log),
    bodyParser: true,
    abortOnError: false,
  });
  const server = adapter.getInstance();
  for (const type of definition.rawTypes ?? []) {
    app.useBodyParser(type, { bodyLimit: definition.bodyLimit ?? 1024 * 1024 }, (_, body, done) =>
      done(null, body),
    );
  }
  observeRequests(server);
  server.get('/metrics', (request, reply) => {
    reply.hijack();
    telemetry.scrape(request.raw, reply.raw);
  });
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle(`Vigía ${definition.name}`)
      .setDescription(definition.description)
      .setVersion('1')
      .addBearerAuth()
      .build(),
  );
  server.get('/openapi.json', (_, reply) => void reply.send(document));
  if (definition.consumer) {
    app.connectMicroservice({ strategy: definition.consumer }, { inheritAppConfig: false });
  }
  await app.listen(config.PORT, config.HOST);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1').replace('0.0.0.0', '127.0.0.1');
  log.info({ url }, 'listening');
  const consuming = (async () => {
    await definition.beforeConsuming?.();
    if (definition.consumer) await app.startAllMicroservices();
  })();
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    health.stop();
    await consuming.catch(() => undefined);
    await app.close();
    for (const step of definition.onStop) await step();
    await telemetry.stop();
    log.info('stopped');
  };
  return { url, consuming, stop: () => (stopping ??= stop()) };
};

/** One file more than makes sense, so that a handler can say what is wrong. */
const formLimits = ({ bodyLimit = 1024 * 1024 }: ServiceDefinition): object => ({
  files: 2,
  fileSize: bodyLimit,
  fields: 20,
  parts: 24,
  fieldNameSize: 50,
  fieldSize: 400,
  headerPairs: 50,
});

const moduleOf = ({
  config,
  log,
  health,
  controllers,
  providers,
}: ServiceDefinition): DynamicModule => {
  const verifier = new TokenVerifier({
    jwks: config.AUTH_JWKS,
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
  });
  return {
    module: ServiceModule,
    controllers: [...controllers, HealthController],
    providers: [
      ...providers,
      { provide: Health, useValue: health },
      { provide: APP_FILTER, useValue: new ProblemFilter(log) },
      {
        provide: APP_GUARD,
        inject: [Reflector],
        useFactory: (reflector: Reflector) => new AuthenticationGuard(verifier, reflector),
      },
    ],
  };
};
