export { startAlertConsumer, type AlertConsumerOptions, type SeenAlerts } from './alert-consumer';
export {
  VigiaApi,
  type AnalystJourney,
  type ApiOptions,
  type LegacySeries,
  type Network,
  type Page,
  type Receipt,
  type RouteQuestion,
  type SeenAlert,
  type Submission,
} from './api';
export { ProblemError } from './problem-error';
