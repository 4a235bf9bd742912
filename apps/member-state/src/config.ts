import { MEMBER_STATES } from '@vigia/sharing';
import { commonConfig, readConfig } from '@vigia/service';
import { z } from 'zod';

const schema = commonConfig.extend({
  PORT: commonConfig.shape.PORT.default(3006),
  MONGODB_DATABASE: commonConfig.shape.MONGODB_DATABASE.default('vigia_member_state'),
  /** The state this instance serves: ISO 3166-1 alpha-3. */
  STATE: z
    .string()
    .transform((state) => state.toLowerCase())
    .refine((state) => MEMBER_STATES.some(({ id }) => id === state), 'must be a member state'),
  EXCHANGE_URL: z.url(),
  /** The token with which this state acknowledges its alerts. */
  EXCHANGE_TOKEN: z.string().min(1),
});

export type MemberStateConfig = z.infer<typeof schema>;

/** Reads the environment; throws ConfigError with every problem. */
export const memberStateConfig = (environment: NodeJS.ProcessEnv): MemberStateConfig =>
  readConfig(schema, environment);
