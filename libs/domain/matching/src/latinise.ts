import anyAscii from 'any-ascii';
import { ARABIC } from './arabic-letters';
import { HEBREW } from './hebrew-letters';
import { nativeName } from './native-names';
import { romaniseHangul } from './romanise-hangul';

/** A word in A–Z and digits; `vowelless` when its script leaves vowels out. */
export interface LatinWord {
  readonly text: string;
  readonly vowelless: boolean;
}

const APOSTROPHES = /['’‘`´ʼʻʿʾʹʺ"“”′״׳]/g;
const HAN = /\p{Script=Han}/u;
const HANGUL = /[\uac00-\ud7a3]/;
const ABJAD = /[\u0590-\u07bf\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const BRAHMIC = /[\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]/;

/**
 * Writes any script in words of capital Latin letters. Apostrophes vanish (O'NEIL = ONEIL), other
 * punctuation parts words. Abjads and abugidas lose vowels on the way, so their words are marked
 * for the comparison by consonants, unless the word is a frequent name. Chinese characters written
 * together are one word; `parted` says that they begin with a surname.
 */
export const latinise = (input: string, parted = false): LatinWord[] => {
  if (/^[\x20-\x7e]*$/.test(input)) {
    return wordsIn(input.replace(APOSTROPHES, '').toUpperCase(), false);
  }
  const text = input.normalize('NFKC').normalize('NFC').replace(APOSTROPHES, '');
  return text.split(/[\s,;،؛·・]+/).flatMap((word) => latiniseWord(word, parted));
};

const latiniseWord = (word: string, parted: boolean): LatinWord[] => {
  if (ABJAD.test(word)) {
    const known = nativeName(word);
    if (known !== undefined) return wordsIn(known, false);
  }
  if (HAN.test(word)) return latiniseHan(word, parted);
  let latin = '';
  let vowelless = false;
  for (const letter of word) {
    if (letter <= '\u007f') latin += letter;
    else if (HANGUL.test(letter)) latin += ` ${romaniseHangul(letter)} `;
    else if (ABJAD.test(letter)) {
      vowelless = true;
      latin += ARABIC[letter] ?? HEBREW[letter] ?? anyAscii(letter);
    } else {
      if (BRAHMIC.test(letter)) vowelless = true;
      latin += anyAscii(letter);
    }
  }
  return wordsIn(latin.replace(APOSTROPHES, '').toUpperCase(), vowelless);
};

/** Surnames of two characters; all others have one. */
const LONG_SURNAMES = new Set(
  '欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 东方 東方 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 长孙 長孫 宇文 轩辕 軒轅'.split(
    ' ',
  ),
);

const latiniseHan = (word: string, parted: boolean): LatinWord[] => {
  const letters = [...word];
  const length = !parted ? 0 : LONG_SURNAMES.has(letters.slice(0, 2).join('')) ? 2 : 1;
  const pieces =
    letters.length > length && length > 0
      ? [letters.slice(0, length), letters.slice(length)]
      : [letters];
  return pieces.flatMap((piece) =>
    wordsIn(
      piece
        .map((letter) => anyAscii(letter))
        .join('')
        .toUpperCase(),
      false,
    ),
  );
};

const wordsIn = (latin: string, vowelless: boolean): LatinWord[] =>
  latin
    .split(/[^A-Z0-9]+/)
    .filter(Boolean)
    .map((text) => ({ text: withoutDigits(text), vowelless }));

const MISREAD: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 2: 'Z', 5: 'S', 8: 'B' };

/** Names hold no digits: among letters one is a letter that a scanner misread (S0NG for SONG). */
const withoutDigits = (word: string): string =>
  /\d/.test(word) && /[A-Z]{2}/.test(word)
    ? word.replace(/[01258]/g, (digit) => MISREAD[digit] ?? digit)
    : word;
