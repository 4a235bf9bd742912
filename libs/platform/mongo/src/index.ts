export { connectMongo, pingMongo, type MongoOptions } from './connect';
export { isDuplicateKey, isTransient } from './errors';
export {
  bulkUpdate,
  bulkUpsert,
  insertMissing,
  type BulkOperation,
  type InsertOutcome,
} from './bulk-upsert';
export { MicroBatcher } from './micro-batcher';
export { Outbox, type OutboxFields, type OutboxMessage } from './outbox';
export type { Connection } from 'mongoose';
