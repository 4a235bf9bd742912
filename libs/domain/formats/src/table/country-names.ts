import { alpha2Codes, alpha2Of, alpha3Of } from '@vigia/manifest';
import { stateCode } from '../state-code';
import { DEMONYMS } from './demonyms';
import { fold } from './fold';

let names: Map<string, string> | undefined;

/** Taken together when first needed: names in both languages from CLDR, and demonyms. */
const countryNames = (): Map<string, string> => {
  if (names) return names;
  names = new Map();
  for (const language of ['es', 'en']) {
    const display = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of alpha2Codes()) {
      const name = display.of(code);
      if (name && name !== code) names.set(bare(fold(name)), code);
    }
  }
  for (const [code, demonyms] of Object.entries(DEMONYMS)) {
    for (const demonym of demonyms.split(',')) names.set(bare(demonym), code);
  }
  return names;
};

/** Names of states differ in their little words. */
const bare = (folded: string): string => folded.replace(/\b(?:de|of) /g, '');

const variants = (folded: string): string[] => {
  const singular = folded.replace(/(?:e)?s$/, '');
  const masculine = [folded, folded.replace(/s$/, ''), singular].flatMap((word) => [
    word,
    word.replace(/a$/, 'o'),
    word.replace(/a$/, ''),
  ]);
  return masculine;
};

/**
 * The country that a cell names (formats 8.4): alpha-2 or alpha-3, a name in Spanish or English, a
 * demonym in any gender and number. Answers a Doc 9303 code; nothing when no country is meant.
 */
export const countryOfText = (text: string): string | undefined => {
  const known = answers.get(text);
  if (known !== undefined || answers.has(text)) return known;
  const code = findCountry(text);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  if (text.length <= LONGEST_NAME) answers.set(text, code);
  return code;
};

const MOST_ANSWERS = 2048;
const LONGEST_NAME = 60;
const answers = new Map<string, string | undefined>();

const findCountry = (text: string): string | undefined => {
  const trimmed = text.trim();
  if (/^[A-Za-z]{1,3}\.?$/.test(trimmed)) {
    const { code, known } = stateCode(trimmed.replace('.', ''));
    if (known) return code;
  }
  const table = countryNames();
  // `Nicaragua (NI)` says the same twice; what is in brackets counts when the rest says nothing.
  const [first = '', ...others] = trimmed.split(/[()]/).filter((text) => text.trim() !== '');
  for (const variant of variants(bare(fold(first)))) {
    const code = table.get(variant);
    if (code) return alpha3Of(code) ?? code;
  }
  return others.length > 0 ? findCountry(others.join(' ')) : undefined;
};

/** True when a cell is unmistakably a country and not a terminal. */
export const isCountry = (text: string): boolean => {
  const code = countryOfText(text);
  return code !== undefined && alpha2Of(code) !== undefined;
};
