/** What became of one record. */
export type Outcome =
  { kind: 'done' } | { kind: 'skipped'; reason: string } | { kind: 'failed'; error: unknown };

/** The effect has happened. */
export const done: Outcome = { kind: 'done' };

/** Nothing had to happen, e.g. because the record is a repeat; counted, never parked. */
export const skipped = (reason: string): Outcome => ({ kind: 'skipped', reason });

/** This record alone failed: tried again when the error is retriable, parked otherwise. */
export const failed = (error: unknown): Outcome => ({ kind: 'failed', error });
