export { UndecodableError, type Codec } from './codec';
export {
  codecOf,
  deadLetterTopic,
  decodeRecord,
  intakeTopic,
  isIntakeTopic,
  receiptsTopic,
  stateAlertCodec,
  stateAlertsTopic,
  TOPICS,
  type RecordOf,
} from './topics';
export type { AlertDelivered } from './generated/alert-delivered-v1';
export type { AlertDisposed, Disposition } from './generated/alert-disposed-v1';
export type { AlertKind, AlertRaised, ListEntry, ListKind } from './generated/alert-raised-v1';
export type { AlertRecalled, RecallCause } from './generated/alert-recalled-v1';
export type { StateAlert, View } from './generated/alerts-state-v1';
export type { Effect, ManifestAccepted } from './generated/manifest-accepted-v1';
export type { ManifestRejected } from './generated/manifest-rejected-v1';
export type {
  Evidence,
  Indicator,
  JourneyLeg,
  ListVersion,
  Match,
  Observation,
  Outcome,
  Person,
  Seen,
  TravellerAssessed,
  Versions,
} from './generated/traveller-assessed-v1';
export type { WatchlistEntry } from './generated/watchlist-entry-v1';
export type { Sharing, SharingRule, WatchlistPublished } from './generated/watchlist-published-v1';
