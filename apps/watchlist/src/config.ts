import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commonConfig, readConfig } from '@vigia/service';
import { z } from 'zod';

const schema = commonConfig.extend({
  PORT: commonConfig.shape.PORT.default(3002),
  MONGODB_DATABASE: commonConfig.shape.MONGODB_DATABASE.default('vigia_watchlist'),
  /** Largest body of an import as one JSON document, which is held in memory. */
  IMPORT_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(64 * 1024 * 1024),
  /** Largest import that comes as files; these go through a folder, not through memory. */
  UPLOAD_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(2 * 1024 * 1024 * 1024),
  /** Where uploads lie while they are read; emptied at once after. */
  SPOOL_FOLDER: z.string().min(1).default(join(tmpdir(), 'vigia-watchlist')),
  /** An import that would withdraw more than this share of a list is refused. */
  LARGEST_SHRINK: z.coerce.number().min(0).max(1).default(0.2),
  /** How long the work of a process that fell silent is left alone before another takes it up. */
  LEASE_MS: z.coerce.number().int().min(200).default(10_000),
  /** How often expired entries are looked for. */
  EXPIRY_SWEEP_MS: z.coerce.number().int().min(100).default(30_000),
});

export type WatchlistConfig = z.infer<typeof schema>;

/** Reads the environment; throws ConfigError with every problem. */
export const watchlistConfig = (environment: NodeJS.ProcessEnv): WatchlistConfig =>
  readConfig(schema, environment);
