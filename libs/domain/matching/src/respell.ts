import { VARIANTS } from './name-words';
import { isEstablished } from './token';

/** All spellings of names that have several. */
const SPELLINGS: ReadonlySet<string> = new Set(VARIANTS.flatMap((line) => line.split(/\s+/)));

const isKnown = (word: string): boolean => SPELLINGS.has(word) || isEstablished(word);

/** What a word must show for any of the customs below to speak of it; most show nothing. */
const UNUSUAL =
  /^(?:[AE]L|L[AEIO]|BEL|OU|[QG][OU]LAM|HA[JF]|MULL|QARI|S[HAY])|[JW]|AA|II|UU|CK|CH[DMT]|OUA|AE[EI]|(?:ENKO|CHUK|M[RS]S?|STR)$/;

/**
 * Writes a word that follows another custom of romanisation the usual English way: German and
 * scholarly Slavic (JURJEW is YURYEV), Ukrainian H, Somali C and X, the French of the Maghreb (OUA
 * is WA), and an article or particle written on to a name (ALZAHRANI, BELKACEM).
 * Known names and words that show no such custom stay as they are.
 */
export const respelt = (word: string): string => {
  if (word.length < 5 || !UNUSUAL.test(word) || isKnown(word)) return word;
  if (word.startsWith('ABD')) return bareName(word);
  const bare = bareName(word);
  if (bare !== word && (isKnown(bare) || bare.startsWith('ABD'))) return bare;
  return CUSTOMS.reduce(
    (text, [custom, usual]) => text.replace(custom, usual),
    somali(ukrainian(slavic(bare))),
  );
};

/** ALHUSSEIN, ALZAHRANI (a name of origin), LAMINE and BELKACEM without what is written on to them. */
const bareName = (word: string): string => {
  const afterArticle = /^[AE]L(.{4,})$/.exec(word)?.[1];
  if (afterArticle !== undefined) {
    if (SPELLINGS.has(afterArticle)) return afterArticle;
    if (/^[^AEIOUYL].{3,}I$/.test(afterArticle)) return afterArticle;
  }
  const named = ADDRESSED.exec(word)?.[1] ?? /^(.{4,})(?:MRS?|MS|MISS|MSTR)$/.exec(word)?.[1];
  if (named !== undefined && (isKnown(named) || named.startsWith('ABD'))) return named;
  const after = /^(?:L(?=[AEIO])|BEL)(.{5,})$/.exec(word)?.[1];
  return after !== undefined && SPELLINGS.has(after) ? after : word;
};

/** HAJIABDULLAH: a form of address written on to a name. */
const ADDRESSED = /^(?:HAJJ?I|HAFIZ|MULLAH?|QARI|SHEIKH|SHAYKH|MAULVI|SAYED|SYED)(.{4,})$/;

/** Endings that only German and scholarly spellings of Slavic names have. */
const GERMAN = /(?:.{4}[OE]W(?:A|NA|[IY]TSCH)?|[SC]K[IY]J|[BDGKLMNRSTVZ]IJ|[DGKLNSV]EJ|TSCHUK)$/;
const SCHOLARLY = /^(.{3,})CK([IY]J?|AJA)$/;

const slavic = (word: string): string => {
  const text = word.replace(SCHOLARLY, '$1TSK$2');
  if (!GERMAN.test(text)) return text;
  return text
    .replaceAll('DSCH', 'DZH')
    .replaceAll('TSCH', 'CH')
    .replaceAll('SCH', 'SH')
    .replaceAll('W', 'V')
    .replace(/(?<!D)J/g, 'Y');
};

/** Ukrainian H is the G of Russian spellings: HONCHARENKO, GONCHARENKO. */
const ukrainian = (word: string): string =>
  /(?:ENKO|CHUK)$/.test(word) ? word.replace(/(?<![B-DF-HJ-NP-TV-XZ])H/g, 'G') : word;

/** Somali doubles long vowels, writes X for a strong H and C for a sound that others leave out. */
const somali = (word: string): string =>
  /AA|II|UU/.test(word) && /[CX]/.test(word) && !word.endsWith('AAC')
    ? word.replace(/(?<=AA|II|UU)C(?=[AEIOU])|C(?=AA|II|UU)/g, '').replaceAll('X', 'H')
    : word;

const CUSTOMS: readonly (readonly [RegExp, string])[] = [
  // OUALI, MAROUANE; but BOU and ABOU are words of their own.
  [/^OU(?=[AEI])|(?<=^.{2,})(?<!^AB)OU(?=A.)/g, 'W'],
  // German and Dutch CH before these letters is KH: ACHMED, MOCHTAR.
  [/(?<=[AEIOU])CH(?=[DMT][AEIOU])/g, 'H'],
  // Urdu and Persian spellings of a hiatus: ZAEEF, ESMAEIL.
  [/AE[EI](?=.)/g, 'AI'],
  [/^[QG]([OU])LAM(?=.)/, 'GH$1LAM'],
];
