import { sha256 } from '@noble/hashes/sha2';
import { utf8ToBytes } from '@noble/hashes/utils';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The kinds of thing that get an id of their own, and the prefix people recognise them by. */
const PREFIX = {
  receipt: 'rc',
  manifest: 'mf',
  traveller: 'tr',
  journey: 'jn',
  assessment: 'as',
  alert: 'al',
  event: 'ev',
  entry: 'en',
} as const;

export type IdKind = keyof typeof PREFIX;

/**
 * Derives an id from content, so that the same facts always get the same id and a
 * redelivery or a replay repeats an event instead of doubling it.
 *
 * The parts are joined by U+001F, hashed with SHA-256 (FIPS 180-4) and cut to 130 bits in
 * Crockford's base 32: `al_7k3…`, 29 characters.
 */
export const deriveId = (kind: IdKind, ...parts: readonly (string | number)[]): string =>
  `${PREFIX[kind]}_${base32(digestOf(bytesOf(parts.join('\u001f'))))}`;

/** Reused, as the library suggests where it hashes often: a new one costs as much as its hash. */
const [fresh, work, digest] = [sha256.create(), sha256.create(), new Uint8Array(32)];

const digestOf = (bytes: Uint8Array): Uint8Array => {
  fresh._cloneInto(work).update(bytes).digestInto(digest);
  return digest;
};

const scratch = new Uint8Array(256);

/** UTF-8. What ids are made of is mostly short and ASCII, and then needs no encoder. */
const bytesOf = (text: string): Uint8Array => {
  if (text.length > scratch.length) return utf8ToBytes(text);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 127) return utf8ToBytes(text);
    scratch[index] = code;
  }
  return scratch.subarray(0, text.length);
};

const CHARACTERS = 26;
const codes: number[] = Array.from({ length: CHARACTERS }, () => 0);

const base32 = (bytes: Uint8Array): string => {
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (let index = 0; length < CHARACTERS; index += 1) {
    buffer = ((buffer << 8) | (bytes[index] ?? 0)) & 0xffff;
    bits += 8;
    while (bits >= 5 && length < CHARACTERS) {
      bits -= 5;
      codes[length] = ALPHABET.charCodeAt((buffer >> bits) & 31);
      length += 1;
    }
  }
  return String.fromCharCode(...codes);
};
