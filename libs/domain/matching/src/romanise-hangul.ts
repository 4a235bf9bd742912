const INITIALS = 'K KK N T TT R M P PP S SS  CH JJ CH K T P H'.split(' ');
const VOWELS = 'A AE YA YAE O E YO YE O WA WAE OE YO U WO WE WI YU U UI I'.split(' ');
const FINALS = ' K K K N N N T L K M P L L P L M P P T T NG T T K T P T'.split(' ');

/**
 * Romanises one precomposed Hangul syllable (Unicode 3.12) the way Korean passports and lists of
 * the north and south both tend to: McCune–Reischauer without marks, which the folding then evens.
 */
export const romaniseHangul = (syllable: string): string => {
  const code = (syllable.codePointAt(0) ?? 0xac00) - 0xac00;
  const initial = INITIALS[Math.floor(code / 588)] ?? '';
  const vowel = VOWELS[Math.floor((code % 588) / 28)] ?? '';
  const final = FINALS[code % 28] ?? '';
  return initial + vowel + final;
};
