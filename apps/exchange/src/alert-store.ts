import type { AlertRaised } from '@vigia/contracts';
import { bulkUpsert, type Connection } from '@vigia/mongo';
import type { ProtectionAssessment } from '@vigia/sharing';
import type { StoredAlert } from './state-alert';

export interface AlertDocument {
  _id: string;
  alert: AlertRaised;
  recipients: string[];
  assessment?: ProtectionAssessment;
  at: Date;
}

/** What is known of one alert in one state: when it went out, who took note, what was decided. */
export interface DeliveryDocument {
  _id: string;
  alertId: string;
  state: string;
  view: 'full' | 'stub';
  deliveredAt: Date;
  acknowledged?: { at: Date; by: string };
  disposition?: { outcome: string; reason: string; at: Date; by: string };
}

export type Delivery = Pick<DeliveryDocument, 'alertId' | 'state' | 'view' | 'deliveredAt'>;

/** The alerts and the ledger of their deliveries: exchange touches the outside world, so it keeps books. */
export class AlertStore {
  private readonly alerts;
  private readonly deliveries;
  private readonly plainAlerts;
  private readonly plainDeliveries;

  constructor(connection: Connection) {
    this.alerts = connection.collection<AlertDocument>('alerts');
    this.deliveries = connection.collection<DeliveryDocument>('deliveries');
    this.plainAlerts = connection.collection('alerts');
    this.plainDeliveries = connection.collection('deliveries');
  }

  async ensureIndexes(retentionDays: number): Promise<void> {
    const expireAfterSeconds = retentionDays * 24 * 3600;
    await this.alerts.createIndex({ at: 1 }, { expireAfterSeconds });
    await this.deliveries.createIndex({ state: 1, deliveredAt: 1, _id: 1 });
    await this.deliveries.createIndex({ deliveredAt: 1 }, { expireAfterSeconds });
  }

  /** Alerts by id, as far as they are known. */
  async byIds(ids: readonly string[]): Promise<Map<string, AlertDocument>> {
    const found = await this.alerts.find({ _id: { $in: [...ids] } }).toArray();
    return new Map(found.map((document) => [document._id, document]));
  }

  /** Stores alerts, the newest form of each; what an officer assessed stays. */
  async put(alerts: readonly StoredAlert[]): Promise<void> {
    await bulkUpsert(
      this.plainAlerts,
      alerts.map(({ alert, recipients }) => ({
        updateOne: {
          filter: { _id: alert.alertId as never },
          update: { $set: { alert, recipients, at: new Date(alert.occurredAt) } },
          upsert: true,
        },
      })),
    );
  }

  async assess(alertId: string, assessment: ProtectionAssessment): Promise<void> {
    await this.alerts.updateOne({ _id: alertId }, { $set: { assessment } });
  }

  /** Which of these alerts have gone to which states: `alertId|state`. */
  async delivered(ids: readonly string[]): Promise<Set<string>> {
    const pairs = await this.deliveries
      .find({ alertId: { $in: [...ids] } })
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return new Set(pairs.map(({ _id }) => _id));
  }

  async recordDeliveries(deliveries: readonly Delivery[]): Promise<void> {
    await bulkUpsert(
      this.plainDeliveries,
      deliveries.map((delivery) => ({
        updateOne: {
          filter: { _id: deliveryId(delivery.alertId, delivery.state) as never },
          update: { $setOnInsert: delivery },
          upsert: true,
        },
      })),
    );
  }

  delivery(alertId: string, state: string): Promise<DeliveryDocument | null> {
    return this.deliveries.findOne({ _id: deliveryId(alertId, state) });
  }

  /** A state's deliveries after a point in time (and id), oldest first. */
  deliveriesAfter(
    state: string,
    after: { at: Date; id: string },
    limit: number,
  ): Promise<DeliveryDocument[]> {
    return this.deliveries
      .find({
        state,
        $or: [
          { deliveredAt: { $gt: after.at } },
          { deliveredAt: after.at, _id: { $gt: after.id } },
        ],
      })
      .sort({ deliveredAt: 1, _id: 1 })
      .limit(limit)
      .toArray();
  }

  /** Notes who took note of it, the first time only. */
  async acknowledge(alertId: string, state: string, by: string, at: Date): Promise<void> {
    await this.deliveries.updateOne(
      { _id: deliveryId(alertId, state), acknowledged: { $exists: false } },
      { $set: { acknowledged: { at, by } } },
    );
  }
}

/** The ledger key of one alert in one state. */
export const deliveryId = (alertId: string, state: string): string => `${alertId}|${state}`;
