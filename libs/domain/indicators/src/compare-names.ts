import { nameKey } from '@vigia/manifest';
import { compare, DEFAULT_POLICY } from '@vigia/matching';
import { distance } from 'fastest-levenshtein';
import type { TravelIdentity } from './travel-leg';

const PARTICLES = new Set(['DE', 'DEL', 'LA', 'LAS', 'LOS', 'Y', 'VON', 'VAN', 'DA', 'DOS', 'AL']);

/** Words of a name, upper case without accents; particles are left out where other words remain. */
export const nameTokens = (name: TravelIdentity['name']): string[] => tokensOf(nameKey(name));

/** The same words from a `nameKey`. */
export const tokensOf = (key: string): string[] => {
  const all = key === '' ? [] : key.split(' ');
  if (!all.some((token) => token === '' || PARTICLES.has(token))) return all;
  const strong = all.filter((token) => token !== '' && !PARTICLES.has(token));
  return strong.length > 0 ? strong : all.filter(Boolean);
};

/** Names repeat their words, so what was worked out of a word is kept for a while. */
const [FOLDED, BLOCKS] = [new Map<string, string>(), new Map<string, string>()];
const MOST_REMEMBERED = 20_000;

const remembered = (
  known: Map<string, string>,
  token: string,
  work: (token: string) => string,
): string => {
  let result = known.get(token);
  if (result === undefined) {
    result = work(token);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(token, result);
  }
  return result;
};

/**
 * A token with the letters folded that spelling systems exchange (B/V, Z/C/S, I/Y, K/Q, silent H,
 * doubled letters).
 */
export const foldToken = (token: string): string => remembered(FOLDED, token, fold);

const fold = (token: string): string =>
  token
    .replace(/PH/g, 'F')
    .replace(/H/g, '')
    .replace(/V/g, 'B')
    .replace(/[ZC]/g, 'S')
    .replace(/[YJ]/g, 'I')
    .replace(/Q/g, 'K')
    .replace(/(.)\1+/g, '$1');

/** The folded token without its vowels: what blocks candidates, since vowels vary most in spelling. */
export const blockToken = (token: string): string => remembered(BLOCKS, token, blockOf);

const blockOf = (token: string): string => {
  const folded = foldToken(token);
  return (
    folded.slice(0, 1) +
    folded
      .slice(1)
      .replace(/[AEIOU]/g, '')
      .replace(/(.)\1+/g, '$1')
  );
};

const tokensAgree = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (a.length === 1 || b.length === 1) return a[0] === b[0];
  const shorter = Math.min(a.length, b.length);
  const longer = Math.max(a.length, b.length);
  if (longer - shorter <= 2 && shorter >= 4) {
    const allowed = shorter >= 8 ? 2 : 1;
    if (distance(a, b) <= allowed) return true;
  }
  return shorter >= 3 && foldToken(a) === foldToken(b);
};

/**
 * Whether two names may be one person's, given that the birth dates agree: every word of the
 * shorter name has its own counterpart in the longer one (one or two letters apart, folded
 * spelling or an initial), so a second surname or a middle name may be missing but none may differ.
 */
export const namesAgree = (a: readonly string[], b: readonly string[]): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return false;
  if (a.join('') === b.join('')) return true;
  if (short.length === 1 && long.length > 1) return false;
  const free = [...long];
  let whole = 0;
  for (const token of [...short].sort((x, y) => y.length - x.length)) {
    let at = free.indexOf(token);
    if (at < 0) at = free.findIndex((other) => tokensAgree(token, other));
    if (at < 0) return false;
    if (token.length > 1 && (free[at] ?? '').length > 1) whole += 1;
    free.splice(at, 1);
  }
  return whole >= Math.min(2, short.length);
};

/** Any day: both sides carry it, since the birth dates have been compared already. */
const SAME_DAY = '2000-01-01';

/**
 * Whether two names are one person's at the threshold of the matcher, the birth dates taken as
 * agreeing: `namesAgree`, else the matcher's own word. Source: spec/indicators.md, *Stitching*.
 */
export const namesMatch = (a: TravelIdentity['name'], b: TravelIdentity['name']): boolean => {
  if (namesAgree(nameTokens(a), nameTokens(b))) return true;
  const entry = {
    entryId: '',
    listId: '',
    kind: 'person' as const,
    names: [{ ...fieldsOf(b), quality: 'primary' as const }],
    datesOfBirth: [SAME_DAY],
    nationalities: [],
    documents: [],
  };
  const query = { ...fieldsOf(a), dateOfBirth: SAME_DAY, documents: [] };
  return compare(query, entry).score >= DEFAULT_POLICY.threshold;
};

const fieldsOf = ({ surname, given, middle }: TravelIdentity['name']) => {
  const all = [given, middle].filter(Boolean).join(' ');
  return { surname, ...(all && { given: all }) };
};

/** Birth dates that keying can explain: equal, day and month swapped, or one day apart. */
export const birthDatesAgree = (a: string | undefined, b: string | undefined): boolean => {
  if (a?.length !== 10 || b?.length !== 10) return false;
  if (a === b || swapDayAndMonth(a) === b) return true;
  return Math.abs(Date.parse(a) - Date.parse(b)) === 86_400_000;
};

/** The dates under which a person born on this date may have been written, itself first. */
export const birthDateVariants = (date: string): string[] => {
  if (INNER_DAY.test(date)) return innerVariants(date);
  const at = Date.parse(date);
  if (Number.isNaN(at)) return [date];
  const shifted = [-1, 1].map((days) =>
    new Date(at + days * 86_400_000).toISOString().slice(0, 10),
  );
  return [...new Set([date, swapDayAndMonth(date), ...shifted])];
};

/** A date whose neighbours lie in the same month. */
const INNER_DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[2-9]|1\d|2[0-7])$/;

const innerVariants = (date: string): string[] => {
  const [year, month, day] = [date.slice(0, 5), date.slice(5, 7), date.slice(8)];
  const near = [-1, 1].map((by) => `${year}${month}-${String(Number(day) + by).padStart(2, '0')}`);
  return month === day ? [date, ...near] : [date, `${year}${day}-${month}`, ...near];
};

const swapDayAndMonth = (date: string): string =>
  date.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1-$3-$2');
