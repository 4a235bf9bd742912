import { setFlagsFromString } from 'node:v8';
import { deadLetterTopic, decodeRecord } from '@vigia/contracts';
import { KafkaBatchServer, Publisher, type KafkaServerOptions } from '@vigia/kafka';
import { connectMongo, isTransient, pingMongo, type Connection } from '@vigia/mongo';
import type { CommonConfig } from './config';
import { Health } from './health';
import { createLogger, type Logger } from './logger';
import { consumerMetrics } from './consumer-metrics';
import { startService, type RunningService, type ServiceDefinition } from './start-service';
import { startTelemetry } from './telemetry';

/** What every service has at hand while it is put together. */
export interface OpenService {
  log: Logger;
  health: Health;
  connection: Connection;
  publisher: Publisher;
  /** The consumer of this service's group, to be passed on as `consumer`; `isRaw` as there. */
  createConsumer(options?: Pick<KafkaServerOptions, 'isRaw'>): KafkaBatchServer;
  /** Starts HTTP and consumer; at the end closes what was opened here, after the steps of `onStop`. */
  start(
    definition: Omit<ServiceDefinition, 'name' | 'config' | 'log' | 'telemetry' | 'health'>,
  ): Promise<RunningService>;
}

/** By how much, per cent, the heap may outgrow what lived at the last collection before the next. */
const GROWTH = 50;

/**
 * Left alone, V8 lets the heap of a busy service triple before it collects what is long dead. A
 * little more collecting halves the memory that a service takes.
 */
const collectEarly = (): void => setFlagsFromString(`--heap-growing-percent=${GROWTH}`);

/**
 * Opens what every service needs: log, telemetry, its own database, and the publisher, each with a
 * readiness check. Rejects, with everything closed again, when one of them cannot be reached.
 */
export const openService = async (name: string, config: CommonConfig): Promise<OpenService> => {
  collectEarly();
  const log = createLogger(name, config.LOG_LEVEL);
  const telemetry = startTelemetry(name, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const health = new Health();
  const connection = await connectMongo({
    uri: config.MONGODB_URI,
    database: config.MONGODB_DATABASE,
    appName: name,
  });
  health.add('mongodb', () => pingMongo(connection));
  const broker = {
    brokers: config.KAFKA_BROKERS,
    clientId: name,
    topicPrefix: config.TOPIC_PREFIX,
    log,
  };
  const publisher = new Publisher(broker);
  await publisher.connect();
  health.add('kafka', () => publisher.check());
  return {
    log,
    health,
    connection,
    publisher,
    createConsumer: (options = {}) => {
      const server = new KafkaBatchServer({
        ...broker,
        ...options,
        groupId: name,
        decode: decodeRecord,
        deadLetterTopic: deadLetterTopic(name),
        metrics: consumerMetrics(),
        retriable: isTransient,
      });
      health.add('consumer', () => {
        if (!server.healthy) throw new Error('the consumer is not running');
      });
      return server;
    },
    start: (definition) =>
      startService({
        ...definition,
        name,
        config,
        log,
        telemetry,
        health,
        onStop: [...definition.onStop, () => publisher.close(), () => connection.close()],
      }),
  };
};
