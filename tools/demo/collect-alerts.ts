import { VigiaApi, type SeenAlert } from '@vigia/client';
import type { Services } from '@vigia/services';
import { MEMBER_STATES } from '@vigia/sharing';

/** One alert as all connected states together see it. */
export interface Collected {
  alertId: string;
  kind: string;
  surname: string;
  alert: SeenAlert;
  /** States that received something of it, in the alert's own order. */
  recipients: string[];
  /** What enforcement in each of them sees: `full` or `stub`. */
  enforcementViews: string[];
  acknowledgedBy: string[];
}

/** Asks the exchange as every member state, as its authority and as its protection unit. */
export const collectAlerts = async (services: Services): Promise<Collected[]> => {
  const collected = new Map<string, Collected>();
  for (const { id: state } of MEMBER_STATES) {
    const [protection, enforcement] = await Promise.all([
      allAlerts(services, 'protection', state),
      allAlerts(services, 'authority', state),
    ]);
    for (const alert of protection) {
      const known = collected.get(alert.alertId) ?? {
        alertId: alert.alertId,
        kind: alert.kind ?? 'stub',
        surname: alert.person?.surname ?? '',
        alert,
        recipients: [],
        enforcementViews: [],
        acknowledgedBy: [],
      };
      collected.set(alert.alertId, known);
      known.recipients.push(state);
      const seen = enforcement.find(({ alertId }) => alertId === alert.alertId);
      known.enforcementViews.push(seen?.view ?? 'none');
      if (seen?.acknowledged) known.acknowledgedBy.push(state);
    }
  }
  return [...collected.values()].sort((a, b) => a.kind.localeCompare(b.kind));
};

const allAlerts = async (
  services: Services,
  role: 'authority' | 'protection',
  state: string,
): Promise<SeenAlert[]> => {
  const token = await services.token({ subject: 'demo', role, state });
  const api = new VigiaApi({ url: services.processes.exchange.url, token });
  const alerts: SeenAlert[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.alerts(cursor, 500);
    alerts.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return alerts;
};
