import type { RawPublication } from './publication';
import type { RawRecord } from './received';

/** Headers that this platform adds to a parked record; all others are the producer's own. */
export const PARKING_HEADERS = [
  'vigia-origin-topic',
  'vigia-origin-partition',
  'vigia-origin-offset',
  'vigia-code',
  'vigia-cause',
  'vigia-parked-at',
] as const;

/** Where a parked record came from and why it was parked. */
export interface Parking {
  topic: string;
  partition: number;
  code: string;
  cause: string;
  /** ISO 8601 */
  at: string;
}

/** The dead letter of a record: original bytes, key and headers, and beside them why it is here. */
export const deadLetter = (
  deadLetterTopic: string,
  record: RawRecord,
  { topic, partition, code, cause, at }: Parking,
): RawPublication => ({
  topic: deadLetterTopic,
  key: record.key,
  value: record.value,
  headers: {
    ...record.headers,
    'vigia-origin-topic': topic,
    'vigia-origin-partition': String(partition),
    'vigia-origin-offset': record.offset,
    'vigia-code': code,
    'vigia-cause': cause,
    'vigia-parked-at': at,
  },
});

/**
 * The record that a dead letter was made from, ready to be sent to its topic again, marked with how
 * often that has happened. Undefined when the letter does not say where it came from.
 */
export const originalOf = (letter: RawRecord): RawPublication | undefined => {
  const topic = letter.headers['vigia-origin-topic']?.toString('utf8');
  if (!topic) return undefined;
  const headers: Record<string, string | Buffer> = { ...letter.headers };
  for (const name of PARKING_HEADERS) delete headers[name];
  const before = Number(letter.headers['vigia-redriven']?.toString('utf8') ?? 0);
  headers['vigia-redriven'] = String((Number.isSafeInteger(before) ? before : 0) + 1);
  return { topic, key: letter.key, value: letter.value, headers };
};
