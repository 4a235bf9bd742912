import type { AlertDelivered } from './generated/alert-delivered-v1';
import type { AlertDisposed } from './generated/alert-disposed-v1';
import type { AlertRaised } from './generated/alert-raised-v1';
import type { AlertRecalled } from './generated/alert-recalled-v1';
import type { StateAlert } from './generated/alerts-state-v1';
import type { ManifestAccepted } from './generated/manifest-accepted-v1';
import type { ManifestRejected } from './generated/manifest-rejected-v1';
import type { TravellerAssessed } from './generated/traveller-assessed-v1';
import type { WatchlistEntry } from './generated/watchlist-entry-v1';
import type { WatchlistPublished } from './generated/watchlist-published-v1';
import { codecFor, UndecodableError, type Codec } from './codec';

/** The names of all topics. One topic, one record type, one writer. */
export const TOPICS = {
  manifestAccepted: 'vigia.manifest.accepted.v1',
  manifestRejected: 'vigia.manifest.rejected.v1',
  travellerAssessed: 'vigia.traveller.assessed.v1',
  alertRaised: 'vigia.alert.raised.v1',
  alertRecalled: 'vigia.alert.recalled.v1',
  alertDelivered: 'vigia.alert.delivered.v1',
  alertDisposed: 'vigia.alert.disposed.v1',
  watchlistEntry: 'vigia.watchlist.entry.v1',
  watchlistPublished: 'vigia.watchlist.published.v1',
} as const;

/** The schema that all `vigia.alerts.<state>.v1` topics share. */
const STATE_ALERT_SCHEMA = 'vigia.alerts.state.v1';

/** The topic of one member state; `state` is ISO 3166-1 alpha-3, any case. */
export const stateAlertsTopic = (state: string): string => `vigia.alerts.${state.toLowerCase()}.v1`;

/** The topic where a service parks what it cannot process; raw bytes, no schema. */
export const deadLetterTopic = (service: string): string => `vigia.dead.${service}.v1`;

/** Where one carrier pushes its lists: raw bytes, no schema. `carrier` is its code, any case. */
export const intakeTopic = (carrier: string): string => `vigia.intake.${carrier.toLowerCase()}.v1`;

/** Where that carrier reads its answers: what HTTP would have answered, as JSON or CUSRES. */
export const receiptsTopic = (carrier: string): string =>
  `vigia.receipts.${carrier.toLowerCase()}.v1`;

/** Topics whose records are foreign bytes, to be handed over as they came. */
export const isIntakeTopic = (topic: string): boolean =>
  /^vigia\.intake\.[a-z0-9]+\.v1$/.test(topic);

/** The record type of every topic in the catalogue. */
export interface RecordOf {
  'vigia.manifest.accepted.v1': ManifestAccepted;
  'vigia.manifest.rejected.v1': ManifestRejected;
  'vigia.traveller.assessed.v1': TravellerAssessed;
  'vigia.alert.raised.v1': AlertRaised;
  'vigia.alert.recalled.v1': AlertRecalled;
  'vigia.alert.delivered.v1': AlertDelivered;
  'vigia.alert.disposed.v1': AlertDisposed;
  'vigia.watchlist.entry.v1': WatchlistEntry;
  'vigia.watchlist.published.v1': WatchlistPublished;
}

/** The typed codec of a catalogue topic. */
export const codecOf = <Topic extends keyof RecordOf>(topic: Topic): Codec<RecordOf[Topic]> =>
  required(topic) as Codec<RecordOf[Topic]>;

/** The codec of every member state's topic. */
export const stateAlertCodec = (): Codec<StateAlert> =>
  required(STATE_ALERT_SCHEMA) as Codec<StateAlert>;

/** Decodes a record of any topic by its name; throws UndecodableError when that is not possible. */
export const decodeRecord = (topic: string, bytes: Buffer): unknown => {
  const schema = /^vigia\.alerts\.[a-z]{3}\.v1$/.test(topic) ? STATE_ALERT_SCHEMA : topic;
  return required(schema).decode(bytes);
};

const required = (topic: string): Codec<unknown> => {
  const codec = codecFor(topic);
  if (!codec) throw new UndecodableError(`${topic}: no schema is known`);
  return codec;
};
