import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  readDocumentsCsv,
  readOfac,
  readPersonsCsv,
  type Entry,
  type ReadList,
} from '@vigia/matching';

/**
 * Loads a list file, or a folder with the OFAC files (`sdn.csv`, `alt.csv`, optionally
 * `sdn_comments.csv`, `add.csv`). The file's name is the list's id. Throws when nothing can be read.
 */
export const loadWatchlist = async (path: string): Promise<ReadList> => {
  const listId = basename(path).replace(/\.[^.]+$/, '');
  if ((await stat(path)).isDirectory()) return readOfacFolder(path);
  const text = await readFile(path, 'utf8');
  if (basename(path) === 'sdn.csv') return readOfacFolder(join(path, '..'));
  if (/^\s*[[{]/.test(text)) return entriesOf(text);
  const heading = text.slice(0, text.indexOf('\n')).toLowerCase();
  const persons = /surname|apellido|name|nombre/.test(heading);
  return persons ? readPersonsCsv(text, listId) : readDocumentsCsv(text, listId);
};

const readOfacFolder = async (folder: string): Promise<ReadList> => {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const optional = (name: string): Promise<string> =>
    read(name).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
  const [sdn, alt, comments, add] = await Promise.all([
    read('sdn.csv'),
    optional('alt.csv'),
    optional('sdn_comments.csv'),
    optional('add.csv'),
  ]);
  return readOfac({ sdn, alt, comments, add });
};

/** Entries as JSON: an array, or one entry a line. */
const entriesOf = (text: string): ReadList => {
  const values = text.trimStart().startsWith('[')
    ? (JSON.parse(text) as Entry[])
    : text
        .split('\n')
        .filter((line) => line.trim())
        .map((line) => JSON.parse(line) as Entry);
  const counts = { rows: values.length, entries: values.length, refused: 0, skipped: 0 };
  return { entries: values, problems: [], counts };
};
