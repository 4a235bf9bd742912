import { codecOf, TOPICS, type AlertRaised, type Disposition } from '@vigia/contracts';
import { deriveId } from '@vigia/manifest';
import { Outbox, type Connection, type OutboxMessage } from '@vigia/mongo';
import { HttpProblem, traceHeaders } from '@vigia/service';
import { z } from 'zod';
import { deliveryId } from './alert-store';

/** What an officer decides: always a person, always with a reason. */
export const dispositionBody = z.strictObject({
  disposition: z.enum(['confirmed', 'dismissed', 'inconclusive'] satisfies Disposition[]),
  reason: z.string().trim().min(3).max(500),
});

export type DispositionBody = z.infer<typeof dispositionBody>;

const codec = codecOf(TOPICS.alertDisposed);

/** The decisions of officers, stored with the event that tells screening and analysis. */
export class Dispositions {
  readonly outbox: Outbox;
  private readonly deliveries;

  constructor(
    connection: Connection,
    publish: (messages: readonly OutboxMessage[]) => Promise<void>,
    onError: (error: unknown) => void,
    graceMs: number,
  ) {
    const collection = connection.collection('deliveries');
    this.deliveries = collection;
    this.outbox = new Outbox({ collection, publish, onError, graceMs });
  }

  /**
   * Decides on an alert for one state. A decision may be changed; the same decision again changes
   * nothing. Throws HttpProblem 404 when the alert was never delivered to that state.
   */
  async dispose(
    alert: AlertRaised,
    state: string,
    officer: string,
    body: DispositionBody,
    at: Date,
  ): Promise<void> {
    const { alertId, travellerId, listEntry } = alert;
    const id = deliveryId(alertId, state);
    const message: OutboxMessage = {
      topic: TOPICS.alertDisposed,
      key: alertId,
      headers: traceHeaders(),
      value: codec.encode({
        eventId: deriveId('event', alertId, state, body.disposition, at.toISOString()),
        occurredAt: at.toISOString(),
        alertId,
        state,
        travellerId,
        ...(listEntry && { entryId: listEntry.entryId }),
        ...body,
        officer,
      }),
    };
    const fields = this.outbox.fields([message]);
    const result = await this.deliveries.updateOne(
      { _id: id as never },
      {
        $set: {
          disposition: { outcome: body.disposition, reason: body.reason, at, by: officer },
          ...fields,
        },
      },
    );
    if (result.matchedCount === 0) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    await this.outbox.send(id, fields);
  }
}
