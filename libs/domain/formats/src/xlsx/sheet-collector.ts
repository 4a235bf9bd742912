import { TABLE_LIMITS } from '../limits';
import type { SheetRow } from '../table/sheet';
import type { TableLimit } from '../table/split-csv';
import { serialToText } from './serial';
import type { CellStyle } from './styles';
import { attribute, type XmlHandler } from './xml';

/** The sheet is larger than a list may be. */
export class TableLimitExceeded extends Error {
  constructor(readonly limit: TableLimit) {
    super(limit);
  }
}

const MOST_ROWS = TABLE_LIMITS.rows + 100;
/** Rows and cells that hold nothing but a style are passed over, up to a point. */
const MOST_ROW_TAGS = 200_000;
const MOST_CELL_TAGS = 1_200_000;
const MOST_OTHER_TAGS = 1_000_000;
const MOST_MERGES = 10_000;

/** Collects the cells of one worksheet as text; rows and columns beyond the limits end it. */
export class SheetCollector implements XmlHandler {
  private readonly rows: SheetRow[] = [];
  private readonly merges: string[] = [];
  private row: { at: number; hidden: boolean; cells: string[]; filled: number; struck: number } = {
    at: 0,
    hidden: false,
    cells: [],
    filled: 0,
    struck: 0,
  };
  private rowTags = 0;
  private cellTags = 0;
  private otherTags = 0;
  private column = 0;
  private type = 'n';
  private style: CellStyle | undefined;
  private value = '';
  private taking = false;

  constructor(
    private readonly strings: readonly string[],
    private readonly styles: readonly CellStyle[],
    private readonly from1904: boolean,
  ) {}

  open(name: string, attributes: string): void {
    switch (name) {
      case 'row': {
        this.rowTags += 1;
        if (this.rowTags > MOST_ROW_TAGS) throw new TableLimitExceeded('rows');
        const at = Number(attribute(attributes, 'r') ?? this.row.at + 1);
        const hidden = /^(1|true)$/.test(attribute(attributes, 'hidden') ?? '');
        this.row = { at, hidden, cells: [], filled: 0, struck: 0 };
        this.column = 0;
        break;
      }
      case 'c': {
        this.cellTags += 1;
        if (this.cellTags > MOST_CELL_TAGS) throw new TableLimitExceeded('rows');
        const at = columnOf(attribute(attributes, 'r') ?? '');
        this.column = at || this.column + 1;
        this.type = attribute(attributes, 't') ?? 'n';
        this.style = this.styles[Number(attribute(attributes, 's') ?? '0')];
        this.value = '';
        break;
      }
      case 'v':
      case 't':
        this.taking = true;
        break;
      case 'mergeCell':
        if (this.merges.length < MOST_MERGES) this.merges.push(attribute(attributes, 'ref') ?? '');
        break;
      default:
        this.otherTags += 1;
        if (this.otherTags > MOST_OTHER_TAGS) throw new TableLimitExceeded('rows');
    }
  }

  text(text: string): void {
    if (!this.taking) return;
    this.value += text;
    if (this.value.length > TABLE_LIMITS.cellLength) throw new TableLimitExceeded('cell');
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.taking = false;
    else if (name === 'c') this.putCell();
    else if (name === 'row') this.putRow();
  }

  /** The rows, with merged ranges filled; numbers follow the sheet, so blank rows count. */
  finish(): SheetRow[] {
    for (const range of this.merges) this.fill(range);
    return this.rows;
  }

  private putCell(): void {
    const text = this.cellText().trim();
    if (text === '') return;
    if (this.column > TABLE_LIMITS.columns) throw new TableLimitExceeded('columns');
    const { cells } = this.row;
    while (cells.length < this.column) cells.push('');
    cells[this.column - 1] = text;
    this.row.filled += 1;
    if (this.style?.struck) this.row.struck += 1;
  }

  private putRow(): void {
    const { at, hidden, cells, filled, struck } = this.row;
    if (filled === 0) return;
    if (!(at <= MOST_ROWS) || at < 1) throw new TableLimitExceeded('rows');
    while (this.rows.length < at) this.rows.push({ cells: [] });
    const row: SheetRow = { cells };
    if (hidden) row.hidden = true;
    // Numbers of rows and seats are often left as they were printed.
    if (struck * 2 > filled) row.struck = true;
    this.rows[at - 1] = row;
  }

  private cellText(): string {
    const { type, value, style } = this;
    if (type === 's') return this.strings[Number(value)] ?? '';
    if (type !== 'n') return type === 'e' ? '' : value;
    const number = Number(value);
    if (value === '' || !Number.isFinite(number)) return value;
    if (style?.date && number >= 0) return serialToText(number, this.from1904);
    if (!Number.isInteger(number) || !Number.isSafeInteger(number)) return value;
    const digits = String(number);
    return style?.digits ? digits.padStart(style.digits, '0') : digits;
  }

  private fill(range: string): void {
    const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range);
    if (!match) return;
    const [left, right] = [columnOf(match[1] ?? ''), columnOf(match[3] ?? '')];
    const [top, bottom] = [Number(match[2]), Math.min(Number(match[4]), this.rows.length)];
    const value = this.rows[top - 1]?.cells[left - 1];
    if (!value) return;
    for (let row = top; row <= bottom; row += 1) {
      const cells = this.rows[row - 1]?.cells;
      if (!cells) continue;
      for (let column = left; column <= Math.min(right, TABLE_LIMITS.columns); column += 1) {
        while (cells.length < column) cells.push('');
        if (!cells[column - 1]) cells[column - 1] = value;
      }
    }
  }
}

/** Column number (from 1) of a reference such as `AB12`; 0 when there is none. */
const columnOf = (reference: string): number => {
  let column = 0;
  for (const character of reference) {
    const letter = character.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26 || column > 20_000) break;
    column = column * 26 + letter;
  }
  return column;
};
