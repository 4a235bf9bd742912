import { JSON_LIMITS } from '../limits';
import type { Carrier, Leg, ListType, Manifest, Mode, Source } from '@vigia/manifest';
import { readIsoLocal } from '../calendar';
import { carrierScheme, splitJourney } from '../carrier-code';
import { checkItinerary } from '../check-itinerary';
import { plain } from '../findings';
import type { Counts, ParseOptions } from '../parse-result';
import { keysIn, repeatedKeys, surveyJson } from './survey-json';
import type { Report } from '../report';
import { readContacts, readExtra, readPlace, readTraveller } from './json-traveller';
import { isObject, join, JsonValues, type JsonObject } from './json-values';

const known = (fields: string): ReadonlySet<string> => new Set(fields.split(' '));

const MANIFEST = known(
  'source listType function transactionRef reporter carrier conveyance itinerary travellers ' +
    'controlTotals warnings extra',
);
const CARRIER = known('code scheme name');
const CONVEYANCE = known('mode journeyId number vehicle');
const VEHICLE = known('id name nationality');
const LEG = known('seq stage from to departureLocal arrivalLocal');
const LIST_TYPES: ReadonlySet<ListType> = new Set([
  'passengers',
  'crew',
  'masterCrew',
  'flightStatus',
  'gatePass',
]);
const MODES: ReadonlySet<Mode> = new Set(['air', 'road', 'rail', 'sea', 'inlandWater']);
const STAGES: ReadonlySet<Leg['stage']> = new Set(['main', 'overflight', 'border']);
const CARRIER_SCHEMES: ReadonlySet<Carrier['scheme']> = new Set(['IATA', 'ICAO', 'LOCAL']);
const MOST_TRAVELLERS = 20_000;
const LIMIT = {
  depth: { es: 'niveles de JSON', en: 'levels of JSON' },
  keys: { es: 'claves por objeto JSON', en: 'keys of a JSON object' },
} as const;

/**
 * Reads one manifest, or an array of them, in the canonical shape without `source`. Unknown fields
 * and wrong types are located by `path`; a bad traveller is refused alone.
 */
export const readJson = (
  text: string,
  options: ParseOptions,
  report: Report,
  counts: Counts,
): Manifest[] => {
  const { exceeded, keys } = surveyJson(text);
  if (exceeded) {
    report.note('LIMIT_EXCEEDED', { limit: LIMIT[exceeded], value: JSON_LIMITS[exceeded] });
    return [];
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'JSON';
    report.note('BAD_JSON', { value: reason });
    return [];
  }
  const repeated = keysIn(parsed) < keys ? repeatedKeys(text) : [];
  for (const key of repeated) report.note('REPEATED_KEY', { value: key });
  const lists = Array.isArray(parsed) ? parsed : [parsed];
  if (lists.length === 0) readManifest(undefined, '', options, report, counts);
  return lists.flatMap((list: unknown, index) => {
    const path = Array.isArray(parsed) ? `[${index}]` : '';
    const manifest = readManifest(list, path, options, report, counts);
    return manifest ? [manifest] : [];
  });
};

const readManifest = (
  raw: unknown,
  path: string,
  options: ParseOptions,
  report: Report,
  counts: Counts,
): Manifest | undefined => {
  const values = new JsonValues(report, options.receivedOn);
  if (!isObject(raw) || !Array.isArray(raw['travellers'])) {
    const at = isObject(raw) ? join(path, 'travellers') : path;
    const value = isObject(raw) ? raw['travellers'] : raw;
    const came = plain(value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
    const expected = plain(isObject(raw) ? 'array' : 'object');
    report.note(
      'BAD_STRUCTURE',
      { field: plain(at || 'JSON'), expected, value: came },
      { path: at },
    );
    return undefined;
  }
  const mark = report.mark;
  values.unknownFields(raw, MANIFEST, path);
  const itinerary = readItinerary(raw, path, values, report);
  const { carrier, conveyance } = readVehicle(raw, path, values, options);
  const manifest: Manifest = {
    source: readSource(raw, options),
    listType: values.oneOf(raw, 'listType', path, LIST_TYPES) ?? 'passengers',
    carrier,
    conveyance,
    itinerary,
    travellers: [],
    controlTotals: readTotals(raw, path, values),
    warnings: [],
  };
  readHead(manifest, raw, path, values);
  checkItinerary(manifest, report);
  readTravellers(manifest, raw['travellers'], path, values, report, counts);
  manifest.warnings = report.since(mark);
  return manifest;
};

const readTravellers = (
  manifest: Manifest,
  list: readonly unknown[],
  path: string,
  values: JsonValues,
  report: Report,
  counts: Counts,
): void => {
  if (list.length > MOST_TRAVELLERS) {
    const limit = { es: 'viajeros', en: 'travellers' };
    report.note(
      'LIMIT_EXCEEDED',
      { limit, value: list.length },
      { path: join(path, 'travellers') },
    );
  }
  const { travellers } = manifest;
  for (let index = 0; index < Math.min(list.length, MOST_TRAVELLERS); index += 1) {
    const mark = report.mark;
    const at = `${join(path, 'travellers')}[${index}]`;
    const traveller = readTraveller(list[index], travellers.length + 1, at, values, report);
    if (!traveller) counts.refused += 1;
    else {
      travellers.push(traveller);
      counts.accepted += 1;
      if (report.troubledSince(mark)) counts.warned += 1;
    }
  }
  counts.received += list.length;
  counts.refused += Math.max(0, list.length - MOST_TRAVELLERS);
  if (list.length === 0 && manifest.listType !== 'flightStatus') report.note('NO_TRAVELLERS');
};

const readSource = (raw: JsonObject, options: ParseOptions): Source => {
  const source: Source = {
    channel: 'json',
    sender: options.sender ?? '',
    rawSha256: options.rawSha256,
  };
  const given = raw['source'];
  const preparedAt = isObject(given) ? given['preparedAt'] : undefined;
  const prepared = typeof preparedAt === 'string' ? readIsoLocal(preparedAt) : undefined;
  if (prepared) source.preparedAt = prepared;
  const part = isObject(given) ? given['part'] : undefined;
  if (
    isObject(part) &&
    typeof part['key'] === 'string' &&
    typeof part['seq'] === 'number' &&
    typeof part['last'] === 'boolean'
  ) {
    source.part = { key: part['key'], seq: part['seq'], last: part['last'] };
  }
  return source;
};

const readHead = (manifest: Manifest, raw: JsonObject, path: string, values: JsonValues): void => {
  const functionCode = values.text(raw, 'function', path);
  if (functionCode) manifest.function = functionCode;
  const ref = values.object(raw, 'transactionRef', path);
  const id = ref && values.text(ref, 'id', join(path, 'transactionRef'));
  if (ref && id) {
    const revision = values.text(ref, 'revision', join(path, 'transactionRef'));
    manifest.transactionRef = { id, ...(revision && { revision }) };
  }
  const reporter = values.object(raw, 'reporter', path);
  if (reporter) {
    const at = join(path, 'reporter');
    const name = values.text(reporter, 'name', at);
    manifest.reporter = { ...(name && { name }), contacts: readContacts(reporter, at, values) };
  }
  const extra = readExtra(raw, path, values);
  if (extra.length > 0) manifest.extra = extra;
};

/** The carrier and what it drives: the mode of the one tells the scheme of the other's code. */
const readVehicle = (
  raw: JsonObject,
  parent: string,
  values: JsonValues,
  { trip, sender }: ParseOptions,
): Pick<Manifest, 'carrier' | 'conveyance'> => {
  const [atCarrier, path] = [join(parent, 'carrier'), join(parent, 'conveyance')];
  const named = values.object(raw, 'carrier', parent) ?? {};
  values.unknownFields(named, CARRIER, atCarrier);
  const object = values.object(raw, 'conveyance', parent) ?? {};
  values.unknownFields(object, CONVEYANCE, path);

  const code = values.text(named, 'code', atCarrier) ?? trip?.carrier ?? sender ?? '';
  const name = values.text(named, 'name', atCarrier);
  const stated = values.oneOf(object, 'mode', path, MODES) ?? trip?.mode;
  const scheme =
    values.oneOf(named, 'scheme', atCarrier, CARRIER_SCHEMES) ??
    (stated ? carrierScheme(code, stated) : schemeOfCode(code));
  const carrier: Carrier = { code, scheme, ...(name && { name }) };

  const journeyId = values.text(object, 'journeyId', path) ?? trip?.journeyId ?? '';
  const number = values.text(object, 'number', path) ?? splitJourney(journeyId, code).number;
  const vehicle = values.object(object, 'vehicle', path);
  return {
    carrier,
    conveyance: {
      mode: stated ?? (scheme === 'LOCAL' ? 'road' : 'air'),
      journeyId,
      ...(number && { number }),
      ...(vehicle && { vehicle: vehicleOf(vehicle, join(path, 'vehicle'), values) }),
    },
  };
};

const schemeOfCode = (code: string): Carrier['scheme'] =>
  /^(?!\d\d)[A-Z0-9]{2}$/.test(code) ? 'IATA' : 'LOCAL';

const vehicleOf = (
  object: JsonObject,
  path: string,
  values: JsonValues,
): NonNullable<Manifest['conveyance']['vehicle']> => {
  values.unknownFields(object, VEHICLE, path);
  const id = values.text(object, 'id', path);
  const name = values.text(object, 'name', path);
  const nationality = values.text(object, 'nationality', path);
  return { ...(id && { id }), ...(name && { name }), ...(nationality && { nationality }) };
};

const readItinerary = (
  raw: JsonObject,
  parent: string,
  values: JsonValues,
  report: Report,
): Leg[] => {
  const legs: Leg[] = [];
  const list = values.list(raw, 'itinerary', parent);
  list.forEach((item, index) => {
    const path = `${join(parent, 'itinerary')}[${index}]`;
    if (!isObject(item)) {
      values.wrongType(item, 'object', path);
      return;
    }
    values.unknownFields(item, LEG, path);
    const from = readPlace(item, 'from', path, index === 0 ? 'lastDeparture' : 'stop', values);
    const to = readPlace(
      item,
      'to',
      path,
      index === list.length - 1 ? 'firstArrival' : 'stop',
      values,
    );
    const leg: Leg = {
      seq: legs.length + 1,
      stage: values.oneOf(item, 'stage', path, STAGES) ?? 'main',
      from: from ?? { role: 'lastDeparture' },
      to: to ?? { role: 'firstArrival' },
    };
    const departure = readLocal(item, 'departureLocal', path, values, report);
    if (departure) leg.departureLocal = departure;
    const arrival = readLocal(item, 'arrivalLocal', path, values, report);
    if (arrival) leg.arrivalLocal = arrival;
    legs.push(leg);
  });
  return legs;
};

const readLocal = (
  raw: JsonObject,
  key: string,
  path: string,
  values: JsonValues,
  report: Report,
): string | undefined => {
  const text = values.text(raw, key, path);
  if (!text) return undefined;
  const local = readIsoLocal(text);
  if (!local) report.note('BAD_DATE', { value: text }, { path: join(path, key) });
  return local;
};

const readTotals = (
  raw: JsonObject,
  parent: string,
  values: JsonValues,
): Manifest['controlTotals'] => {
  const object = values.object(raw, 'controlTotals', parent);
  if (!object) return {};
  const path = join(parent, 'controlTotals');
  const passengers = values.amount(object, 'passengers', path);
  const crew = values.amount(object, 'crew', path);
  return { ...(passengers !== undefined && { passengers }), ...(crew !== undefined && { crew }) };
};
