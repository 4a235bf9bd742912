import { isDuplicateKey, MicroBatcher, type Connection } from '@vigia/mongo';
import type { mongo } from 'mongoose';
import type { ReceiptDocument } from '../receipt';
import type { ListDocument } from './lists';
import { storedList } from './stored-list';

/** A receipt with its events, and the lists as they are after it. */
export interface Intake {
  receipt: ReceiptDocument;
  /** `from` is the version that the list had when the change was worked out; 0 for a new list. */
  lists: { from: number; list: ListDocument }[];
}

/**
 * What became of an intake: `exists` when receipt, idempotency key or interchange is taken already,
 * `moved` when a list has changed meanwhile, so that the change must be worked out anew.
 */
export type Stored = 'stored' | 'exists' | 'moved';

class Refused extends Error {
  constructor(readonly outcome: Exclude<Stored, 'stored'>) {
    super(outcome);
  }
}

/**
 * Writes a receipt, its events and the lists that it changes in one MongoDB transaction: after a
 * crash at any point all of it is there or none. Under load several intakes share a transaction;
 * when that fails for one of them, each is tried alone.
 */
export class IntakeStore {
  private readonly lists: mongo.Collection;
  private readonly receipts: mongo.Collection;
  private readonly batches: MicroBatcher<Intake, Stored>;

  constructor(private readonly connection: Connection) {
    this.lists = connection.collection('lists');
    this.receipts = connection.collection('receipts');
    this.batches = new MicroBatcher((intakes) => this.storeAll(intakes), 50, 2);
  }

  store(intake: Intake): Promise<Stored> {
    return this.batches.add(intake);
  }

  private async storeAll(intakes: readonly Intake[]): Promise<Stored[]> {
    if (intakes.length > 1 && !shareAList(intakes)) {
      try {
        await this.transact(intakes);
        return intakes.map(() => 'stored' as const);
      } catch (error) {
        if (outcomeOf(error) === undefined) throw error;
      }
    }
    const outcomes: Stored[] = [];
    for (const intake of intakes) outcomes.push(await this.storeAlone(intake));
    return outcomes;
  }

  private async storeAlone(intake: Intake): Promise<Stored> {
    try {
      await this.transact([intake]);
      return 'stored';
    } catch (error) {
      const outcome = outcomeOf(error);
      if (outcome === undefined) throw error;
      return outcome;
    }
  }

  private async transact(intakes: readonly Intake[]): Promise<void> {
    const session = await this.connection.startSession();
    try {
      session.startTransaction({
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
      });
      try {
        await this.write(intakes, session);
        await session.commitTransaction();
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        throw error;
      }
    } finally {
      await session.endSession();
    }
  }

  private async write(intakes: readonly Intake[], session: mongo.ClientSession): Promise<void> {
    const changes = intakes.flatMap(({ lists }) => lists);
    if (changes.length > 0) {
      const operations = changes.map(({ from, list }) => operationOf(from, list));
      const updates = changes.filter(({ from }) => from > 0).length;
      const result = await refusing('moved', () =>
        this.lists.bulkWrite(operations, { session, ordered: true }),
      );
      if (result.matchedCount !== updates) throw new Refused('moved');
    }
    const receipts = intakes.map(({ receipt }) => receipt as unknown as mongo.Document);
    await refusing('exists', () => this.receipts.insertMany(receipts, { session, ordered: true }));
  }
}

const operationOf = (from: number, list: ListDocument): mongo.AnyBulkWriteOperation => {
  const { _id, ...fields } = storedList(list);
  const id = _id as unknown as mongo.ObjectId;
  return from === 0
    ? { insertOne: { document: { ...fields, _id: id } } }
    : { updateOne: { filter: { _id: id, version: from }, update: { $set: fields } } };
};

const refusing = async <Result>(
  outcome: Exclude<Stored, 'stored'>,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw isDuplicateKey(error) ? new Refused(outcome) : error;
  }
};

/** Two transactions that touch one document: the later one is told to try again. */
const WRITE_CONFLICT = 112;

const outcomeOf = (error: unknown): Exclude<Stored, 'stored'> | undefined => {
  if (error instanceof Refused) return error.outcome;
  return (error as { code?: unknown }).code === WRITE_CONFLICT ? 'moved' : undefined;
};

const shareAList = (intakes: readonly Intake[]): boolean => {
  const keys = intakes.flatMap(({ lists }) => [...new Set(lists.map(({ list }) => list._id))]);
  return new Set(keys).size < keys.length;
};
