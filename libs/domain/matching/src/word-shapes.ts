import { bitCount, codeOf, kindredOf, LONGEST, maskOf } from './letters';
import { ABD } from './name-words';
import type { Token } from './token';
import { budget, OTHER_FIRST, slips } from './weighted-edits';

/** Numbers a row holds, and the place of each. */
const WIDTH = 16;
/** Where within a row those of the name that a servant's name serves begin. */
const SERVED_ROW = 8;
/** Letters of all known spellings of a name, where no servant's name takes the place. */
const SPELLINGS = SERVED_ROW;
const [FAMILIES, SOUNDS, KINDRED, WRITTEN, SKELETON, COUNTS, ENDS, LAST] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Places in `COUNTS` of the weight of a word that agrees, at most, and of one left over, at least. */
const [AGREED, LEFT] = [16, 24];

/** Bits of `COUNTS` beside letters (six bits) and sounds (six bits). */
const [OPEN, INITIALS, VOWELLESS, VARIANT] = [1 << 12, 1 << 13, 1 << 14, 1 << 15];
/** Bits of `LAST` beside two letters: has a name served, opens such a name, begins as they do. */
const [SERVING, SERVANT, AS_SERVANT, LETTERS] = [1 << 12, 1 << 13, 1 << 14, 0xfff];

const byteOf = (text: string, at: number): number =>
  at < 0 || at >= text.length ? 63 : codeOf(text.charAt(at));

const lettersApart = (a: Int32Array, i: number, b: Int32Array, j: number): boolean => {
  const [countsA, countsB] = [a[i + COUNTS]!, b[j + COUNTS]!];
  if ((countsA | countsB) & OPEN || a[i + FAMILIES]! & b[j + FAMILIES]!) return false;
  if (a[i + SKELETON] === b[j + SKELETON] && a[i + SKELETON] !== 0) return false;
  const [lettersA, lettersB] = [countsA & 63, countsB & 63];
  const ends = a[i + ENDS]! ^ b[j + ENDS]!;
  const [isFirst, isFirstSound, isLastSound] = [
    (ends & 63) === 0,
    (ends & 0xfc0000) === 0,
    (ends & 0x3f000000) === 0,
  ];
  if (lettersA === 1 || lettersB === 1) return !isFirst && !isFirstSound;
  // One may be the other with something written on to it or cut from it.
  const [onlyA, onlyB] = [a[i + WRITTEN]! & ~b[j + WRITTEN]!, b[j + WRITTEN]! & ~a[i + WRITTEN]!];
  if (isFirst && (onlyA === 0 || onlyB === 0)) return false;
  const [soundsA, soundsB] = [a[i + SOUNDS]! & ~b[j + SOUNDS]!, b[j + SOUNDS]! & ~a[i + SOUNDS]!];
  if (isLastSound && (soundsA === 0 || soundsB === 0)) return false;
  const typing = slips(lettersA > lettersB ? lettersA : lettersB);
  const gap = lettersA - lettersB;
  if (gap <= typing && -gap <= typing) {
    if (bitCount(onlyA) <= typing && bitCount(onlyB) <= typing) return false;
  }
  const [countA, countB] = [(countsA >> 6) & 63, (countsB >> 6) & 63];
  const limit = 2 * budget(countA > countB ? countA : countB) * (isFirstSound ? 1 : OTHER_FIRST);
  // A consonant without kin on the other side costs a whole edit, any other letter half of one.
  return (
    countA - countB > limit ||
    countB - countA > limit ||
    bitCount(soundsA) + bitCount(a[i + SOUNDS]! & ~b[j + KINDRED]!) > limit ||
    bitCount(soundsB) + bitCount(b[j + SOUNDS]! & ~a[i + KINDRED]!) > limit
  );
};

/**
 * What of words decides at a glance that one cannot be another: a few numbers a word, side by side,
 * so that thousands of listed words are looked at without touching what else is known of them.
 */
export class WordShapes {
  private rows = new Int32Array(64 * WIDTH);

  /** Notes a word in this row; rows are small numbers. */
  set(row: number, token: Token): void {
    const at = row * WIDTH;
    if (at >= this.rows.length) {
      const grown = new Int32Array(Math.max(this.rows.length * 2, at + WIDTH));
      grown.set(this.rows);
      this.rows = grown;
    }
    for (let place = 0; place < WIDTH; place += 1) this.rows[at + place] = token.shape[place]!;
  }

  /**
   * Whether two words surely have no similarity and neither begins the other. Says so only where the
   * letters that one of them lacks already cost more than every comparison allows; most pairs of
   * words fall to this look, and `tokenSimilarity` need not be asked.
   */
  areApart(row: number, others: WordShapes, otherRow: number): boolean {
    const [a, b, i, j] = [this.rows, others.rows, row * WIDTH, otherRow * WIDTH];
    const [lastA, lastB] = [a[i + LAST]!, b[j + LAST]!];
    if ((lastA & SERVANT && lastB & AS_SERVANT) || (lastB & SERVANT && lastA & AS_SERVANT)) {
      return false;
    }
    if (!lettersApart(a, i, b, j)) return false;
    if (!((lastA | lastB) & SERVING)) return true;
    const [servedA, servedB] = [lastA & SERVING ? SERVED_ROW : 0, lastB & SERVING ? SERVED_ROW : 0];
    return lettersApart(a, i + servedA, b, j + servedB);
  }

  /** Hundredths that agreement in this word weighs at most. */
  agreed(row: number): number {
    return (this.rows[row * WIDTH + COUNTS]! >> AGREED) & 0xff;
  }

  /** Hundredths that this word weighs at least when nothing agrees with it. */
  left(row: number): number {
    return (this.rows[row * WIDTH + COUNTS]! >> LEFT) & 0xff;
  }

  /**
   * Whether a word may be several words of a name written together, or their initials: one of them
   * may begin it and another be in the rest. The name's words stand in `rows` of `others`.
   */
  mayHold(
    row: number,
    others: WordShapes,
    rows: Uint32Array,
    from: number,
    count: number,
  ): boolean {
    if (count < 2) return false;
    for (let one = from; one < from + count; one += 1) {
      const part = this.partOf(row, others, rows[one]!);
      if (part === NO_PART) continue;
      if (part === ANY_PART) return true;
      for (let other = from; other < from + count; other += 1) {
        if (other !== one && this.mayGoOn(row, others, rows[one]!, rows[other]!, part)) return true;
      }
    }
    return false;
  }

  /** Whether another word may be one of several that this one is, whichever they are. */
  mayBePart(row: number, others: WordShapes, otherRow: number): boolean {
    return this.partOf(row, others, otherRow) !== NO_PART;
  }

  /** What another word may be of this one: its opening, one of several in it, or nothing. */
  private partOf(row: number, others: WordShapes, otherRow: number): number {
    const [a, b, i, j] = [this.rows, others.rows, row * WIDTH, otherRow * WIDTH];
    const [countsA, countsB] = [a[i + COUNTS]!, b[j + COUNTS]!];
    if ((countsA | countsB) & VOWELLESS) return ANY_PART;
    const ends = a[i + ENDS]! ^ b[j + ENDS]!;
    const isFirst = (ends & 63) === 0;
    if (countsA & INITIALS) return isFirst ? ANY_PART : NO_PART;
    const [letters, part] = [countsA & 63, countsB & 63];
    if (letters < 4) return NO_PART;
    if (letters >= 8 && letters > part && part >= 3 && !(b[j + WRITTEN]! & ~a[i + WRITTEN]!)) {
      if (isFirst || ((a[i + LAST]! ^ b[j + LAST]!) & LETTERS) === 0) return RUN;
    }
    const isOpening = part < 3 || (ends & 0xfc0) === 0 || (ends & 0x3f000) === 0;
    return isFirst && isOpening && part < letters + 2 ? OPENING : NO_PART;
  }

  /** Whether a word may be in what is left beside such a part. */
  private mayGoOn(row: number, others: WordShapes, one: number, other: number, part: number) {
    const [a, b, i] = [this.rows, others.rows, row * WIDTH];
    const [j, k] = [one * WIDTH, other * WIDTH];
    const letters = a[i + COUNTS]! & 63;
    const together = (b[j + COUNTS]! & 63) + (b[k + COUNTS]! & 63);
    const unwritten = bitCount(b[k + WRITTEN]! & ~a[i + WRITTEN]!);
    if (part === RUN && (letters >= 26 || unwritten <= 2)) return true;
    const gap = together - letters;
    if (gap > 3 || gap < -3) return false;
    if (a[i + COUNTS]! & OPEN || a[i + LAST]! & SERVING || b[k + COUNTS]! & VOWELLESS) return true;
    // The two together must agree by .88, so hardly a letter of either side may be strange.
    const most = 0.24 * Math.max(4, letters, together);
    return (
      maySpell(a, i, b, j, k) ||
      maySound(a, i, b, j, k, gap, most) ||
      mayBeTyped(a, i, b, j, k, gap, most / 2)
    );
  }
}

/** Whether two words may be another known spelling, as it stands or with EDDIN and ABDUL evened out. */
const maySpell = (a: Int32Array, i: number, b: Int32Array, j: number, k: number): boolean => {
  if (!(a[i + COUNTS]! & VARIANT)) return false;
  if ((b[k + WRITTEN]! & DIN) === DIN || a[i + LAST]! & AS_SERVANT) return true;
  return !((b[j + WRITTEN]! | b[k + WRITTEN]!) & ~a[i + SPELLINGS]!);
};

/**
 * Whether two words may sound like one, at so many half edits: a consonant without kin on the other
 * side costs two, any other strange one costs one.
 */
const maySound = (
  a: Int32Array,
  i: number,
  b: Int32Array,
  j: number,
  k: number,
  gap: number,
  most: number,
): boolean => {
  const [ours, theirs] = [a[i + SOUNDS]! & ~H, (b[j + SOUNDS]! | b[k + SOUNDS]!) & ~H];
  const [onlyOurs, onlyTheirs] = [ours & ~theirs, theirs & ~ours];
  // An article or particle before costs nothing, nor does a form of address behind.
  const isSameEnd = ((a[i + ENDS]! ^ b[k + ENDS]!) & 0x3f000000) === 0;
  const strange = a[i + WRITTEN]! & ~(b[j + WRITTEN]! | b[k + WRITTEN]!);
  if (onlyOurs === 0 && gap >= -1 && (isSameEnd || !(b[k + WRITTEN]! & ~ADDRESS))) return true;
  if (onlyTheirs === 0 && gap <= 1 && (isSameEnd || !(strange & ~ADDRESS))) return true;
  const [near, far] = [a[i + KINDRED]!, b[j + KINDRED]! | b[k + KINDRED]!];
  // Where they meet, two letters may have become a third.
  const last = b[k + LAST]! & 63;
  const melted = mayMelt(b[j + LAST]! & 63, b[k + ENDS]! & 63, b[j + ENDS]! & 63, last) ? 2 : 0;
  return (
    bitCount(onlyOurs) + bitCount(ours & ~far) <= most + melted &&
    bitCount(onlyTheirs) + bitCount(theirs & ~near) <= most + 2 * melted
  );
};

/** Whether two words may be typed for one, with at most so many slips. */
const mayBeTyped = (
  a: Int32Array,
  i: number,
  b: Int32Array,
  j: number,
  k: number,
  gap: number,
  most: number,
): boolean => {
  const [ours, theirs] = [a[i + WRITTEN]!, b[j + WRITTEN]! | b[k + WRITTEN]!];
  return (
    gap <= most &&
    -gap <= most &&
    bitCount(ours & ~theirs) <= most &&
    bitCount(theirs & ~ours) <= most
  );
};

const [NO_PART, ANY_PART, RUN, OPENING] = [0, 1, 2, 3];
const [X, C] = [codeOf('X'), codeOf('C')];
const H = 1 << codeOf('H');
/** Letters of the forms of address that booking systems write on to a name. */
const ADDRESS = [...'MRSICHDNFT'].reduce((bits, letter) => bits | (1 << codeOf(letter)), 0);
const DIN = (1 << codeOf('D')) | (1 << codeOf('N'));
/** Letters that make another sound when two words are written together. */
const MELTING = new Set(
  'SH SC CH XH CZ CK CE CI CY ZH DJ DZ DH DS PH KH KS GH TC TX TZ TS TH BH QU OW AW WB WD WF WG WH WJ WK WL WM WN WQ WR WS WT WZ'
    .split(' ')
    .map(([one = '', other = '']) => codeOf(one) * 64 + codeOf(other)),
);
const mayMelt = (last: number, next: number, first: number, end: number): boolean =>
  next === X || first === X || end === C || MELTING.has(last * 64 + next);

/** A word of a name as one row. */
export type WordShape = readonly number[];

/** Sums up a word; `spellings` are the letters of all known spellings of the name it is. */
export const shapeOf = (word: Omit<Token, 'shape' | 'hash'>, spellings: number): WordShape => {
  const { text, folded, skeleton, letters, typed, variant, fullForms, weight, vowelless } = word;
  const isLong = text.length > LONGEST || folded.length > LONGEST;
  const { served } = word;
  const isTwice = served !== undefined && (served.served !== undefined || ABD.has(served.text));
  const isOpen = vowelless || isLong || isTwice;
  const families = variant === undefined ? fullForms : [variant, ...fullForms];
  const left = word.kind === 'title' ? 0 : word.isPatronymic ? weight / 2 : weight;
  const row = new Array<number>(WIDTH).fill(0);
  row[FAMILIES] = families.reduce((bits, name) => bits | (1 << (hashOf(name) & 31)), 0);
  row[SOUNDS] = letters.consonants;
  row[KINDRED] = kindredOf(letters.codes);
  row[WRITTEN] = maskOf(typed.codes);
  row[SKELETON] = skeleton.length < 3 ? 0 : hashOf(skeleton) | 1;
  row[COUNTS] =
    Math.min(text.length, 63) |
    (Math.min(folded.length, 63) << 6) |
    (isOpen ? OPEN : 0) |
    (word.isInitials ? INITIALS : 0) |
    (vowelless || isLong ? VOWELLESS : 0) |
    (variant === undefined ? 0 : VARIANT) |
    (Math.max(25, Math.ceil(weight * 100)) << AGREED) |
    (Math.floor(left * 100) << LEFT);
  row[ENDS] =
    byteOf(text, 0) |
    (byteOf(text, 1) << 6) |
    (byteOf(text, 2) << 12) |
    (byteOf(folded, 0) << 18) |
    (byteOf(folded, folded.length - 1) << 24);
  row[LAST] =
    byteOf(text, text.length - 1) |
    (byteOf(text, text.length - 2) << 6) |
    (served ? SERVING : 0) |
    (ABD.has(text) ? SERVANT : 0) |
    (folded.startsWith('ABD') ? AS_SERVANT : 0);
  row[SPELLINGS] = spellings;
  served?.shape.slice(0, SERVED_ROW).forEach((value, at) => {
    row[SERVED_ROW + at] = value;
  });
  return row;
};

/** FNV-1a of the letters. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
};
