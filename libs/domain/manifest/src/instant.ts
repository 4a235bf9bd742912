import type { Place } from './manifest';
import { zoneOfPlace } from './place';

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/;
const HOUR_MS = 3_600_000;
const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
const MOST_REMEMBERED = 2048;

/**
 * The instant (ISO 8601, UTC, `Z`) of a local time `YYYY-MM-DDTHH:mm` at a place, by the IANA time
 * zone of the place. Nothing when the zone is unknown or the time is not one.
 *
 * A time that a change of clocks makes ambiguous is read as the earlier instant; one that it skips
 * is read with the offset before the change.
 */
export const instantOf = (local: string, place: Place): string | undefined => {
  const match = LOCAL.exec(local);
  const zone = match && zoneOfPlace(place);
  if (!match || !zone) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(asUtc);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59) {
    return undefined;
  }
  const candidates = [
    asUtc - offsetAt(zone, asUtc - 24 * HOUR_MS),
    asUtc - offsetAt(zone, asUtc + 24 * HOUR_MS),
  ].filter((instant) => instant + offsetAt(zone, instant) === asUtc);
  const instant = Math.min(...candidates, Infinity);
  const best = Number.isFinite(instant) ? instant : asUtc - offsetAt(zone, asUtc - 24 * HOUR_MS);
  return `${new Date(best).toISOString().slice(0, 19)}Z`;
};

/** Milliseconds that the zone's clocks are ahead of UTC; asked once a quarter of an hour. */
const offsetAt = (zone: string, instant: number): number => {
  // Clocks change on the quarter hour at the finest, so one answer serves fifteen minutes.
  const slot = Math.floor(instant / (HOUR_MS / 4));
  const ofZone = offsets.get(zone) ?? new Map<number, number>();
  const known = ofZone.get(slot);
  if (known !== undefined) return known;
  const whole = slot * (HOUR_MS / 4);
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - whole;
  if (ofZone.size >= MOST_REMEMBERED) ofZone.clear();
  ofZone.set(slot, offset);
  offsets.set(zone, ofZone);
  return offset;
};

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, formatter);
  return formatter;
};
