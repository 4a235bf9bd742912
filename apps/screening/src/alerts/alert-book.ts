import type { AlertKind, AlertRecalled } from '@vigia/contracts';
import type { IndicatorResult } from '@vigia/indicators';
import { bulkUpsert, type Connection } from '@vigia/mongo';

export type RecallCause = AlertRecalled['cause'];

/**
 * An alert as screening remembers it, with what it rests on, so that it can be taken back when that
 * is gone. A journey whose rules are suspended on a departure is noted too: it counts there.
 */
export interface AlertNote {
  _id: string;
  kind: AlertKind;
  standing: 'raised' | 'suspended' | 'recalled' | 'dismissed';
  /** Whether the raised alert is known to be on Kafka. */
  told: boolean;
  travellerId: string;
  journeyId: string;
  /** Of a journey, everybody's ids on its legs; else the one. */
  travellers: string[];
  legs: { legId: string; conveyance: string }[];
  conveyances: string[];
  /** Leg ids and keys of the facts that an indicator alert rests on. */
  facts: string[];
  indicators?: Omit<IndicatorResult, 'text'>[];
  entryId?: string;
  entryVersion?: number;
  listId?: string;
  partition: number;
  /** ISO 8601, UTC: when it was last raised, and last recalled. */
  raisedAt?: string;
  recalledAt?: string;
  expiresAt: Date;
}

const MOST_NOTES = 5000;

/** The alerts that screening has raised, in its own store. */
export class AlertBook {
  private readonly notes;
  private readonly plain;

  constructor(connection: Connection) {
    this.notes = connection.collection<AlertNote>('alerts');
    this.plain = connection.collection('alerts');
  }

  async ensureIndexes(): Promise<void> {
    await this.notes.createIndex({ travellers: 1 });
    await this.notes.createIndex({ conveyances: 1 });
    await this.notes.createIndex({ facts: 1 });
    await this.notes.createIndex({ listId: 1, standing: 1 });
    await this.notes.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  }

  ofTravellers(travellerIds: readonly string[]): Promise<AlertNote[]> {
    return this.find({ travellers: { $in: [...travellerIds] } });
  }

  /** Journey alerts on these departures, suspended ones included. */
  onConveyances(conveyances: readonly string[]): Promise<AlertNote[]> {
    return conveyances.length === 0
      ? Promise.resolve([])
      : this.find({
          kind: 'indicators',
          conveyances: { $in: [...conveyances] },
          standing: { $in: ['raised', 'suspended'] },
        });
  }

  /**
   * Journey alerts that a change of these departures or facts may concern: those on them, and those
   * that rest on a contact, document or companion with one of the former.
   */
  async resting(conveyances: readonly string[], facts: readonly string[]): Promise<AlertNote[]> {
    if (conveyances.length + facts.length === 0) return [];
    const near = await this.find({
      $or: [{ conveyances: { $in: [...conveyances] } }, { facts: { $in: [...facts] } }],
    });
    const shared = new Set(near.flatMap((note) => note.facts.filter((fact) => fact.includes(':'))));
    const rest = [...shared].filter((fact) => !fact.startsWith('one-way:'));
    if (rest.length === 0) return near;
    const far = await this.find({ facts: { $in: rest } });
    return [...new Map([...near, ...far].map((note) => [note._id, note])).values()];
  }

  /** Open alerts that name an entry of this list. */
  ofList(listId: string): Promise<AlertNote[]> {
    return this.find({ listId, standing: 'raised' });
  }

  async byId(alertId: string): Promise<AlertNote | undefined> {
    return (await this.notes.findOne({ _id: alertId })) ?? undefined;
  }

  async put(notes: readonly AlertNote[]): Promise<void> {
    await bulkUpsert(
      this.plain,
      notes.map(({ _id, ...fields }) => ({
        updateOne: { filter: { _id: _id as never }, update: { $set: fields }, upsert: true },
      })),
    );
  }

  /** An officer has dismissed it: from here on it is nobody's open alert. */
  async dismiss(alertId: string): Promise<void> {
    await this.notes.updateOne({ _id: alertId }, { $set: { standing: 'dismissed' } });
  }

  private find(filter: object): Promise<AlertNote[]> {
    return this.notes.find(filter).limit(MOST_NOTES).toArray();
  }
}
