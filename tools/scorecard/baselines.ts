import type { Entry, Query } from '@vigia/matching';

/** A simple matcher to measure ours against: says yes or no to one pair. */
export type Baseline = (query: Query, entry: Entry) => boolean;

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z ]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();

const nameOf = (query: Query): string =>
  plain(query.name ?? [query.surname, query.given, query.middle].filter(Boolean).join(' '));

const listedNames = (entry: Entry): string[] =>
  entry.names.map(({ full, surname, given }) => plain(full ?? `${surname ?? ''} ${given ?? ''}`));

const years = (query: Query, entry: Entry): number[] =>
  query.dateOfBirth
    ? entry.datesOfBirth.map((date) =>
        Math.abs(Number(date.slice(0, 4)) - Number(query.dateOfBirth?.slice(0, 4))),
      )
    : [];

/** Same letters, and the birth dates do not contradict. */
export const exact: Baseline = (query, entry) => {
  const name = nameOf(query);
  if (!listedNames(entry).includes(name)) return false;
  if (!query.dateOfBirth || entry.datesOfBirth.length === 0) return true;
  return entry.datesOfBirth.some(
    (date) =>
      date.startsWith(query.dateOfBirth ?? '') || (query.dateOfBirth ?? '').startsWith(date),
  );
};

/** Jaro–Winkler ≥ .95, or equal metaphone, with a birth year within three: how GTAS decides. */
export const jaroWinklerAndMetaphone: Baseline = (query, entry) => {
  const name = nameOf(query);
  const gaps = years(query, entry);
  if (gaps.length > 0 && Math.min(...gaps) > 3) return false;
  return listedNames(entry).some(
    (listed) => jaroWinkler(name, listed) >= 0.95 && metaphone(name) === metaphone(listed),
  );
};

/** Jaro–Winkler similarity (Winkler 1990), prefix scale 0.1, at most four letters. */
export const jaroWinkler = (one: string, other: string): number => {
  if (one === other) return 1;
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const used = new Array<boolean>(other.length).fill(false);
  const matched: string[] = [];
  for (let i = 0; i < one.length; i += 1) {
    for (let j = Math.max(0, i - reach); j <= Math.min(other.length - 1, i + reach); j += 1) {
      if (used[j] || one[i] !== other[j]) continue;
      used[j] = true;
      matched.push(one[i] ?? '');
      break;
    }
  }
  if (matched.length === 0) return 0;
  const theirs = [...other].filter((_, at) => used[at]);
  const moved = matched.filter((letter, at) => letter !== theirs[at]).length / 2;
  const count = matched.length;
  const jaro = (count / one.length + count / other.length + (count - moved) / count) / 3;
  let prefix = 0;
  while (prefix < 4 && one[prefix] !== undefined && one[prefix] === other[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
};

/** A short form of Philips' metaphone: consonant sounds, vowels only at the start of a word. */
export const metaphone = (text: string): string =>
  text
    .split(' ')
    .map((word) =>
      word
        .replace(/^(KN|GN|PN|WR)/, (pair) => pair.slice(1))
        .replace(/(.)\1+/g, '$1')
        .replace(/PH/g, 'F')
        .replace(/SH|CH|SCH/g, 'X')
        .replace(/TH/g, '0')
        .replace(/CK|Q/g, 'K')
        .replace(/C(?=[EIY])/g, 'S')
        .replace(/[CG]/g, 'K')
        .replace(/Z/g, 'S')
        .replace(/D/g, 'T')
        .replace(/V/g, 'F')
        .replace(/(?!^)[AEIOUYHW]/g, ''),
    )
    .join(' ');
