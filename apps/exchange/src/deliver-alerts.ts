import {
  codecOf,
  stateAlertCodec,
  stateAlertsTopic,
  TOPICS,
  type AlertRaised,
} from '@vigia/contracts';
import type { Publication } from '@vigia/kafka';
import { deriveId } from '@vigia/manifest';
import { recipientsOf } from '@vigia/sharing';
import { deliveryId, type AlertStore, type Delivery } from './alert-store';
import { viewFor, type StoredAlert } from './state-alert';

interface Needs {
  store: Pick<AlertStore, 'byIds' | 'put' | 'delivered' | 'recordDeliveries'>;
  publish: (publications: readonly Publication[]) => Promise<void>;
  connected: readonly string[];
  now: () => Date;
}

/** An alert with the trace it came in. */
export interface Incoming {
  alert: AlertRaised;
  traceparent?: string;
}

const stateCodec = stateAlertCodec();
const deliveredCodec = codecOf(TOPICS.alertDelivered);

/**
 * Sends each alert to every state that may see something of it and has not got it yet.
 *
 * An alert may come again with a longer journey: states that are new on it get it then. The ledger
 * is written after the broker's acknowledgement, so a crash in between sends again under the same
 * id: at least once, never zero times. Returns how many alerts went to how many states.
 */
export const deliverAlerts =
  ({ store, publish, connected, now }: Needs) =>
  async (incoming: readonly Incoming[]): Promise<number> => {
    const newest = new Map(incoming.map((one) => [one.alert.alertId, one]));
    const ids = [...newest.keys()];
    const known = await store.byIds(ids);
    const stored = [...newest.values()].map(({ alert }): StoredAlert => {
      const assessment = known.get(alert.alertId)?.assessment;
      const recipients = recipientsOf(alert, connected, assessment);
      return { alert, recipients, ...(assessment && { assessment }) };
    });
    await store.put(stored);

    const already = await store.delivered(ids);
    const deliveredAt = now();
    const deliveries: Delivery[] = [];
    const publications: Publication[] = [];
    for (const one of stored) {
      const { alertId } = one.alert;
      const traceparent = newest.get(alertId)?.traceparent;
      for (const state of one.recipients) {
        const view = viewFor(one, state, 'enforcement');
        if (!view || already.has(deliveryId(alertId, state))) continue;
        const delivery = { alertId, state, view: view.view, deliveredAt };
        deliveries.push(delivery);
        const headers = traceparent ? { traceparent } : {};
        publications.push(
          {
            topic: stateAlertsTopic(state),
            key: alertId,
            value: stateCodec.encode(view),
            headers,
          },
          {
            topic: TOPICS.alertDelivered,
            key: alertId,
            value: deliveredCodec.encode(deliveredEvent(delivery)),
            headers,
          },
        );
      }
    }
    if (publications.length === 0) return 0;
    await publish(publications);
    await store.recordDeliveries(deliveries);
    return deliveries.length;
  };

const deliveredEvent = ({
  alertId,
  state,
  view,
  deliveredAt,
}: Delivery): Parameters<typeof deliveredCodec.encode>[0] => ({
  eventId: deriveId('event', alertId, state, 'delivered'),
  occurredAt: deliveredAt.toISOString(),
  alertId,
  state,
  channel: 'kafka',
  view,
});
