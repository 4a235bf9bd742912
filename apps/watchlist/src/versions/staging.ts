import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '@vigia/mongo';
import { HttpProblem } from '@vigia/service';
import type { ListDocument, StagingMark, VersionKind } from '../lists/list';
import { OPEN, type Revision } from './revision';
import { Stage } from './stage';

export interface StagingOptions {
  now: () => Date;
  leaseMs: number;
  /** Sends what an earlier version still owes to the topics; true once nothing is owed. */
  publish: (listId: string) => Promise<boolean>;
}

/**
 * The one place where versions of lists are prepared. One at a time a list: a mark in the list's
 * document says who. The mark is a lease; every write renews it in the same transaction, so work
 * that has lost it can write nothing more, and what it left is removed.
 */
export class Staging {
  private readonly lists;

  constructor(
    private readonly connection: Connection,
    private readonly options: StagingOptions,
  ) {
    this.lists = connection.collection<ListDocument>('lists');
  }

  /**
   * Begins the next version of a list. Waits up to `waitMs` while somebody else is at it; then, and
   * while an earlier version is not published, throws HttpProblem 409 or 503.
   */
  async open(listId: string, kind: VersionKind, by: string, waitMs = 0): Promise<Stage> {
    const deadline = Date.now() + waitMs;
    for (;;) {
      const now = this.options.now();
      const id = randomUUID();
      const leaseUntil = new Date(now.getTime() + this.options.leaseMs);
      const session = await this.connection.startSession();
      const mark = { id, kind, by, since: now, leaseUntil, session: session.id?.id };
      const list = await this.lists.findOneAndUpdate(
        { _id: listId, staging: { $exists: false }, unpublished: { $exists: false } },
        { $set: { staging: mark } },
        { returnDocument: 'after' },
      );
      if (list) return new Stage(this.connection, this.options, list, session);
      await session.endSession();
      await this.clearTheWay(listId, Date.now() >= deadline);
      await wait(25);
    }
  }

  /** Removes what silent work left behind, in every list; answers how many there were. */
  async removeAbandoned(): Promise<number> {
    const left = await this.lists
      .find({ 'staging.leaseUntil': { $lt: this.options.now() } })
      .project<Pick<ListDocument, '_id'>>({ _id: 1 })
      .toArray();
    for (const { _id } of left) await this.takeOver(_id);
    return left.length;
  }

  private async clearTheWay(listId: string, isLate: boolean): Promise<void> {
    const list = await this.lists.findOne({ _id: listId });
    if (!list) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    if (list.staging && list.staging.leaseUntil < this.options.now()) {
      await this.takeOver(listId);
    } else if (list.staging) {
      if (isLate) throw busy();
    } else if (list.unpublished && !(await this.options.publish(listId)) && isLate) {
      throw new HttpProblem(503, 'VIGIA_UNAVAILABLE');
    }
  }

  /** Takes the lease of silent work over, in one guarded write, and undoes what it staged. */
  private async takeOver(listId: string): Promise<void> {
    const now = this.options.now();
    const silent = { _id: listId, 'staging.leaseUntil': { $lt: now } };
    const left = await this.lists.findOne(silent);
    if (!left?.staging) return;
    await this.endSession(left.staging);
    const id = randomUUID();
    const leaseUntil = new Date(now.getTime() + this.options.leaseMs);
    const { matchedCount } = await this.lists.updateOne(
      { ...silent, 'staging.id': left.staging.id },
      { $set: { 'staging.id': id, 'staging.leaseUntil': leaseUntil } },
    );
    if (matchedCount === 0) return;
    await removeStaged(this.connection, left);
    await this.lists.updateOne({ _id: listId, 'staging.id': id }, { $unset: { staging: '' } });
  }

  /**
   * Ends the transaction that silent work may have left open: MongoDB would keep it, and with it the
   * list's document, for a minute. Where our account may not do so, that minute is waited for.
   */
  private async endSession({ session }: StagingMark): Promise<void> {
    if (!session) return;
    await this.connection.db?.command({ killSessions: [{ id: session }] }).catch(() => undefined);
  }
}

/** Removes every trace of a version that was not committed. May be done again at any point. */
export const removeStaged = async (
  connection: Connection,
  { _id: listId, version }: Pick<ListDocument, '_id' | 'version'>,
): Promise<void> => {
  const revisions = connection.collection<Revision>('revisions');
  await revisions.deleteMany({ listId, from: { $gt: version } });
  await revisions.updateMany(
    { listId, until: { $gt: version, $lt: OPEN } },
    { $set: { until: OPEN } },
  );
};

const busy = (): HttpProblem =>
  new HttpProblem(409, 'VIGIA_CONFLICT', {
    es: 'Otra importación o edición de esta lista está en curso; intente después',
    en: 'Another import or edit of this list is under way; try again later',
  });
