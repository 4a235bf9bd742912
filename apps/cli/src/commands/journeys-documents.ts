import type { LostDocument } from '@vigia/indicators';
import { alpha3Of, documentKey } from '@vigia/manifest';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';

/** The columns in either language, compared without accents, case and blanks. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  number: ['number', 'documentnumber', 'docnumber', 'numero', 'nodocumento', 'numerodocumento'],
  issuer: ['issuer', 'issuingcountry', 'issuingstate', 'country', 'emisor', 'paisemisor', 'pais'],
  type: ['type', 'documenttype', 'doctype', 'tipo', 'tipodocumento', 'tipodedocumento'],
  status: ['status', 'state', 'estado', 'situacion', 'motivo'],
  reportedOn: ['reportedon', 'reported', 'reportdate', 'date', 'fecha', 'fechareporte'],
};
const MORE_DATES = [
  'fechadereporte',
  'fechadenuncia',
  'fechadedenuncia',
  'reportadoel',
  'reportado',
];

const HARMLESS = /^(found|recovered|returned|recuperad|encontrad|hallad|devuelt|vigente|v[aá]lid)/i;

/**
 * Lost and stolen documents by key; the earliest report of a document counts, one found again is
 * left out. Columns number, issuer, type, status, reportedOn in any order, in English or Spanish,
 * with comma, semicolon or tab. Rows that cannot be used are named through `say`, by their line.
 * Throws when the columns of number and issuer are missing.
 */
export const lostDocuments = (
  bytes: Uint8Array | string,
  say: (line: string) => void = () => undefined,
): Map<string, LostDocument> => {
  const text = typeof bytes === 'string' ? bytes : decode(bytes);
  const [head = ''] = text.split(/\r?\n/, 1);
  const delimiter = [';', '\t', ','].find((mark) => head.includes(mark)) ?? ',';
  const rows = z
    .array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))
    .parse(
      parseCsv(text, {
        bom: true,
        trim: true,
        skip_empty_lines: true,
        info: true,
        delimiter,
        relax_column_count: true,
        relax_quotes: true,
      }),
    );
  const header = rows.shift()?.record.map(plain) ?? [];
  const at = (field: string): number => {
    const names = [...(COLUMNS[field] ?? []), ...(field === 'reportedOn' ? MORE_DATES : [])];
    return header.findIndex((title) => names.includes(title));
  };
  const places = Object.fromEntries(Object.keys(COLUMNS).map((field) => [field, at(field)]));
  const missing = ['number', 'issuer'].filter((field) => (places[field] ?? -1) < 0);
  if (missing.length > 0) {
    const names = missing.join(', ');
    throw new Error(`line 1: no column ${names} / línea 1: falta la columna ${names}`);
  }
  const found = new Map<string, LostDocument>();
  for (const { record, info } of rows) {
    const cell = (field: string): string => record[places[field] ?? -1] ?? '';
    const status = cell('status') || 'lost';
    const key = documentKey({
      type: cell('type') || 'U',
      number: cell('number'),
      issuer: stateCode(cell('issuer')),
    });
    const reportedOn = isoDay(cell('reportedOn'));
    if (key === undefined || reportedOn === undefined) {
      say(`line ${info.lines}: not used / línea ${info.lines}: sin usar`);
      continue;
    }
    if (HARMLESS.test(status)) continue;
    const known = found.get(key);
    if (known && (known.reportedOn ?? '') <= reportedOn) continue;
    found.set(key, { status, ...(reportedOn ? { reportedOn } : {}) });
  }
  return found;
};

/** The alpha-3 code of an issuer written in either form. */
export const stateCode = (issuer: string): string => {
  const code = issuer.trim().toUpperCase();
  return code.length === 2 ? (alpha3Of(code) ?? code) : code;
};

/** `YYYY-MM-DD`; an empty cell stays empty, and what is no date is nothing. */
const isoDay = (text: string): string | undefined => {
  if (text === '') return '';
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year
    ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    : text.slice(0, 10);
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? iso : undefined;
};

const plain = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};
