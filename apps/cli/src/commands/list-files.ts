import { createReadStream } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { guessListFormat, LIST_FORMATS, type ListFile, type ListFormat } from '@vigia/matching';

/** Where the files of a list lie, and what they are. */
export interface ListPaths {
  format: ListFormat;
  paths: Partial<Record<ListFile, string>>;
}

const OFAC_FILES = {
  comments: 'sdn_comments.csv',
  add: 'add.csv',
  alt: 'alt.csv',
  sdn: 'sdn.csv',
} as const;

const HEAD_BYTES = 64 * 1024;

/**
 * The files of a list: a file, a folder with the OFAC files, or one of these. The format is guessed
 * from the content when it is not given. Throws when the file cannot be read or nothing tells its
 * format.
 */
export const listPaths = async (path: string, format?: string): Promise<ListPaths> => {
  const known = LIST_FORMATS.find((one) => one === format);
  if (format !== undefined && !known) {
    throw new Error(`unknown format ${format}; known are ${LIST_FORMATS.join(', ')}`);
  }
  const isFolder = (await stat(path)).isDirectory();
  if (isFolder || basename(path) === 'sdn.csv' || known === 'ofac') {
    return { format: 'ofac', paths: await ofacPaths(isFolder ? path : dirname(path)) };
  }
  const guessed = known ?? guessListFormat(await headOf(path));
  if (!guessed) throw new Error(`${path}: nothing tells the format; give it with --format`);
  return { format: guessed, paths: { list: path } };
};

const ofacPaths = async (folder: string): Promise<ListPaths['paths']> => {
  const paths: ListPaths['paths'] = {};
  for (const [name, file] of Object.entries(OFAC_FILES)) {
    const path = join(folder, file);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) paths[name as ListFile] = path;
  }
  if (!paths.sdn) throw new Error(`${folder}: no sdn.csv`);
  return paths;
};

const headOf = async (path: string): Promise<string> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
};

/** The text of a file, piece by piece. */
export const textOf = (path: string): AsyncIterable<string> =>
  createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 });
