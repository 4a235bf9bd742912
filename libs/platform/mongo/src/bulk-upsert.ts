import { mongo, type Collection } from 'mongoose';
import { DUPLICATE_KEY, isDuplicateKey } from './errors';

export type BulkOperation = mongo.AnyBulkWriteOperation<mongo.Document>;

/** Below this a transaction costs more than it saves. */
const LEAST_TOGETHER = 10;

/**
 * Runs upserts in one round trip and repeats those that collided with a document created meanwhile,
 * so that a guarded upsert (`{ _id, seen: … }`) loses nothing when two first events race. An operation
 * that collides again is one whose guard says "already applied", and is left alone.
 *
 * Many at once go in one transaction, which costs MongoDB half as much as that many writes of their
 * own; when anything in it collides, each is written alone.
 */
export const bulkUpsert = async (
  collection: Collection,
  operations: readonly BulkOperation[],
): Promise<void> => {
  if (operations.length === 0) return;
  if (await together(collection, operations)) return;
  const collided = await run(collection, operations);
  if (collided.length > 0) await run(collection, collided);
};

/** Runs guarded updates in one round trip; answers how many found their document as the guard wants it. */
export const bulkUpdate = async (
  collection: Collection,
  operations: readonly BulkOperation[],
): Promise<number> => {
  if (operations.length === 0) return 0;
  const result =
    (await together(collection, operations)) ??
    (await collection.bulkWrite([...operations], { ordered: false }));
  return result.matchedCount;
};

/** Nothing when they are few, or one of them collided, with a document or with another transaction. */
const together = async (
  collection: Collection,
  operations: readonly BulkOperation[],
): Promise<mongo.BulkWriteResult | undefined> => {
  if (operations.length < LEAST_TOGETHER) return undefined;
  const session = await collection.conn.startSession();
  try {
    session.startTransaction({ writeConcern: { w: 'majority', journal: true } });
    const result = await collection.bulkWrite([...operations], { session, ordered: true });
    await session.commitTransaction();
    return result;
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    if (collides(error)) return undefined;
    throw error;
  } finally {
    await session.endSession();
  }
};

const collides = (error: unknown): boolean =>
  error instanceof mongo.MongoError &&
  (isDuplicateKey(error) || error.hasErrorLabel('TransientTransactionError'));

const run = async (
  collection: mongo.Collection,
  operations: readonly BulkOperation[],
): Promise<BulkOperation[]> => {
  try {
    await collection.bulkWrite([...operations], { ordered: false });
    return [];
  } catch (error) {
    return collisionsOf(error).flatMap((index) => operations[index] ?? []);
  }
};

/** A document that is mostly new, and how to make the upsert that does the same where it is not. */
export interface Creation {
  document: mongo.Document;
  otherwise: () => BulkOperation;
}

/**
 * Inserts what is new and upserts the rest; answers the places of the rest. An insert costs MongoDB a
 * third of an upsert, so this is for documents that mostly do not exist yet: the first time that an
 * event is seen.
 */
export const bulkCreate = async (
  collection: Collection,
  creations: readonly Creation[],
): Promise<number[]> => {
  const there = await insertNew(
    collection,
    creations.map(({ document }) => document),
  );
  await bulkUpsert(
    collection,
    there.flatMap((index) => creations[index]?.otherwise() ?? []),
  );
  return there;
};

/** Documents of a few kB, so that a command stays far below the 16 MB that one may have. */
const MOST_IN_A_COMMAND = 500;

/**
 * Inserts documents; answers the places of those that were there before. It says MongoDB's `insert`
 * itself: the driver's bulk API writes out each document alone, and keeps books about it, for twice
 * the processor time.
 */
export const insertNew = async (
  { conn, collectionName }: Collection,
  documents: readonly mongo.Document[],
): Promise<number[]> => {
  const { db } = conn;
  if (!db) throw new mongo.MongoNotConnectedError('not connected');
  const there: number[] = [];
  for (let from = 0; from < documents.length; from += MOST_IN_A_COMMAND) {
    const some = documents.slice(from, from + MOST_IN_A_COMMAND);
    const insert = { insert: collectionName, documents: some, ordered: false };
    const { writeErrors = [] } = await db.command(
      mongo.WriteConcern.apply(insert, db.writeConcern ?? {}),
    );
    for (const { index, code, errmsg } of writeErrors as WriteError[]) {
      if (code !== DUPLICATE_KEY) throw new mongo.MongoServerError({ code, message: errmsg });
      there.push(from + index);
    }
  }
  return there;
};

interface WriteError {
  index: number;
  code: number;
  errmsg: string;
}

/** The places of the operations that met a document with their `_id`; throws any other error again. */
const collisionsOf = (error: unknown): number[] => {
  if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
  const failures = [error.writeErrors].flat();
  if (error.result.getWriteConcernError()) throw error;
  if (failures.length === 0 || !failures.every(({ code }) => code === DUPLICATE_KEY)) throw error;
  return failures.map(({ index }) => index);
};
