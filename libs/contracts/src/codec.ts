import type { Resolver, Type } from 'avsc';
import { revisionsOf, type Revision } from './revisions';
import { compileWithoutNulls } from './without-nulls';

/** The bytes are no message of this topic that any of its revisions explains. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError';
}

export interface Codec<T> {
  /** Writes in the newest revision, Avro single-object encoding. Throws when `value` does not fit. */
  encode(value: T): Buffer;
  /** Reads any published revision as the newest one. Throws UndecodableError. */
  decode(bytes: Buffer): T;
}

const HEADER_LENGTH = 10;
const codecs = new Map<string, Codec<unknown>>();

/** The codec of a topic (its catalogue name), or undefined when the topic has no schema. */
export const codecFor = (topic: string): Codec<unknown> | undefined => {
  const known = codecs.get(topic);
  if (known) return known;
  const revisions = revisionsOf(topic);
  const newest = revisions.at(-1);
  if (!newest) return undefined;
  const codec = createCodec(topic, newest, revisions);
  codecs.set(topic, codec);
  return codec;
};

const createCodec = (
  topic: string,
  newest: Revision,
  revisions: readonly Revision[],
): Codec<unknown> => {
  const readers = new Map(
    revisions.map(({ type, header }) => [header.toString('latin1'), readerOf(newest.type, type)]),
  );
  const clean = compileWithoutNulls(newest.type);
  return {
    encode: (value) => write(newest, value),
    decode: (bytes) => {
      const read = readers.get(bytes.toString('latin1', 0, HEADER_LENGTH));
      if (!read) throw new UndecodableError(`${topic}: unknown schema or no Avro message`);
      let value: unknown;
      try {
        value = read(bytes.subarray(HEADER_LENGTH));
      } catch (cause) {
        throw new UndecodableError(`${topic}: the body does not fit its schema`, { cause });
      }
      return clean ? clean(value) : value;
    },
  };
};

/**
 * Room for a record. avsc writes each absent field, one byte, by `latin1Write`, a call out of the
 * engine; a list has thousands of them, so that here they are written in place.
 */
const draftOf = (length: number): Buffer => {
  const bytes = Buffer.allocUnsafeSlow(length);
  const latin1Write = (text: string, at: number): void => {
    for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
  };
  return Object.assign(bytes, { latin1Write });
};

/** Where records are written first; the few that do not fit are written once more. */
const draft = draftOf(256 * 1024);

const write = ({ header, type }: Revision, value: unknown): Buffer => {
  let bytes = draft;
  let end = type.encode(value, bytes, HEADER_LENGTH);
  if (end < 0) {
    bytes = draftOf(bytes.length - end);
    end = type.encode(value, bytes, HEADER_LENGTH);
  }
  bytes.set(header);
  return Buffer.from(bytes.subarray(0, end));
};

const readerOf = (reader: Type, writer: Type): ((bytes: Buffer) => unknown) => {
  if (reader === writer) return (bytes) => reader.fromBuffer(bytes) as unknown;
  const resolver: Resolver = reader.createResolver(writer);
  return (bytes) => reader.fromBuffer(bytes, resolver) as unknown;
};
