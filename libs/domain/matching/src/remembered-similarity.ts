import type { Token } from './token';
import { tokenSimilarity } from './token-similarity';

/** Pairs remembered; a power of two. */
const PLACES = 1 << 17;

const firsts = new Array<Token | undefined>(PLACES);
const seconds = new Array<Token | undefined>(PLACES);
const similarities = new Float64Array(PLACES);

/**
 * `tokenSimilarity` with memory, for manifests and lists repeat their words. Each pair has one place
 * in a table of fixed size, where a newer pair takes an older one's; the answers are the same.
 */
export const rememberedSimilarity = (a: Token, b: Token): number => {
  const place = (Math.imul(a.hash, 0x9e3779b1) ^ Math.imul(b.hash, 0x85ebca6b)) >>> (32 - 17);
  if (firsts[place] === a && seconds[place] === b) return similarities[place] as number;
  const similarity = tokenSimilarity(a, b);
  firsts[place] = a;
  seconds[place] = b;
  similarities[place] = similarity;
  return similarity;
};
