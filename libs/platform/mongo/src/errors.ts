import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11000;

/** True for "a document with this key exists already", also when it came from a bulk write. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/**
 * True when trying again may help: the server was away, changed primaries or timed out.
 * A wrong document or a broken rule of the schema is not.
 */
export const isTransient = (error: unknown): boolean =>
  error instanceof mongo.MongoNetworkError ||
  error instanceof mongo.MongoServerSelectionError ||
  error instanceof mongo.MongoNotConnectedError ||
  error instanceof mongo.MongoOperationTimeoutError ||
  (error instanceof mongo.MongoServerError &&
    (error.hasErrorLabel('RetryableWriteError') ||
      error.hasErrorLabel('TransientTransactionError') ||
      error.hasErrorLabel('UnknownTransactionCommitResult') ||
      error instanceof mongo.MongoWriteConcernError));
