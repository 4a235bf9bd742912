import type {
  Contact,
  Doc,
  Leg,
  ListType,
  Manifest,
  Mode,
  Place,
  Traveller,
} from '@vigia/manifest';
import { birthYear } from '../calendar';
import { digitsOf, dtm, type SegmentWriter } from '../edifact/segment-writer';
import { writeEnvelope, type EnvelopeOptions } from '../edifact/write-envelope';
import { ITINERARY_ROLE, LIST_TYPE_OF, MODE_OF, TRAVELLER_REF } from './code-tables';

/** How to write a PAXLST; sender and references default to those in the manifest's source. */
export type WritePaxlstOptions = Partial<EnvelopeOptions> & Pick<EnvelopeOptions, 'preparedAt'>;

const inverse = <V extends string>(table: Readonly<Record<string, V>>): Map<V, string> =>
  new Map(Object.entries(table).map(([code, value]) => [value, code]));

const CODE_OF_LIST = inverse<ListType>(LIST_TYPE_OF);
const CODE_OF_MODE = inverse<Mode>(MODE_OF);
const QUALIFIER_OF_ROLE = new Map(
  Object.entries(ITINERARY_ROLE)
    .filter(([code]) => ['125', '87', '92', '130'].includes(code))
    .map(([code, role]) => [role, code]),
);
const STAGE_CODES: Readonly<Record<Leg['stage'], string>> = {
  main: '20',
  overflight: '34',
  border: '11',
};

/**
 * Writes one manifest as a PAXLST interchange (formats 2.2), in any service characters. Reading it
 * again gives the same facts; what the chosen character set cannot hold is transliterated.
 */
export const writePaxlst = (manifest: Manifest, options: WritePaxlstOptions): string => {
  const { source } = manifest;
  const envelope: EnvelopeOptions = {
    sender: source.sender || manifest.carrier.code,
    recipient: source.recipient ?? 'VIGIA',
    interchangeRef: source.interchangeRef ?? '1',
    ...(source.messageRef && { messageRef: source.messageRef }),
    ...(source.groupRef !== undefined && { groupRef: source.groupRef }),
    ...options,
  };
  const accessRef = source.accessRef ?? source.part?.key;
  const head = {
    type: 'PAXLST' as const,
    ...(accessRef && { accessRef }),
    ...(source.part && { part: source.part }),
  };
  return writeEnvelope(head, envelope, (out) => {
    writeHead(manifest, out);
    manifest.itinerary.forEach((leg) => writeLeg(leg, manifest, out));
    if (manifest.itinerary.length === 0 && manifest.conveyance.journeyId) {
      writeTransport('20', manifest, out);
    }
    for (const traveller of manifest.travellers) {
      writeTraveller(traveller, options.preparedAt.slice(0, 10), out);
    }
    const { passengers, crew } = manifest.controlTotals;
    if (passengers !== undefined) out.put('CNT', ['42', String(passengers)]);
    if (crew !== undefined) out.put('CNT', ['41', String(crew)]);
  });
};

const writeHead = (manifest: Manifest, out: SegmentWriter): void => {
  out.put('BGM', CODE_OF_LIST.get(manifest.listType), manifest.function);
  const ref = manifest.transactionRef;
  if (ref) out.put('RFF', ['TN', ref.id, '', '', ref.revision]);
  if (manifest.reporter) {
    out.put('NAD', 'MS', '', '', manifest.reporter.name);
    writeContacts(manifest.reporter.contacts, out);
  }
};

const writeTransport = (stage: string, manifest: Manifest, out: SegmentWriter): void => {
  const { carrier, conveyance } = manifest;
  const { vehicle } = conveyance;
  const local = carrier.scheme === 'LOCAL' ? ['172', 'ZZZ'] : ['', ''];
  const mode = conveyance.mode === 'air' ? undefined : CODE_OF_MODE.get(conveyance.mode);
  const carrierComponents = carrier.code
    ? [carrier.code, ...local, carrier.name]
    : ['', '', '', carrier.name];
  const vehicleComponents = [vehicle?.id, '', '', vehicle?.name, vehicle?.nationality];
  out.put(
    'TDT',
    stage,
    conveyance.journeyId,
    mode,
    '',
    carrierComponents,
    '',
    '',
    vehicleComponents,
  );
};

const writeLeg = (leg: Leg, manifest: Manifest, out: SegmentWriter): void => {
  writeTransport(STAGE_CODES[leg.stage], manifest, out);
  if (hasContent(leg.from)) writePlace(QUALIFIER_OF_ROLE.get(leg.from.role) ?? '92', leg.from, out);
  if (leg.departureLocal) out.put('DTM', dtm('189', leg.departureLocal));
  if (hasContent(leg.to)) writePlace(QUALIFIER_OF_ROLE.get(leg.to.role) ?? '92', leg.to, out);
  if (leg.arrivalLocal) out.put('DTM', dtm('232', leg.arrivalLocal));
};

const hasContent = ({ code, name }: Place): boolean => Boolean(code ?? name);

const writePlace = (qualifier: string, place: Place, out: SegmentWriter): void => {
  const { code, scheme, name } = place;
  const list =
    scheme === 'UNLOCODE' ? ['139', '6'] : scheme === 'LOCAL' ? ['139', 'ZZZ'] : ['', ''];
  out.put('LOC', qualifier, code ? [code, ...list, name] : ['', '', '', name]);
};

const writeContacts = (contacts: readonly Contact[], out: SegmentWriter): void => {
  for (let at = 0; at < contacts.length; at += 3) {
    const three = contacts.slice(at, at + 3);
    out.put('COM', ...three.map(({ kind, value }) => [value, kind === 'email' ? 'EM' : 'TE']));
  }
};

const PARTY_OF = { passenger: ['FL', 'DDU'], crew: ['FM', 'DDT'] } as const;

const writeTraveller = (traveller: Traveller, reference: string, out: SegmentWriter): void => {
  const { name, address, refs, bags } = traveller;
  out.put(
    'NAD',
    PARTY_OF[traveller.role][traveller.inTransit ? 1 : 0],
    refs.personId,
    '',
    [name.surname, name.given, name.middle],
    address?.street,
    address?.city,
    address?.region,
    address?.postcode,
    address?.country,
  );
  if (traveller.gender) out.put('ATT', '2', '', traveller.gender);
  if (traveller.dateOfBirth) out.put('DTM', birth(traveller.dateOfBirth, reference));
  if (bags?.count !== undefined) out.put('MEA', 'CT', '', ['', String(bags.count)]);
  if (bags?.weightKg !== undefined) out.put('MEA', 'WT', '', ['KGM', String(bags.weightKg)]);
  if (traveller.verified !== undefined) out.put('GEI', '4', traveller.verified ? '173' : '174');
  for (const { first, count } of bags?.tags ?? []) {
    out.put('FTX', 'BAG', '', '', [first, count > 1 ? String(count) : undefined]);
  }
  writeTravellerPlaces(traveller, out);
  writeContacts(traveller.contacts, out);
  if (traveller.crewRole) out.put('EMP', '1', [traveller.crewRole, '110', '111']);
  if (traveller.nationality) out.put('NAT', '2', traveller.nationality);
  for (const [qualifier, field] of Object.entries(TRAVELLER_REF)) {
    const value = refs[field];
    if (value) out.put('RFF', [qualifier, value]);
  }
  for (const document of [...traveller.documents, ...traveller.visas]) writeDocument(document, out);
};

const writeTravellerPlaces = (traveller: Traveller, out: SegmentWriter): void => {
  if (traveller.clearancePort) writePlace('22', traveller.clearancePort, out);
  if (traveller.residence) out.put('LOC', '174', traveller.residence);
  if (traveller.embark) writePlace('178', traveller.embark, out);
  if (traveller.disembark) writePlace('179', traveller.disembark, out);
  if (traveller.birthPlace) out.put('LOC', '180', ['', '', '', traveller.birthPlace]);
};

/** Two digits of the year where the reader will put them in the right century, else four. */
const birth = (date: string, reference: string): string[] => {
  const year = Number(date.slice(0, 4));
  const monthDay = date.length === 10 ? date.slice(5) : '01-01';
  const digits = date.length === 10 ? digitsOf(date) : `${date}0000`;
  return birthYear(year % 100, monthDay, reference) === year
    ? ['329', digits.slice(2)]
    : ['329', digits, '102'];
};

const writeDocument = (document: Doc, out: SegmentWriter): void => {
  out.put('DOC', [document.type, '110', '111'], document.number);
  if (document.expires) out.put('DTM', dtm('36', document.expires));
  if (document.issued) out.put('DTM', dtm('182', document.issued));
  if (document.issuer || document.issuePlace) {
    out.put('LOC', '91', [document.issuer, '', '', document.issuePlace]);
  }
};
