import { openService, type RunningService } from '@vigia/service';
import { AlertStore } from './alert-store';
import { AlertsController } from './alerts.controller';
import { AlertHandlers, DELIVER, RECALL } from './alerts.handler';
import type { ExchangeConfig } from './config';
import { deliverAlerts, recallAlerts } from './deliver-alerts';
import { Dispositions } from './dispositions';

/** Puts the service together and starts it. */
export const startExchange = async (config: ExchangeConfig): Promise<RunningService> => {
  const service = await openService('exchange', config);
  const store = new AlertStore(service.connection);
  await store.ensureIndexes(config.RETENTION_DAYS);
  const dispositions = new Dispositions(
    service.connection,
    (messages) => service.publisher.publishAll(messages),
    (error) => service.log.warn({ err: error }, 'outbox: will try again'),
    config.OUTBOX_GRACE_MS,
  );
  await dispositions.outbox.ensureIndexes();
  dispositions.outbox.start();
  const needs: Parameters<typeof deliverAlerts>[0] = {
    store,
    publish: (publications) => service.publisher.publishAll(publications),
    connected: config.CONNECTED_STATES,
    now: () => new Date(),
  };
  return service.start({
    description: 'Member states receive their alerts here and say what became of them.',
    controllers: [AlertHandlers, AlertsController],
    providers: [
      { provide: AlertStore, useValue: store },
      { provide: Dispositions, useValue: dispositions },
      { provide: DELIVER, useValue: deliverAlerts(needs) },
      { provide: RECALL, useValue: recallAlerts(needs) },
    ],
    consumer: service.createConsumer(),
    onStop: [() => dispositions.outbox.stop()],
  });
};
