import airports from './data/airports.json';
import { BORDER_POSTS, ROAD_PLACES } from './data/border-posts';
import locodes from './data/locodes.json';
import zoneTable from './data/zones.json';
import { alpha2Of } from './country';
import type { Place } from './manifest';

/** What is known about a coded place. `zone` is an IANA time zone, coordinates are degrees. */
export interface PlaceRecord {
  code: string;
  scheme: 'IATA' | 'UNLOCODE' | 'LOCAL';
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  lat?: number;
  lon?: number;
  zone?: string;
}

const zoneOfCountry: Readonly<Record<string, string>> = zoneTable.countries;
const locodesOf: Readonly<Record<string, string>> = locodes.countries;
const found = new Map<string, PlaceRecord | undefined>();
const MOST_REMEMBERED = 4096;

const posts = new Map<string, PlaceRecord>(
  BORDER_POSTS.map(([code, name, lat, lon]) => [
    code,
    {
      code,
      scheme: 'LOCAL',
      name,
      lat,
      lon,
      country: code.slice(0, 2),
      ...zoneIn(code.slice(0, 2)),
    },
  ]),
);

function zoneIn(country: string): { zone?: string } {
  const zone = zoneOfCountry[country];
  return zone ? { zone } : {};
}

/**
 * Finds a place by code. Without a scheme three letters mean an IATA airport, five a UN/LOCODE or
 * else one of our LOCAL border posts. Upper case expected; nothing when the code is unknown.
 *
 * Sources: airportsdata (MIT), UN/LOCODE 2024-2 (locode-db, MIT), hand-kept border posts.
 */
export const findPlace = (code: string, scheme?: Place['scheme']): PlaceRecord | undefined => {
  const key = `${scheme ?? ''}${code}`;
  const known = found.get(key);
  if (known || found.has(key)) return known;
  const record = lookUp(code, scheme);
  if (found.size >= MOST_REMEMBERED) found.clear();
  found.set(key, record);
  return record;
};

const lookUp = (code: string, scheme: Place['scheme']): PlaceRecord | undefined => {
  if (scheme === 'LOCAL') return posts.get(code);
  if (scheme === 'IATA' || (!scheme && code.length === 3)) return airport(code);
  if (code.length !== 5) return undefined;
  return locode(code) ?? (scheme ? undefined : posts.get(code));
};

const airport = (code: string): PlaceRecord | undefined => {
  const line = code.length === 3 ? lineOf(airports.lines, code) : undefined;
  if (!line) return undefined;
  const [name = '', country = '', lat, lon, zone] = line.slice(3).split('|');
  return { code, scheme: 'IATA', name, country, ...at(lat, lon), ...zoneAt(zone, country) };
};

const locode = (code: string): PlaceRecord | undefined => {
  const country = code.slice(0, 2);
  const lines = Object.hasOwn(locodesOf, country) ? locodesOf[country] : undefined;
  const line = lines ? lineOf(lines, code.slice(2)) : undefined;
  if (!line) return undefined;
  const [name = '', lat, lon, zone] = line.slice(3).split('|');
  return { code, scheme: 'UNLOCODE', name, country, ...at(lat, lon), ...zoneAt(zone, country) };
};

const at = (lat: string | undefined, lon: string | undefined): { lat?: number; lon?: number } =>
  lat && lon ? { lat: Number(lat), lon: Number(lon) } : {};

const zoneAt = (index: string | undefined, country: string): { zone?: string } => {
  const zone = index === undefined ? undefined : zoneTable.zones[Number(index)];
  return zone ? { zone } : zoneIn(country);
};

/** Binary search among sorted lines that begin with the code; the table is never taken apart. */
const lineOf = (lines: string, code: string): string | undefined => {
  if (!/^[A-Z0-9]{3}$/.test(code)) return undefined;
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = lines.lastIndexOf('\n', middle - 1) + 1;
    const breakAt = lines.indexOf('\n', middle);
    const end = breakAt < 0 ? lines.length : breakAt;
    const here = lines.slice(start, start + 3);
    if (here === code) return lines.slice(start, end);
    if (here < code) low = end + 1;
    else high = start;
  }
  return undefined;
};

const foldName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const roadNames = new Map<string, { code: string; scheme: 'UNLOCODE' | 'LOCAL' }[]>();
const learn = (names: string[], code: string, scheme: 'UNLOCODE' | 'LOCAL'): void => {
  for (const name of names) {
    const key = foldName(name);
    roadNames.set(key, [...(roadNames.get(key) ?? []), { code, scheme }]);
  }
};
for (const [code, ...names] of ROAD_PLACES) learn(names, code, 'UNLOCODE');
for (const [code, name, , , ...others] of BORDER_POSTS) learn([name, ...others], code, 'LOCAL');

/** The Central American terminals and border posts of a name, whatever the accents and case. */
export const findPlacesByName = (name: string): PlaceRecord[] =>
  (roadNames.get(foldName(name)) ?? []).flatMap(({ code, scheme }) => {
    const record = findPlace(code, scheme);
    return record ? [record] : [];
  });

/**
 * Finds a Central American terminal or border post by its name. A post with the same name on both
 * sides is found only when `country` (alpha-2) says which.
 */
export const findPlaceByName = (name: string, country?: string): PlaceRecord | undefined => {
  const candidates = findPlacesByName(name);
  const there = country ? candidates.filter((place) => place.country === country) : candidates;
  return there.length === 1 ? there[0] : undefined;
};

/**
 * The country of a place as ISO 3166-1 alpha-2: what the sender said, or what the code tells.
 * Nothing when neither does.
 */
export const countryOfPlace = (place: Place): string | undefined =>
  (place.country && alpha2Of(place.country)) ??
  (place.code ? findPlace(place.code, place.scheme)?.country : undefined);

/** The IANA time zone of a place, by its code or, in a country of one zone, by its country. */
export const zoneOfPlace = (place: Place): string | undefined => {
  const record = place.code ? findPlace(place.code, place.scheme) : undefined;
  if (record?.zone) return record.zone;
  const country = countryOfPlace(place);
  return country && zoneTable.single.includes(country) ? zoneOfCountry[country] : undefined;
};
