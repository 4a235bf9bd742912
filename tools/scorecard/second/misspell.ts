import type { Random } from '../random';

/** Letters beside each letter on a Latin-American keyboard. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  A: 'QSZ',
  B: 'VGN',
  C: 'XDV',
  D: 'SEFC',
  E: 'WRD',
  F: 'DRGV',
  G: 'FTHB',
  H: 'GYJN',
  I: 'UOK',
  J: 'HUKM',
  K: 'JIL',
  L: 'KO',
  M: 'NJK',
  N: 'BHM',
  O: 'IPL',
  P: 'OL',
  Q: 'WA',
  R: 'ETF',
  S: 'ADWX',
  T: 'RYG',
  U: 'YIJ',
  V: 'CFB',
  W: 'QES',
  X: 'ZSC',
  Y: 'TUH',
  Z: 'ASX',
};

/** What a scanner reads for what is printed. */
const SCANNED: readonly (readonly [string, string])[] = [
  ['O', '0'],
  ['I', '1'],
  ['S', '5'],
  ['B', '8'],
  ['Z', '2'],
  ['M', 'RN'],
  ['W', 'VV'],
  ['H', 'N'],
  ['E', 'F'],
  ['C', 'G'],
  ['U', 'V'],
];

const put = (word: string, at: number, remove: number, text: string): string =>
  word.slice(0, at) + text + word.slice(at + remove);

/** One slip of the finger: a neighbouring key, a key twice or not at all, two keys exchanged. */
export const slip = (word: string, random: Random): string => {
  const at = random.between(random.chance(0.15) ? 0 : 1, word.length - 1);
  const letter = word[at] ?? '';
  switch (random.between(0, 3)) {
    case 0:
      return put(word, at, 1, random.pick([...(NEIGHBOURS[letter] ?? 'E')]));
    case 1:
      return put(word, at, 0, letter);
    case 2:
      return put(word, at, 1, '');
    default:
      return at + 1 < word.length
        ? put(word, at, 2, (word[at + 1] ?? '') + letter)
        : put(word, at, 0, letter);
  }
};

/** One letter as a scanner misreads it; nothing when no letter of the word is easily misread. */
export const misread = (word: string, random: Random): string | undefined => {
  const [from, to] = random.pick(SCANNED.filter(([letter]) => word.includes(letter))) ?? [];
  if (from === undefined || to === undefined) return undefined;
  return word.replace(from, to);
};

/** The same sounds as a French, German, Turkish, English or Spanish clerk writes them. */
const CLERKS: readonly (readonly (readonly [RegExp, string])[])[] = [
  [
    [/SH/g, 'CH'],
    [/KH/g, 'KH'],
    [/U/g, 'OU'],
    [/J/g, 'DJ'],
    [/W/g, 'OU'],
    [/IN$/g, 'INE'],
    [/Q/g, 'K'],
  ],
  [
    [/SH/g, 'SCH'],
    [/CH/g, 'TSCH'],
    [/V/g, 'W'],
    [/J/g, 'DSCH'],
    [/Y/g, 'J'],
    [/KH/g, 'CH'],
    [/Z/g, 'S'],
  ],
  [
    [/SH/g, 'S'],
    [/J/g, 'C'],
    [/Q|KH/g, 'K'],
    [/W/g, 'V'],
    [/AY/g, 'EY'],
    [/DH|TH/g, 'D'],
  ],
  [
    [/I(?=[^AEIOUY])/g, 'EE'],
    [/U(?=[^AEIOU])/g, 'OO'],
    [/Q/g, 'K'],
    [/AY/g, 'AI'],
    [/F/g, 'PH'],
  ],
  [
    [/SH/g, 'SCH'],
    [/KH|H/g, 'J'],
    [/W/g, 'GU'],
    [/K/g, 'C'],
    [/Z/g, 'S'],
    [/Y/g, 'I'],
  ],
  [
    [/A(?=[^AEIOUY]*$)/g, 'E'],
    [/O/g, 'U'],
    [/QA/g, 'GA'],
    [/(.)\1/g, '$1'],
    [/IYA/g, 'IA'],
  ],
];

/** A word as another clerk spells it; one habit of theirs, sometimes two. */
export const respellAs = (word: string, clerk: number, random: Random): string => {
  const habits = (CLERKS[clerk % CLERKS.length] ?? []).filter(
    ([pattern]) => word.search(pattern) >= 0,
  );
  if (habits.length === 0) return word;
  const [pattern, to] = random.pick(habits);
  const once = word.replace(pattern, to);
  if (!random.chance(0.4)) return once;
  const [second, then] = random.pick(habits);
  return once.replace(second, then);
};

export const CLERK_COUNT = CLERKS.length;
