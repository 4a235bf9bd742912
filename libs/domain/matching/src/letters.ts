/** Folded letters first, then those that only plain spelling has: a letter's place is its code. */
export const CODES = 'AIU&BDFGHJKLMNPRSTV$CEOQWXYZ0123456789';

/** Pairs of folded letters that stand for kindred sounds. */
export const KIN = 'GK DT BP BV PV FV JG S$ HK MN JI J$ SJ DS IL VU'.split(' ');

/** Code of one folded letter; what is outside the alphabet shares the last code. */
export const codeOf = (letter: string): number => {
  const code = CODES.indexOf(letter);
  return code < 0 || letter === '' ? CODES.length : code;
};

/** A folded word as numbers, for comparisons that allocate nothing. */
export interface Letters {
  readonly codes: Uint8Array;
  /** One bit for each folded consonant that occurs. */
  readonly consonants: number;
  /** Begins with an article (AL-) that another spelling may leave out. */
  readonly articled: boolean;
}

/** Longest word that is compared letter by letter. */
export const LONGEST = 32;

const FIRST_CONSONANT = 4;
const LAST_CONSONANT = 19;

/** Writes a folded word as codes. */
export const lettersOf = (folded: string): Letters => {
  const codes = new Uint8Array(Math.min(folded.length, LONGEST));
  let consonants = 0;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codeOf(folded.charAt(at));
    codes[at] = code;
    if (code >= FIRST_CONSONANT && code <= LAST_CONSONANT) consonants |= 1 << code;
  }
  return { codes, consonants, articled: folded.startsWith('AL') && folded.length > 4 };
};

/** One bit for each letter, plain ones too, that occurs; digits have none. */
export const maskOf = (codes: Uint8Array): number => {
  let mask = 0;
  for (const code of codes) if (code < 28) mask |= 1 << code;
  return mask;
};

const KIN_OF = new Int32Array(CODES.length + 1);
for (const [one = '', other = ''] of KIN) {
  KIN_OF[codeOf(one)]! |= 1 << codeOf(other);
  KIN_OF[codeOf(other)]! |= 1 << codeOf(one);
}

/** The letters that these, or none, may have been written for at less than a whole edit. */
export const kindredOf = (codes: Uint8Array): number => {
  let mask = maskOf(codes) | (1 << codeOf('H'));
  for (const code of codes) mask |= KIN_OF[code] ?? 0;
  return mask;
};

/** How many bits are set. */
export const bitCount = (mask: number): number => {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
