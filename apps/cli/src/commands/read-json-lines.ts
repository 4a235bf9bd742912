import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** A line that is no JSON object, with its place: `file, line 7`. */
export interface BrokenLine {
  readonly place: string;
  readonly text: { es: string; en: string };
}

/**
 * Reads JSON lines from a file or `-` (stdin), one value at a time, whatever the file's size. Blank
 * lines, CRLF and a byte order mark are passed over; a broken line goes to `onBroken` and stops no
 * other. Throws when the file cannot be read.
 */
export async function* readJsonLines<T extends object>(
  path: string,
  onBroken: (line: BrokenLine) => void,
): AsyncGenerator<T> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const content = line.replace(/^\ufeff/, '').trim();
    if (content === '') continue;
    const value = parse(content);
    if (isObject(value)) yield value as T;
    else onBroken({ place: `${path}, line ${number}`, text: reasonOf(value) });
  }
}

/** The value of a line; nothing when it is not JSON. */
const parse = (content: string): unknown => {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const reasonOf = (value: unknown): BrokenLine['text'] =>
  value === undefined
    ? { es: 'no es JSON', en: 'not JSON' }
    : { es: 'no es un objeto JSON', en: 'not a JSON object' };

/** Tells of broken lines on stderr, and lets the program end with 2 when there were any. */
export const reportBrokenLine = ({ place, text }: BrokenLine): void => {
  process.stderr.write(`vigia: ${place}: ${text.en} / ${text.es}\n`);
  process.exitCode = 2;
};
