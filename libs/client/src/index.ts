export { startAlertConsumer, type AlertConsumerOptions, type SeenAlerts } from './alert-consumer';
export {
  VigiaApi,
  type ApiOptions,
  type Page,
  type Receipt,
  type SeenAlert,
  type Submission,
} from './api';
export { ProblemError } from './problem-error';
