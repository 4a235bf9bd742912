import { canonical } from './compound-words';
import { placedWords, type PlacedWord, type PreparedName } from './prepare-name';
import type { Token, Vocabulary } from './token';
import { lettersOf } from './letters';
import { typedSimilarity } from './weighted-edits';

/** Bits of all words of a name. */
const ANY = -1;

/** Similarity of two words; the index passes a remembering one, the numbers are the same. */
export type SimilarityOf = (query: Token, listed: Token) => number;

/** One word of one side that stands for several of the other. */
export interface Joined {
  readonly one: number;
  readonly all: readonly number[];
  readonly similarity: number;
  readonly weight: number;
}

/** A word shorter than this must be two words letter by letter: MYONG is not MI YOUNG. */
const SHORT = 6;

/**
 * Finds pairs of words that, written together in either order, are one word of the other side;
 * `among` says, as bits, which.
 */
export const pairsInOne = (
  singles: readonly Token[],
  pairs: readonly Token[],
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
  among = ANY,
): Joined[] => {
  const found: Joined[] = [];
  if (pairs.length < 2) return found;
  for (let i = 0; i < singles.length; i += 1) {
    if (!(among & (1 << i))) continue;
    const single = singles[i] as Token;
    if (single.text.length < 4) continue;
    for (let j = 0; j < pairs.length; j += 1) {
      const first = pairs[j] as Token;
      if (!mayBegin(single, first)) continue;
      for (let k = 0; k < pairs.length; k += 1) {
        const second = pairs[k] as Token;
        if (k === j) continue;
        const gap = Math.abs(first.text.length + second.text.length - single.text.length);
        if (gap > (single.vowelless || first.vowelless ? 6 : 3)) continue;
        const joined = vocabulary.get(
          canonical(first.text + second.text),
          first.vowelless || second.vowelless,
        );
        const similarity = similarityOf(single, joined);
        if (similarity < (single.text.length < SHORT && gap > 0 ? 0.97 : 0.88)) continue;
        const weight = Math.max(single.weight, first.weight, second.weight);
        found.push({ one: i, all: [j, k], similarity, weight });
      }
    }
  }
  return found;
};

/** Whether a word may be the opening of a longer one: same first letter, and next or last but one. */
const mayBegin = ({ text: long, vowelless }: Token, { text }: Token): boolean =>
  text.charCodeAt(0) === long.charCodeAt(0) &&
  text.length < long.length + 2 &&
  (vowelless ||
    text.length < 3 ||
    text.charAt(1) === long.charAt(1) ||
    text.charAt(2) === long.charAt(2));

/** Shortest word that may be a whole name written together. */
const LONG = 8;

/**
 * Finds runs of words, particles included, that are one long word of the other side:
 * SAMIBENKHEMAIS for SAMI BEN KHEMAIS, JOSEGARCIA for GARCIA, Jose. Only looked for where a long
 * word begins like some word of the other side.
 */
export const runsInOne = (singles: readonly Token[], name: PreparedName, among = ANY): Joined[] => {
  const found: Joined[] = [];
  let placed: PlacedWord[] | undefined;
  for (let i = 0; i < singles.length; i += 1) {
    const single = singles[i] as Token;
    if (!(among & (1 << i)) || !mayBeRun(single, name.words)) continue;
    placed ??= placedWords(name);
    const run = bestRun(single, placed);
    if (run) found.push({ one: i, ...run, weight: 1 });
  }
  return found;
};

/** Whether a word may be a run of a name with these words. */
const mayBeRun = ({ text, kind }: Token, words: readonly Token[]): boolean =>
  text.length >= LONG &&
  kind !== 'weak' &&
  words.length > 1 &&
  words.some((word) => endsOrBegins(text, word.text));

const endsOrBegins = (long: string, word: string): boolean =>
  word.length >= 3 && long.length > word.length && (long.startsWith(word) || long.endsWith(word));

const bestRun = (
  single: Token,
  placed: readonly PlacedWord[],
): { all: number[]; similarity: number } | undefined => {
  let best: { all: number[]; similarity: number } | undefined;
  const length = Math.min(placed.length, 16);
  for (let start = 0; start < length; start += 1) {
    let text = '';
    const all: number[] = [];
    for (let step = 0; step < length; step += 1) {
      const { text: word, at } = placed[(start + step) % length] as PlacedWord;
      text += word;
      if (at !== undefined && !all.includes(at)) all.push(at);
      if (text.length > single.text.length + 2 && !isFull(single.text)) break;
      if (all.length < 2 || text.length < single.text.length - 2) continue;
      const similarity = runSimilarity(single, text);
      if (similarity >= 0.88 && similarity > (best?.similarity ?? 0))
        best = { all: [...all], similarity };
      if (isFull(single.text) && text.length >= single.text.length) break;
    }
  }
  return best;
};

/** Words are looked at up to 32 letters, so one of this length may go on. */
const isFull = (text: string): boolean => text.length >= 30;

const runSimilarity = (single: Token, text: string): number => {
  const one = canonical(text.slice(0, 32));
  if (one === single.text || text === single.text) return 0.96;
  if (isFull(single.text) && text.length >= 30 && single.text.slice(0, 26) === one.slice(0, 26))
    return 0.94;
  return typedSimilarity(single.typed, lettersOf(one));
};

/**
 * Finds initials written together, JL for JOSE LUIS: two or three consonants that begin as many
 * words in a row.
 */
export const initialsInOne = (
  singles: readonly Token[],
  name: PreparedName,
  among = ANY,
): Joined[] => {
  const found: Joined[] = [];
  for (let i = 0; i < singles.length; i += 1) {
    const { text, isInitials } = singles[i] as Token;
    if (!isInitials || !(among & (1 << i))) continue;
    for (let from = 0; from + text.length <= name.words.length; from += 1) {
      if (!areInitialsOf(text, name.words, from)) continue;
      const all = [...text].map((_, step) => from + step);
      if (all.some((at) => name.roles[at] !== name.roles[from])) continue;
      found.push({ one: i, all, similarity: 0.85, weight: 0.25 });
    }
  }
  return found;
};

const areInitialsOf = (text: string, words: readonly Token[], from: number): boolean => {
  for (let step = 0; step < text.length; step += 1) {
    const word = words[from + step]?.text ?? '';
    if (word.length < 2 || word.charCodeAt(0) !== text.charCodeAt(step)) return false;
  }
  return true;
};

/** Whether a word is several words of this name, or their initials. */
export const isSeveral = (
  single: Token,
  name: PreparedName,
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
): boolean =>
  pairsInOne([single], name.words, similarityOf, vocabulary).length > 0 ||
  runsInOne([single], name).length > 0 ||
  initialsInOne([single], name).length > 0;

/** Whether a word may be several of these, in whatever name they stand. */
export const mayBeSeveral = (
  single: Token,
  words: readonly Token[],
  similarityOf: SimilarityOf,
  vocabulary: Vocabulary,
): boolean =>
  (single.isInitials && words.some((_, from) => areInitialsOf(single.text, words, from))) ||
  mayBeRun(single, words) ||
  pairsInOne([single], words, similarityOf, vocabulary).length > 0;
