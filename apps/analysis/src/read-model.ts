import type { TravellerAssessed } from '@vigia/contracts';
import type { Connection } from '@vigia/mongo';
import type { AlertRow } from './rows/alert-changes';
import type { JourneyRow, TravellerRow } from './rows/row';

/** An assessment as it came, for its replay. */
export interface AssessmentRow {
  _id: string;
  at: Date;
  event: TravellerAssessed;
}

/** The rows analysts read. They are rebuilt from the topics, never migrated. */
export class ReadModel {
  readonly travellers;
  readonly journeys;
  readonly alerts;
  readonly assessments;
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

  /** Creates what is missing; every row goes by a TTL index (safeguard 10). */
  async ensureIndexes(retentionDays: number): Promise<void> {
    const expireAfterSeconds = retentionDays * 24 * 3600;
    await this.travellers.createIndex({ keys: 1 });
    await this.travellers.createIndex({ nodes: 1 });
    await this.travellers.createIndex({ departedAt: 1 }, { expireAfterSeconds });

    const onRoute = { partialFilterExpression: { outcome: { $in: ['routeMatch', 'alert'] } } };
    await this.journeys.createIndex({ tokens: 1, departedAt: -1, _id: 1 });
    await this.journeys.createIndex({ travellerIds: 1 });
    await this.journeys.createIndex({ visibleTo: 1, departedAt: -1, _id: 1 }, onRoute);
    for (const field of ['corridors', 'indicators']) {
      await this.journeys.createIndex(
        { [field]: 1, departedAt: -1, _id: 1 },
        { partialFilterExpression: { [`${field}.0`]: { $exists: true } } },
      );
    }
    await this.journeys.createIndex({ departedAt: 1 }, { expireAfterSeconds });

    await this.alerts.createIndex({ visibleTo: 1, raisedAt: -1, _id: 1 });
    await this.alerts.createIndex({ travellerId: 1 });
    await this.alerts.createIndex({ 'disposed.$**': 1 });
    await this.alerts.createIndex({ raisedAt: 1 }, { expireAfterSeconds });
    await this.assessments.createIndex({ at: 1 }, { expireAfterSeconds });
    await this.plain.manifests.createIndex({ countries: 1, month: 1 });
    for (const [name, field] of [
      ['manifests', 'acceptedAt'],
      ['rejections', 'rejectedAt'],
    ] as const) {
      await this.plain[name].createIndex({ [field]: 1 }, { expireAfterSeconds });
    }
  }
}
