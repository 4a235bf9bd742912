import { commonConfig, readConfig } from '@vigia/service';
import { z } from 'zod';

const schema = commonConfig.extend({
  PORT: commonConfig.shape.PORT.default(3003),
  MONGODB_DATABASE: commonConfig.shape.MONGODB_DATABASE.default('vigia_screening'),
  /** Lists without which screening is not ready; comma-separated list ids, may be empty. */
  REQUIRED_LISTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  /** Secret under which phones and e-mail addresses are hashed; the same on every instance. */
  CONTACT_KEY: z.string().min(16, 'must have at least 16 characters'),
  /** Path of the allow-list (JSON): contacts and roles that indicators pass over. */
  ALLOW_LIST: z.string().optional(),
  /** How long a list version that is not whole is waited for at the start, in milliseconds. */
  LIST_WAIT_MS: z.coerce.number().int().min(0).default(60_000),
  /** How often waits that are over and travellers who have arrived are looked for, in milliseconds. */
  SWEEP_MS: z.coerce.number().int().min(50).default(60_000),
  /** How long legs are kept after departure, in days (safeguard 10: six months at most). */
  RETENTION_DAYS: z.coerce.number().int().min(1).max(183).default(182),
});

export type ScreeningConfig = z.infer<typeof schema>;

/** Reads the environment; throws ConfigError with every problem. */
export const screeningConfig = (environment: NodeJS.ProcessEnv): ScreeningConfig =>
  readConfig(schema, environment);
