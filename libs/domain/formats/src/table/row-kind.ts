import type { Column, Field } from './columns';
import { fold } from './fold';
import type { SheetRow } from './sheet';

/**
 * What a row under a header is. A `note` says something of the list and belongs to nobody: a
 * heading between rows, a remark, an empty seat. Headings may tell whose rows follow.
 */
export type RowKind = 'traveller' | 'note' | 'footer' | 'crewHeading' | 'passengerHeading';

const NAMES: ReadonlySet<Field> = new Set(['fullName', 'surname', 'surname2', 'given', 'given2']);
const IDENTITIES: ReadonlySet<Field> = new Set(['docNumber', 'dateOfBirth', 'mrz', 'visa']);
const PERSONAL: ReadonlySet<Field> = new Set([
  ...NAMES,
  ...IDENTITIES,
  'nationality',
  'gender',
  'age',
  'phone',
  'email',
  'nacAmbiguous',
]);

const MAY_BE_FOOTER =
  /^\W*(?:gran|sub|total|firma|elabor|revis|autoriz|hech|prepar|entreg|recib|despach|respons|signature|vo)/i;
const FOOTER =
  /^(?:(?:gran |sub ?)?total\b|(?:firma|elaborad[oa]|elaboro|revisad[oa]|reviso|autorizad[oa]|autorizo|hecho|preparad[oa]|preparo|entregad[oa]|entrego|recibid[oa]|recibio|despachad[oa]|despacho|despachador|responsable|signature|signed|prepared by|vo bo)\b)/;
const MOST_FOOTER_CELLS = 4;
const AMOUNT = /^[\d.,/ _-]{1,12}$/;

const CREW = /^(?:lista de |list of )?(?:tripula|conductor|chofer|piloto|motorista|crew|driver)/;
const PASSENGERS = /^(?:lista de |list of )?(?:pasajer|passenger|viajer)/;
const EMPTY_SEAT =
  /^(?:libre|vacante|vaci[oa]|disponible|desocupad[oa]|bloquead[oa]|empty|free|vacant|available)$/;
const NAME =
  /^\p{Lu}[\p{L}'’.-]*(?:,? (?:\p{Lu}[\p{L}'’.-]*|de|del|la|las|los|y|e|da|das|dos|do|di|von|van)){1,7}$/u;

/** Words of remarks in capitals, which otherwise look like names. */
const REMARK =
  /^(?:bus|unidad|coach|llen[oa]|menor(?:es)?|edad|notas?|observacion(?:es)?|novedad(?:es)?|listas?|espera|asientos?|terminal|parada|frontera|aduana|equipaje|documentos?|infantes?|ninos?|adultos?|hombres|mujeres|extranjeros|nacionales|turistas|pagina|page|fin|continua|servicio|salida|llegada|fecha|hora|grupo|familia|cortesias?|reservas?|seats?|notes?|children|adults)$/;

/** What people type into a cell that has nothing to say. */
const FILLER = /^(?:[-–—._*/?]+|n\/a|s\/[nd]|n\/d)$/i;

/** The cells of a row, dashes and the like as blanks. */
export const withoutFillers = (row: SheetRow): SheetRow =>
  row.cells.some(isFiller)
    ? { ...row, cells: row.cells.map((cell) => (isFiller(cell) ? '' : cell)) }
    : row;

const isFiller = (cell: string): boolean => mayBegin(cell, 'ns') && FILLER.test(cell);

/**
 * False when a cell begins with a digit or with a letter that is none of those given (small): a
 * regular expression for every cell of a list is what reading it would mostly cost.
 */
export const mayBegin = (cell: string, letters: string): boolean => {
  const code = cell.charCodeAt(0);
  if (code >= 48 && code <= 57) return false;
  const small = code | 32;
  return small < 97 || small > 122 || letters.includes(String.fromCharCode(small));
};

/** Tells the rows of one table apart; `columns` are those of its header. */
export class RowKinds {
  private readonly names: readonly number[];
  private readonly identities: readonly number[];
  private readonly personal: readonly number[];

  constructor(columns: readonly Column[]) {
    const of = (fields: ReadonlySet<Field>): number[] =>
      columns.filter(({ field }) => fields.has(field)).map(({ index }) => index);
    this.names = of(NAMES);
    this.identities = of(IDENTITIES);
    this.personal = of(PERSONAL);
  }

  /** A row after a footer is a traveller only when it holds a name and something beside it. */
  kindOf({ cells }: SheetRow, afterFooter: boolean): RowKind {
    const named = this.names.some((index) => cells[index]);
    const identified = this.identities.some((index) => cells[index]);
    const first = cells.find((cell) => cell !== '') ?? '';
    if (MAY_BE_FOOTER.test(first) && this.isFooter(cells, named && identified)) return 'footer';
    if (named && identified) return 'traveller';
    const filled = new Set(cells.filter((cell) => cell !== ''));
    // A number or date alone under its own title is somebody whose name is missing.
    if (filled.size === 1 && identified && !afterFooter && /\d/.test(first)) return 'traveller';
    if (filled.size === 1) return this.kindOfLoneText(first, named, afterFooter);
    if (named && filled.size <= MOST_FOOTER_CELLS && this.isEmptySeat(cells)) return 'note';
    if (afterFooter && !named) return 'footer';
    return this.personal.some((index) => cells[index]) ? 'traveller' : 'note';
  }

  private isFooter(cells: readonly string[], mayBePerson: boolean): boolean {
    const [first = '', ...others] = new Set(cells.filter((cell) => cell !== ''));
    if (others.length >= MOST_FOOTER_CELLS || !FOOTER.test(fold(first))) return false;
    return !mayBePerson || others.every((cell) => AMOUNT.test(cell));
  }

  private kindOfLoneText(text: string, named: boolean, afterFooter: boolean): RowKind {
    const folded = fold(text);
    if (CREW.test(folded)) return 'crewHeading';
    if (PASSENGERS.test(folded)) return 'passengerHeading';
    if (afterFooter) return 'footer';
    const isName = NAME.test(text) && !folded.split(' ').some((word) => REMARK.test(word));
    return named && isName ? 'traveller' : 'note';
  }

  private isEmptySeat(cells: readonly string[]): boolean {
    return this.names.every((index) => !cells[index] || EMPTY_SEAT.test(fold(cells[index] ?? '')));
  }
}
