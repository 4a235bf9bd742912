export { startAlertConsumer, type AlertConsumerOptions, type SeenAlerts } from './alert-consumer';
export {
  VigiaApi,
  type AnalystJourney,
  type ApiOptions,
  type ImportReport,
  type ListImport,
  type ListProblem,
  type Finding,
  type LegacySeries,
  type Network,
  type Page,
  type Preview,
  type Receipt,
  type RouteQuestion,
  type SeenAlert,
  type Submission,
  type Watchlist,
  type TravellerSelector,
} from './api';
export type { UploadedFile } from './multipart';
export { ProblemError } from './problem-error';
