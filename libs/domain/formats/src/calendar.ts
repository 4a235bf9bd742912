const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True when the day exists in the Gregorian calendar; years 1850 to 2199. */
export const isDay = (year: number, month: number, day: number): boolean => {
  if (year < 1850 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  if (day > (DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
};

export const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** `YYYY-MM-DD` when the day exists. */
export const isoDate = (year: number, month: number, day: number): string | undefined =>
  isDay(year, month, day) ? `${year}-${two(month)}-${two(day)}` : undefined;

const ISO_DATE = /^\d{4}-\d\d-\d\d$/;
const ISO_LOCAL = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/;

/** An ISO 8601 calendar date, checked, or nothing. */
export const readIsoDate = (text: string): string | undefined => {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-' || !ISO_DATE.test(text)) {
    return undefined;
  }
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7))];
  return isDay(year, month, Number(text.slice(8))) ? text : undefined;
};

/** An ISO 8601 local time to the minute (`YYYY-MM-DDTHH:mm`), checked, or nothing. */
export const readIsoLocal = (text: string): string | undefined => {
  const match = ISO_LOCAL.exec(text);
  if (!match?.[1] || !readIsoDate(match[1]) || Number(match[2]) > 23 || Number(match[3]) > 59) {
    return undefined;
  }
  return `${match[1]}T${match[2]}:${match[3]}`;
};

/**
 * The year meant by two digits in a birth date: this century unless that lies after the reference
 * date (`YYYY-MM-DD`), else the last one.
 */
export const birthYear = (twoDigits: number, monthDay: string, reference: string): number => {
  const century = Math.floor(Number(reference.slice(0, 4)) / 100) * 100;
  const year = century + twoDigits;
  return `${year}-${monthDay}` > reference ? year - 100 : year;
};
