import type { AlertRaised, AlertRecalled } from '@vigia/contracts';
import { bulkUpsert, type Connection } from '@vigia/mongo';
import type { ProtectionAssessment } from '@vigia/sharing';
import type { Recall, StoredAlert } from './state-alert';

export interface AlertDocument {
  _id: string;
  alert: AlertRaised;
  recipients: string[];
  assessment?: ProtectionAssessment;
  /** The latest recall, which may have come before the alert itself. */
  recall?: Recall;
  at: Date;
}

/** What is known of one alert in one state: when it went out, who took note, what was decided. */
export interface DeliveryDocument {
  _id: string;
  alertId: string;
  state: string;
  view: 'full' | 'stub' | 'recalled';
  /** `occurredAt` of the recall before this delivery: an alert that stands again goes out again. */
  round?: string;
  deliveredAt: Date;
  acknowledged?: { at: Date; by: string };
  disposition?: { outcome: string; reason: string; at: Date; by: string };
}

export type Delivery = Pick<
  DeliveryDocument,
  'alertId' | 'state' | 'view' | 'round' | 'deliveredAt'
>;

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
    await this.deliveries.createIndex({ alertId: 1 });
    await this.deliveries.createIndex({ state: 1, deliveredAt: 1, _id: 1 });
    await this.deliveries.createIndex({ deliveredAt: 1 }, { expireAfterSeconds });
  }

  /** Alerts by id, as far as they are known. */
  async byIds(ids: readonly string[]): Promise<Map<string, AlertDocument>> {
    const found = await this.alerts
      .find({ _id: { $in: [...ids] }, alert: { $exists: true } })
      .toArray();
    return new Map(found.map((document) => [document._id, document]));
  }

  /** Recalls by alert id, whether or not the alert has come. */
  async recalls(ids: readonly string[]): Promise<Map<string, Recall>> {
    const found = await this.alerts
      .find({ _id: { $in: [...ids] }, recall: { $exists: true } })
      .project<Pick<AlertDocument, '_id' | 'recall'>>({ recall: 1 })
      .toArray();
    return new Map(found.flatMap(({ _id, recall }) => (recall ? [[_id, recall]] : [])));
  }

  /**
   * Stores alerts, the latest form of each: one guarded statement, as an older form may come again.
   * What an officer assessed and what was recalled stays.
   */
  async put(alerts: readonly StoredAlert[]): Promise<void> {
    await bulkUpsert(
      this.plainAlerts,
      alerts.map(({ alert, recipients }) => ({
        updateOne: {
          filter: {
            _id: alert.alertId as never,
            'alert.occurredAt': { $not: { $gt: alert.occurredAt } },
          },
          update: { $set: { alert, recipients, at: new Date(alert.occurredAt) } },
          upsert: true,
        },
      })),
    );
  }

  /** Notes recalls, the latest of each alert, also of alerts that have not come yet. */
  async recall(recalls: readonly AlertRecalled[]): Promise<void> {
    await bulkUpsert(
      this.plainAlerts,
      recalls.map(({ alertId, occurredAt, cause, text }) => ({
        updateOne: {
          filter: { _id: alertId as never, 'recall.at': { $not: { $gte: occurredAt } } },
          update: {
            $set: { recall: { at: occurredAt, cause, text } },
            $setOnInsert: { at: new Date(occurredAt) },
          },
          upsert: true,
        },
      })),
    );
  }

  async assess(alertId: string, assessment: ProtectionAssessment): Promise<void> {
    await this.alerts.updateOne({ _id: alertId }, { $set: { assessment } });
  }

  /** What of these alerts has gone to which states, recalls as lines of their own. */
  delivered(ids: readonly string[]): Promise<DeliveryDocument[]> {
    return this.deliveries.find({ alertId: { $in: [...ids] } }).toArray();
  }

  /** A line an alert and state, and one for its recall; each keeps the last time it went out. */
  async recordDeliveries(deliveries: readonly Delivery[]): Promise<void> {
    await bulkUpsert(
      this.plainDeliveries,
      deliveries.map((delivery) => ({
        updateOne: {
          filter: { _id: lineOf(delivery) as never },
          update: { $set: delivery },
          upsert: true,
        },
      })),
    );
  }

  delivery(alertId: string, state: string): Promise<DeliveryDocument | null> {
    return this.deliveries.findOne({ _id: deliveryId(alertId, state) });
  }

  /** A state's deliveries after a point in time (and id), oldest first; recalls only if asked for. */
  deliveriesAfter(
    state: string,
    after: { at: Date; id: string },
    limit: number,
    recalls: 'withRecalls' | 'alertsOnly',
  ): Promise<DeliveryDocument[]> {
    return this.deliveries
      .find({
        state,
        ...(recalls === 'alertsOnly' && { view: { $ne: 'recalled' } }),
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

const lineOf = ({ alertId, state, view }: Delivery): string =>
  view === 'recalled' ? `${deliveryId(alertId, state)}|recalled` : deliveryId(alertId, state);
