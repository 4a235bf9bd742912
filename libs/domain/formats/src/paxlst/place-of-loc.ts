import { alpha2Of, findPlace, findPlaceByName, type Place, type PlaceRole } from '@vigia/manifest';
import { part, type Segment } from '../edifact/segment';

/**
 * The place in C517 of a LOC (`code:list:agency:name`). Three letters are IATA, five a UN/LOCODE;
 * an agency other than 6 (UN/ECE) or 3 (IATA) makes the code the sender's own (formats 2.4).
 */
export const placeOfLoc = (segment: Segment, role: PlaceRole): Place | undefined => {
  const code = part(segment, 2).toUpperCase();
  const agency = part(segment, 2, 3);
  const name = part(segment, 2, 4) || part(segment, 3, 4);
  if (!code) return name ? placeOfName(name, role) : undefined;
  const { scheme, country } = resolve(code, agency);
  const place: Place = { code, scheme, role };
  if (name) place.name = name;
  if (country) place.country = country;
  return place;
};

/** A place in clear, with its code where the gazetteer knows exactly one of that name. */
const placeOfName = (name: string, role: PlaceRole): Place => {
  const record = findPlaceByName(name);
  if (!record) return { name, role };
  const { code, scheme, country } = record;
  return { code, scheme, role, name, country };
};

type Resolved = { scheme: NonNullable<Place['scheme']>; country: string | undefined };

const MOST_REMEMBERED = 2048;
const remembered = new Map<string, Resolved>();

/** A list names few places many times, so what a code stands for is looked up once. */
const resolve = (code: string, agency: string): Resolved => {
  const key = agency ? `${code}:${agency}` : code;
  const known = remembered.get(key);
  if (known) return known;
  const scheme = schemeOf(code, agency);
  const country = findPlace(code, scheme)?.country ?? countryOfPrefix(code, scheme);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const resolved = { scheme, country };
  remembered.set(key, resolved);
  return resolved;
};

const schemeOf = (code: string, agency: string): NonNullable<Place['scheme']> => {
  const official = agency === '' || agency === '6' || agency === '3';
  if (official && /^[A-Z]{3}$/.test(code)) return 'IATA';
  if (!official || !/^[A-Z]{2}[A-Z0-9]{3}$/.test(code)) return 'LOCAL';
  const ours = !findPlace(code, 'UNLOCODE') && findPlace(code, 'LOCAL');
  return ours ? 'LOCAL' : 'UNLOCODE';
};

/** The country of a UN/LOCODE or a code like one, and of two letters that are nothing else. */
const countryOfPrefix = (code: string, scheme: Place['scheme']): string | undefined =>
  scheme !== 'IATA' && (code.length === 5 || code.length === 2)
    ? alpha2Of(code.slice(0, 2))
    : undefined;
