import type { Manifest } from '@vigia/manifest';
import { decodeText } from './decode-text';
import { readPaxlst } from './paxlst/read-paxlst';
import { guessFormat } from './guess-format';
import { readJson } from './json/read-json';
import { MOST_BYTES } from './limits';
import type { Counts, CusresAnswer, Format, ParseOptions, ParseResult } from './parse-result';
import { Report } from './report';
import { readCsv } from './table/read-csv';
import { readXlsx } from './table/read-xlsx';

/**
 * Reads a passenger list in any of our formats into canonical manifests and located findings.
 * Total: whatever the bytes, it answers and never throws. A bad traveller is refused alone; the
 * list is rejected only when no manifest comes of it.
 */
export const parse = (bytes: Uint8Array, options: ParseOptions): ParseResult => {
  const report = new Report();
  const counts: Counts = { received: 0, accepted: 0, warned: 0, refused: 0 };
  const responses: CusresAnswer[] = [];
  const format = options.format ?? guessFormat(bytes, options);
  const manifests = readSafely(bytes, format, options, { report, counts, responses });
  const something = manifests.length + responses.length > 0;
  if (!something && report.isWithoutError) report.note('NOTHING_READ');
  const findings = report.close();
  return {
    file: options.file,
    format: nameOfFormat(format, manifests.length, findings),
    outcome: outcomeOf(something, findings),
    manifests,
    findings,
    ...(responses.length > 0 && { responses }),
    counts,
  };
};

/** PNRGOV travels as UN/EDIFACT; the answer calls it by its name. */
const nameOfFormat = (
  format: Format | undefined,
  manifests: number,
  findings: ParseResult['findings'],
): string => {
  const pnrgov = findings.some(({ code }) => code === 'PNRGOV_UNSUPPORTED');
  return pnrgov && manifests === 0 ? 'pnrgov' : (format ?? 'unknown');
};

const outcomeOf = (
  something: boolean,
  findings: ParseResult['findings'],
): ParseResult['outcome'] => {
  if (!something) return 'rejected';
  const clean = findings.every(({ severity }) => severity === 'info');
  return clean ? 'accepted' : 'accepted-with-warnings';
};

/** What one reading of a file fills in. */
interface Outcome {
  report: Report;
  counts: Counts;
  responses: CusresAnswer[];
}

const readSafely = (
  bytes: Uint8Array,
  format: Format | undefined,
  options: ParseOptions,
  outcome: Outcome,
): Manifest[] => {
  const { report, counts } = outcome;
  try {
    return read(bytes, format, options, outcome);
  } catch {
    // A defect of ours must not cost the carrier an answer: the file is refused as a whole.
    report.note('UNREADABLE');
    counts.refused = counts.received;
    counts.accepted = 0;
    counts.warned = 0;
    return [];
  }
};

const read = (
  bytes: Uint8Array,
  format: Format | undefined,
  options: ParseOptions,
  { report, counts, responses }: Outcome,
): Manifest[] => {
  if (bytes.length === 0) {
    report.note('EMPTY_INPUT');
    return [];
  }
  if (format === undefined) {
    report.note('UNKNOWN_FORMAT');
    return [];
  }
  if (bytes.length > MOST_BYTES[format]) {
    const limit = { es: 'bytes del archivo', en: 'bytes of the file' };
    report.note('LIMIT_EXCEEDED', { limit, value: bytes.length });
    return [];
  }
  switch (format) {
    case 'json':
      return readJson(decodeText(bytes), options, report, counts);
    case 'csv':
      return readCsv(decodeText(bytes), options, report, counts);
    case 'xlsx':
      return readXlsx(bytes, options, report, counts);
    case 'paxlst':
      return readPaxlst(bytes, options, report, counts, responses);
  }
};
