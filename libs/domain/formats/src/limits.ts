import type { Format } from './parse-result';

/** The largest file read of each format, in bytes. Beyond them a file is refused unread. */
export const MOST_BYTES: Readonly<Record<Format, number>> = {
  paxlst: 8 * 1024 * 1024,
  csv: 16 * 1024 * 1024,
  xlsx: 16 * 1024 * 1024,
  json: 16 * 1024 * 1024,
};

/** What one interchange may hold (formats 1.3). */
export const EDIFACT_LIMITS = {
  segmentLength: 4 * 1024,
  messages: 99_999,
  travellersPerMessage: 5_000,
  segmentsPerMessage: 250_000,
} as const;

/** What one table may hold (formats 8). */
export const TABLE_LIMITS = {
  rows: 20_000,
  columns: 200,
  cellLength: 32 * 1024,
  unzippedBytes: 64 * 1024 * 1024,
} as const;

/** What a JSON list may hold: levels, keys of one object, and how many repeated keys are named. */
export const JSON_LIMITS = { depth: 32, keys: 1_000, repeated: 20 } as const;
