import { strToU8, zipSync, type Zippable } from 'fflate';

/** A cell of a made-up workbook: text, a number, or XML of its own. */
export type MadeCell = string | number | { xml: string } | undefined;

export interface MadeSheet {
  name: string;
  rows: MadeCell[][];
  hidden?: boolean;
  /** Attributes of rows by number (from 1), e.g. `hidden="1"`. */
  rowAttributes?: Record<number, string>;
  /** What follows `sheetData`, e.g. merged cells. */
  tail?: string;
}

const column = (index: number): string =>
  (index >= 26 ? String.fromCharCode(64 + Math.floor(index / 26)) : '') +
  String.fromCharCode(65 + (index % 26));

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const cellXml = (cell: MadeCell, reference: string): string => {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    return `<c r="${reference}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
  }
  return cell.xml.replace('REF', reference);
};

export const sheetXml = ({ rows, rowAttributes = {}, tail = '' }: MadeSheet): string =>
  `<?xml version="1.0"?><worksheet><sheetData>${rows
    .map((cells, row) => {
      const inner = cells.map((cell, at) => cellXml(cell, `${column(at)}${row + 1}`)).join('');
      return `<row r="${row + 1}" ${rowAttributes[row + 1] ?? ''}>${inner}</row>`;
    })
    .join('')}</sheetData>${tail}</worksheet>`;

/** Style 1 is a date, style 2 struck out, style 3 nine digits. */
const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\/mm\\/yyyy"/><numFmt numFmtId="171" formatCode="000000000"/></numFmts>' +
  '<fonts><font/><font><strike/></font></fonts><cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="170" fontId="0"/>' +
  '<xf numFmtId="0" fontId="1"/><xf numFmtId="171" fontId="0"/></cellXfs></styleSheet>';

/** Makes an XLSX file for specs; `parts` replaces or adds files of the archive. */
export const makeWorkbook = (
  sheets: readonly MadeSheet[],
  strings: readonly string[] = [],
  parts: Zippable = {},
): Uint8Array =>
  zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="r"><sheets>${sheets
        .map(
          ({ name, hidden }, index) =>
            `<sheet name="${escape(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"${hidden ? ' state="hidden"' : ''}/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${sheets
        .map(
          (_, index) =>
            `<Relationship Id="rId${index + 1}" Target="worksheets/s${index + 1}.xml"/>`,
        )
        .join('')}</Relationships>`,
    ),
    'xl/styles.xml': strToU8(STYLES),
    'xl/sharedStrings.xml': strToU8(
      `<sst>${strings.map((text) => `<si><r><t>${escape(text)}</t></r></si>`).join('')}</sst>`,
    ),
    ...Object.fromEntries(
      sheets.map((sheet, index) => [`xl/worksheets/s${index + 1}.xml`, strToU8(sheetXml(sheet))]),
    ),
    ...parts,
  });
