export { startAlertConsumer, type AlertConsumerOptions, type SeenAlerts } from './alert-consumer';
export {
  VigiaApi,
  type ApiOptions,
  type ImportReport,
  type ListImport,
  type ListProblem,
  type Finding,
  type Page,
  type Preview,
  type Receipt,
  type SeenAlert,
  type Submission,
  type Watchlist,
  type TravellerSelector,
} from './api';
export type { UploadedFile } from './multipart';
export { ProblemError } from './problem-error';
