import { birthYear, isDay, isoDate } from '../calendar';

/** Format 2379 to the number of digits of the year. */
const YEAR_DIGITS: Readonly<Record<string, 2 | 4>> = { '201': 2, '203': 4, '101': 2, '102': 4 };

interface Digits {
  year: string;
  rest: string;
}

const DIGITS = /^\d+$/;

/** Takes the year off; without a format the length decides: 6 and 10 short, 8 and 12 long. */
const splitYear = (value: string, format = ''): Digits | undefined => {
  const digits = DIGITS.test(value) ? value : value.replace(/[\s-]/g, '');
  if (!DIGITS.test(digits)) return undefined;
  if (digits.length < 6 || digits.length > 14) return undefined;
  const byLength = digits.length === 6 || digits.length === 10 ? 2 : 4;
  const stated = YEAR_DIGITS[format];
  const fits = stated !== undefined && (digits.length - stated) % 2 === 0;
  // A statement that contradicts the length (CCYYMMDD marked 101) loses to the length.
  const long = stated === 2 && (digits.length === 8 || digits.length === 12);
  const years = fits && !long && digits.length !== 6 ? stated : byLength;
  return { year: digits.slice(0, years), rest: digits.slice(years) };
};

const date = (year: number, rest: string): string | undefined =>
  isoDate(year, Number(rest.slice(0, 2)), Number(rest.slice(2, 4)));

/** `YYMMDD` of digits alone: what nearly every date of a traveller is. */
const isShort = (value: string): boolean => {
  if (value.length !== 6) return false;
  for (let at = 0; at < 6; at += 1) {
    const digit = value.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
};

const digitsAt = (value: string, at: number): number =>
  (value.charCodeAt(at) - 48) * 10 + value.charCodeAt(at + 1) - 48;

/** The date in a century (`19`, `20`) of six digits, or nothing when there is no such day. */
const dateOfShort = (value: string, century: number): string | undefined =>
  isDay(century * 100 + digitsAt(value, 0), digitsAt(value, 2), digitsAt(value, 4))
    ? `${century}${value.slice(0, 2)}-${value.slice(2, 4)}-${value.slice(4)}`
    : undefined;

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year));

/** A date of travel or of a document (DTM formats 101, 102, 201, 203) as ISO 8601. */
export const readEdifactDate = (value: string, format?: string): string | undefined => {
  if (isShort(value)) return dateOfShort(value, 20);
  const digits = splitYear(value, format);
  return digits && date(fullYear(digits.year), digits.rest);
};

/** A local time to the minute as `YYYY-MM-DDTHH:mm`; 24:00 is not a time here. */
export const readEdifactLocal = (value: string, format?: string): string | undefined => {
  const digits = splitYear(value, format);
  const day = digits && date(fullYear(digits.year), digits.rest);
  const time = digits?.rest.slice(4, 8) ?? '';
  if (!day || !/^([01]\d|2[0-3])[0-5]\d$/.test(time)) return undefined;
  return `${day}T${time.slice(0, 2)}:${time.slice(2)}`;
};

/**
 * A birth date. Two-digit years belong to the century before the reference date (`YYYY-MM-DD`);
 * an unknown month or day (`00`, or none at all: format 602) leaves the year alone.
 */
export const readEdifactBirth = (
  value: string,
  format: string | undefined,
  reference: string,
): { date: string; partial: boolean } | undefined => {
  if (isShort(value)) {
    const thisCentury = Number(reference.slice(0, 2));
    const born = dateOfShort(value, thisCentury);
    if (born !== undefined && born <= reference) return { date: born, partial: false };
    const before = dateOfShort(value, thisCentury - 1);
    if (before !== undefined) return { date: before, partial: false };
  }
  if (value.length === 4 && /^(?:19|20)\d\d$/.test(value)) {
    return value <= reference.slice(0, 4) ? { date: value, partial: true } : undefined;
  }
  const digits = splitYear(value, format);
  if (!digits) return undefined;
  const { year, rest } = digits;
  const [month, day] = [rest.slice(0, 2), rest.slice(2, 4)];
  const monthDay = `${month === '00' ? '01' : month}-${day === '00' ? '01' : day}`;
  const full = year.length === 2 ? birthYear(Number(year), monthDay, reference) : Number(year);
  // Nothing but noughts is a field left blank, not somebody born in the year 2000.
  if (/^0+$/.test(year + rest)) return undefined;
  const unknownPart = month === '00' || (day === '00' && Number(month) <= 12);
  if (unknownPart) {
    const plausible = day === '00' && full >= 1850 && full <= Number(reference.slice(0, 4));
    return plausible ? { date: String(full), partial: true } : undefined;
  }
  const whole = date(full, rest);
  return whole ? { date: whole, partial: false } : undefined;
};
