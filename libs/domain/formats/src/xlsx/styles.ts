import { attribute, type XmlHandler } from './xml';

/** How a cell is to be read by its style. */
export interface CellStyle {
  date: boolean;
  struck: boolean;
  /** Digits that a format such as `000000000` fills up to. */
  digits?: number;
}

const BUILT_IN_DATES = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57,
]);

/** Collects number formats, fonts and cell styles of `styles.xml`. */
export const styleCollector = (): { handler: XmlHandler; styles: CellStyle[] } => {
  const formats = new Map<number, string>();
  const struckFonts: boolean[] = [];
  const styles: CellStyle[] = [];
  let inside = '';
  const handler: XmlHandler = {
    open: (name, attributes) => {
      if (name === 'fonts' || name === 'cellXfs' || name === 'cellStyleXfs') inside = name;
      else if (name === 'numFmt') {
        formats.set(
          Number(attribute(attributes, 'numFmtId')),
          attribute(attributes, 'formatCode') ?? '',
        );
      } else if (name === 'font' && inside === 'fonts') struckFonts.push(false);
      else if (name === 'strike' && inside === 'fonts') {
        struckFonts[struckFonts.length - 1] = attribute(attributes, 'val') !== '0';
      } else if (name === 'xf' && inside === 'cellXfs') {
        styles.push(styleOf(attributes, formats, struckFonts));
      }
    },
    close: (name) => {
      if (name === inside) inside = '';
    },
  };
  return { handler, styles };
};

const styleOf = (
  attributes: string,
  formats: ReadonlyMap<number, string>,
  struckFonts: readonly boolean[],
): CellStyle => {
  const id = Number(attribute(attributes, 'numFmtId') ?? '0');
  const code = formats.get(id) ?? '';
  const digits = /^0{5,20}$/.test(code) ? code.length : undefined;
  return {
    date: BUILT_IN_DATES.has(id) || isDateFormat(code),
    struck: struckFonts[Number(attribute(attributes, 'fontId') ?? '0')] ?? false,
    ...(digits !== undefined && { digits }),
  };
};

const isDateFormat = (code: string): boolean =>
  /[ymdh]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general|standard/gi, ''));
