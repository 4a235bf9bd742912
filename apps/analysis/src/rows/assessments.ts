import { codecOf, TOPICS, type TravellerAssessed } from '@vigia/contracts';
import type { Received } from '@vigia/kafka';
import { insertNew, type Connection } from '@vigia/mongo';
import { assessedPart, instantOf } from './assessed-part';
import { instantOrder } from './order';
import type { AssessedPart } from './row';

/** An assessment as it came, in the bytes of its schema: it is found by little and read as a whole. */
export interface AssessmentRow {
  _id: string;
  travellerId: string;
  order: string;
  /** Of the traveller's last leg: it goes when the row goes that it belongs to. */
  departedAt: Date;
  record: Buffer;
}

const codec = codecOf(TOPICS.travellerAssessed);

/** An assessment as it is kept, with the bytes in which it came. */
export const assessmentRow = (event: TravellerAssessed, record: Buffer): AssessmentRow => ({
  _id: event.assessmentId,
  travellerId: event.travellerId,
  order: instantOrder(event),
  departedAt: instantOf(event),
  record,
});

/**
 * Every assessment, each written once and never changed. Of one traveller the newest is in force;
 * the others are kept so that they can be replayed (safeguard 8).
 */
export class Assessments {
  private readonly plain;
  private readonly rows;

  constructor(connection: Connection) {
    this.plain = connection.collection('assessments');
    this.rows = connection.collection<AssessmentRow>('assessments');
  }

  /** Keeps assessments; one that is kept already is the same. */
  async keep(
    records: readonly Pick<Received<TravellerAssessed>, 'value' | 'bytes'>[],
  ): Promise<void> {
    await insertNew(
      this.plain,
      records.map(({ value, bytes }) => assessmentRow(value, bytes)),
    );
  }

  /** The assessment with this id, if it is still kept. */
  async byId(id: string): Promise<TravellerAssessed | undefined> {
    const row = await this.rows.findOne({ _id: id }, { promoteBuffers: true });
    return row ? codec.decode(row.record) : undefined;
  }

  /** What the newest assessment says of each of these travellers. */
  async newest(travellerIds: readonly string[]): Promise<Map<string, AssessedPart>> {
    if (travellerIds.length === 0) return new Map();
    const found = await this.rows
      .aggregate<{ _id: string; record: Buffer }>(
        [
          { $match: { travellerId: { $in: [...new Set(travellerIds)] } } },
          { $sort: { travellerId: 1, order: -1 } },
          { $group: { _id: '$travellerId', record: { $first: '$record' } } },
        ],
        { promoteBuffers: true },
      )
      .toArray();
    return new Map(found.map(({ _id, record }) => [_id, assessedPart(codec.decode(record))]));
  }

  /**
   * Whether any of these travellers has an assessment after the one that is known, by its place in
   * the order of events, or one at all where none is known.
   */
  async haveNewer(known: ReadonlyMap<string, string | undefined>): Promise<boolean> {
    const orders = [...known.values()].map((order) => order ?? '');
    const least = orders.reduce((one, other) => (one < other ? one : other), orders[0] ?? '');
    const others = await this.rows
      .find({ travellerId: { $in: [...known.keys()] }, order: { $gt: least, $nin: orders } })
      .project<Pick<AssessmentRow, 'travellerId' | 'order'>>({ _id: 0, travellerId: 1, order: 1 })
      .toArray();
    return others.some(({ travellerId, order }) => order > (known.get(travellerId) ?? ''));
  }
}
