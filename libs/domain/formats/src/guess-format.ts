import { utf16LabelOf } from './decode-text';
import type { Format } from './parse-result';

const latin1 = new TextDecoder('latin1');

const BY_TYPE: readonly (readonly [RegExp, Format])[] = [
  [/edifact|edi-consent/i, 'paxlst'],
  [/spreadsheetml/i, 'xlsx'],
  [/json/i, 'json'],
  [/csv|tab-separated/i, 'csv'],
];

const BY_NAME: readonly (readonly [RegExp, Format])[] = [
  [/\.(edi|edifact|paxlst)$/i, 'paxlst'],
  [/\.xlsx$/i, 'xlsx'],
  [/\.json$/i, 'json'],
  [/\.(csv|tsv)$/i, 'csv'],
];

const match = (
  table: readonly (readonly [RegExp, Format])[],
  text: string | undefined,
): Format | undefined => (text ? table.find(([pattern]) => pattern.test(text))?.[1] : undefined);

/**
 * Guesses the format of a file: by what the bytes show beyond doubt (zip, UNA/UNB, a JSON bracket),
 * then by the media type, then by the name, and last by a delimiter in the first lines.
 */
export const guessFormat = (
  bytes: Uint8Array,
  hint: { file?: string; contentType?: string } = {},
): Format | undefined => {
  if (bytes.length === 0) return undefined;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03) return 'xlsx';
  const head = headOf(bytes, 4096);
  const hinted = match(BY_TYPE, hint.contentType) ?? match(BY_NAME, hint.file);
  if (looksLikeEdifact(head)) return 'paxlst';
  if (/^\s*[[{]/.test(head) && hinted !== 'csv') return 'json';
  if (hinted) return hinted;
  // Relays put whole mail headers before the interchange.
  if (looksLikeEdifact(headOf(bytes, 65_536))) return 'paxlst';
  return /[;,\t|]/.test(head) && !head.includes('\0') ? 'csv' : undefined;
};

/** The first bytes as text, byte by byte unless a byte order mark says UTF-16. */
const headOf = (bytes: Uint8Array, length: number): string => {
  const head = bytes.subarray(0, length);
  const utf16 = utf16LabelOf(head);
  return (utf16 ? new TextDecoder(utf16) : latin1).decode(head).replace(/^ï»¿/, '');
};

/** A service string or a header that begins an interchange, before any quoted table text. */
const looksLikeEdifact = (head: string): boolean => {
  const flat = head.replace(/[\r\n]/g, '');
  return /UNA.{6}\s*UNB|UNB([^A-Za-z0-9\s])(?:UNO[A-Z]|[A-Z0-9]{3,4}[^A-Za-z0-9\s]\d\1)/.test(flat);
};
