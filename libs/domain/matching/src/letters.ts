/** Folded letters first, then those that only plain spelling has: a letter's place is its code. */
export const CODES = 'AIU&BDFGHJKLMNPRSTV$CEOQWXYZ0123456789';

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
const LONGEST = 32;

/** Writes a folded word as codes. */
export const lettersOf = (folded: string): Letters => {
  const codes = Uint8Array.from([...folded.slice(0, LONGEST)], codeOf);
  let consonants = 0;
  for (const code of codes) if (code > 3 && code < 20) consonants |= 1 << code;
  return { codes, consonants, articled: folded.startsWith('AL') && folded.length > 4 };
};
