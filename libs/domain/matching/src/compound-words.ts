import { fold } from './fold';
import { ABD, DIVINE, PARTICLES } from './name-words';

/** A word of a name, and how many words as written it was put together from. */
export interface Compound {
  readonly text: string;
  readonly span: number;
}

const DIN = new Set(
  'DIN DEEN DINE UDDIN EDDIN EDDINE ADDIN UDDEEN DDIN ALDIN ALDYN ALDN ALDEEN ELDIN ELDEEN'.split(
    ' ',
  ),
);
const ARTICLES = new Set('AL EL UL IL AR ER UR AS ES US AZ EZ AN EN AD ED UD AT ASH'.split(' '));
const DIVINE_FOLDED: ReadonlySet<string> = new Set([...DIVINE].map(fold));

/** A servant's name in its own right: Somali and Oromo ABDI, which joins a name of God only. */
const STANDS_ALONE = new Set('ABDI CABDI ABDU ABDO ABED'.split(' '));

/** Joins ABD + AL + RAHMAN and NUR + AL + DIN, which one list writes apart and the next together. */
export const compound = (words: readonly string[]): Compound[] => {
  const out: Compound[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const servant = servantAt(words, at);
    if (servant) {
      out.push(servant);
      at += servant.span - 1;
      continue;
    }
    if (DIN.has(word) && out.length > 0) {
      let span = 1;
      while (out.length > 1 && ARTICLES.has(out[out.length - 1]?.text ?? '')) {
        span += out.pop()?.span ?? 0;
      }
      const stem = out[out.length - 1];
      if (stem && stem.text.length >= 3 && !PARTICLES.has(stem.text)) {
        out[out.length - 1] = { text: `${stem.text}DIN`, span: stem.span + span };
        continue;
      }
    }
    const before = out[out.length - 1];
    // The Bengali SHAFIQ UL at the end of a field is SHAFIQUL.
    if (word === 'UL' && at === words.length - 1 && before && before.text.length >= 4) {
      out[out.length - 1] = { text: `${before.text}UL`, span: before.span + 1 };
      continue;
    }
    out.push({ text: word, span: 1 });
  }
  return out;
};

const servantAt = (words: readonly string[], at: number): Compound | undefined => {
  const word = words[at] ?? '';
  if (at + 1 >= words.length) return undefined;
  if (!ABD.has(word)) return mistypedServant(word, words[at + 1] ?? '');
  let end = at + 1;
  while (end < words.length - 1 && ARTICLES.has(words[end] ?? '')) end += 1;
  const served = words[end] ?? '';
  // ABDUL J is the cut of ABDUL JALIL.
  if (/^[B-Z]$/.test(served) && end === words.length - 1 && !STANDS_ALONE.has(word)) {
    return { text: `ABD${served}`, span: end - at + 1 };
  }
  if (served.length <= 2 || PARTICLES.has(served)) return undefined;
  const isArticled = end > at + 1;
  if (STANDS_ALONE.has(word) && !isArticled && !DIVINE_FOLDED.has(fold(served))) return undefined;
  const text = /^(AL)?LA?H$/.test(served) ? 'ABDULLAH' : `ABD${served}`;
  return { text, span: end - at + 1 };
};

/** ABSUL AZIZ, ADBUL AZIZ: one slip in ABDUL before a name of God. */
const mistypedServant = (word: string, served: string): Compound | undefined =>
  word.length === 5 &&
  !/^ABDU[DNRSTZ]$/.test(word) &&
  isSlipOfAbdul(word) &&
  DIVINE_FOLDED.has(fold(served))
    ? { text: `ABD${served}`, span: 2 }
    : undefined;

const isSlipOfAbdul = (word: string): boolean => {
  const wrong = [...'ABDUL'].flatMap((letter, at) => (word[at] === letter ? [] : [at]));
  const [one = 0, other] = wrong;
  if (wrong.length < 2) return true;
  return (
    wrong.length === 2 &&
    other === one + 1 &&
    word[one] === 'ABDUL'[other] &&
    word[other] === 'ABDUL'[one]
  );
};

/** One spelling for ABDELRAHMAN, ABDURRAHMAN, ABDUL-RAHMAN and for NUREDDIN, NOURUDDIN. */
export const canonical = (word: string): string => {
  if (/^C?ABD/.test(word) && !/^C?ABD[AEIOU]{0,2}L{1,2}[AEO]/.test(word)) {
    const served = /^C?ABD[AEIOU]{1,2}(?:L(?=[^L])|([RSTZNDJ])(?=\1))?([A-Z]{4,})$/.exec(word)?.[2];
    if (served) return `ABD${served}`;
  }
  if (
    /^C?ABD[AEIOU]{1,2}L[AEO]/.test(word) &&
    !/^C?ABD[AEIOU]{1,2}L{1,2}A(H|HI|Y|YE)?$/.test(word)
  ) {
    const served = /^C?ABD[AEIOU]{1,2}L([AEO][A-Z]{3,})$/.exec(word)?.[1];
    if (served) return `ABD${served}`;
  }
  const stem = /^([A-Z]{3,}?)(?:[AEIOU]{1,2})(?:DD|LD|D)(?:I|EE|Y)NE?$/.exec(word)?.[1];
  return stem !== undefined && /[AEIOU]/.test(stem) ? `${stem}DIN` : word;
};
