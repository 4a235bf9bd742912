/** Facts as text, the same for the same facts whatever the order of their keys; absent is empty. */
export const steady = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(steady).join()}]`;
  const facts = value as Readonly<Record<string, unknown>>;
  const known = Object.keys(facts).filter((key) => facts[key] !== undefined);
  return `{${known
    .sort()
    .map((key) => `${key}:${steady(facts[key])}`)
    .join()}}`;
};

/**
 * A checksum of 60 bits, ten characters after the letter of its kind, salted by `seed`: tells whether
 * two texts differ, and cannot be read back. It is no defence against somebody who crafts collisions,
 * which here could only blur the sender's own list. (The mixing is that of cyrb53, public domain.)
 */
export const checksum = (kind: string, text: string, seed: number): string => {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return String.fromCharCode(
    kind.charCodeAt(0),
    digit(high, 0),
    digit(high, 6),
    digit(high, 12),
    digit(high, 18),
    digit(high, 24),
    digit(low, 0),
    digit(low, 6),
    digit(low, 12),
    digit(low, 18),
    digit(low, 24),
  );
};

const DIGITS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-'].map(
  (character) => character.charCodeAt(0),
);

/** The character for six bits of a number, from bit `from` on. */
const digit = (number: number, from: number): number => DIGITS[(number >>> from) & 63] ?? 0;

/**
 * A checksum of 30 bits, five characters, of one fact of a traveller, for telling it from the one before:
 * equal facts sum up equally whatever the order of their keys, and an absent one is an empty text.
 * Nothing is written out for it, because every field of every traveller passes here.
 */
export const shortChecksum = (fact: unknown, seed: number): string => {
  if (isNothing(fact)) return '';
  const sum = mixed(sumOf(fact, seed));
  return String.fromCharCode(
    digit(sum, 0),
    digit(sum, 6),
    digit(sum, 12),
    digit(sum, 18),
    digit(sum, 24),
  );
};

/** A number for a text, to salt checksums with. */
export const seedOf = (text: string): number => mixed(sumOf(text, 0));

const isNothing = (fact: unknown): boolean => {
  if (fact === undefined || fact === null || fact === '') return true;
  if (typeof fact !== 'object') return false;
  for (const key in fact) if ((fact as Facts)[key] !== undefined) return false;
  return true;
};

type Facts = Readonly<Record<string, unknown>>;

/** FNV-1a over texts; what stands under several keys is added up, so that their order is nothing. */
const sumOf = (fact: unknown, seed: number): number => {
  if (typeof fact === 'string') {
    let sum = 0x811c9dc5 ^ seed;
    for (let index = 0; index < fact.length; index += 1) {
      sum = Math.imul(sum ^ fact.charCodeAt(index), 0x01000193);
    }
    return sum;
  }
  if (typeof fact !== 'object' || fact === null) return sumOf(String(fact), seed);
  let sum = 1;
  if (Array.isArray(fact)) {
    for (const one of fact) sum = (Math.imul(sum, 31) + mixed(sumOf(one, seed))) | 0;
    return sum;
  }
  for (const key in fact) {
    const value = (fact as Facts)[key];
    if (value !== undefined) sum = (sum + mixed(sumOf(value, sumOf(key, seed)))) | 0;
  }
  return sum;
};

const mixed = (sum: number): number => Math.imul(sum ^ (sum >>> 15), 2246822507);
