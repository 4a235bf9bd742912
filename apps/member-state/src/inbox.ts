import type { SeenAlerts } from '@vigia/client';
import type { StateAlert } from '@vigia/contracts';
import type { Connection } from '@vigia/mongo';

interface InboxDocument {
  _id: string;
  alert?: StateAlert;
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
    await this.rows.updateOne({ _id: key }, { $set: { acknowledgedAt: new Date() } });
  }

  /** Keeps an alert; the same one again changes nothing. */
  async keep(alert: StateAlert): Promise<void> {
    await this.rows.updateOne(
      { _id: `${alert.alertId}:${alert.view}` },
      { $setOnInsert: { alert, receivedAt: new Date() } },
      { upsert: true },
    );
  }

  /** The newest alerts, at most `limit`. */
  newest(limit: number): Promise<InboxDocument[]> {
    return this.rows.find().sort({ receivedAt: -1 }).limit(limit).toArray();
  }
}
