import { commonConfig, readConfig } from '@vigia/service';
import { z } from 'zod';

const schema = commonConfig.extend({
  PORT: commonConfig.shape.PORT.default(3002),
  MONGODB_DATABASE: commonConfig.shape.MONGODB_DATABASE.default('vigia_watchlist'),
  IMPORT_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(64 * 1024 * 1024),
  /** An import that would withdraw more than this share of a list is refused. */
  LARGEST_SHRINK: z.coerce.number().min(0).max(1).default(0.2),
  OUTBOX_GRACE_MS: z.coerce.number().int().min(100).default(5000),
});

export type WatchlistConfig = z.infer<typeof schema>;

/** Reads the environment; throws ConfigError with every problem. */
export const watchlistConfig = (environment: NodeJS.ProcessEnv): WatchlistConfig =>
  readConfig(schema, environment);
