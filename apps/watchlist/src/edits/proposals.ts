import { randomUUID } from 'node:crypto';
import type { Connection } from '@vigia/mongo';
import { HttpProblem } from '@vigia/service';
import type { ListSettings } from '../lists/list';
import type { EntryChange } from './entry-change';

type Session = Awaited<ReturnType<Connection['startSession']>>;

/** What a list with four eyes lets wait for a second person. */
export type ProposedChange =
  EntryChange | { action: 'settings'; settings: ListSettings; reason: string };

/** A change that waits, or waited, for a second person. */
export interface Proposal {
  _id: string;
  listId: string;
  change: ProposedChange;
  by: string;
  at: Date;
  state: 'open' | 'approved' | 'rejected';
  decidedBy?: string;
  decidedAt?: Date;
  decisionReason?: string;
}

/** The changes that wait for a second person, and what became of the earlier ones. */
export class Proposals {
  private readonly proposals;

  constructor(connection: Connection) {
    this.proposals = connection.collection<Proposal>('proposals');
  }

  async ensureIndexes(): Promise<void> {
    await this.proposals.createIndex({ listId: 1, at: -1 });
  }

  async add(listId: string, change: ProposedChange, by: string, at: Date): Promise<Proposal> {
    const proposal: Proposal = { _id: randomUUID(), listId, change, by, at, state: 'open' };
    await this.proposals.insertOne(proposal);
    return proposal;
  }

  find(listId: string, id: string): Promise<Proposal | null> {
    return this.proposals.findOne({ _id: id, listId });
  }

  /** The newest hundred of a list. */
  ofList(listId: string, state?: Proposal['state']): Promise<Proposal[]> {
    return this.proposals
      .find({ listId, ...(state && { state }) })
      .sort({ at: -1 })
      .limit(100)
      .toArray();
  }

  /** Throws HttpProblem 409 when somebody decided meanwhile. */
  async markApproved(id: string, by: string, at: Date, session?: Session): Promise<void> {
    await this.decide(id, { state: 'approved', decidedBy: by, decidedAt: at }, session);
  }

  async markRejected(id: string, by: string, at: Date, reason?: string): Promise<void> {
    await this.decide(id, {
      state: 'rejected',
      decidedBy: by,
      decidedAt: at,
      ...(reason && { decisionReason: reason }),
    });
  }

  private async decide(
    id: string,
    decision: Omit<Partial<Proposal>, '_id'>,
    session?: Session,
  ): Promise<void> {
    const { matchedCount } = await this.proposals.updateOne(
      { _id: id, state: 'open' },
      { $set: decision },
      session && { session },
    );
    if (matchedCount === 0) throw decided();
  }
}

/** Throws HttpProblem unless the proposal is open and the second person another than the first. */
export const mayApprove = ({ state, by }: Proposal, subject: string): void => {
  if (state !== 'open') throw decided();
  if (by !== subject) return;
  throw new HttpProblem(403, 'VIGIA_FORBIDDEN', {
    es: 'Una propuesta la aprueba otra persona que quien la hizo',
    en: 'A proposal is approved by another person than the one who made it',
  });
};

const decided = (): HttpProblem =>
  new HttpProblem(409, 'VIGIA_CONFLICT', {
    es: 'La propuesta ya está decidida',
    en: 'The proposal has been decided already',
  });
