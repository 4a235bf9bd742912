import { randomUUID } from 'node:crypto';
import type { Connection, OutboxMessage } from '@vigia/mongo';
import type { ListDocument } from '../lists/list';
import { entryMessage, publishedMessage } from './messages';
import type { Revisions } from './revisions';

interface Options {
  revisions: Pick<Revisions, 'changesOf'>;
  /** Resolves when the broker has acknowledged all of them. */
  send: (messages: readonly OutboxMessage[]) => Promise<void>;
  now: () => Date;
  leaseMs: number;
}

const BATCH = 1000;

/**
 * Tells the topics of committed versions: every changed entry first and, when the broker has them
 * all, the record that says so. What is owed stands in the list's document, written with the commit
 * itself, so a crash anywhere only means that all of it is sent again, byte for byte. A lease keeps
 * two processes from sending versions of one list at the same time.
 */
export class Publications {
  private readonly lists;
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    connection: Connection,
    private readonly options: Options,
  ) {
    this.lists = connection.collection<ListDocument>('lists');
  }

  /**
   * Sends what a list owes; true when nothing is owed any more, false when another process is at it.
   * Rejects when Kafka does not take a record; the list goes on owing it.
   */
  async publish(listId: string): Promise<boolean> {
    for (let round = 0; round < 5; round += 1) {
      const running = this.running.get(listId) ?? this.start(listId);
      await running;
      const list = await this.lists.findOne({ _id: listId });
      if (!list?.unpublished) return true;
    }
    return false;
  }

  /** Sends what any list owes, each for itself; answers how many lists owe still. */
  async relay(onError: (error: unknown) => void): Promise<number> {
    const owing = await this.lists
      .find({ unpublished: { $exists: true } })
      .project<Pick<ListDocument, '_id'>>({ _id: 1 })
      .toArray();
    let left = 0;
    for (const { _id } of owing) {
      const isDone = await this.publish(_id).catch((error: unknown) => {
        onError(error);
        return false;
      });
      if (!isDone) left += 1;
    }
    return left;
  }

  private start(listId: string): Promise<void> {
    const running = this.claimAndSend(listId).finally(() => this.running.delete(listId));
    this.running.set(listId, running);
    return running;
  }

  private async claimAndSend(listId: string): Promise<void> {
    const by = randomUUID();
    const list = await this.claim(listId, by);
    if (!list?.unpublished) return;
    const heartbeat = setInterval(() => {
      this.renew(listId, by).catch(() => undefined);
    }, this.options.leaseMs / 3);
    try {
      if (list.unpublished.entries && !(await this.sendEntries(list, by))) return;
      if (!(await this.renew(listId, by))) return;
      await this.options.send([publishedMessage(list, list.unpublished.at)]);
      await this.lists.updateOne(
        { _id: listId, 'publishing.by': by, 'unpublished.id': list.unpublished.id },
        { $unset: { unpublished: '' } },
      );
    } finally {
      clearInterval(heartbeat);
      await this.lists.updateOne(
        { _id: listId, 'publishing.by': by },
        { $unset: { publishing: '' } },
      );
    }
  }

  /** False when the lease was lost on the way: another process sends all of it. */
  private async sendEntries(list: ListDocument, by: string): Promise<boolean> {
    let batch: OutboxMessage[] = [];
    const flush = async (): Promise<boolean> => {
      if (!(await this.renew(list._id, by))) return false;
      await this.options.send(batch);
      batch = [];
      return true;
    };
    for await (const revision of this.options.revisions.changesOf(list._id, list.version)) {
      batch.push(entryMessage(list, revision));
      if (batch.length >= BATCH && !(await flush())) return false;
    }
    return batch.length === 0 || flush();
  }

  private claim(listId: string, by: string): Promise<ListDocument | null> {
    const now = this.options.now();
    return this.lists.findOneAndUpdate(
      {
        _id: listId,
        unpublished: { $exists: true },
        $or: [{ publishing: { $exists: false } }, { 'publishing.leaseUntil': { $lt: now } }],
      },
      { $set: { publishing: { by, leaseUntil: this.leaseFrom(now) } } },
      { returnDocument: 'after' },
    );
  }

  private async renew(listId: string, by: string): Promise<boolean> {
    const leaseUntil = this.leaseFrom(this.options.now());
    const { matchedCount } = await this.lists.updateOne(
      { _id: listId, 'publishing.by': by },
      { $set: { 'publishing.leaseUntil': leaseUntil } },
    );
    return matchedCount > 0;
  }

  private leaseFrom(now: Date): Date {
    return new Date(now.getTime() + this.options.leaseMs);
  }
}
