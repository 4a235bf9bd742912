import { utf16LabelOf } from '../decode-text';

const utf8 = new TextEncoder();
const NOTHING = new Uint8Array();

/**
 * Bytes in chunks of any size, as they came, except that UTF-16 becomes UTF-8 when the first two
 * bytes are its byte order mark (formats 1.5, UNOX and UNOY). Holds back one byte at most.
 */
export class ByteStream {
  private first: Uint8Array | undefined = NOTHING;
  private decoder: InstanceType<typeof TextDecoder> | undefined;

  push(chunk: Uint8Array): Uint8Array {
    if (!this.first) return this.decode(chunk, false);
    const bytes = this.first.length > 0 ? joined(this.first, chunk) : chunk;
    if (bytes.length < 2) {
      this.first = bytes;
      return NOTHING;
    }
    this.first = undefined;
    const label = utf16LabelOf(bytes);
    if (label) this.decoder = new TextDecoder(label);
    return this.decode(bytes, false);
  }

  end(): Uint8Array {
    const { first } = this;
    this.first = undefined;
    return first ?? this.decode(NOTHING, true);
  }

  private decode(bytes: Uint8Array, last: boolean): Uint8Array {
    return this.decoder ? utf8.encode(this.decoder.decode(bytes, { stream: !last })) : bytes;
  }
}

const joined = (first: Uint8Array, chunk: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(first.length + chunk.length);
  bytes.set(first);
  bytes.set(chunk, first.length);
  return bytes;
};
