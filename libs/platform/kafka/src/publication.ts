/** A record to be sent; `topic` is the catalogue name, the publisher adds the prefix. */
export interface Publication {
  topic: string;
  key: string;
  /** Absent bytes are a tombstone: they delete the key from a compacted topic. */
  value: Buffer | null;
  headers?: Record<string, string>;
  /**
   * Chooses the partition instead of `key`, for records whose order is that of something larger.
   * Never on a compacted topic, where one key must stay in one partition.
   */
  partitionKey?: string;
}

/** A record that is passed on exactly as it came: keys and headers need not be text. */
export interface RawPublication {
  topic: string;
  key: string | Buffer | null;
  value: Buffer | null;
  headers?: Record<string, string | Buffer>;
  partitionKey?: string;
}

/** Roughly what the record takes up on the wire. */
export const sizeOf = ({ key, value, headers }: RawPublication): number => {
  let size = 32 + (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) size += name.length + (headers[name]?.length ?? 0) + 4;
  return size;
};
