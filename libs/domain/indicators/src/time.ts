import type { TravelLeg } from './travel-leg';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`: in this form, text order is time order. */
const ISO_LENGTH = 24;

const parsed = new Map<string, number>();
const MOST_REMEMBERED = 65_536;

/** Milliseconds since the epoch of an ISO 8601 instant; a departure's instant is asked for on every leg. */
export const instantMs = (instant: string): number => {
  const known = parsed.get(instant);
  if (known !== undefined) return known;
  const at = Date.parse(instant);
  if (parsed.size >= MOST_REMEMBERED) parsed.clear();
  parsed.set(instant, at);
  return at;
};

/** Departure in milliseconds since the epoch. */
export const departureMs = (leg: TravelLeg): number => instantMs(leg.departedAt);

/** Arrival in milliseconds since the epoch; the departure stands in where no arrival is known. */
export const arrivalMs = (leg: TravelLeg): number => instantMs(leg.arrivedAt ?? leg.departedAt);

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
