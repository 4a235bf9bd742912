import type { Doc, Traveller } from '@vigia/manifest';
import { documentType } from '../document-type';
import { readEdifactBirth, readEdifactDate } from '../edifact/read-date';
import { part, type Segment } from '../edifact/segment';
import type { FindingCode, Values } from '../findings';
import type { Report } from '../report';
import { stateCode } from '../state-code';
import { PARTY, TRAVELLER_REF } from './code-tables';
import { readAddress, readContacts, readName } from './party';
import { placeOfLoc } from './place-of-loc';

const POUND_KG = 0.45359237;
const REFERENCES = new Map(Object.entries(TRAVELLER_REF));
/** Segments that stand in the group of a traveller alone. */
const OF_TRAVELLERS: ReadonlySet<string> = new Set('ATT NAT DOC EMP GEI'.split(' '));

/**
 * Gathers the segments of one traveller group into a traveller. Nothing depends on the order of
 * the segments, except that dates and issuers belong to the document before them.
 */
export class TravellerReader {
  readonly traveller: Traveller;
  /** Segment of the NAD, for findings about the whole traveller. */
  readonly segment: number;
  /** False while nothing but a NAD of an unknown party tells that this is a person who travels. */
  isTraveller: boolean;
  private document: Doc | undefined;

  constructor(
    nad: Segment,
    seq: number,
    private readonly report: Report,
    private readonly reference: string,
  ) {
    this.segment = nad.index;
    const qualifier = part(nad, 1);
    const party = PARTY.get(qualifier) ?? PARTY.get(qualifier.toUpperCase());
    this.isTraveller = party !== undefined;
    this.traveller = {
      seq,
      role: party?.role ?? 'passenger',
      inTransit: party?.inTransit ?? false,
      name: readName(nad),
      documents: [],
      visas: [],
      refs: {},
      contacts: [],
    };
    if (!party) this.keep(nad);
    const personId = part(nad, 2);
    if (personId) this.traveller.refs.personId = personId;
    const address = readAddress(nad);
    if (address) this.traveller.address = address;
  }

  /** True when something tells who this is: a name, a document or a reference. */
  get identified(): boolean {
    const { name, documents, visas, refs } = this.traveller;
    return Boolean(name.surname) || documents.length + visas.length + Object.keys(refs).length > 0;
  }

  take(segment: Segment): void {
    if (!this.isTraveller && OF_TRAVELLERS.has(segment.tag)) this.isTraveller = true;
    switch (segment.tag) {
      case 'ATT':
        return this.attribute(segment);
      case 'DTM':
        return this.date(segment);
      case 'MEA':
        return this.measure(segment);
      case 'GEI':
        return this.processing(segment);
      case 'FTX':
        return this.text(segment);
      case 'LOC':
        return this.place(segment);
      case 'COM':
        return this.contacts(segment);
      case 'EMP':
        return this.employment(segment);
      case 'NAT':
        return this.nationality(segment);
      case 'RFF':
        return this.travellerReference(segment);
      case 'DOC':
        return this.openDocument(segment);
      default:
        return this.keep(segment);
    }
  }

  private note(code: FindingCode, segment: Segment, field: string, values: Values): void {
    this.report.note(code, values, { segment: segment.index, field });
  }

  /** Keeps the first value of a field; a different second one is noted and kept in `extra`. */
  private once<K extends keyof Traveller>(
    field: K,
    value: NonNullable<Traveller[K]>,
    segment: Segment,
  ): void {
    if (this.traveller[field] === undefined) this.traveller[field] = value;
    else if (this.traveller[field] !== value) this.repeated(field, segment);
  }

  private repeated(field: string, segment: Segment): void {
    this.note('REPEATED_VALUE', segment, field, { value: segment.raw });
    (this.traveller.extra ??= []).push(segment.raw);
  }

  private keep(segment: Segment): void {
    const value = `${segment.tag}+${part(segment, 1)}`;
    this.report.note('UNKNOWN_SEGMENT', { value }, { segment: segment.index });
    (this.traveller.extra ??= []).push(segment.raw);
  }

  /** A segment whose proper place is empty: what stands elsewhere in it must not be lost. */
  private keepUnlessBlank(segment: Segment): void {
    const blank = segment.elements
      .slice(2)
      .flat()
      .every((text) => text.trim() === '');
    if (!blank) this.keep(segment);
  }

  private attribute(segment: Segment): void {
    if (part(segment, 1) !== '2') return this.keep(segment);
    const sex = part(segment, 3);
    if (sex === 'M' || sex === 'F') return this.once('gender', sex, segment);
    const coded = sex || part(segment, 2) || part(segment, 3, 4) || part(segment, 4);
    const text = coded.toUpperCase();
    if (!text) return this.keepUnlessBlank(segment);
    const letter = text.split('*')[0] ?? '';
    if (letter === 'M' || letter === 'F' || letter === 'X' || letter === 'U') {
      this.once('gender', letter, segment);
    } else {
      this.note('UNKNOWN_GENDER', segment, 'gender', { value: text });
      this.once('gender', 'U', segment);
    }
  }

  private date(segment: Segment): void {
    const [value, format] = [part(segment, 1, 2), part(segment, 1, 3)];
    switch (part(segment, 1)) {
      case '329':
        return value ? this.birth(segment, value, format) : undefined;
      case '36':
        return this.documentDate('expires', segment, value, format);
      case '182':
        return this.documentDate('issued', segment, value, format);
      default:
        return this.keep(segment);
    }
  }

  private birth(segment: Segment, value: string, format: string): void {
    this.isTraveller = true;
    const born = readEdifactBirth(value, format, this.reference);
    if (!born) return this.note('BAD_DATE', segment, 'dateOfBirth', { value });
    if (born.date > this.reference) {
      return this.note('BIRTH_DATE_IN_FUTURE', segment, 'dateOfBirth', { value });
    }
    if (born.partial) this.note('PARTIAL_DATE', segment, 'dateOfBirth', { value });
    this.once('dateOfBirth', born.date, segment);
  }

  private documentDate(
    field: 'expires' | 'issued',
    segment: Segment,
    value: string,
    format: string,
  ): void {
    if (!value) return;
    if (!this.document) return this.keep(segment);
    const date = readEdifactDate(value, format);
    if (!date) return this.note('BAD_DATE', segment, field, { value });
    if (this.document[field] === undefined) this.document[field] = date;
    else if (this.document[field] !== date) this.repeated(field, segment);
  }

  private measure(segment: Segment): void {
    const kind = part(segment, 1);
    const [unit, second] = [part(segment, 3, 1), part(segment, 3, 2)];
    if (kind !== 'CT' && kind !== 'WT') return this.keep(segment);
    const text = second || (kind === 'CT' ? unit : '');
    if (!text) return;
    const value = Number(text.replace(',', '.'));
    if (!/^\d{1,6}([.,]\d*)?$/.test(text)) {
      return this.note('BAD_NUMBER', segment, 'bags', { value: text });
    }
    const bags = (this.traveller.bags ??= { tags: [] });
    if (kind === 'CT') bags.count ??= Math.trunc(value);
    else if (unit === 'KGM') bags.weightKg ??= value;
    else if (unit === 'LBR') bags.weightKg ??= Math.round(value * POUND_KG * 1000) / 1000;
    else this.keep(segment);
  }

  private processing(segment: Segment): void {
    const code = part(segment, 2);
    if (part(segment, 1) !== '4' || (code !== '173' && code !== '174')) return this.keep(segment);
    this.once('verified', code === '173', segment);
  }

  private text(segment: Segment): void {
    if (part(segment, 1) !== 'BAG') return this.keep(segment);
    for (const components of segment.elements.slice(4)) {
      for (const component of components) this.bagTag(component.trim());
    }
  }

  /** A tag, or how many consecutive tags begin with the one before. */
  private bagTag(text: string): void {
    // Departure control systems write the word when there is no bag.
    if (!text || text === 'NULL') return;
    const tags = (this.traveller.bags ??= { tags: [] }).tags;
    const before = tags[tags.length - 1];
    if (before && /^\d{1,3}$/.test(text)) before.count = Math.max(1, Number(text));
    else tags.push({ first: text, count: 1 });
  }

  private place(segment: Segment): void {
    switch (part(segment, 1)) {
      case '22':
        return this.travellerPlace('clearancePort', 'stop', segment);
      case '178':
        return this.travellerPlace('embark', 'lastDeparture', segment);
      case '179':
        return this.travellerPlace('disembark', 'final', segment);
      case '174':
        return this.residence(segment);
      case '180':
        return this.birthPlace(segment);
      case '91':
        return this.issuer(segment);
      default:
        return this.keep(segment);
    }
  }

  private travellerPlace(
    field: 'clearancePort' | 'embark' | 'disembark',
    role: 'stop' | 'lastDeparture' | 'final',
    segment: Segment,
  ): void {
    const place = placeOfLoc(segment, role);
    if (!place) return;
    const known = this.traveller[field];
    if (!known) this.traveller[field] = place;
    else if (known.code !== place.code) this.repeated(field, segment);
  }

  private residence(segment: Segment): void {
    const text = part(segment, 2);
    if (!text) return this.keepUnlessBlank(segment);
    const { code, known } = stateCode(text);
    if (!known) this.note('UNKNOWN_COUNTRY', segment, 'residence', { value: text });
    this.once('residence', code, segment);
  }

  private birthPlace(segment: Segment): void {
    const place = [2, 3, 4]
      .map((element) => part(segment, element, 4))
      .concat(part(segment, 2))
      .filter(Boolean)
      .join(', ');
    if (place) this.once('birthPlace', place, segment);
  }

  private contacts(segment: Segment): void {
    const { contacts, whole } = readContacts(segment);
    this.traveller.contacts.push(...contacts);
    if (!whole) this.keep(segment);
  }

  private employment(segment: Segment): void {
    const role = part(segment, 2);
    if (role) this.once('crewRole', role, segment);
  }

  private nationality(segment: Segment): void {
    const text = part(segment, 2);
    if (!text) return this.keepUnlessBlank(segment);
    const { code, known } = stateCode(text);
    if (!known) this.note('UNKNOWN_NATIONALITY', segment, 'nationality', { value: text });
    this.once('nationality', code, segment);
  }

  private travellerReference(segment: Segment): void {
    const qualifier = part(segment, 1);
    const value = part(segment, 1, 2);
    const field = REFERENCES.get(qualifier);
    if (!field) return this.keep(segment);
    const { refs } = this.traveller;
    if (!value) return;
    if (refs[field] === undefined) refs[field] = value;
    else if (refs[field] !== value) this.repeated(qualifier, segment);
  }

  private openDocument(segment: Segment): void {
    const code = part(segment, 1);
    const number = part(segment, 2);
    // What follows a DOC without a number must not go to the document before.
    this.document = undefined;
    if (!number) {
      if (code) this.note('MISSING_FIELD', segment, 'documentNumber', {});
      return;
    }
    const type = documentType(code);
    this.document = { type, number };
    (type === 'V' ? this.traveller.visas : this.traveller.documents).push(this.document);
  }

  private issuer(segment: Segment): void {
    const text = part(segment, 2);
    const place = part(segment, 2, 4);
    if (!text && !place) return;
    const { document } = this;
    if (!document) return this.keep(segment);
    if (text) {
      const { code, known } = stateCode(text);
      if (!known) this.note('UNKNOWN_COUNTRY', segment, 'issuer', { value: text });
      if (document.issuer === undefined) document.issuer = code;
      else if (document.issuer !== code) this.repeated('issuer', segment);
    }
    if (place) document.issuePlace ??= place;
  }
}
