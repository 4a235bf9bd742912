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

/** Small enough for an engine to keep in a register and to print fast. */
const THIRTY_BITS = 0x3fffffff;

/**
 * A checksum of 60 bits in base 36, salted by `seed`: tells whether two texts differ, and cannot be
 * read back. It is no defence against somebody who crafts collisions, which here could only blur the
 * sender's own list. (The mixing is that of cyrb53, public domain.)
 */
export const checksum = (text: string, seed: number): string => {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (high & THIRTY_BITS).toString(36) + (low & THIRTY_BITS).toString(36).padStart(6, '0');
};

/** A checksum of 30 bits, for telling a value from the one before: FNV-1a, mixed once more. */
export const shortChecksum = (text: string, seed: number): string =>
  (hash(text, seed) & THIRTY_BITS).toString(36);

/** A number for a text, to salt checksums with. */
export const seedOf = (text: string): number => hash(text, 0);

const hash = (text: string, seed: number): number => {
  let value = 0x811c9dc5 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return Math.imul(value ^ (value >>> 15), 2246822507);
};
