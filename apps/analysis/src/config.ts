import { commonConfig, readConfig } from '@vigia/service';
import { z } from 'zod';

const schema = commonConfig.extend({
  PORT: commonConfig.shape.PORT.default(3005),
  MONGODB_DATABASE: commonConfig.shape.MONGODB_DATABASE.default('vigia_analysis'),
  /** Secret under which phones and e-mail addresses are hashed; the same as screening's. */
  CONTACT_KEY: z.string().min(16, 'must have at least 16 characters'),
  /** Path of the allow-list (JSON), the same as screening's: contacts and roles that join nobody. */
  ALLOW_LIST: z.string().optional(),
  /** How long a traveller stays in the read model after departure, in days (safeguard 10). */
  RETENTION_DAYS: z.coerce.number().int().min(1).max(183).default(182),
  /** How old the figures of a month may be before statistics count it again, in seconds. */
  STATISTICS_FRESH_S: z.coerce.number().int().min(0).max(86_400).default(60),
});

export type AnalysisConfig = z.infer<typeof schema>;

/** Reads the environment; throws ConfigError with every problem. */
export const analysisConfig = (environment: NodeJS.ProcessEnv): AnalysisConfig =>
  readConfig(schema, environment);
