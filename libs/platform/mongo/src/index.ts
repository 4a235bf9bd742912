export { connectMongo, pingMongo, type MongoOptions } from './connect';
export { isDuplicateKey, isTransient } from './errors';
export {
  bulkCreate,
  bulkUpdate,
  bulkUpsert,
  insertNew,
  type BulkOperation,
  type Creation,
} from './bulk-upsert';
export { MicroBatcher } from './micro-batcher';
export { Outbox, type OutboxFields, type OutboxMessage } from './outbox';
export type { Connection } from 'mongoose';
