import { mongo } from 'mongoose';
import { isDuplicateKey } from './errors';

export type BulkOperation = mongo.AnyBulkWriteOperation<mongo.Document>;

/**
 * Runs upserts in one unordered round trip and repeats those that collided with a document created
 * meanwhile, so that a guarded upsert (`{ _id, seen: … }`) loses nothing when two first events race.
 * An operation that collides again is one whose guard says "already applied", and is left alone.
 */
export const bulkUpsert = async (
  collection: mongo.Collection,
  operations: readonly BulkOperation[],
): Promise<void> => {
  if (operations.length === 0) return;
  const collided = await run(collection, operations);
  if (collided.length > 0) await run(collection, collided);
};

const run = async (
  collection: mongo.Collection,
  operations: readonly BulkOperation[],
): Promise<BulkOperation[]> => {
  try {
    await collection.bulkWrite([...operations], { ordered: false });
    return [];
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error;
    const failures = [error.writeErrors].flat();
    if (failures.length === 0 || !failures.every((failure) => failure.code === 11000)) throw error;
    return failures.flatMap((failure) => operations[failure.index] ?? []);
  }
};

/** How one document of a batched insert fared. */
export type InsertOutcome = 'inserted' | 'exists';

/**
 * Inserts many documents in one unordered round trip and says of each whether it is new.
 * Throws for any error but a duplicate key.
 */
export const insertMissing = async (
  collection: mongo.Collection,
  documents: readonly mongo.Document[],
): Promise<InsertOutcome[]> => {
  const outcomes = documents.map((): InsertOutcome => 'inserted');
  try {
    await collection.insertMany([...documents], { ordered: false });
  } catch (error) {
    if (error instanceof mongo.MongoBulkWriteError) {
      const failures = [error.writeErrors].flat();
      if (failures.length === 0 || !failures.every((failure) => failure.code === 11000))
        throw error;
      for (const failure of failures) outcomes[failure.index] = 'exists';
    } else if (isDuplicateKey(error)) {
      return documents.map(() => 'exists');
    } else {
      throw error;
    }
  }
  return outcomes;
};
