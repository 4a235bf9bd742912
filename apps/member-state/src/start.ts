import { ProblemError, startAlertConsumer, VigiaApi } from '@vigia/client';
import type { StateAlert } from '@vigia/contracts';
import { ServiceError } from '@vigia/kafka';
import { isTransient } from '@vigia/mongo';
import { openService, type RunningService } from '@vigia/service';
import type { MemberStateConfig } from './config';
import { Inbox } from './inbox';
import { InboxController, STATE } from './inbox.controller';

/**
 * A connected member state in small: reads its topic through the client library, keeps each alert
 * once in its own store and acknowledges it to the exchange; a recall marks the alert it takes back.
 */
export const startMemberState = async (config: MemberStateConfig): Promise<RunningService> => {
  const { STATE: state } = config;
  const service = await openService(`member-state-${state}`, config);
  const inbox = new Inbox(service.connection);
  const exchange = new VigiaApi({ url: config.EXCHANGE_URL, token: config.EXCHANGE_TOKEN });
  const consumer = await startAlertConsumer({
    brokers: config.KAFKA_BROKERS,
    state,
    groupId: `member-state-${state}`,
    topicPrefix: config.TOPIC_PREFIX,
    seen: inbox,
    onAlert: async (alert) => {
      if (alert.view === 'recalled') return inbox.recall(alert);
      await inbox.keep(alert);
      await acknowledge(exchange, alert);
    },
    retriable: isTransient,
    log: service.log,
  });
  service.health.add('consumer', () => {
    if (!consumer.healthy()) throw new Error('the consumer is not running');
  });
  return service.start({
    description: 'The reference client of one member state.',
    controllers: [InboxController],
    providers: [
      { provide: Inbox, useValue: inbox },
      { provide: STATE, useValue: state },
    ],
    onStop: [() => consumer.stop()],
  });
};

/**
 * An alert can be on the topic a moment before the exchange's ledger knows of it, and the exchange
 * can be away: both pass, so both are tried again.
 */
const acknowledge = async (exchange: VigiaApi, { alertId }: StateAlert): Promise<void> => {
  try {
    await exchange.acknowledge(alertId);
  } catch (cause) {
    const passing = !(cause instanceof ProblemError) || cause.retriable || cause.status === 404;
    throw new ServiceError('VIGIA_UNAVAILABLE', 'the exchange did not take the acknowledgement', {
      retriable: passing,
      cause,
    });
  }
};
