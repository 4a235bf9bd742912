const STOP_WORDS: ReadonlySet<string> = new Set(
  'de del la el los las no num nro numero'.split(' '),
);

const MOST_REMEMBERED = 4096;
const LONGEST_REMEMBERED = 40;
const remembered = new Map<string, string>();
const headers = new Map<string, string>();

/**
 * Lower case, no accents, punctuation as blanks: how headers and values are compared. Columns say
 * the same few words over and over, so short answers are remembered, within bounds.
 */
export const fold = (text: string): string => {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const folded = foldAnew(text);
  if (text.length <= LONGEST_REMEMBERED) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, folded);
  }
  return folded;
};

const foldAnew = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Folded, and without the little words that headers vary in. */
export const foldHeader = (text: string): string => {
  const known = headers.get(text);
  if (known !== undefined) return known;
  const words = fold(text.replace(/n[°º]/gi, ' ').replace(/([a-z])\(s\)/gi, '$1s')).split(' ');
  const folded = words.filter((word) => !STOP_WORDS.has(word)).join(' ');
  if (text.length <= LONGEST_REMEMBERED) {
    if (headers.size >= MOST_REMEMBERED) headers.clear();
    headers.set(text, folded);
  }
  return folded;
};
