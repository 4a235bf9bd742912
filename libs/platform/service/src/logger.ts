import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Properties that may hold personal data or secrets, wherever they stand in a logged object. */
const PERSONAL = [
  'surname',
  'given',
  'middle',
  'name',
  'dateOfBirth',
  'documents',
  'number',
  'contacts',
  'value',
  'person',
  'traveller',
  'travellers',
  'manifest',
  'body',
  'authorization',
  'token',
];

/**
 * The log of a service: one JSON object a line on stdout. Personal data have no place in a log;
 * should a call pass them by mistake, redaction removes them.
 */
export const createLogger = (service: string, level: string): Logger =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: PERSONAL.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), remove: true },
  });

/** Lets Nest write to our log; its start-up chatter is for debugging only. */
export const nestLogger = (log: Logger): LoggerService => ({
  log: (message: unknown) => log.debug(String(message)),
  debug: (message: unknown) => log.debug(String(message)),
  verbose: (message: unknown) => log.trace(String(message)),
  warn: (message: unknown) => log.warn(String(message)),
  error: (message: unknown, stack?: unknown) => log.error({ stack }, String(message)),
  fatal: (message: unknown) => log.fatal(String(message)),
});
