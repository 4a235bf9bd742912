import { bulkUpsert, type BulkOperation } from '@vigia/mongo';

type Collection = Parameters<typeof bulkUpsert>[0];

/** One event's share of a row: the fields it sets, and where in its topic it stands. */
export interface RowChange {
  id: string;
  /** The event's kind; each kind writes fields of its own. */
  kind: string;
  offset: string;
  fields: Record<string, unknown>;
}

/**
 * Applies events to rows; replays, redeliveries and older events change nothing.
 *
 * A row that has already seen this offset does not match, so its upsert collides with `_id`. Two
 * first events of one row can collide too, hence the second try inside `bulkUpsert`. Offsets grow
 * within a partition, and the key of an event's topic keeps a row's events in one partition.
 */
export const project = (collection: Collection, changes: readonly RowChange[]): Promise<void> =>
  bulkUpsert(collection, changes.map(operation));

const operation = ({ id, kind, offset, fields }: RowChange): BulkOperation => {
  const seen = `seen.${kind}`;
  return {
    updateOne: {
      filter: { _id: id as never, [seen]: { $not: { $gte: Number(offset) } } },
      update: { $set: { ...fields, [seen]: Number(offset) } },
      upsert: true,
    },
  };
};
