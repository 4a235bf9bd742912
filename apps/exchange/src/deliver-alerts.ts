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
import { recalledView, stands, viewFor, type StoredAlert } from './state-alert';

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
    return settleAll(needs, tracesOf(incoming));
  };

/**
 * Tells the states that have an alert that it does not stand any more. A recall that comes before its
 * alert is kept, and the alert then goes to nobody.
 */
export const recallAlerts =
  (needs: Needs) =>
  async (incoming: readonly Incoming<AlertRecalled>[]): Promise<number> => {
    await needs.store.recall(incoming.map(({ alert }) => alert));
    return settleAll(needs, tracesOf(incoming));
  };

const MOST_ROUNDS = 5;

/**
 * Settles until nothing is left to send. Facts of the two topics are handled side by side: a recall
 * that finds no delivery yet is seen by whoever writes that delivery down and looks once more.
 */
const settleAll = async (
  needs: Needs,
  traces: ReadonlyMap<string, string | undefined>,
): Promise<number> => {
  let sent = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const now = await settle(needs, traces);
    if (now === 0) break;
    sent += now;
  }
  return sent;
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
          topic: stateAlertsTopic(state),
          key: alertId,
          headers,
          value: stateCodec.encode(view),
        },
        ...(view.view === 'recalled'
          ? []
          : [
              {
                topic: TOPICS.alertDelivered,
                key: alertId,
                headers,
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

/** The alert, for those of its states that have not got it or were told of a recall since. */
const outstanding = (one: StoredAlert, lines: readonly DeliveryDocument[]): Due[] =>
  one.recipients.flatMap((state) => {
    const { alert, recall } = linesOf(lines, state);
    if (alert && !isAfter(recall, alert)) return [];
    const round = recall?.round ?? '';
    const view = viewFor(one, state, 'enforcement', round);
    return view ? [{ view, round }] : [];
  });

/** The recall, for every state that has the alert and has not heard of one since. */
const untold = ({ alert, recall }: StoredAlert, lines: readonly DeliveryDocument[]): Due[] => {
  if (!recall) return [];
  return [...new Set(lines.map(({ state }) => state))].flatMap((state) => {
    const had = linesOf(lines, state);
    if (!had.alert || had.alert.view === 'recalled' || isAfter(had.recall, had.alert)) return [];
    const view = recalledView(alert.alertId, state, had.alert.view, recall);
    return [{ view, round: recall.at }];
  });
};

interface Lines {
  alert: DeliveryDocument | undefined;
  recall: DeliveryDocument | undefined;
}

const linesOf = (lines: readonly DeliveryDocument[], state: string): Lines => {
  const own = lines.filter((line) => line.state === state);
  return {
    alert: own.find(({ view }) => view !== 'recalled'),
    recall: own.find(({ view }) => view === 'recalled'),
  };
};

/** Whether the state heard of the recall after it last got the alert. */
const isAfter = (recall: DeliveryDocument | undefined, alert: DeliveryDocument): boolean =>
  recall !== undefined && (recall.round ?? '') > (alert.round ?? '');

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
