import { nameKey, documentNumberKey, type Doc, type Name, type Traveller } from '@vigia/manifest';
import { checkTraveller } from '../check-traveller';
import { fieldsInWords, type FindingCode, type Values } from '../findings';
import { hasControls, withoutControls } from '../json/json-values';
import { compareWithMrz } from '../mrz/compare-with-mrz';
import { placeOf } from '../place-of-code';
import type { Report } from '../report';
import { countryOfText } from './country-names';
import { readGender, type ColumnHabits } from './column-values';
import type { Column, Field } from './columns';
import { fold, foldHeader } from './fold';
import { contradictsBirth, nationalNumber, typeOfText, withZeros } from './national-document';
import { readTableDate, type YearRule } from './read-table-date';
import type { SheetRow } from './sheet';
import { joinName, splitFullName } from './split-name';

const DRIVER = /^(conductor|chofer|piloto|motorista|driver|capitan|captain|pilot)/;
const STEWARD = /^(auxiliar|azafata|ayudante|sobrecargo|asistente|steward|attendant|cabin)/;
const CREW = /^(tripula|crew)/;

/** Somebody to whom a document number belongs; usually the only one. */
interface Bearer {
  name: Name;
  row: number;
  others?: Bearer[];
}

/** What a row reader must know of its table. */
export interface TableContext {
  columns: readonly Column[];
  habits: ColumnHabits;
  report: Report;
  sheet?: string;
  /** `YYYY-MM-DD` that settles the century of two-digit years. */
  reference: string;
  /** Titles of the columns that we do not interpret, by index. */
  unknown: ReadonlyMap<number, string>;
}

/** Reads the rows of one table into travellers. */
export class RowReader {
  /** By document number: who came with it first, and others under the same number. */
  private readonly seen = new Map<string, Bearer>();
  private readonly byField = new Map<Field, Column>();

  constructor(private readonly context: TableContext) {
    for (const column of context.columns) {
      if (!this.byField.has(column.field)) this.byField.set(column.field, column);
    }
  }

  /** A traveller, or nothing when the row has no name or repeats one before; the report says which. */
  read(source: SheetRow, row: number, seq: number): Traveller | undefined {
    const { report } = this.context;
    const at = this.locate(row);
    const cells = this.cleaned(source.cells, row);
    const name = this.name(cells);
    if (!name) {
      report.note('TRAVELLER_WITHOUT_NAME', {}, at);
      return undefined;
    }
    const traveller: Traveller = {
      seq,
      role: 'passenger',
      inTransit: false,
      name,
      documents: [],
      visas: [],
      refs: {},
      contacts: [],
    };
    if (source.hidden) report.note('HIDDEN_ROW', {}, at);
    this.facts(traveller, cells, row);
    this.documents(traveller, cells, row);
    const mrz = this.cell(cells, 'mrz');
    if (mrz) compareWithMrz(traveller, mrz, this.context.reference, report, at);
    checkTraveller(traveller, report, at);
    return this.isRepeated(traveller, row) ? undefined : traveller;
  }

  private locate(row: number): { row: number; sheet?: string } {
    const { sheet } = this.context;
    return sheet === undefined ? { row } : { row, sheet };
  }

  private note(code: FindingCode, row: number, field: string, values: Values): void {
    this.context.report.note(code, values, { ...this.locate(row), field });
  }

  private cleaned(cells: readonly string[], row: number): readonly string[] {
    if (!cells.some(hasControls)) return cells;
    return cells.map((cell, index) => {
      const text = withoutControls(cell);
      // Line breaks inside a quoted cell are typing, other control characters are not.
      if (hasControls(cell.replace(/[\r\n\t]/g, ' '))) {
        const field =
          this.context.columns.find((column) => column.index === index)?.field ?? 'extra';
        this.note('CONTROL_CHARACTERS', row, field, { value: cell });
      }
      return text;
    });
  }

  private column(field: Field): Column | undefined {
    return this.byField.get(field);
  }

  private cell(cells: readonly string[], field: Field): string {
    const column = this.column(field);
    return column ? (cells[column.index] ?? '') : '';
  }

  private name(cells: readonly string[]): Name | undefined {
    const full = this.column('fullName');
    const [surname, given] = [this.cell(cells, 'surname'), this.cell(cells, 'given')];
    const typed = joinName(
      surname,
      this.cell(cells, 'surname2'),
      given,
      this.cell(cells, 'given2'),
    );
    const whole = full ? splitFullName(cells[full.index] ?? '', full.surnameFirst) : undefined;
    return surname || !whole ? (typed ?? whole) : whole;
  }

  private facts(traveller: Traveller, cells: readonly string[], row: number): void {
    const text = (field: Field): string => this.cell(cells, field);
    this.gender(traveller, text('gender'), row);
    const born = this.date('dateOfBirth', cells, row);
    if (born) traveller.dateOfBirth = born;
    if (text('birthPlace')) traveller.birthPlace = text('birthPlace');
    const nationality = this.country('nationality', text('nationality'), row);
    if (nationality) traveller.nationality = nationality;
    const residence = this.country('residence', text('residence'), row);
    if (residence) traveller.residence = residence;
    if (text('embark')) traveller.embark = placeOf(text('embark'), 'lastDeparture');
    if (text('disembark')) traveller.disembark = placeOf(text('disembark'), 'final');
    if (text('seat')) traveller.refs.seat = text('seat');
    if (text('ticket')) traveller.refs.ticket = text('ticket');
    if (text('locator')) traveller.refs.locator = text('locator');
    if (text('phone')) traveller.contacts.push({ kind: 'phone', value: text('phone') });
    if (text('email')) traveller.contacts.push({ kind: 'email', value: text('email') });
    this.bags(traveller, text('bags'), row);
    this.crew(traveller, text('crewRole'));
    const extra: string[] = [];
    for (const [index, title] of this.context.unknown) {
      if (cells[index]) extra.push(`${title}: ${cells[index]}`);
    }
    if (text('age')) extra.push(`${this.column('age')?.title ?? 'age'}: ${text('age')}`);
    if (extra.length > 0) traveller.extra = extra;
  }

  private gender(traveller: Traveller, text: string, row: number): void {
    if (!text) return;
    const gender = readGender(text, this.context.habits.meaningOfM);
    if (gender === 'undecided') this.note('GENDER_UNCLEAR', row, 'gender', { value: text });
    else if (gender) traveller.gender = gender;
    else this.note('UNKNOWN_GENDER', row, 'gender', { value: text });
  }

  private country(field: 'nationality' | 'residence' | 'issuer', text: string, row: number) {
    if (!text) return undefined;
    const code = countryOfText(text);
    if (code) return code;
    const finding = field === 'nationality' ? 'UNKNOWN_NATIONALITY' : 'UNKNOWN_COUNTRY';
    this.note(finding, row, field, { value: text });
    return /^[A-Z]{3}$/.test(text) ? text : undefined;
  }

  private date(
    field: 'dateOfBirth' | 'docExpiry' | 'docIssued',
    cells: readonly string[],
    row: number,
  ) {
    const column = this.column(field);
    const text = column ? (cells[column.index] ?? '') : '';
    if (!column || !text) return undefined;
    const { habits, reference } = this.context;
    const rule: YearRule =
      field === 'dateOfBirth' ? { kind: 'birth', reference } : { kind: 'travel' };
    const reading = readTableDate(text, rule, habits.monthFirst.has(column.index));
    const name = field === 'dateOfBirth' ? field : field === 'docExpiry' ? 'expires' : 'issued';
    if (reading === 'bad') this.note('BAD_DATE', row, name, { value: text });
    else if (reading === 'undecided') this.note('DATE_ORDER_UNCLEAR', row, name, { value: text });
    else if (field === 'dateOfBirth' && reading.date > reference) {
      this.note('BIRTH_DATE_IN_FUTURE', row, name, { value: text });
    } else {
      if (reading.date.length === 4) this.note('PARTIAL_DATE', row, name, { value: text });
      return reading.date;
    }
    return undefined;
  }

  private bags(traveller: Traveller, text: string, row: number): void {
    if (!text) return;
    const count = /^(\d{1,3})\b/.exec(text)?.[1];
    if (count) traveller.bags = { count: Number(count), tags: [] };
    else this.note('BAD_NUMBER', row, 'bags', { value: text });
  }

  private crew(traveller: Traveller, text: string): void {
    const role = fold(text);
    if (!DRIVER.test(role) && !STEWARD.test(role) && !CREW.test(role)) return;
    traveller.role = 'crew';
    if (DRIVER.test(role)) traveller.crewRole = 'CR1';
    if (STEWARD.test(role)) traveller.crewRole = 'CR2';
  }

  private documents(traveller: Traveller, cells: readonly string[], row: number): void {
    const stated = this.statedType(cells, row);
    const issuer = this.country('issuer', this.cell(cells, 'docIssuer'), row);
    const expires = this.date('docExpiry', cells, row);
    const issued = this.date('docIssued', cells, row);
    for (const column of this.context.columns) {
      const number = cells[column.index] ?? '';
      if (column.field === 'visa' && number && !/^(no|n\/a|-|s[ií])$/i.test(number)) {
        traveller.visas.push({ type: 'V', number });
      }
      if (column.field !== 'docNumber' || !number || NOTHING.test(number)) continue;
      if (!/\d/.test(number)) {
        this.note('BAD_NUMBER', row, 'documentNumber', { value: number });
        continue;
      }
      const document = this.document(number, column, stated, issuer, row, traveller.dateOfBirth);
      if (!document) continue;
      if (issued) document.issued = issued;
      if (expires) document.expires = expires;
      (document.type === 'V' ? traveller.visas : traveller.documents).push(document);
    }
  }

  private statedType(
    cells: readonly string[],
    row: number,
  ): Pick<Doc, 'type' | 'issuer'> | undefined {
    const text = this.cell(cells, 'docType');
    if (!text) return undefined;
    const stated = typeOfText(fold(text));
    if (!stated) this.note('UNKNOWN_DOCUMENT_TYPE', row, 'documentType', { value: text });
    return stated;
  }

  private document(
    written: string,
    column: Column,
    stated: Pick<Doc, 'type' | 'issuer'> | undefined,
    issuerCell: string | undefined,
    row: number,
    born: string | undefined,
  ): Doc | undefined {
    if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(written) && written.includes('+')) {
      this.note('DOCUMENT_NUMBER_DAMAGED', row, 'documentNumber', { value: written });
      return undefined;
    }
    const claimed = stated?.type ?? column.docType;
    const fixed = issuerCell ?? stated?.issuer ?? column.docIssuer;
    const isCard = claimed === undefined || claimed === 'I' || claimed === 'A';
    const number = isCard && fixed ? withZeros(written, fixed) : written;
    if (number !== written) this.note('ZEROS_RESTORED', row, 'documentNumber', { value: written });
    const national = isCard ? nationalNumber(number, fixed, claimed) : undefined;
    const inside = national?.born && born ? contradictsBirth(national.born, born) : false;
    // A title such as DUI says whose number it is, so one of another shape is wrong.
    const misfit = isCard && !national && (stated?.issuer ?? column.docIssuer) !== undefined;
    if (misfit || (national && (!national.sound || inside))) {
      this.note('DOCUMENT_CHECK_FAILED', row, 'documentNumber', { value: number });
    }
    const issuer = fixed ?? national?.issuer;
    return { type: claimed ?? national?.type ?? 'U', number, ...(issuer && { issuer }) };
  }

  private isRepeated(traveller: Traveller, row: number): boolean {
    const [document] = traveller.documents;
    if (!document) return false;
    const key = documentNumberKey(document.number);
    const before = this.seen.get(key);
    if (!before) {
      this.seen.set(key, { name: traveller.name, row });
      return false;
    }
    const bearers = [before, ...(before.others ?? [])];
    const name = nameKey(traveller.name);
    const first = bearers.find((bearer) => nameKey(bearer.name) === name)?.row;
    if (first === undefined) {
      (before.others ??= []).push({ name: traveller.name, row });
      return false;
    }
    this.note('DUPLICATE_TRAVELLER', row, 'name', { value: first });
    return true;
  }
}

const NOTHING =
  /^(na|sn|sin \w+|no tiene|no posee|ningun[oa]|none|no porta|pendiente|en tramite)$/i;

/** The words for a column that nobody recognised are needed once a table. */
export const unknownTitles = (
  titles: readonly string[],
  columns: readonly Column[],
): Map<number, string> =>
  new Map(
    titles.flatMap((title, index) =>
      foldHeader(title) && !columns.some((column) => column.index === index)
        ? [[index, title] as const]
        : [],
    ),
  );

/** The fields that a table of travellers has, in words. */
export const fieldsOf = (columns: readonly Column[]): ReturnType<typeof fieldsInWords> =>
  fieldsInWords(columns.map(({ field, title }) => `${title} → ${field}`));
