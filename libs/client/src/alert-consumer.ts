import { decodeRecord, deadLetterTopic, stateAlertsTopic, type StateAlert } from '@vigia/contracts';
import { done, KafkaBatchServer, skipped, type Batch, type Log, type Outcome } from '@vigia/kafka';

/** Remembers which alerts have been handled, across restarts if it is to survive them. */
export interface SeenAlerts {
  has(key: string): Promise<boolean>;
  add(key: string): Promise<void>;
}

export interface AlertConsumerOptions {
  brokers: string[];
  /** ISO 3166-1 alpha-3. */
  state: string;
  /** Consumer group; instances that share it share the work. */
  groupId: string;
  topicPrefix?: string;
  seen: SeenAlerts;
  /**
   * Called once an alert, and once more when it is recalled (`view` is `recalled`: ids and a text) or
   * stands again after that. Throw a ServiceError with `retriable: true` to have it again.
   */
  onAlert: (alert: StateAlert) => Promise<void>;
  /** Errors of the caller's own libraries after which trying again helps. */
  retriable?: (error: unknown) => boolean;
  log: Log;
}

/**
 * Reads a state's alerts and collapses repeats: Vigía delivers at least once, always under the same
 * event id. The id is remembered after `onAlert`, so a crash in between calls it again, never not at all.
 */
export const startAlertConsumer = async (
  options: AlertConsumerOptions,
): Promise<{ stop: () => Promise<void>; healthy: () => boolean }> => {
  const server = new KafkaBatchServer({
    brokers: options.brokers,
    clientId: options.groupId,
    groupId: options.groupId,
    decode: decodeRecord,
    deadLetterTopic: deadLetterTopic(`member-state-${options.state.toLowerCase()}`),
    log: options.log,
    ...(options.topicPrefix && { topicPrefix: options.topicPrefix }),
    ...(options.retriable && { retriable: options.retriable }),
  });
  server.addHandler(
    stateAlertsTopic(options.state),
    (batch: Batch<StateAlert>) => handle(batch, options),
    true,
  );
  await new Promise<void>((resolve, reject) => {
    server.listen((error) =>
      error
        ? reject(error instanceof Error ? error : new Error('the consumer did not start'))
        : resolve(),
    );
  });
  return { stop: () => server.close(), healthy: () => server.healthy };
};

const handle = async (
  batch: Batch<StateAlert>,
  { seen, onAlert }: AlertConsumerOptions,
): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const { value } of batch.records) {
    const key = value.eventId;
    if (await seen.has(key)) {
      outcomes.push(skipped('seen before'));
      continue;
    }
    await onAlert(value);
    await seen.add(key);
    outcomes.push(done);
  }
  return outcomes;
};
