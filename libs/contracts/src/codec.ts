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

/** Where records are written first; one that does not fit makes it larger. */
let draft = Buffer.allocUnsafeSlow(64 * 1024);

const write = ({ header, type }: Revision, value: unknown): Buffer => {
  draft.set(header);
  let end = type.encode(value, draft, HEADER_LENGTH);
  if (end < 0) {
    draft = Buffer.allocUnsafeSlow(2 * (draft.length - end));
    draft.set(header);
    end = type.encode(value, draft, HEADER_LENGTH);
  }
  return Buffer.from(draft.subarray(0, end));
};

const readerOf = (reader: Type, writer: Type): ((bytes: Buffer) => unknown) => {
  if (reader === writer) return (bytes) => reader.fromBuffer(bytes) as unknown;
  const resolver: Resolver = reader.createResolver(writer);
  return (bytes) => reader.fromBuffer(bytes, resolver) as unknown;
};
