import type { Policy } from './policy';

/** How two birth dates stand to each other, named as in the policy. */
export type BirthDateRelation = keyof Policy['birthDate'];

/** A birth date at the precision it has; `to` is the last year of a range. */
export interface BirthDate {
  year: number;
  to?: number;
  month?: number;
  day?: number;
}

/**
 * Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYYMMDD` or `YYYY/YYYY`. Unknown parts (`00`, `XX`)
 * lower the precision; anything else is unknown.
 */
export const parseBirthDate = (text: string): BirthDate | undefined => {
  const range = /^(\d{4})\/(\d{4})$/.exec(text);
  if (range) return { year: Number(range[1]), to: Number(range[2]) };
  const parts =
    /^(\d{4})(?:-?([\dX?<]{2})(?:-?([\dX?<]{2}))?)?(?:T.*)?$/i.exec(text.trim()) ?? undefined;
  const year = Number(parts?.[1] ?? 0);
  if (year < 1850 || year > 2100) return undefined;
  const month = Number(parts?.[2]);
  const day = Number(parts?.[3]);
  if (!(month >= 1 && month <= 31)) return { year };
  if (!(day >= 1 && day <= 31)) return month <= 12 ? { year, month } : { year };
  return { year, month, day };
};

/**
 * Compares two birth dates at the precision both share. An unknown date is silence. 1 January
 * often stands for "only the year is known", so against another day it counts as a year. Day and
 * month swapped is a common keying error; one year off on the same day says neither yes nor no.
 */
export const compareBirthDate = (query: BirthDate, listed: BirthDate): BirthDateRelation => {
  if (query.to !== undefined || listed.to !== undefined) return compareRanges(query, listed);
  const years = Math.abs(query.year - listed.year);
  if (isFull(query) && isFull(listed)) {
    if (years === 0 && query.month === listed.month && query.day === listed.day) return 'same';
    if (!isNewYear(query) && !isNewYear(listed)) return compareFull(query, listed);
  } else if (query.month !== undefined && listed.month !== undefined) {
    if (years === 0) return query.month === listed.month ? 'sameMonth' : 'sameYearOtherDay';
    return years === 1 ? 'nearYear' : 'different';
  }
  return years === 0 ? 'sameYear' : years === 1 ? 'nearYear' : 'different';
};

type Full = Required<Omit<BirthDate, 'to'>>;

const isFull = (date: BirthDate): date is Full =>
  date.month !== undefined && date.day !== undefined;

const isNewYear = (date: BirthDate): boolean => date.month === 1 && date.day === 1;

const compareFull = (query: Full, listed: Full): BirthDateRelation => {
  const sameDay = query.month === listed.month && query.day === listed.day;
  const years = Math.abs(query.year - listed.year);
  if (years === 0 && query.month === listed.day && query.day === listed.month) return 'swapped';
  if (years === 1 && sameDay) return 'offByOneYear';
  const nextMonth =
    years === 0 && query.day === listed.day && Math.abs(query.month - listed.month) === 1;
  if (nextMonth || isNextDay(query, listed) || isOneSlip(number(query), number(listed)))
    return 'oneDigit';
  return years === 0 ? 'sameYearOtherDay' : 'different';
};

/** One day before or after, over the end of a month too. */
const isNextDay = (a: Full, b: Full): boolean =>
  a.year === b.year &&
  Math.abs(Date.UTC(a.year, a.month - 1, a.day) - Date.UTC(b.year, b.month - 1, b.day)) === DAY_MS;

const DAY_MS = 86_400_000;

const number = ({ year, month, day }: Full): number => year * 10_000 + month * 100 + day;

/** One digit mistyped, or two neighbours exchanged, in YYYYMMDD. */
const isOneSlip = (a: number, b: number): boolean => {
  let [one, other] = [a, b];
  while (one % 10 === other % 10) {
    one = Math.floor(one / 10);
    other = Math.floor(other / 10);
  }
  if (Math.floor(one / 10) === Math.floor(other / 10)) return true;
  const exchanged = (one % 10) * 10 + (Math.floor(one / 10) % 10);
  return other % 100 === exchanged && Math.floor(one / 100) === Math.floor(other / 100);
};

const compareRanges = (query: BirthDate, listed: BirthDate): BirthDateRelation => {
  const gap = Math.max(
    query.year - (listed.to ?? listed.year),
    listed.year - (query.to ?? query.year),
  );
  if (gap > 0) return gap === 1 ? 'nearYear' : 'different';
  return spanOf(query) + spanOf(listed) <= 1 ? 'sameYear' : 'withinYears';
};

const spanOf = ({ year, to = year }: BirthDate): number => to - year;
