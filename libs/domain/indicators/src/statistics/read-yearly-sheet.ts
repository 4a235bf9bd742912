import type { Bilingual } from '@vigia/manifest';

/** One figure of a flow, and the cell it was read from. Aggregates only: no row is a person. */
export interface FlowPoint {
  year: number;
  /** 1 to 12 where the sheet tells months apart. */
  month?: number;
  /** The group as the sheet names it, upper case without accents. */
  group: string;
  count: number;
  /** Row and column from 1, and the text of the cell. */
  provenance: { file: string; row: number; column: number; text: string };
}

/** A cell that is no figure. */
export interface SheetProblem {
  row: number;
  column: number;
  text: Bilingual;
}

export interface FlowSeries {
  layout: 'years-across' | 'months-across' | 'one-figure-a-row' | 'unknown';
  points: FlowPoint[];
  problems: SheetProblem[];
}

const MONTHS = 'ENE FEB MAR ABR MAY JUN JUL AGO SEP OCT NOV DIC'.split(' ');
const ENGLISH = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const YEAR = /^(ANO|YEAR|ANIO|PERIODO|PERIOD)$/;
const MONTH = /^(MES|MONTH)$/;
const COUNT = /^(TOTAL|CANTIDAD|NUMERO|PERSONAS|CASOS|COUNT|NUMBER|PERSONS|PEOPLE|CASES)$/;
const SILENT = /^(|-+|\.\.+|N\/?D|N\/?A|S\/?D|ND|NA)$/;
const isTotal = (text: string): boolean => /^(SUB ?)?TOTAL\b|^GRAN TOTAL|^GRAND TOTAL/.test(text);

/**
 * Reads one of the three layouts in which yearly sheets of the past were kept, in Spanish or
 * English: years across (`País, 2010, 2011`), months across under a title with the year (`Año 2012`
 * / `País, Ene, Feb`), or one figure a row (`Year, Month, Country, Total`). Totals are left out,
 * since they repeat; an empty cell, a dash or "n/d" is unknown and not zero.
 */
export const readYearlySheet = (rows: readonly (readonly string[])[], file: string): FlowSeries => {
  for (const [at, row] of rows.entries()) {
    const header = row.map(plain);
    const columns = layoutOf(header, rows.slice(0, at));
    if (columns) return readBody(rows, at, columns, file);
  }
  const text = { es: 'ninguna fila es un encabezado conocido', en: 'no row is a known header' };
  return { layout: 'unknown', points: [], problems: [{ row: 1, column: 1, text }] };
};

interface Layout {
  layout: FlowSeries['layout'];
  group: number;
  /** The columns with figures; year and month may be fixed by the column or stand in another one. */
  figures: { at: number; year?: number; month?: number }[];
  year?: number;
  month?: number;
}

const layoutOf = (
  header: readonly string[],
  above: readonly (readonly string[])[],
): Layout | undefined => {
  const years = header.flatMap((text, at) => (isYear(text) ? [{ at, year: Number(text) }] : []));
  if (years.length >= 2) {
    return { layout: 'years-across', group: firstOther(header, years), figures: years };
  }
  const months = header.flatMap((text, at) => {
    const month = monthOf(text);
    return month === undefined ? [] : [{ at, month }];
  });
  const titled = Number(/\b(19|20)\d\d\b/.exec(above.flat().join(' '))?.[0]);
  if (months.length >= 3 && titled) {
    const figures = months.map((figure) => ({ ...figure, year: titled }));
    return { layout: 'months-across', group: firstOther(header, figures), figures };
  }
  const [year, count] = [header.findIndex(matching(YEAR)), header.findIndex(matching(COUNT))];
  if (year < 0 || count < 0) return undefined;
  const month = header.findIndex(matching(MONTH));
  const used = [year, count, month].map((at) => ({ at }));
  return {
    layout: 'one-figure-a-row',
    group: firstOther(header, used),
    figures: [{ at: count }],
    year,
    ...(month < 0 ? {} : { month }),
  };
};

const readBody = (
  rows: readonly (readonly string[])[],
  header: number,
  { layout, group: groupAt, figures, year: yearAt, month: monthAt }: Layout,
  file: string,
): FlowSeries => {
  const series: FlowSeries = { layout, points: [], problems: [] };
  const refuse = (row: number, at: number, text: string): void => {
    series.problems.push({
      row,
      column: at + 1,
      text: { es: `«${text}» no es una cifra`, en: `"${text}" is not a figure` },
    });
  };
  rows.slice(header + 1).forEach((cells, index) => {
    const row = header + 2 + index;
    const group = plain(cells[groupAt] ?? '');
    if (group === '' || isTotal(group)) return;
    for (const figure of figures) {
      const text = (cells[figure.at] ?? '').trim();
      if (SILENT.test(plain(text))) continue;
      const yearText = plain(cells[yearAt ?? -1] ?? '');
      const year = figure.year ?? (isYear(yearText) ? Number(yearText) : undefined);
      const month =
        figure.month ?? (monthAt === undefined ? undefined : monthOf(plain(cells[monthAt] ?? '')));
      const count = countOf(text);
      if (count === undefined) refuse(row, figure.at, text);
      else if (year === undefined) refuse(row, yearAt ?? figure.at, yearText);
      else {
        series.points.push({
          year,
          ...(month === undefined ? {} : { month }),
          group,
          count,
          provenance: { file, row, column: figure.at + 1, text },
        });
      }
    }
  });
  return series;
};

const plain = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().replace(/\s+/g, ' ').trim();

const matching = (form: RegExp) => (text: string) => form.test(text);

const isYear = (text: string): boolean => /^(19|20)\d\d$/.test(text);

const monthOf = (text: string): number | undefined => {
  if (/^(0?[1-9]|1[0-2])$/.test(text)) return Number(text);
  if (!/^[A-Z]{3,10}\.?$/.test(text)) return undefined;
  const start = text.slice(0, 3) === 'SET' ? 'SEP' : text.slice(0, 3);
  const at = Math.max(MONTHS.indexOf(start), ENGLISH.indexOf(start));
  return at < 0 ? undefined : at + 1;
};

/** Whole numbers; a dot, comma or blank may part thousands. */
const countOf = (text: string): number | undefined =>
  /^\d+$|^\d{1,3}([., ]\d{3})+$/.test(text) ? Number(text.replace(/\D/g, '')) : undefined;

const firstOther = (header: readonly string[], used: readonly { at: number }[]): number => {
  const taken = new Set(used.map(({ at }) => at));
  return header.findIndex((text, at) => text !== '' && !taken.has(at) && !isTotal(text));
};
