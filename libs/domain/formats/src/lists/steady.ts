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
 * A 53-bit checksum in base 36: tells whether two texts differ, and cannot be read back. It is no
 * defence against somebody who crafts collisions, which here could only blur the sender's own list.
 * (The mixing is that of cyrb53, public domain.)
 */
export const checksum = (text: string): string => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
};
