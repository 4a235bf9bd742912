import type { Outcome } from './outcome';

/** A decoded record. `topic` is the catalogue name, without the prefix of a test or a tenant. */
export interface Received<T> {
  topic: string;
  partition: number;
  offset: string;
  key: string | null;
  value: T;
  /** What `value` was read from: the record's bytes as they came; none at all for a tombstone. */
  bytes: Buffer;
  headers: Record<string, string>;
  /** Milliseconds since 1970, set by the producer. */
  timestamp: string;
  /** W3C Trace Context, when the producer sent one. */
  traceparent?: string;
}

/** Records of one partition, in their order; never empty. */
export interface Batch<T> {
  topic: string;
  partition: number;
  records: readonly Received<T>[];
  /** Aborts when the service stops or the partition moves away: leave soon, nothing is lost. */
  signal: AbortSignal;
  /** Tells the group that this member lives; done by itself as well, so rarely needed. */
  heartbeat(): Promise<void>;
}

/** Answers one outcome a record, in order; nothing at all means that every record is done. */
export type BatchHandler<T> = (batch: Batch<T>) => Promise<readonly Outcome[] | void>;

/** A record as it came over the wire. */
export interface RawRecord {
  offset: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: Record<string, Buffer>;
  timestamp: string;
}

const NOTHING = Buffer.alloc(0);

/** The decoded form of a raw record; `value` is what `decode` made of its bytes. */
export const received = <T>(
  topic: string,
  partition: number,
  raw: RawRecord,
  value: T,
): Received<T> => {
  const headers: Record<string, string> = {};
  for (const name in raw.headers) headers[name] = raw.headers[name]?.toString('utf8') ?? '';
  return {
    topic,
    partition,
    offset: raw.offset,
    key: raw.key === null ? null : raw.key.toString('utf8'),
    value,
    bytes: raw.value ?? NOTHING,
    headers,
    timestamp: raw.timestamp,
    ...(headers['traceparent'] === undefined ? {} : { traceparent: headers['traceparent'] }),
  };
};
