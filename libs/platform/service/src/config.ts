import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Why a service refuses to start: every problem of its configuration at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join('\n')}`);
  }
}

/**
 * What a file named by a setting holds; `empty` where none is named. Throws ConfigError when it cannot
 * be read or `read` refuses it.
 */
export const readConfigFile = <T>(
  setting: string,
  path: string | undefined,
  read: (text: string) => T,
  empty: T,
): T => {
  if (!path) return empty;
  try {
    return read(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unreadable';
    throw new ConfigError([`${setting} (${path}): ${reason}`]);
  }
};

const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(Boolean), 'must be a comma-separated list without gaps');

/** What every service needs; an app's `config.ts` extends it with `.extend({ … })`. */
export const commonConfig = z.object({
  KAFKA_BROKERS: list.describe('host:port of the Kafka brokers, comma-separated'),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb://'),
  MONGODB_DATABASE: z.string().min(1).max(60),
  TOPIC_PREFIX: z
    .string()
    .regex(/^[a-z0-9.-]*$/)
    .default(''),
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  AUTH_JWKS: z.string().min(1).describe('address (http, https) or path of the key set'),
  AUTH_ISSUER: z.string().min(1),
  AUTH_AUDIENCE: z.string().min(1).default('vigia'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
});

export type CommonConfig = z.infer<typeof commonConfig>;

/**
 * Reads the environment once. Empty variables count as absent; a wrong value never falls back to a
 * default. Throws ConfigError naming every problem, without the values (they may be secrets).
 */
export const readConfig = <Shape extends z.ZodType>(
  schema: Shape,
  environment: NodeJS.ProcessEnv,
): z.infer<Shape> => {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
};
