import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import type { Log } from './log';
import { quietRequestQueues } from './quiet-request-queues';

quietRequestQueues();

/** Ordinary moments in the life of a group that kafkajs reports as errors. */
const NOISE =
  /coordinator|rebalanc|re-joining|not aware of this member|does not host this topic-partition|leadership election|no leader|metadata|Crash:|Restarting the consumer|topic-partition/i;

/**
 * A kafkajs client whose every retry is said explicitly (kafkajs chooses other defaults when
 * NODE_ENV is `test`) and whose log lines go to ours: what passes by itself at debug, the rest at
 * warn. ERROR is left to the code that knows whether somebody must act.
 */
export const createKafka = (brokers: readonly string[], clientId: string, log: Log): Kafka =>
  new Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3000,
    requestTimeout: 30_000,
    retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 5, factor: 0.2, multiplier: 2 },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => report(entry, log),
  });

const report = ({ level, namespace, log: content }: LogEntry, log: Log): void => {
  const { message, error } = content as { message: string; error?: unknown };
  const cause = typeof error === 'string' ? error : undefined;
  const fields = { kafkajs: namespace, ...(cause === undefined ? {} : { cause }) };
  const harmless = level !== logLevel.ERROR || NOISE.test(`${message} ${cause ?? ''}`);
  if (harmless) log.debug?.(fields, message);
  else log.warn(fields, message);
};

/** True when kafkajs says, anywhere along the chain of causes, that trying again may help. */
export const isTransientKafkaError = (error: unknown): boolean => {
  for (
    let link = error, depth = 0;
    link instanceof Error && depth < 6;
    link = link.cause, depth++
  ) {
    if (link.name === 'KafkaJSNumberOfRetriesExceeded') return true;
    if ((link as { retriable?: unknown }).retriable === true) return true;
  }
  return false;
};

/** The name of the broker's answer, e.g. `MESSAGE_TOO_LARGE`, when there is one. */
export const brokerErrorType = (error: unknown): string | undefined => {
  for (
    let link = error, depth = 0;
    link instanceof Error && depth < 6;
    link = link.cause, depth++
  ) {
    const { type } = link as { type?: unknown };
    if (typeof type === 'string') return type;
  }
  return undefined;
};
