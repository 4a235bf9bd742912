import type { Token } from './token';
import { ABD } from './name-words';
import { typedSimilarity, vowellessSimilarity, weightedSimilarity } from './weighted-edits';

/** Below this two words are different words. */
export const SIMILARITY_FLOOR = 0.6;

/**
 * How alike two words of names are, 0 (different) to 1 (same spelling): the best of known
 * variants, evened-out spelling, article joined or not, weighted edits, an initial, a cut word
 * and a short form. Symmetric.
 */
export const tokenSimilarity = (a: Token, b: Token): number => {
  if (a.text === b.text) return 1;
  if (a.variant !== undefined && a.variant === b.variant) return 0.97;
  if (a.kind === 'weak' && b.kind === 'weak') return 0;
  if (a.folded === b.folded) return 0.96;
  if (a.served && b.served) return Math.min(0.97, tokenSimilarity(a.served, b.served));
  if (a.text.length === 1 || b.text.length === 1) {
    return a.text.charAt(0) === b.text.charAt(0) ? 0.85 : 0;
  }
  if (a.served || b.served) {
    const served = tokenSimilarity(a.served ?? a, b.served ?? b);
    if (served >= 0.9) return 0.86;
  }
  let best = 0;
  if (a.vowelless || b.vowelless) best = vowellessSimilarity(a.letters, b.letters);
  const [short, long] = a.folded.length <= b.folded.length ? [a, b] : [b, a];
  if (best < 0.93 && hasParticle(long.folded, short.folded)) {
    best = short.folded.length === 3 ? 0.85 : 0.93;
  }
  if (best < 0.95 && isTitled(long.text, short.text)) best = 0.95;
  if (best < 0.9) best = Math.max(best, weightedSimilarity(a.letters, b.letters));
  if (best < 0.88) best = Math.max(best, typedSimilarity(a.typed, b.typed));
  if (best < 0.85) best = Math.max(best, skeletonSimilarity(a, b));
  if (best < 0.85 && long.folded.startsWith('ABD') && ABD.has(short.text)) best = 0.85;
  if (best < 0.78 && isCut(short.text, long.text)) best = 0.78;
  if (best < 0.86 && isOfFaith(long.text, short.text)) best = 0.86;
  if (best < 0.84 && a.fullForms.some((form) => b.fullForms.includes(form))) best = 0.84;
  if (best >= NISBA && isNisba(a, b)) return NISBA;
  if (best < SIMILARITY_FLOOR) return 0;
  return best < 0.93 && (areTwoNames(a, b) || isFeminine(a, b)) ? 0 : best;
};

/** MOHAMMADI is of Mohammad's people, not Mohammad: the ending makes another name of a known one. */
const NISBA = 0.72;

const isNisba = (a: Token, b: Token): boolean => {
  const [long, short] = a.folded.length > b.folded.length ? [a, b] : [b, a];
  return (
    short.variant !== undefined &&
    (long.variant === undefined || long.variant === `${short.variant}I`) &&
    long.folded.length === short.folded.length + 1 &&
    /[IY]$/.test(long.text) &&
    long.folded.endsWith('I') &&
    !short.vowelless &&
    !long.vowelless
  );
};

/** Two known names, HASAN and HUSAYN or MARIO and MARIA, are not a slip of one another. */
const areTwoNames = (a: Token, b: Token): boolean =>
  a.established !== undefined &&
  b.established !== undefined &&
  a.established !== b.established &&
  !a.vowelless &&
  !b.vowelless &&
  !a.fullForms.some((form) => b.fullForms.includes(form));

/** NUR, short for NURDIN. */
const isOfFaith = (long: string, short: string): boolean =>
  long.length === short.length + 3 && long.endsWith('DIN') && long.startsWith(short);

/** VIKTORIA is not Viktor, nor MILANKA Milan: a known name with a feminine ending. */
const isFeminine = (a: Token, b: Token): boolean => {
  const gap = a.text.length - b.text.length;
  if (gap === 0 || gap > 3 || gap < -3) return false;
  const [long, short] = gap > 0 ? [a, b] : [b, a];
  return (
    short.established !== undefined &&
    short.text.length >= 4 &&
    long.variant === undefined &&
    long.text.startsWith(short.text) &&
    FEMININE.test(long.text.slice(short.text.length)) &&
    !a.fullForms.some((form) => b.fullForms.includes(form))
  );
};

const FEMININE = /^(?:A|IA|YA|INA|KA|ICA|EH|AH)$/;

const LEADING =
  /^(?:ALD|AL|IL|UL|DILA|DILUS|DILAS|DIL|DI|BIN|IBIN|BINT|ABU|BU|UM|VANDIR|VANDIN|VAN|VUN|SAN|SANTA|MAK|UALD|ULD)$/;

/** Whether the longer word is the shorter with an article or particle written on to it. */
const hasParticle = (long: string, short: string): boolean =>
  short.length >= 3 &&
  long.length >= short.length + 2 &&
  long.endsWith(short) &&
  LEADING.test(long.slice(0, long.length - short.length));

/** JORGEMR and JORGE: booking systems write the form of address on to the first name. */
const isTitled = (long: string, short: string): boolean =>
  short.length >= 3 &&
  long.startsWith(short) &&
  /^(?:MRS?|MS|MISS|MSTR|CHD|INF|DR)$/.test(long.slice(short.length));

const isCut = (short: string, long: string): boolean =>
  short.length >= 4 && short.length >= long.length * 0.4 && long.startsWith(short);

const skeletonSimilarity = (a: Token, b: Token): number => {
  if (a.skeleton.length < 3 || a.skeleton !== b.skeleton) return 0;
  const gap = Math.abs(a.folded.length - b.folded.length);
  return gap > 2 || a.folded[0] !== b.folded[0] ? 0.66 : a.skeleton.length > 3 ? 0.84 : 0.78;
};
