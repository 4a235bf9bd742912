import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Reads JSON lines from a file or `-` (stdin), one value at a time; a broken line names its number. */
export async function* readJsonLines<T>(path: string): AsyncGenerator<T> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const content = line.replace(/^\ufeff/, '').trim();
    if (content === '') continue;
    yield parse<T>(content, `${path}, line ${number}`);
  }
}

const parse = <T>(content: string, place: string): T => {
  try {
    const value = JSON.parse(content) as T;
    if (typeof value === 'object' && value !== null) return value;
  } catch (cause) {
    throw new Error(`${place}: not JSON`, { cause });
  }
  throw new Error(`${place}: not an object`);
};
