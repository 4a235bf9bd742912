import type {
  Address,
  Bags,
  Contact,
  Doc,
  Gender,
  Name,
  Place,
  PlaceRole,
  Traveller,
} from '@vigia/manifest';
import { alpha2Of, findPlace } from '@vigia/manifest';
import { documentType } from '../document-type';
import { compareWithMrz } from '../mrz/compare-with-mrz';
import { placeOf } from '../place-of-code';
import type { Report } from '../report';
import { stateCode } from '../state-code';
import { checkTraveller } from '../check-traveller';
import { splitFullName } from '../table/split-name';
import { isObject, join, withoutControls, type JsonObject, type JsonValues } from './json-values';

const known = (fields: string): ReadonlySet<string> => new Set(fields.split(' '));

const TRAVELLER = known(
  'seq role inTransit name gender dateOfBirth birthPlace nationality residence address embark ' +
    'disembark clearancePort documents visas refs bags verified crewRole contacts extra mrz',
);
const NAME = known('surname given middle mononym split raw');
const DOC = known('type number issuer issuePlace issued expires');
const PLACE = known('code scheme name country role');
const ADDRESS_FIELDS = ['street', 'city', 'region', 'postcode', 'country'] as const;
const ADDRESS: ReadonlySet<string> = new Set(ADDRESS_FIELDS);
const REF_FIELDS = [
  'locator',
  'unique',
  'seat',
  'agency',
  'customer',
  'ticket',
  'personId',
] as const;
const REFS: ReadonlySet<string> = new Set(REF_FIELDS);
const BAGS = known('count weightKg tags');
const TAG = known('first count');
const CONTACT = known('kind value');

const GENDERS: ReadonlySet<Gender> = new Set(['M', 'F', 'X', 'U']);
const ROLES: ReadonlySet<'passenger' | 'crew'> = new Set(['passenger', 'crew']);
const SPLITS: ReadonlySet<'given' | 'assumed'> = new Set(['given', 'assumed']);
const CONTACT_KINDS: ReadonlySet<Contact['kind']> = new Set(['phone', 'email']);
const SCHEMES: ReadonlySet<NonNullable<Place['scheme']>> = new Set(['IATA', 'UNLOCODE', 'LOCAL']);
const PLACE_ROLES: ReadonlySet<PlaceRole> = new Set([
  'lastDeparture',
  'firstArrival',
  'stop',
  'final',
]);

/** Reads one traveller; nothing, with a finding, when it is no object or has no name. */
export const readTraveller = (
  raw: unknown,
  seq: number,
  path: string,
  values: JsonValues,
  report: Report,
): Traveller | undefined => {
  if (!isObject(raw)) return values.wrongType(raw, 'object', path);
  values.unknownFields(raw, TRAVELLER, path);
  const name = readName(raw, path, values);
  if (!name) {
    report.note('TRAVELLER_WITHOUT_NAME', {}, { path });
    return undefined;
  }
  const documents = readDocuments(raw, 'documents', path, values, report);
  const visas = readDocuments(raw, 'visas', path, values, report);
  const misplaced = documents.some(isVisa);
  const traveller: Traveller = {
    seq,
    role: values.oneOf(raw, 'role', path, ROLES) ?? 'passenger',
    inTransit: values.flag(raw, 'inTransit', path) ?? false,
    name,
    documents: misplaced ? documents.filter((one) => !isVisa(one)) : documents,
    visas: misplaced ? [...documents.filter(isVisa), ...visas] : visas,
    refs: readRefs(raw, path, values),
    contacts: readContacts(raw, path, values),
  };
  const gender = values.oneOf(raw, 'gender', path, GENDERS);
  if (gender) traveller.gender = gender;
  const born = values.date(raw, 'dateOfBirth', path, true);
  if (born && born > values.reference) {
    report.note('BIRTH_DATE_IN_FUTURE', { value: born }, { path: join(path, 'dateOfBirth') });
  } else if (born) traveller.dateOfBirth = born;
  const birthPlace = values.text(raw, 'birthPlace', path);
  if (birthPlace) traveller.birthPlace = birthPlace;
  const nationality = readState(raw, 'nationality', path, values, report);
  if (nationality) traveller.nationality = nationality;
  const residence = readState(raw, 'residence', path, values, report);
  if (residence) traveller.residence = residence;
  const address = readAddress(raw, path, values);
  if (address) traveller.address = address;
  readTravellerPlaces(raw, traveller, path, values);
  const bags = readBags(raw, path, values);
  if (bags) traveller.bags = bags;
  const verified = values.flag(raw, 'verified', path);
  if (verified !== undefined) traveller.verified = verified;
  const crewRole = values.text(raw, 'crewRole', path);
  if (crewRole) traveller.crewRole = crewRole;
  const extra = readExtra(raw, path, values);
  if (extra.length > 0) traveller.extra = extra;
  const mrz = readMrzLines(raw, path, values);
  if (mrz) compareWithMrz(traveller, mrz, values.reference, report, { path });
  checkTraveller(traveller, report, { path });
  return traveller;
};

const isVisa = ({ type }: Doc): boolean => type === 'V';

const readMrzLines = (raw: JsonObject, path: string, values: JsonValues): string | undefined => {
  const value = raw['mrz'];
  // Line breaks belong to a zone, so its text is not cleaned like other text.
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return values.wrongType(value, 'string', join(path, 'mrz'));
  return value.filter((line): line is string => typeof line === 'string').join('\n');
};

/** Texts that the sender's own system kept for us. */
export const readExtra = (raw: JsonObject, path: string, values: JsonValues): string[] =>
  values.list(raw, 'extra', path).filter((item): item is string => typeof item === 'string');

const readName = (raw: JsonObject, parent: string, values: JsonValues): Name | undefined => {
  const whole = raw['name'];
  if (typeof whole === 'string') {
    // Not the shape we publish, but a person all the same.
    values.wrongType(whole, 'object', join(parent, 'name'));
    return splitFullName(withoutControls(whole));
  }
  const object = values.object(raw, 'name', parent);
  if (!object) return undefined;
  const path = join(parent, 'name');
  values.unknownFields(object, NAME, path);
  const surname = values.text(object, 'surname', path);
  const given = values.text(object, 'given', path);
  const middle = values.text(object, 'middle', path);
  const name: Name | undefined = surname
    ? { surname, ...(given && { given }), ...(middle && { middle }) }
    : given
      ? { surname: given }
      : undefined;
  if (!name) return undefined;
  if (values.flag(object, 'mononym', path) ?? !name.given) name.mononym = true;
  const split = values.oneOf(object, 'split', path, SPLITS);
  if (split) name.split = split;
  const written = values.text(object, 'raw', path);
  if (written) name.raw = written;
  return name;
};

const readState = (
  raw: JsonObject,
  key: 'nationality' | 'residence' | 'issuer',
  path: string,
  values: JsonValues,
  report: Report,
): string | undefined => {
  const text = values.text(raw, key, path);
  if (!text) return undefined;
  const { code, known: isKnown } = stateCode(text);
  if (!isKnown) {
    const finding = key === 'nationality' ? 'UNKNOWN_NATIONALITY' : 'UNKNOWN_COUNTRY';
    report.note(finding, { value: text }, { path: join(path, key) });
  }
  return code;
};

const readDocuments = (
  raw: JsonObject,
  key: 'documents' | 'visas',
  parent: string,
  values: JsonValues,
  report: Report,
): Doc[] =>
  read(values.list(raw, key, parent), (item, index) => {
    const path = `${parent}.${key}[${index}]`;
    if (!isObject(item)) return values.wrongType(item, 'object', path);
    values.unknownFields(item, DOC, path);
    const number = values.text(item, 'number', path);
    if (!number) {
      report.note('MISSING_FIELD', {}, { path: join(path, 'number') });
      return undefined;
    }
    const stated = values.text(item, 'type', path);
    const type = stated ? documentType(stated) : key === 'visas' ? 'V' : 'U';
    const document: Doc = { type, number };
    const issuer = readState(item, 'issuer', path, values, report);
    if (issuer) document.issuer = issuer;
    const issuePlace = values.text(item, 'issuePlace', path);
    if (issuePlace) document.issuePlace = issuePlace;
    const issued = values.date(item, 'issued', path);
    if (issued) document.issued = issued;
    const expires = values.date(item, 'expires', path);
    if (expires) document.expires = expires;
    return document;
  });

/** Reads each item and leaves out what could not be read; mostly everything can. */
const read = <T>(
  items: readonly unknown[],
  readOne: (item: unknown, index: number) => T | undefined,
): T[] => {
  const all = items.map(readOne);
  return all.includes(undefined) ? all.filter((one) => one !== undefined) : (all as T[]);
};

const readRefs = (raw: JsonObject, parent: string, values: JsonValues): Traveller['refs'] => {
  const object = values.object(raw, 'refs', parent);
  const refs: Traveller['refs'] = {};
  if (!object) return refs;
  const path = join(parent, 'refs');
  values.unknownFields(object, REFS, path);
  for (const field of REF_FIELDS) {
    const value = values.text(object, field, path);
    if (value) refs[field] = value;
  }
  return refs;
};

/** Reads the contacts of a traveller or a reporter. */
export const readContacts = (raw: JsonObject, parent: string, values: JsonValues): Contact[] =>
  read(values.list(raw, 'contacts', parent), (item, index) => {
    const path = `${parent}.contacts[${index}]`;
    if (!isObject(item)) return values.wrongType(item, 'object', path);
    values.unknownFields(item, CONTACT, path);
    const kind = values.oneOf(item, 'kind', path, CONTACT_KINDS);
    const value = values.text(item, 'value', path);
    return kind && value ? { kind, value } : undefined;
  });

const readAddress = (raw: JsonObject, parent: string, values: JsonValues): Address | undefined => {
  const object = values.object(raw, 'address', parent);
  if (!object) return undefined;
  const path = join(parent, 'address');
  values.unknownFields(object, ADDRESS, path);
  const address: Address = {};
  for (const field of ADDRESS_FIELDS) {
    const value = values.text(object, field, path);
    if (value) address[field] = value;
  }
  return address;
};

const readTravellerPlaces = (
  raw: JsonObject,
  traveller: Traveller,
  path: string,
  values: JsonValues,
): void => {
  const embark = readPlace(raw, 'embark', path, 'lastDeparture', values);
  if (embark) traveller.embark = embark;
  const disembark = readPlace(raw, 'disembark', path, 'final', values);
  if (disembark) traveller.disembark = disembark;
  const clearancePort = readPlace(raw, 'clearancePort', path, 'stop', values);
  if (clearancePort) traveller.clearancePort = clearancePort;
};

/** Reads a place: an object of the canonical shape, or just a code or a name. */
export const readPlace = (
  raw: JsonObject,
  key: string,
  parent: string,
  role: PlaceRole,
  values: JsonValues,
): Place | undefined => {
  const value = raw[key];
  if (value === undefined || value === null) return undefined;
  const path = join(parent, key);
  if (typeof value === 'string') {
    const text = values.text(raw, key, parent);
    return text ? placeOf(text, role) : undefined;
  }
  if (!isObject(value)) return values.wrongType(value, 'place', path);
  values.unknownFields(value, PLACE, path);
  const code = values.text(value, 'code', path)?.toUpperCase();
  const name = values.text(value, 'name', path);
  const scheme = values.oneOf(value, 'scheme', path, SCHEMES);
  const country = values.text(value, 'country', path)?.toUpperCase();
  const place: Place = { role: values.oneOf(value, 'role', path, PLACE_ROLES) ?? role };
  if (code && scheme) Object.assign(place, { code, scheme });
  else if (code) Object.assign(place, placeOf(code, place.role));
  if (name) place.name = name;
  const alpha2 = (country && alpha2Of(country)) ?? (code && findPlace(code, place.scheme)?.country);
  if (alpha2) place.country = alpha2;
  return place;
};

const readBags = (raw: JsonObject, parent: string, values: JsonValues): Bags | undefined => {
  const object = values.object(raw, 'bags', parent);
  if (!object) return undefined;
  const path = join(parent, 'bags');
  values.unknownFields(object, BAGS, path);
  const bags: Bags = { tags: [] };
  const count = values.amount(object, 'count', path);
  if (count !== undefined) bags.count = count;
  const weightKg = values.amount(object, 'weightKg', path);
  if (weightKg !== undefined) bags.weightKg = weightKg;
  values.list(object, 'tags', path).forEach((item, index) => {
    const at = `${path}.tags[${index}]`;
    if (!isObject(item)) {
      values.wrongType(item, 'object', at);
      return;
    }
    values.unknownFields(item, TAG, at);
    const first = values.text(item, 'first', at);
    if (first) bags.tags.push({ first, count: values.amount(item, 'count', at) ?? 1 });
  });
  return bags;
};
