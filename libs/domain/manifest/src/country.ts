import { COUNTRIES, SPECIAL_CODES, SPECIAL_COUNTRY } from './data/countries';

const alpha3ByAlpha2 = new Map<string, string>();
const alpha2ByAlpha3 = new Map<string, string>(Object.entries(SPECIAL_COUNTRY));
for (const pair of COUNTRIES.split(',')) {
  const [two = '', three = ''] = pair.split(' ');
  alpha3ByAlpha2.set(two, three);
  alpha2ByAlpha3.set(three, two);
}

/** ISO 3166-1 alpha-3 of an alpha-2 code, or nothing when there is no such country. */
export const alpha3Of = (alpha2: string): string | undefined => alpha3ByAlpha2.get(alpha2);

/**
 * ISO 3166-1 alpha-2 of an alpha-3 code, a Doc 9303 special code that stands for a country
 * (`D`, `GBN`, `RKS`), or an alpha-2 code. Nothing for XXA, UNO and other codes of no country.
 */
export const alpha2Of = (code: string): string | undefined =>
  alpha2ByAlpha3.get(code) ?? (alpha3ByAlpha2.has(code) ? code : undefined);

/** True of every code that Doc 9303 part 3 section 5 allows as nationality or issuing authority. */
export const isStateCode = (code: string): boolean =>
  SPECIAL_CODES.has(code) || (code.length !== 2 && alpha2ByAlpha3.has(code));

/** Every ISO 3166-1 alpha-2 code, in alphabetical order. */
export const alpha2Codes = (): string[] => [...alpha3ByAlpha2.keys()];
