// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** An alert reached a member state. */
export interface AlertDelivered {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  alertId: string;
  /** ISO 3166-1 alpha-3, lower case. */
  state: string;
  channel: string;
  view: View;
}

export type View = 'full' | 'stub';
