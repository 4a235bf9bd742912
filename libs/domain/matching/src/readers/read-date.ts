const MONTHS: Readonly<Record<string, string>> = {
  jan: '01',
  ene: '01',
  feb: '02',
  mar: '03',
  apr: '04',
  abr: '04',
  may: '05',
  jun: '06',
  jul: '07',
  aug: '08',
  ago: '08',
  sep: '09',
  set: '09',
  oct: '10',
  nov: '11',
  dec: '12',
  dic: '12',
};

/** Characters of the longest text that can be a date. */
const LONGEST_DATE = 80;

/** Years either side that "circa" stands for. */
const CIRCA_YEARS = 2;

/**
 * Reads a birth date as lists write it: `10 Dec 1948`, `Dec 1948`, `1948`, `circa 1961`,
 * `1961 to 1963`, `01 Jan 1960 to 31 Dec 1965`, `1948-12-10`, `10/12/1948` (day first). Answers
 * `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY/YYYY`, nothing when unreadable.
 */
export const readDate = (input: string): string | undefined => {
  if (input.length > LONGEST_DATE) return undefined;
  const text = input.trim().replace(/\.$/, '').trim();
  const range = /^(?:circa\s+|c\.?\s+|between\s+)?(.+?)\s*(?:\bto\b|\band\b|–)\s*(.+)$/i.exec(text);
  if (range) {
    const from = yearOf(readDate(range[1] ?? ''));
    const to = yearOf(readDate(range[2] ?? ''));
    return from && to && to >= from ? span(from, to) : undefined;
  }
  const years = /^(?:circa\s+)?(\d{4})\s*[-/]\s*(\d{4})$/i.exec(text);
  if (years) return span(Number(years[1]), Number(years[2]));
  const circa = /^(?:circa|approximately|approx\.?|c\.|ca\.?)\s*(.+)$/i.exec(text);
  if (circa) {
    const year = yearOf(readDate(circa[1] ?? ''));
    return year ? span(year - CIRCA_YEARS, year + CIRCA_YEARS) : undefined;
  }
  return readPoint(text);
};

const readPoint = (text: string): string | undefined => {
  const iso = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(text);
  if (iso) return join(iso[1], iso[2], iso[3]);
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (compact) return join(compact[1], compact[2], compact[3]);
  const worded = /^(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\.?\s+(\d{4})$/.exec(text);
  if (worded) return join(worded[3], MONTHS[(worded[2] ?? '').toLowerCase()] ?? '13', worded[1]);
  const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (dayFirst) return join(dayFirst[3], dayFirst[2], dayFirst[1]);
  return undefined;
};

const join = (year?: string, month?: string, day?: string): string | undefined => {
  if (!year || Number(year) < 1850 || Number(year) > 2100) return undefined;
  const m = Number(month ?? 0);
  const d = Number(day ?? 0);
  if (!m) return month === undefined || m === 0 ? year : undefined;
  if (m > 12 || d > 31) return undefined;
  return d ? `${year}-${two(m)}-${two(d)}` : `${year}-${two(m)}`;
};

const two = (value: number): string => String(value).padStart(2, '0');

const yearOf = (date: string | undefined): number | undefined =>
  date ? Number(date.slice(0, 4)) : undefined;

const span = (from: number, to: number): string => (from === to ? `${from}` : `${from}/${to}`);
