import { birthYear, isoDate, readIsoDate, two } from '../calendar';
import { fold } from './fold';

const MONTHS: Readonly<Record<string, number>> = {
  ene: 1, jan: 1, feb: 2, mar: 3, abr: 4, apr: 4, may: 5, jun: 6, jul: 7, ago: 8, aug: 8,
  sep: 9, set: 9, oct: 10, nov: 11, dic: 12, dec: 12,
}; // prettier-ignore

const SLASHED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?$/;
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T].*)?$/;
const WORDED = /^(\d{1,2}) ?(?:de )?([a-z]{3,10}) ?(?:de |del )?(\d{4}|\d{2})(?: .*)?$/;
/** English order, where the name of the month leaves no doubt: `July 3, 1999`. */
const MONTH_WORD_FIRST = /^([a-z]{3,9}) (\d{1,2}) (\d{4})(?: .*)?$/;
const WEEKDAY =
  /^(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday) /;
const DIGITS = /^(\d\d)(\d\d)((?:18|19|20)\d\d)$/;
const SERIAL = /^\d{4,5}(?:\.\d+)?$/;
const DAY_MS = 86_400_000;

/** How the two-digit years of a column are read. */
export type YearRule = { kind: 'birth'; reference: string } | { kind: 'travel' };

/** `undecided`: the column is month first, or might be; a person has to say. */
export type DateReading = { date: string } | 'bad' | 'undecided';

/**
 * True when no value of a column can be day first and at least one must be month first. Such a
 * column is not guessed at.
 */
export const isMonthFirst = (values: readonly string[]): boolean => {
  let [dayFirst, monthFirst] = [false, false];
  for (const value of values) {
    const match = readIsoDate(value) === undefined ? SLASHED.exec(value.trim()) : undefined;
    if (!match) continue;
    if (Number(match[1]) > 12) dayFirst = true;
    if (Number(match[2]) > 12) monthFirst = true;
  }
  return monthFirst && !dayFirst;
};

/** Reads a date as people write it (formats 8.4), day first, or an Excel serial of the 1900 system. */
export const readTableDate = (text: string, rule: YearRule, monthFirst: boolean): DateReading => {
  const iso = readIsoDate(text);
  if (iso) return { date: iso };
  const value = text.trim().replace(/[–—−]/g, '-');
  const slashed = SLASHED.exec(value);
  if (slashed) {
    if (monthFirst) return 'undecided';
    return made(slashed[3] ?? '', Number(slashed[2]), Number(slashed[1]), rule);
  }
  const yearFirst = YEAR_FIRST.exec(value) ?? /^((?:19|20)\d\d)(\d\d)(\d\d)$/.exec(value);
  if (yearFirst) return made(yearFirst[1] ?? '', Number(yearFirst[2]), Number(yearFirst[3]), rule);
  const folded = fold(value).replace(WEEKDAY, '');
  const worded = WORDED.exec(folded);
  if (worded) return withMonth(worded[3], worded[2], worded[1], rule);
  const english = MONTH_WORD_FIRST.exec(folded);
  if (english) return withMonth(english[3], english[1], english[2], rule);
  const digits = DIGITS.exec(value);
  if (digits && !monthFirst) {
    return made(digits[3] ?? '', Number(digits[2]), Number(digits[1]), rule);
  }
  if (/^(?:19|20)\d\d$/.test(value)) return yearAlone(value, rule);
  if (SERIAL.test(value)) return fromSerial(Math.floor(Number(value)));
  return 'bad';
};

const withMonth = (year = '', word = '', day = '', rule: YearRule): DateReading => {
  const month = MONTHS[word.slice(0, 3)];
  return month ? made(year, month, Number(day), rule) : 'bad';
};

/** A year is all that some know of their birth; no serial of that size is a date on a list. */
const yearAlone = (year: string, rule: YearRule): DateReading =>
  rule.kind === 'birth' && year <= rule.reference.slice(0, 4) ? { date: year } : 'bad';

/** Day 60 of the 1900 system never was; the days before it are one off. */
export const fromSerial = (serial: number): DateReading => {
  if (serial < 1 || serial > 100_000) return 'bad';
  const days = serial < 60 ? serial + 1 : serial;
  const date = new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10);
  return { date };
};

const made = (yearText: string, month: number, day: number, rule: YearRule): DateReading => {
  const short = Number(yearText);
  const year =
    yearText.length === 4
      ? short
      : rule.kind === 'birth'
        ? birthYear(short, `${two(month)}-${two(day)}`, rule.reference)
        : 2000 + short;
  const date = isoDate(year, month, day);
  return date ? { date } : 'bad';
};

/** A time of day as `HH:mm`: `05:00`, `5:00 a.m.`, `17h30`, or a fraction of a day. */
export const readTime = (text: string): string | undefined => {
  const value = text.trim().toLowerCase().replace(/\s+/g, '');
  if (/^0?\.\d+$/.test(value)) {
    const minutes = Math.round(Number(value) * 1440);
    return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  }
  const match = /^(\d{1,2})[:h.](\d{2})(?::\d{2})?(a\.?m\.?|p\.?m\.?|hrs?\.?|h)?$/.exec(value);
  if (match) {
    const half = match[3]?.[0];
    let hour = Number(match[1]);
    if ((half === 'a' || half === 'p') && (hour < 1 || hour > 12)) return undefined;
    if (half === 'a' && hour === 12) hour = 0;
    if (half === 'p' && hour < 12) hour += 12;
    return hour < 24 && Number(match[2]) < 60 ? `${two(hour)}:${match[2]}` : undefined;
  }
  return undefined;
};
