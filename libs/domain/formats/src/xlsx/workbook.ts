import { TABLE_LIMITS } from '../limits';
import type { Sheet } from '../table/sheet';
import type { TableLimit } from '../table/split-csv';
import { SheetCollector, TableLimitExceeded } from './sheet-collector';
import { styleCollector } from './styles';
import { attribute, xmlScanner, XmlTooLong, type XmlHandler } from './xml';
import { Zip, ZipBudgetExceeded } from './zip';

/** The visible sheets of a workbook as text, or why there are none. */
export type Workbook =
  { sheets: Sheet[]; hidden: string[] } | { exceeded: TableLimit } | { unreadable: string };

const MOST_SHEETS = 50;
const MOST_SHEET_TAGS = 5_000_000;
const MOST_STRING_TAGS = 3_000_000;
/** Shared strings are kept, so their number and length are bounded more closely than their tags. */
const MOST_STRINGS = 300_000;
const MOST_STRING_LENGTH = 16 * 1024 * 1024;

/**
 * Opens an XLSX workbook (ECMA-376) as far as lists need it: cached values, never formulas; shared
 * and inline strings; dates by number format; struck-out, hidden and merged cells. Whatever the
 * file unpacks to, memory stays within the limits of a table.
 */
export const openWorkbook = (bytes: Uint8Array): Workbook => {
  try {
    return read(new Zip(bytes, TABLE_LIMITS.unzippedBytes));
  } catch (error) {
    if (error instanceof TableLimitExceeded) return { exceeded: error.limit };
    if (error instanceof ZipBudgetExceeded) return { exceeded: 'unzipped' };
    if (error instanceof XmlTooLong) return { exceeded: 'cell' };
    return { unreadable: error instanceof Error ? error.message : 'zip' };
  }
};

/** The small parts of a workbook have no business with more tags than this. */
const FEW_TAGS = 500_000;

const scan = (zip: Zip, name: string, handler: XmlHandler, mostTags = FEW_TAGS): void => {
  const scanner = xmlScanner(handler, mostTags);
  zip.read(name, (text) => scanner.push(text));
  scanner.end();
};

const read = (zip: Zip): Workbook => {
  if (!zip.has('xl/workbook.xml')) return { unreadable: 'xl/workbook.xml' };
  const targets = new Map<string, string>();
  scan(zip, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const target = attribute(attributes, 'Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
      targets.set(attribute(attributes, 'Id') ?? '', path);
    },
  });
  const listed: { name: string; path: string; hidden: boolean }[] = [];
  let from1904 = false;
  scan(zip, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr')
        from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet' || listed.length >= MOST_SHEETS) return;
      const state = attribute(attributes, 'state') ?? 'visible';
      listed.push({
        name: attribute(attributes, 'name') ?? '',
        path: targets.get(attribute(attributes, 'id') ?? '') ?? '',
        hidden: state !== 'visible',
      });
    },
  });
  const { handler, styles } = styleCollector();
  scan(zip, 'xl/styles.xml', handler);
  const strings = readStrings(zip);
  const sheets = listed
    .filter(({ hidden }) => !hidden)
    .map(({ name, path }) => {
      const collector = new SheetCollector(strings, styles, from1904);
      scan(zip, path, collector, MOST_SHEET_TAGS);
      return { name, rows: collector.finish() };
    });
  return { sheets, hidden: listed.filter(({ hidden }) => hidden).map(({ name }) => name) };
};

const readStrings = (zip: Zip): string[] => {
  const strings: string[] = [];
  let current = '';
  let length = 0;
  let inText = false;
  let phonetic = false;
  scan(
    zip,
    'xl/sharedStrings.xml',
    {
      open: (name) => {
        if (name === 'si') current = '';
        else if (name === 't') inText = !phonetic;
        else if (name === 'rPh') phonetic = true;
      },
      text: (text) => {
        if (!inText) return;
        current += text;
        if (current.length > TABLE_LIMITS.cellLength) throw new TableLimitExceeded('cell');
      },
      close: (name) => {
        if (name === 't') inText = false;
        else if (name === 'rPh') phonetic = false;
        else if (name === 'si') {
          length += current.length;
          strings.push(current);
          if (strings.length > MOST_STRINGS || length > MOST_STRING_LENGTH) {
            throw new TableLimitExceeded('unzipped');
          }
        }
      },
    },
    MOST_STRING_TAGS,
  );
  return strings;
};
