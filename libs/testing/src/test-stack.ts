import { randomBytes } from 'node:crypto';

/** What a test file needs to have Kafka and MongoDB to itself. */
export interface TestStack {
  brokers: string[];
  mongodbUri: string;
  /** Goes before every topic and consumer group. */
  topicPrefix: string;
  database: string;
}

/**
 * The addresses of the stack that jest-setup started, with names that no other file uses. Throws
 * when it runs outside the integration and e2e projects.
 */
export const testStack = (): TestStack => {
  const brokers = process.env['KAFKA_BROKERS'];
  const mongodbUri = process.env['MONGODB_URI'];
  if (!brokers || !mongodbUri) {
    throw new Error('no stack: name the file *.int.spec.ts or *.e2e.spec.ts');
  }
  const own = randomBytes(5).toString('hex');
  return {
    brokers: brokers.split(','),
    mongodbUri,
    topicPrefix: `t${own}.`,
    database: `test-${own}`,
  };
};
