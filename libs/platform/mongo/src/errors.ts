import { mongo } from 'mongoose';

export const DUPLICATE_KEY = 11000;

/** True for "a document with this key exists already", also when it came from a bulk write. */
export const isDuplicateKey = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/**
 * The server is no primary, not yet or not any more, or could not reach another: retryable by
 * MongoDB's specification of retryable writes, also for commands on which the server puts no label.
 */
const PASSING = new Set([6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

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
    (PASSING.has(Number(error.code)) ||
      error.hasErrorLabel('RetryableWriteError') ||
      error.hasErrorLabel('TransientTransactionError') ||
      error.hasErrorLabel('UnknownTransactionCommitResult') ||
      error instanceof mongo.MongoWriteConcernError));
