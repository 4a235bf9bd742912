import { two } from '../calendar';

const DAY_MS = 86_400_000;

/** A serial day of the 1900 or 1904 system as ISO date, time of day, or both with a blank. */
export const serialToText = (serial: number, from1904: boolean): string => {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440);
  const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  if (serial < 1) return time;
  const days = Math.floor(serial) + (from1904 ? 1462 : serial < 60 ? 1 : 0);
  if (days > 200_000) return String(serial);
  const date = new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10);
  return minutes > 0 ? `${date} ${time}` : date;
};
