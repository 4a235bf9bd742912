import type { TravelLeg } from './travel-leg';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`: in this form, text order is time order. */
const ISO_LENGTH = 24;

/**
 * Milliseconds since the epoch of an ISO 8601 instant. Asked for many times on every leg, so the
 * form that lists come in (`…THH:MM:SSZ`, with or without milliseconds) is read by its digits; all
 * others go to the engine's own reader.
 */
export const instantMs = (instant: string): number => {
  const { length } = instant;
  if (length !== ISO_LENGTH && length !== ISO_LENGTH - 4) return Date.parse(instant);
  const year = digits(instant, 0, 4);
  const month = digits(instant, 5, 2);
  const day = digits(instant, 8, 2);
  const hour = digits(instant, 11, 2);
  const minute = digits(instant, 14, 2);
  const second = digits(instant, 17, 2);
  const ms = length === ISO_LENGTH ? digits(instant, 20, 3) : 0;
  const plain = isPlainDay(month, day) && hour <= 23 && minute <= 59 && second <= 59;
  if (!plain || !inForm(instant)) return Date.parse(instant);
  const at =
    daysSinceEpoch(year, month, day) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  return Number.isNaN(at) ? Date.parse(instant) : at;
};

/** The number that these characters write, or NaN. */
const digits = (text: string, from: number, count: number): number => {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
};

const [DASH, LETTER_T, COLON, DOT, LETTER_Z] = [45, 84, 58, 46, 90];

const inForm = (text: string): boolean =>
  text.charCodeAt(4) === DASH &&
  text.charCodeAt(7) === DASH &&
  text.charCodeAt(10) === LETTER_T &&
  text.charCodeAt(13) === COLON &&
  text.charCodeAt(16) === COLON &&
  (text.length < ISO_LENGTH || text.charCodeAt(19) === DOT) &&
  text.charCodeAt(text.length - 1) === LETTER_Z;

/** Days that every such month has; the last day of a long one needs a second thought. */
const isPlainDay = (month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 ? 28 : 30);

/** Days between 1970-01-01 and a date of the proleptic Gregorian calendar, years counted from March. */
const daysSinceEpoch = (year: number, month: number, day: number): number => {
  const [years, months] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leap = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leap + Math.floor((153 * months + 2) / 5) + day - 1 - 719_468;
};

/** Departure in milliseconds since the epoch. */
export const departureMs = (leg: Pick<TravelLeg, 'departedAt'>): number =>
  instantMs(leg.departedAt);

/** Arrival in milliseconds since the epoch; the departure stands in where no arrival is known. */
export const arrivalMs = (leg: Pick<TravelLeg, 'departedAt' | 'arrivedAt'>): number =>
  instantMs(leg.arrivedAt ?? leg.departedAt);

/** Time order, then leg id: the same legs always come in the same order. */
export const byDeparture = (a: TravelLeg, b: TravelLeg): number =>
  (a.departedAt.length === ISO_LENGTH && b.departedAt.length === ISO_LENGTH
    ? compareText(a.departedAt, b.departedAt)
    : departureMs(a) - departureMs(b)) || compareText(a.legId, b.legId);

/** Code-unit order, independent of the machine's language. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The local day of departure, `YYYY-MM-DD`, else the day in UTC. */
export const departureDay = (leg: TravelLeg): string =>
  leg.departsOn ?? leg.departedAt.slice(0, 10);
