import type { StackPath } from './choose-path';

/** Services that run already and whose addresses stand in the environment. */
export const envPath = (environment: NodeJS.ProcessEnv): StackPath => {
  const kafkaBrokers = environment['KAFKA_BROKERS'] ?? '';
  const mongodbUri = environment['MONGODB_URI'] ?? '';
  return {
    name: 'env',
    unavailable: async () => {
      const missing = [
        ...(kafkaBrokers ? [] : ['KAFKA_BROKERS']),
        ...(mongodbUri ? [] : ['MONGODB_URI']),
      ];
      return missing.length > 0 ? `${missing.join(' and ')} not set` : undefined;
    },
    start: async () => ({ kafkaBrokers, mongodbUri, stop: async () => undefined }),
  };
};
