import { randomUUID } from 'node:crypto';
import type { Connection } from '@vigia/mongo';
import { HttpProblem } from '@vigia/service';
import { z } from 'zod';
import { questionOf, savedFilters, type RouteMatchFilters } from './question';

export const savedQueryBody = z.strictObject({
  name: z.string().trim().min(1).max(80),
  query: savedFilters.describe('the filters of /v1/route-matches, without cursor and limit'),
});

interface SavedQueryDocument {
  _id: string;
  owner: string;
  state: string;
  name: string;
  query: RouteMatchFilters;
  savedAt: Date;
}

/** A question that an analyst keeps under a name. */
export interface SavedQuery {
  id: string;
  name: string;
  query: RouteMatchFilters;
  savedAt: string;
}

const MOST_SAVED = 200;

/** The saved queries of each analyst in each state; nobody else sees them. */
export class SavedQueries {
  private readonly queries;

  constructor(connection: Connection) {
    this.queries = connection.collection<SavedQueryDocument>('savedQueries');
  }

  async ensureIndexes(): Promise<void> {
    await this.queries.createIndex({ owner: 1, state: 1, savedAt: 1 });
  }

  /** Keeps a question that can be asked; throws HttpProblem 400 for another, 409 for too many. */
  async save(
    owner: string,
    state: string,
    { name, query }: z.infer<typeof savedQueryBody>,
    savedAt: Date,
  ): Promise<SavedQuery> {
    questionOf(query);
    if ((await this.queries.countDocuments({ owner, state })) >= MOST_SAVED) {
      throw new HttpProblem(409, 'VIGIA_CONFLICT', {
        es: `Ya tiene ${MOST_SAVED} consultas guardadas: borre alguna`,
        en: `You have ${MOST_SAVED} saved queries already: delete one`,
      });
    }
    const document = { _id: `sq_${randomUUID()}`, owner, state, name, query, savedAt };
    await this.queries.insertOne(document);
    return shown(document);
  }

  async list(owner: string, state: string): Promise<SavedQuery[]> {
    const found = await this.queries
      .find({ owner, state })
      .sort({ savedAt: 1, _id: 1 })
      .limit(MOST_SAVED)
      .toArray();
    return found.map(shown);
  }

  /** Throws HttpProblem 404 for what is absent or another analyst's. */
  async one(owner: string, state: string, id: string): Promise<SavedQuery> {
    const document = await this.queries.findOne({ _id: id, owner, state });
    if (!document) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return shown(document);
  }

  /** Throws HttpProblem 404 for what is absent or another analyst's. */
  async delete(owner: string, state: string, id: string): Promise<void> {
    const { deletedCount } = await this.queries.deleteOne({ _id: id, owner, state });
    if (deletedCount === 0) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
  }
}

const shown = ({ _id, name, query, savedAt }: SavedQueryDocument): SavedQuery => ({
  id: _id,
  name,
  query,
  savedAt: savedAt.toISOString(),
});
