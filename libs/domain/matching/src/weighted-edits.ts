import type { Letters } from './letters';
import { bitCount, CODES, codeOf, KIN } from './letters';

const SIZE = 32;
const WIDTH = 64;

/** What it costs to write one folded letter for another, and to leave one out. */
interface Costs {
  readonly swap: Float64Array;
  readonly drop: Float64Array;
}

const isVowel = (code: number): boolean => 'AIU&'.includes(CODES.charAt(code));

const costs = (
  vowels: number,
  diphthong: number,
  kindred: number,
  vowelDrop: number,
  hDrop: number,
): Costs => {
  const swap = new Float64Array(WIDTH * WIDTH).fill(1);
  const drop = new Float64Array(WIDTH).fill(1);
  for (let a = 0; a < CODES.length; a += 1) {
    for (let b = 0; b < CODES.length; b += 1) {
      if (!isVowel(a) || !isVowel(b)) continue;
      swap[a * WIDTH + b] = CODES[a] === '&' || CODES[b] === '&' ? diphthong : vowels;
    }
    if (isVowel(a)) drop[a] = vowelDrop;
  }
  for (let a = 0; a < WIDTH; a += 1) swap[a * (WIDTH + 1)] = 0;
  drop[codeOf('H')] = hDrop;
  for (const [one = '', other = ''] of KIN) {
    swap[codeOf(one) * WIDTH + codeOf(other)] = kindred;
    swap[codeOf(other) * WIDTH + codeOf(one)] = kindred;
  }
  return { swap, drop };
};

/** Vowels and kindred consonants swap cheaply. */
const SPELT = costs(0.55, 0.4, 0.55, 0.5, 0.5);
/** Where one script leaves vowels out, vowels are nearly free and weak consonants cheap. */
const VOWELLESS = costs(0.15, 0.15, 0.4, 0.12, 0.4);
/** Keys on a keyboard: every letter counts the same. */
const TYPED = costs(1, 1, 1, 1, 1);

/** Cost of two neighbours exchanged. */
const CROSSED = 0.9;

let before = new Float64Array(SIZE + 1);
let above = new Float64Array(SIZE + 1);
let row = new Float64Array(SIZE + 1);

/**
 * Damerau–Levenshtein distance (restricted transpositions) under letter costs, or Infinity once it
 * must exceed `limit`. Three rows are reused, so nothing is allocated.
 */
const distance = (a: Uint8Array, b: Uint8Array, { swap, drop }: Costs, limit: number): number => {
  const [m, n] = [a.length, b.length];
  above[0] = 0;
  let leastAbove = 0;
  for (let j = 1; j <= n; j += 1) above[j] = above[j - 1]! + drop[b[j - 1]!]!;
  for (let i = 1; i <= m; i += 1) {
    const letter = a[i - 1]!;
    const dropped = drop[letter]!;
    let least = above[0]! + dropped;
    row[0] = least;
    for (let j = 1; j <= n; j += 1) {
      const other = b[j - 1]!;
      let cost = above[j - 1]! + swap[letter * WIDTH + other]!;
      const left = above[j]! + dropped;
      if (left < cost) cost = left;
      const right = row[j - 1]! + drop[other]!;
      if (right < cost) cost = right;
      if (i > 1 && j > 1 && letter === b[j - 2] && other === a[i - 2]) {
        const crossed = before[j - 2]! + CROSSED;
        if (crossed < cost) cost = crossed;
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    // What comes after grows from this row, or by crossing letters from the one above it.
    if (least > limit && leastAbove + CROSSED > limit) return Number.POSITIVE_INFINITY;
    leastAbove = least;
    const spare = before;
    before = above;
    above = row;
    row = spare;
  }
  return above[n]!;
};

/** Edits a word of this length may carry and still be the same word. */
export const budget = (length: number): number =>
  length <= 3
    ? 0.6
    : length <= 4
      ? 0.8
      : length <= 5
        ? 1.1
        : length <= 7
          ? 1.75
          : length <= 11
            ? 2.25
            : 3;

/** Slips are rare in the first letter, so words that differ there must agree better. */
export const OTHER_FIRST = 0.6;

/** Least cost that letters which only one side has must bring: each consonant at least one half. */
const leastEdits = (a: Letters, b: Letters): number =>
  0.5 * Math.max(bitCount(a.consonants & ~b.consonants), bitCount(b.consonants & ~a.consonants));

/** 1 minus weighted edits per letter, or 0 when the edits exceed what the length bears. */
export const weightedSimilarity = (a: Letters, b: Letters): number => {
  const longest = Math.max(a.codes.length, b.codes.length);
  const limit = budget(longest) * (a.codes[0] === b.codes[0] ? 1 : OTHER_FIRST);
  if (Math.abs(a.codes.length - b.codes.length) * 0.5 > limit || leastEdits(a, b) > limit) return 0;
  const edits = distance(a.codes, b.codes, SPELT, limit);
  return edits > limit ? 0 : 1 - edits / Math.max(longest, 4);
};

/** Slips of the keyboard a word of this length may carry. */
export const slips = (length: number): number => (length <= 3 ? 0 : length <= 5 ? 1 : 2);

/** 1 minus typing errors per letter, on the spelling as it stands; 0 beyond one or two errors. */
export const typedSimilarity = (a: Letters, b: Letters): number => {
  const longest = Math.max(a.codes.length, b.codes.length);
  const limit = slips(longest);
  if (limit === 0 || Math.abs(a.codes.length - b.codes.length) > limit) return 0;
  // Each error puts at most one letter in the place of another.
  if (bitCount(a.consonants & ~b.consonants) > limit) return 0;
  if (bitCount(b.consonants & ~a.consonants) > limit) return 0;
  const edits = distance(a.codes, b.codes, TYPED, limit);
  return edits > limit ? 0 : 1 - edits / longest;
};

/** Compares words of which one (or both) came from an abjad or abugida. */
export const vowellessSimilarity = (a: Letters, b: Letters): number => {
  const longest = Math.max(a.codes.length, b.codes.length);
  const limit = longest <= 3 ? 0.5 : longest <= 6 ? 0.9 : 1.3;
  let edits = distance(a.codes, b.codes, VOWELLESS, limit);
  if (a.articled !== b.articled) {
    const bare = distance(bareOf(a), bareOf(b), VOWELLESS, limit);
    edits = Math.min(edits, 0.1 + bare);
  }
  return edits > limit ? 0 : 0.97 - edits / Math.max(longest, 4);
};

const bareOf = (letters: Letters): Uint8Array =>
  letters.articled ? letters.codes.subarray(2) : letters.codes;
