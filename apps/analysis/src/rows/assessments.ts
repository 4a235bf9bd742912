import { codecOf, TOPICS, type TravellerAssessed } from '@vigia/contracts';
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

/** An assessment as it is kept. */
export const assessmentRow = (event: TravellerAssessed): AssessmentRow => ({
  _id: event.assessmentId,
  travellerId: event.travellerId,
  order: instantOrder(event),
  departedAt: instantOf(event),
  record: codec.encode(event),
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
  async keep(events: readonly TravellerAssessed[]): Promise<void> {
    await insertNew(this.plain, events.map(assessmentRow));
  }

  /** The assessment with this id, if it is still kept. */
  async byId(id: string): Promise<TravellerAssessed | undefined> {
    const row = await this.rows.findOne({ _id: id }, { promoteBuffers: true });
    return row ? codec.decode(row.record) : undefined;
  }

  /** What the newest assessment says of each of these travellers. */
  async newest(travellerIds: readonly string[]): Promise<Map<string, AssessedPart>> {
    const found = await this.ofEach<{ record: Buffer }>(travellerIds, 'record');
    return new Map(found.map(({ _id, record }) => [_id, assessedPart(codec.decode(record))]));
  }

  /** Where the newest assessment of each of these travellers stands in the order of events. */
  async orders(travellerIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.ofEach<{ order: string }>(travellerIds, 'order');
    return new Map(found.map(({ _id, order }) => [_id, order]));
  }

  private ofEach<Field>(
    travellerIds: readonly string[],
    field: string,
  ): Promise<({ _id: string } & Field)[]> {
    if (travellerIds.length === 0) return Promise.resolve([]);
    return this.rows
      .aggregate<{ _id: string } & Field>(
        [
          { $match: { travellerId: { $in: [...new Set(travellerIds)] } } },
          { $sort: { travellerId: 1, order: -1 } },
          { $group: { _id: '$travellerId', [field]: { $first: `$${field}` } } },
        ],
        { promoteBuffers: true },
      )
      .toArray();
  }
}
