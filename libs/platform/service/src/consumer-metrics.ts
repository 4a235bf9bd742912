import type { ConsumerMetrics } from '@vigia/kafka';
import { meter } from './telemetry';

/** Measures a consumer: records by outcome, retries, parked records, lag, time a batch takes. */
export const consumerMetrics = (): ConsumerMetrics => {
  const records = meter().createCounter('vigia.consumer.records');
  const parked = meter().createCounter('vigia.consumer.parked');
  const retries = meter().createCounter('vigia.consumer.retries');
  const lag = meter().createGauge('vigia.consumer.lag');
  const duration = meter().createHistogram('vigia.consumer.batch.duration', { unit: 's' });
  return {
    onBatch: ({ topic, durationMs }) => duration.record(durationMs / 1000, { topic }),
    onOutcome: ({ topic, kind, records: count }) => records.add(count, { topic, kind }),
    onParked: ({ topic, code }) => parked.add(1, { topic, code }),
    onRetry: ({ topic }) => retries.add(1, { topic }),
    onLag: ({ topic, partition, records: count }) => lag.record(count, { topic, partition }),
  };
};
