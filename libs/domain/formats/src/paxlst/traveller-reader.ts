import type { Address, Doc, Name, Traveller } from '@vigia/manifest';
import { documentType } from '../document-type';
import { readEdifactBirth, readEdifactDate } from '../edifact/read-date';
import { part, type Segment } from '../edifact/segment';
import type { FindingCode, Values } from '../findings';
import type { Report } from '../report';
import { stateCode } from '../state-code';
import { PARTY, TRAVELLER_REF } from './code-tables';
import { placeOfLoc } from './place-of-loc';

const POUND_KG = 0.45359237;

/**
 * Gathers the segments of one traveller group into a traveller. Nothing depends on the order of
 * the segments, except that dates and issuers belong to the document before them.
 */
export class TravellerReader {
  readonly traveller: Traveller;
  /** Segment of the NAD, for findings about the whole traveller. */
  readonly segment: number;
  private document: Doc | undefined;
  /** A DOC without a number: what follows belongs to it, so it must not go to the one before. */
  private documentDropped = false;

  constructor(
    nad: Segment,
    seq: number,
    private readonly report: Report,
    private readonly reference: string,
  ) {
    this.segment = nad.index;
    const qualifier = part(nad, 1);
    const party = Object.hasOwn(PARTY, qualifier) ? PARTY[qualifier] : undefined;
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

  private attribute(segment: Segment): void {
    if (part(segment, 1) !== '2') return this.keep(segment);
    const text = (part(segment, 3) || part(segment, 2)).toUpperCase();
    if (!text) return;
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
    if (!this.document) {
      return this.documentDropped ? this.keepQuietly(segment) : this.keep(segment);
    }
    const date = readEdifactDate(value, format);
    if (!date) return this.note('BAD_DATE', segment, field, { value });
    if (this.document[field] === undefined) this.document[field] = date;
    else if (this.document[field] !== date) this.repeated(field, segment);
  }

  private keepQuietly(segment: Segment): void {
    (this.traveller.extra ??= []).push(segment.raw);
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
    const first = part(segment, 4);
    // Departure control systems write the word when there is no bag.
    if (!first || first === 'NULL') return;
    const count = Number(part(segment, 4, 2) || '1');
    const bags = (this.traveller.bags ??= { tags: [] });
    bags.tags.push({ first, count: Number.isInteger(count) && count > 0 ? count : 1 });
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
    if (!text) return;
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
    readContacts(segment).forEach((contact) => this.traveller.contacts.push(contact));
  }

  private employment(segment: Segment): void {
    const role = part(segment, 2);
    if (role) this.once('crewRole', role, segment);
  }

  private nationality(segment: Segment): void {
    const text = part(segment, 2);
    if (!text) return;
    const { code, known } = stateCode(text);
    if (!known) this.note('UNKNOWN_NATIONALITY', segment, 'nationality', { value: text });
    this.once('nationality', code, segment);
  }

  private travellerReference(segment: Segment): void {
    const qualifier = part(segment, 1);
    const value = part(segment, 1, 2);
    const field = Object.hasOwn(TRAVELLER_REF, qualifier)
      ? TRAVELLER_REF[qualifier as keyof typeof TRAVELLER_REF]
      : undefined;
    if (!field) return this.keep(segment);
    const { refs } = this.traveller;
    if (!value) return;
    if (refs[field] === undefined) refs[field] = value;
    else if (refs[field] !== value) this.repeated(qualifier, segment);
  }

  private openDocument(segment: Segment): void {
    const code = part(segment, 1);
    const number = part(segment, 2);
    this.document = undefined;
    this.documentDropped = !number;
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
    if (!document) return this.documentDropped ? this.keepQuietly(segment) : this.keep(segment);
    if (text) {
      const { code, known } = stateCode(text);
      if (!known) this.note('UNKNOWN_COUNTRY', segment, 'issuer', { value: text });
      if (document.issuer === undefined) document.issuer = code;
      else if (document.issuer !== code) this.repeated('issuer', segment);
    }
    if (place) document.issuePlace ??= place;
  }
}

const readName = (nad: Segment): Name => {
  const named = [1, 2, 3, 4, 5].some((m) => part(nad, 4, m)) ? 4 : 3;
  const [surname, given] = [part(nad, named, 1), part(nad, named, 2)];
  const more = [3, 4, 5]
    .map((m) => part(nad, named, m))
    .filter(Boolean)
    .join(' ');
  const slash = given || more ? -1 : surname.indexOf('/');
  if (slash > 0 && slash < surname.length - 1) {
    return {
      surname: surname.slice(0, slash).trim(),
      given: surname.slice(slash + 1).trim(),
      split: 'given',
      raw: surname,
    };
  }
  if (!surname) {
    const only = [given, more].filter(Boolean).join(' ');
    return only ? { surname: only, mononym: true } : { surname: '' };
  }
  if (!given && !more) return { surname, mononym: true };
  return { surname, ...(given && { given }), ...(more && { middle: more }) };
};

const readAddress = (nad: Segment): Address | undefined => {
  if (nad.endsBefore(5)) return undefined;
  const street = (nad.elements[5] ?? [])
    .map((text) => text.trim())
    .filter(Boolean)
    .join(' ');
  const address: Address = {
    ...(street && { street }),
    ...field('city', part(nad, 6)),
    ...field('region', part(nad, 7) || part(nad, 7, 4)),
    ...field('postcode', part(nad, 8)),
    ...field('country', part(nad, 9)),
  };
  return Object.keys(address).length > 0 ? address : undefined;
};

const field = (name: keyof Address, value: string): Address => (value ? { [name]: value } : {});

/** The telephone numbers and e-mail addresses of a COM; a fax number is neither. */
export const readContacts = (segment: Segment): { kind: 'phone' | 'email'; value: string }[] =>
  segment.elements.slice(1).flatMap((components) => {
    const value = components[0]?.trim() ?? '';
    const channel = components[1]?.trim();
    if (!value || channel === 'FX') return [];
    return [{ kind: channel === 'EM' ? 'email' : 'phone', value } as const];
  });
