import {
  codecOf,
  stateAlertCodec,
  stateAlertsTopic,
  TOPICS,
  type AlertRaised,
  type AlertRecalled,
  type StateAlert,
} from '@vigia/contracts';
import type { Publication } from '@vigia/kafka';
import { deriveId } from '@vigia/manifest';
import { recipientsOf } from '@vigia/sharing';
import type { AlertStore, Delivery, DeliveryDocument } from './alert-store';
import { recalledView, roundOf, stands, viewFor, type StoredAlert } from './state-alert';

interface Needs {
  store: Pick<
    AlertStore,
    'byIds' | 'put' | 'recalls' | 'recall' | 'delivered' | 'recordDeliveries'
  >;
  publish: (publications: readonly Publication[]) => Promise<void>;
  connected: readonly string[];
  now: () => Date;
}

/** A fact about an alert with the trace it came in. */
export interface Incoming<Fact = AlertRaised> {
  alert: Fact;
  traceparent?: string;
}

const stateCodec = stateAlertCodec();
const deliveredCodec = codecOf(TOPICS.alertDelivered);

/**
 * Sends each alert to every state that may see something of it and has not got it yet.
 *
 * An alert may come again with a longer journey: states that are new on it get it then. One that has
 * been recalled meanwhile goes nowhere; one that stands again after a recall goes out again, as a new
 * event. The ledger is written after the broker's acknowledgement, so a crash in between sends again
 * under the same ids: at least once, never zero times. Returns how many alerts went to how many states.
 */
export const deliverAlerts =
  (needs: Needs) =>
  async (incoming: readonly Incoming[]): Promise<number> => {
    const { store, connected } = needs;
    const newest = new Map<string, AlertRaised>();
    for (const { alert } of incoming) {
      const known = newest.get(alert.alertId);
      if (!known || known.occurredAt <= alert.occurredAt) newest.set(alert.alertId, alert);
    }
    const known = await store.byIds([...newest.keys()]);
    await store.put(
      [...newest.values()].map((alert): StoredAlert => {
        const assessment = known.get(alert.alertId)?.assessment;
        const recipients = recipientsOf(alert, connected, assessment);
        return { alert, recipients, ...(assessment && { assessment }) };
      }),
    );
    return settle(needs, tracesOf(incoming));
  };

/**
 * Tells the states that have an alert that it does not stand any more. A recall that comes before its
 * alert is kept, and the alert then goes to nobody.
 */
export const recallAlerts =
  (needs: Needs) =>
  async (incoming: readonly Incoming<AlertRecalled>[]): Promise<number> => {
    await needs.store.recall(incoming.map(({ alert }) => alert));
    return settle(needs, tracesOf(incoming));
  };

const tracesOf = (
  incoming: readonly Incoming<{ alertId: string }>[],
): Map<string, string | undefined> =>
  new Map(incoming.map(({ alert, traceparent }) => [alert.alertId, traceparent]));

/**
 * Brings every state to where the stored facts are: the same whichever of them came first, since it
 * looks at what is stored and never at what has just come in.
 */
const settle = async (
  { store, publish, now }: Needs,
  traces: ReadonlyMap<string, string | undefined>,
): Promise<number> => {
  const ids = [...traces.keys()];
  const stored = await store.byIds(ids);
  const ledger = await store.delivered(ids);
  const deliveredAt = now();
  const deliveries: Delivery[] = [];
  const publications: Publication[] = [];
  for (const one of stored.values()) {
    const traceparent = traces.get(one.alert.alertId);
    const headers = traceparent ? { traceparent } : {};
    const lines = ledger.filter(({ alertId }) => alertId === one.alert.alertId);
    for (const { view, round } of stands(one.alert, one.recall)
      ? outstanding(one, lines)
      : untold(one, lines)) {
      const { alertId, state } = view;
      const delivery = { alertId, state, view: view.view, round, deliveredAt };
      deliveries.push(delivery);
      publications.push(
        {
          ...{ topic: stateAlertsTopic(state), key: alertId, headers },
          value: stateCodec.encode(view),
        },
        ...(view.view === 'recalled'
          ? []
          : [
              {
                ...{ topic: TOPICS.alertDelivered, key: alertId, headers },
                value: deliveredCodec.encode(deliveredEvent({ ...delivery, view: view.view })),
              },
            ]),
      );
    }
  }
  if (publications.length === 0) return 0;
  await publish(publications);
  await store.recordDeliveries(deliveries);
  return deliveries.length;
};

interface Due {
  view: StateAlert;
  round: string;
}

/** The alert, for those of its states that have not got it since it last began to stand. */
const outstanding = (one: StoredAlert, lines: readonly DeliveryDocument[]): Due[] => {
  const round = roundOf(one.alert, one.recall);
  return one.recipients.flatMap((state) => {
    const had = lines.some(
      (line) => line.state === state && line.view !== 'recalled' && (line.round ?? '') === round,
    );
    const view = had ? undefined : viewFor(one, state, 'enforcement');
    return view ? [{ view, round }] : [];
  });
};

/** The recall, for every state that has the alert and has not heard of it. */
const untold = ({ alert, recall }: StoredAlert, lines: readonly DeliveryDocument[]): Due[] => {
  if (!recall) return [];
  return lines.flatMap(({ state, view }) => {
    if (view === 'recalled') return [];
    const told = lines.some(
      (line) => line.state === state && line.view === 'recalled' && line.round === recall.at,
    );
    return told
      ? []
      : [{ view: recalledView(alert.alertId, state, view, recall), round: recall.at }];
  });
};

const deliveredEvent = ({
  alertId,
  state,
  view,
  round,
  deliveredAt,
}: Delivery & { view: 'full' | 'stub' }): Parameters<typeof deliveredCodec.encode>[0] => ({
  eventId: deriveId('event', alertId, state, 'delivered', ...(round ? [round] : [])),
  occurredAt: deliveredAt.toISOString(),
  alertId,
  state,
  channel: 'kafka',
  view,
});
