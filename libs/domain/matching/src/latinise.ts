import anyAscii from 'any-ascii';
import { ARABIC } from './arabic-letters';
import { romaniseHangul } from './romanise-hangul';

/** A piece of text in A–Z, digits and blanks; `vowelless` when its script leaves vowels out. */
export interface Latin {
  text: string;
  vowelless: boolean;
}

const APOSTROPHES = /['’‘`´ʼʻʿʾʹʺ"“”′]/g;
const HAN = /\p{Script=Han}/u;
const HANGUL = /[\uac00-\ud7a3]/;
const ABJAD = /[\u0590-\u07bf\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const BRAHMIC = /[\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]/;

/**
 * Writes any script in capital Latin letters. Apostrophes vanish (O'NEIL = ONEIL), other
 * punctuation becomes a blank. Abjads and abugidas lose vowels on the way, so their result is
 * marked for the comparison by consonants.
 */
export const latinise = (input: string): Latin => {
  if (/^[\x20-\x7e]*$/.test(input)) {
    return { text: clean(input.replace(APOSTROPHES, '').toUpperCase()), vowelless: false };
  }
  const text = input.normalize('NFKC').replace(APOSTROPHES, '');
  let latin = '';
  let vowelless = false;
  for (const letter of text.normalize('NFC')) {
    if (letter <= '\u007f') latin += letter;
    else if (HAN.test(letter)) latin += ` ${anyAscii(letter)} `;
    else if (HANGUL.test(letter)) latin += ` ${romaniseHangul(letter)} `;
    else if (ABJAD.test(letter)) {
      vowelless = true;
      latin += ARABIC[letter] ?? anyAscii(letter);
    } else {
      if (BRAHMIC.test(letter)) vowelless = true;
      latin += anyAscii(letter);
    }
  }
  return { text: clean(latin.replace(APOSTROPHES, '').toUpperCase()), vowelless };
};

const clean = (text: string): string => text.replace(/[^A-Z0-9]+/g, ' ').trim();
