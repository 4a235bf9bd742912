import type { AlertRaised } from '@vigia/contracts';
import type { Connection } from '@vigia/mongo';
import type { TravellerRow } from './rows';

export interface AlertRow {
  _id: string;
  alert?: AlertRaised;
  travellerId?: string;
  raisedAt?: Date;
  visibleTo?: string[];
  delivered?: Record<string, { at: string; view: string }>;
  disposed?: Record<string, { at: string; outcome: string }>;
}

/** The rows analysts read. They are rebuilt from the topics, never migrated. */
export class ReadModel {
  readonly travellers;
  readonly alerts;
  readonly plain;

  constructor(connection: Connection) {
    this.travellers = connection.collection<TravellerRow>('travellers');
    this.alerts = connection.collection<AlertRow>('alerts');
    this.plain = {
      travellers: connection.collection('travellers'),
      manifests: connection.collection('manifests'),
      rejections: connection.collection('rejections'),
      alerts: connection.collection('alerts'),
    };
  }

  async ensureIndexes(retentionDays: number): Promise<void> {
    const expireAfterSeconds = retentionDays * 24 * 3600;
    const withIndicators = {
      partialFilterExpression: { outcome: { $in: ['routeMatch', 'alert'] } },
    };
    await this.travellers.createIndex({ visibleTo: 1, departedAt: -1, _id: 1 }, withIndicators);
    await this.travellers.createIndex({ corridors: 1, departedAt: -1, _id: 1 }, withIndicators);
    await this.travellers.createIndex({ journeyId: 1 });
    await this.travellers.createIndex({ departedAt: 1 }, { expireAfterSeconds });
    await this.alerts.createIndex({ visibleTo: 1, raisedAt: -1, _id: 1 });
    await this.alerts.createIndex({ raisedAt: 1 }, { expireAfterSeconds });
    for (const [name, field] of [
      ['manifests', 'acceptedAt'],
      ['rejections', 'rejectedAt'],
    ] as const) {
      await this.plain[name].createIndex({ [field]: 1 }, { expireAfterSeconds });
    }
  }
}
