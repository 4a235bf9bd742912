export { startAlertConsumer, type AlertConsumerOptions, type SeenAlerts } from './alert-consumer';
export {
  VigiaApi,
  type ApiOptions,
  type Finding,
  type Page,
  type Preview,
  type Receipt,
  type SeenAlert,
  type Submission,
  type TravellerSelector,
} from './api';
export { ProblemError } from './problem-error';
