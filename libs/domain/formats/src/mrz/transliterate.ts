const LETTERS: Readonly<Record<string, string>> = {
  Ä: 'AE', Å: 'AA', Æ: 'AE', Ð: 'D', Đ: 'D', Ñ: 'N', Ö: 'OE', Ø: 'OE', Œ: 'OE', ß: 'SS', ẞ: 'SS', Þ: 'TH',
  Ü: 'UE', Ł: 'L', İ: 'I', ı: 'I',
}; // prettier-ignore

/** National letters in A–Z as Doc 9303 part 3 section 6 recommends (formats 4.4); the rest as is. */
export const transliterate = (text: string): string =>
  [...text.normalize('NFC').toUpperCase()]
    .map((letter) => LETTERS[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, ''))
    .join('');

/** A name part as it stands in a machine-readable zone: no apostrophes, `<` for anything else. */
export const mrzName = (text: string): string =>
  transliterate(text)
    .replace(/['’`´.]/g, '')
    .replace(/[^A-Z]+/g, '<')
    .replace(/^<+|<+$/g, '');
