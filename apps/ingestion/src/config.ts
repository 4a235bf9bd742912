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
});

export type IngestionConfig = z.infer<typeof schema>;

/** Reads the environment; throws ConfigError with every problem. */
export const ingestionConfig = (environment: NodeJS.ProcessEnv): IngestionConfig =>
  readConfig(schema, environment);
