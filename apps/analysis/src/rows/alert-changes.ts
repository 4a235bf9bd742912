import type { AlertDelivered, AlertDisposed, AlertRaised, AlertRecalled } from '@vigia/contracts';
import type { BulkOperation } from '@vigia/mongo';
import { MEMBER_STATES, recipientsOf } from '@vigia/sharing';
import { instantOrder } from './order';

const ALL_STATES = MEMBER_STATES.map(({ id }) => id);

/** One alert and what became of it; each part is written by its own events. */
export interface AlertRow {
  _id: string;
  raised?: { order: string };
  alert?: AlertRaised;
  travellerId?: string;
  raisedAt?: Date;
  visibleTo?: string[];
  recalled?: { order: string; at: string; cause: string; text: { es: string; en: string } };
  delivered?: Record<string, { order: string; at: string; view: string }>;
  disposed?: Record<string, { order: string; at: string; outcome: string }>;
}

/** An alert as it was raised; raised again later, it is what the later event says. */
export const raisedChange = (event: AlertRaised): BulkOperation =>
  guarded(event.alertId, 'raised', instantOrder(event), {
    raised: { order: instantOrder(event) },
    alert: event,
    travellerId: event.travellerId,
    raisedAt: new Date(event.occurredAt),
    visibleTo: recipientsOf(event, ALL_STATES),
  });

/** The cause of an alert is gone. Whether that still stands depends on when it was last raised. */
export const recalledChange = (event: AlertRecalled): BulkOperation => {
  const order = instantOrder(event);
  const { occurredAt: at, cause, text, travellerId } = event;
  return guarded(
    event.alertId,
    'recalled',
    order,
    { recalled: { order, at, cause, text } },
    { travellerId, raisedAt: new Date(at) },
  );
};

/** An alert reached a member state. */
export const deliveredChange = (event: AlertDelivered): BulkOperation => {
  const [part, order] = [`delivered.${event.state}`, instantOrder(event)];
  return guarded(
    event.alertId,
    part,
    order,
    { [part]: { order, at: event.occurredAt, view: event.view } },
    { raisedAt: new Date(event.occurredAt) },
  );
};

/** An officer of a member state decided; a later decision of that state replaces it. */
export const disposedChange = (event: AlertDisposed): BulkOperation => {
  const [part, order] = [`disposed.${event.state}`, instantOrder(event)];
  return guarded(
    event.alertId,
    part,
    order,
    { [part]: { order, at: event.occurredAt, outcome: event.disposition } },
    { travellerId: event.travellerId, raisedAt: new Date(event.occurredAt) },
  );
};

/** Whether the alert is closed without a decision: recalled, and not raised again since. */
export const isRecalled = ({ alert, recalled }: AlertRow): boolean =>
  recalled !== undefined && (alert === undefined || recalled.at >= alert.occurredAt);

const guarded = (
  id: string,
  part: string,
  order: string,
  fields: object,
  onInsert: object = {},
): BulkOperation => ({
  updateOne: {
    filter: { _id: id as never, [`${part}.order`]: { $not: { $gte: order } } },
    update: {
      $set: fields,
      ...(Object.keys(onInsert).length > 0 && { $setOnInsert: onInsert }),
    },
    upsert: true,
  },
});
