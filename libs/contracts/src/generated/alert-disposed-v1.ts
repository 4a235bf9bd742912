// Generated from libs/contracts/avro by `npm run generate`. Do not edit.

/** An officer of a member state decided on an alert. */
export interface AlertDisposed {
  /** Derived from content: a repeat of the same fact carries the same id. */
  eventId: string;
  /** ISO 8601 instant, UTC. */
  occurredAt: string;
  alertId: string;
  state: string;
  travellerId: string;
  entryId?: string;
  disposition: Disposition;
  reason: string;
  /** The token subject of the officer, a pseudonym. */
  officer: string;
}

export type Disposition = 'confirmed' | 'dismissed' | 'inconclusive';
