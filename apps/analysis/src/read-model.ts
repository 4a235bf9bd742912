import { codecOf, TOPICS, type TravellerAssessed } from '@vigia/contracts';
import { insertNew, type Connection } from '@vigia/mongo';
import type { AlertRow } from './rows/alert-changes';
import type { JourneyRow, TravellerRow } from './rows/row';

/** An assessment as it came, for its replay: read one by one, so kept in the bytes of its schema. */
interface AssessmentRow {
  _id: string;
  at: Date;
  record: Buffer;
}

const assessedCodec = codecOf(TOPICS.travellerAssessed);

type RowOrders = { _id: string } & {
  [Part in 'listed' | 'boarding' | 'assessed']?: { order: string };
};

/** The rows analysts read. They are rebuilt from the topics, never migrated. */
export class ReadModel {
  readonly travellers;
  readonly journeys;
  readonly alerts;
  private readonly assessments;
  readonly plain;

  constructor(readonly connection: Connection) {
    this.travellers = connection.collection<TravellerRow>('travellers');
    this.journeys = connection.collection<JourneyRow>('journeys');
    this.alerts = connection.collection<AlertRow>('alerts');
    this.assessments = connection.collection<AssessmentRow>('assessments');
    this.plain = {
      travellers: connection.collection('travellers'),
      journeys: connection.collection('journeys'),
      manifests: connection.collection('manifests'),
      rejections: connection.collection('rejections'),
      alerts: connection.collection('alerts'),
      assessments: connection.collection('assessments'),
    };
  }

  /** The rows of these travellers with their version in force, by id. */
  async standings(travellerIds: readonly string[]): Promise<Map<string, TravellerRow>> {
    if (travellerIds.length === 0) return new Map();
    const rows = await this.travellers
      .find({ _id: { $in: [...new Set(travellerIds)] } })
      .project<TravellerRow>({ keys: 0, nodes: 0, versions: { $slice: -1 } })
      .toArray();
    return new Map(rows.map((row) => [row._id, row]));
  }

  /** Keeps assessments as they came; one that is kept already is the same. */
  async keepAssessments(events: readonly TravellerAssessed[]): Promise<void> {
    const rows = events.map((event): AssessmentRow => {
      const { assessmentId: _id, occurredAt } = event;
      return { _id, at: new Date(occurredAt), record: assessedCodec.encode(event) };
    });
    await insertNew(this.plain.assessments, rows);
  }

  /** An assessment as it came, if it is still kept. */
  async assessment(id: string): Promise<TravellerAssessed | undefined> {
    const row = await this.assessments.findOne({ _id: id }, { promoteBuffers: true });
    return row ? assessedCodec.decode(row.record) : undefined;
  }

  /** Where each part of these rows stands in the order of its events. */
  orders(travellerIds: readonly string[]): Promise<RowOrders[]> {
    return this.travellers
      .find({ _id: { $in: [...travellerIds] } })
      .project<RowOrders>({ 'listed.order': 1, 'boarding.order': 1, 'assessed.order': 1 })
      .toArray();
  }

  /**
   * Creates what is missing, each collection in one pass. Every row goes by a TTL index (safeguard
   * 10); a retention that has been changed since is put into force.
   */
  async ensureIndexes(retentionDays: number): Promise<void> {
    const expireAfterSeconds = retentionDays * 24 * 3600;
    const forgotten = (field: string): IndexDescription => ({
      key: { [field]: 1 },
      name: `${field}_1`,
      expireAfterSeconds,
    });
    const some = (field: string): IndexDescription => ({
      key: { [field]: 1, departedAt: -1, _id: 1 },
      partialFilterExpression: { [`${field}.0`]: { $exists: true } },
    });
    const indexes: Record<keyof ReadModel['plain'], IndexDescription[]> = {
      travellers: [
        { key: { keys: 1 } },
        { key: { nodes: 1, departedAt: -1 } },
        { key: { 'cell.month': 1 } },
      ],
      journeys: [
        { key: { tokens: 1, departedAt: -1, _id: 1 } },
        { key: { travellerIds: 1 } },
        {
          key: { visibleTo: 1, departedAt: -1, _id: 1 },
          partialFilterExpression: { outcome: { $in: ['routeMatch', 'alert'] } },
        },
        some('corridors'),
        some('indicators'),
      ],
      alerts: [
        { key: { visibleTo: 1, raisedAt: -1, _id: 1 } },
        { key: { travellerId: 1 } },
        { key: { 'disposed.$**': 1 } },
      ],
      manifests: [{ key: { countries: 1, month: 1 } }],
      rejections: [],
      assessments: [],
    };
    for (const [name, field] of Object.entries(FORGOTTEN_BY) as [
      keyof ReadModel['plain'],
      string,
    ][]) {
      await this.changeRetention(name, field, expireAfterSeconds);
      await this.plain[name].createIndexes([...indexes[name], forgotten(field)]);
    }
  }

  private async changeRetention(name: string, field: string, seconds: number): Promise<void> {
    const [known] = (await this.connection.db?.listCollections({ name }).toArray()) ?? [];
    if (!known) return;
    const indexes = await this.connection.collection(name).indexes();
    const index = indexes.find((one) => one.name === `${field}_1`);
    if (!index || index['expireAfterSeconds'] === seconds) return;
    const change = { name: `${field}_1`, expireAfterSeconds: seconds };
    await this.connection.db?.command({ collMod: name, index: change });
  }
}

/** The instant after which a row of each collection begins to age. */
const FORGOTTEN_BY = {
  travellers: 'departedAt',
  journeys: 'departedAt',
  alerts: 'raisedAt',
  assessments: 'at',
  manifests: 'acceptedAt',
  rejections: 'rejectedAt',
} as const;

interface IndexDescription {
  key: Record<string, 1 | -1>;
  name?: string;
  expireAfterSeconds?: number;
  partialFilterExpression?: Record<string, unknown>;
}
