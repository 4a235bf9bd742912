import type { SeenAlerts } from '@vigia/client';
import type { StateAlert } from '@vigia/contracts';
import type { Connection } from '@vigia/mongo';

interface InboxDocument {
  _id: string;
  alert?: StateAlert;
  /** Since when it does not stand any more, and what was said of it. */
  recalled?: { at: string; text: StateAlert['text'] };
  receivedAt?: Date;
  acknowledgedAt?: Date;
}

/** The state's own store of alerts, which also remembers what has been handled. */
export class Inbox implements SeenAlerts {
  private readonly rows;

  constructor(connection: Connection) {
    this.rows = connection.collection<InboxDocument>('inbox');
  }

  async has(key: string): Promise<boolean> {
    return (await this.rows.countDocuments({ _id: key, acknowledgedAt: { $exists: true } })) > 0;
  }

  async add(key: string): Promise<void> {
    await this.rows.updateOne(
      { _id: key },
      { $set: { acknowledgedAt: new Date() } },
      { upsert: true },
    );
  }

  /** Keeps an alert; the same one again changes nothing. */
  async keep(alert: StateAlert): Promise<void> {
    await this.rows.updateOne(
      { _id: alert.eventId },
      { $setOnInsert: { alert, receivedAt: new Date() } },
      { upsert: true },
    );
  }

  /** Marks an alert as recalled, as far as it was raised before that. */
  async recall({ alertId, occurredAt: at, text }: StateAlert): Promise<void> {
    await this.rows.updateMany(
      { 'alert.alertId': alertId, 'alert.occurredAt': { $lt: at } },
      { $set: { recalled: { at, text } } },
    );
  }

  /** The newest alerts, at most `limit`. */
  newest(limit: number): Promise<InboxDocument[]> {
    return this.rows
      .find({ alert: { $exists: true } })
      .sort({ receivedAt: -1 })
      .limit(limit)
      .toArray();
  }
}
