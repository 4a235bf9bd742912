import { MEMBER_STATES } from '@vigia/sharing';
import { commonConfig, readConfig } from '@vigia/service';
import { z } from 'zod';

const ALL = MEMBER_STATES.map(({ id }) => id);

const schema = commonConfig.extend({
  PORT: commonConfig.shape.PORT.default(3004),
  MONGODB_DATABASE: commonConfig.shape.MONGODB_DATABASE.default('vigia_exchange'),
  /** The member states that receive alerts: ISO 3166-1 alpha-3, comma-separated. */
  CONNECTED_STATES: z
    .string()
    .default(ALL.join(','))
    .transform((text) => text.split(',').map((part) => part.trim().toLowerCase()))
    .refine((states) => states.every((state) => ALL.includes(state)), {
      message: `must be among ${ALL.join(', ')}`,
    }),
  OUTBOX_GRACE_MS: z.coerce.number().int().min(100).default(5000),
  RETENTION_DAYS: z.coerce.number().int().min(1).max(183).default(182),
});

export type ExchangeConfig = z.infer<typeof schema>;

/** Reads the environment; throws ConfigError with every problem. */
export const exchangeConfig = (environment: NodeJS.ProcessEnv): ExchangeConfig =>
  readConfig(schema, environment);
