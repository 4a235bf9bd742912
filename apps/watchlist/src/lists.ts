import { bulkUpsert, Outbox, type Connection, type OutboxMessage } from '@vigia/mongo';
import type { EntryDocument, ImportReport, ListDocument, ListSettings } from './list';

/** The lists, their entries and the history of their imports. */
export class Lists {
  readonly outbox: Outbox;
  private readonly lists;
  private readonly entries;
  private readonly plainEntries;
  private readonly imports;

  constructor(
    connection: Connection,
    publish: (messages: readonly OutboxMessage[]) => Promise<void>,
    onError: (error: unknown) => void,
    graceMs: number,
  ) {
    this.lists = connection.collection<ListDocument>('lists');
    this.entries = connection.collection<EntryDocument>('entries');
    this.plainEntries = connection.collection('entries');
    this.imports = connection.collection<ImportReport & { at: Date; by: string }>('imports');
    this.outbox = new Outbox({ collection: this.plainEntries, publish, onError, graceMs });
  }

  async ensureIndexes(): Promise<void> {
    await this.outbox.ensureIndexes();
    await this.entries.createIndex({ listId: 1, _id: 1 });
    await this.imports.createIndex({ listId: 1, at: -1 });
  }

  all(): Promise<ListDocument[]> {
    return this.lists.find().sort({ _id: 1 }).toArray();
  }

  find(id: string): Promise<ListDocument | null> {
    return this.lists.findOne({ _id: id });
  }

  /** Creates the list or changes its settings; never its owner. */
  async save(id: string, owner: string, settings: ListSettings): Promise<void> {
    await this.lists.updateOne(
      { _id: id, owner },
      { $set: settings, $setOnInsert: { version: 0, entries: 0 } },
      { upsert: true },
    );
  }

  /** Digest and status of every entry of a list, by id. */
  async digests(listId: string): Promise<Map<string, Pick<EntryDocument, 'digest' | 'status'>>> {
    const rows = await this.entries
      .find({ listId })
      .project<Pick<EntryDocument, '_id' | 'digest' | 'status'>>({ digest: 1, status: 1 })
      .toArray();
    return new Map(rows.map((row) => [row._id, row]));
  }

  entriesById(ids: readonly string[]): Promise<EntryDocument[]> {
    return this.entries.find({ _id: { $in: [...ids] } }).toArray();
  }

  /** One page of a list's active entries in the order of their ids. */
  page(listId: string, after: string, limit: number): Promise<EntryDocument[]> {
    return this.entries
      .find({ listId, status: 'active', _id: { $gt: after } })
      .project<EntryDocument>({ outbox: 0, outboxAt: 0 })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** Writes changed entries together with the events that tell of them. */
  async putEntries(documents: readonly Required<EntryDocument>[]): Promise<void> {
    for (let start = 0; start < documents.length; start += 1000) {
      await bulkUpsert(
        this.plainEntries,
        documents.slice(start, start + 1000).map(({ _id, ...fields }) => ({
          updateOne: { filter: { _id: _id as never }, update: { $set: fields }, upsert: true },
        })),
      );
    }
  }

  async recordImport(report: ImportReport, by: string, at: Date): Promise<void> {
    const active = await this.entries.countDocuments({ listId: report.listId, status: 'active' });
    await this.lists.updateOne(
      { _id: report.listId },
      { $set: { version: report.version, entries: active, importedAt: at } },
    );
    await this.imports.insertOne({ ...report, by, at });
  }

  history(listId: string): Promise<(ImportReport & { at: Date })[]> {
    return this.imports
      .find({ listId })
      .project<ImportReport & { at: Date }>({ _id: 0 })
      .sort({ at: -1 })
      .limit(100)
      .toArray();
  }
}
