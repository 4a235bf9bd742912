import { commonConfig, readConfig } from '@vigia/service';
import { z } from 'zod';

const schema = commonConfig.extend({
  PORT: commonConfig.shape.PORT.default(3001),
  MONGODB_DATABASE: commonConfig.shape.MONGODB_DATABASE.default('vigia_ingestion'),
  BODY_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(8 * 1024 * 1024),
  OUTBOX_GRACE_MS: z.coerce.number().int().min(100).default(5000),
  /** How long the ids and checksums of a list are kept after departure (safeguard 10). */
  LIST_DAYS: z.coerce.number().int().min(1).max(180).default(14),
  /** After how many minutes without its last part a list counts as incomplete. */
  PARTS_LIMIT_MINUTES: z.coerce.number().int().min(1).default(120),
  /** Who signs a CUSRES where the list names no recipient. */
  AUTHORITY: z
    .string()
    .regex(/^[A-Z0-9]{1,35}$/)
    .default('VIGIA'),
  /** Carriers whose intake topics are read; comma-separated carrier codes, may be empty. */
  INTAKE_CARRIERS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim().toUpperCase())
        .filter(Boolean),
    )
    .refine((codes) => codes.every((code) => /^[A-Z0-9]{1,20}$/.test(code)), 'must be codes'),
});

export type IngestionConfig = z.infer<typeof schema>;

/** Reads the environment; throws ConfigError with every problem. */
export const ingestionConfig = (environment: NodeJS.ProcessEnv): IngestionConfig =>
  readConfig(schema, environment);
