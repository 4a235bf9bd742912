import { randomUUID } from 'node:crypto';
import type { Connection } from '@vigia/mongo';
import { HttpProblem } from '@vigia/service';
import type { ListDocument, ListSettings } from './list';

/** The lists themselves; one document holds all that says which version is live. */
export class Lists {
  private readonly lists;

  constructor(
    connection: Connection,
    private readonly now: () => Date,
  ) {
    this.lists = connection.collection<ListDocument>('lists');
  }

  async ensureIndexes(): Promise<void> {
    const isMarked = (field: string) => ({
      partialFilterExpression: { [field]: { $exists: true } },
    });
    await this.lists.createIndex({ 'unpublished.at': 1 }, isMarked('unpublished'));
    await this.lists.createIndex({ 'staging.leaseUntil': 1 }, isMarked('staging'));
  }

  all(): Promise<ListDocument[]> {
    return this.lists.find().sort({ _id: 1 }).toArray();
  }

  find(id: string): Promise<ListDocument | null> {
    return this.lists.findOne({ _id: id });
  }

  /**
   * Creates the list or changes its settings; never its owner. What readers were told of a version
   * is told again with the new settings. Throws HttpProblem 409 for a change of kind or sample mark
   * once there are versions: records that carry the old one are out.
   */
  async save(id: string, owner: string, settings: ListSettings): Promise<void> {
    const known = await this.find(id);
    if (!known || known.version === 0) {
      const fresh = { version: 0, entries: 0, changes: 0, createdAt: this.now() };
      await this.lists.updateOne(
        { _id: id, owner },
        { $set: settings, $setOnInsert: fresh },
        { upsert: true },
      );
      return;
    }
    if (known.kind !== settings.kind || known.sample !== settings.sample) throw fixed();
    if (isSame(known, settings)) return;
    const marks = { 'unpublished.id': randomUUID(), 'unpublished.at': this.now() };
    await this.lists.updateOne({ _id: id, owner }, { $set: { ...settings, ...marks } });
  }
}

const isSame = (known: ListDocument, settings: ListSettings): boolean =>
  (Object.keys(settings) as (keyof ListSettings)[]).every(
    (name) => JSON.stringify(known[name]) === JSON.stringify(settings[name]),
  );

const fixed = (): HttpProblem =>
  new HttpProblem(409, 'VIGIA_CONFLICT', {
    es: 'El tipo de una lista y su marca de muestra no cambian después de la primera versión; cree otra lista',
    en: 'The kind of a list and its sample mark stay after the first version; create another list',
  });
