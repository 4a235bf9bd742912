import {
  followTheMoneyReader,
  heldDocumentsReader,
  type HeldDocuments,
} from './read-follow-the-money';
import { documentsCsvReader } from './read-documents-csv';
import type { ListReader, ListRow } from './read-list';
import { ofacReaders } from './read-ofac';
import { openSanctionsCsvReader } from './read-open-sanctions-csv';
import { documentsJsonReader, personsJsonReader } from './read-own-json';
import { personsCsvReader } from './read-persons-csv';
import { unXmlReader } from './read-un-xml';

/** Every format in which a list can come. */
export const LIST_FORMATS = [
  'ofac',
  'open-sanctions-csv',
  'follow-the-money',
  'un-xml',
  'persons-csv',
  'documents-csv',
  'persons-json',
  'documents-json',
] as const;

export type ListFormat = (typeof LIST_FORMATS)[number];

/** The files of a list by their name in the format: `sdn`, `alt` … for OFAC, else `list` alone. */
export type ListFiles<Text> = Readonly<Partial<Record<ListFile, Text>>>;

export const LIST_FILES = ['list', 'sdn', 'alt', 'comments', 'add'] as const;

export type ListFile = (typeof LIST_FILES)[number];

/** The files that a format needs and those it can do with. */
export const filesOf = (
  format: ListFormat,
): { required: readonly ListFile[]; optional: readonly ListFile[] } =>
  format === 'ofac'
    ? { required: ['sdn', 'alt'], optional: ['comments', 'add'] }
    : { required: ['list'], optional: [] };

interface Pass {
  file: ListFile;
  reader: ListReader;
}

/** Which file is read when, and how; a file can be read twice. */
const passesOf = (format: ListFormat, listId: string): Pass[] => {
  switch (format) {
    case 'ofac': {
      const readers = ofacReaders(listId);
      const order = ['comments', 'alt', 'sdn', 'add'] as const;
      return order.map((file) => ({ file, reader: readers[file] }));
    }
    case 'follow-the-money': {
      const held: HeldDocuments = new Map();
      return [
        { file: 'list', reader: heldDocumentsReader(held) },
        { file: 'list', reader: followTheMoneyReader(listId, held) },
      ];
    }
    default:
      return [{ file: 'list', reader: SINGLE[format](listId) }];
  }
};

const SINGLE = {
  'open-sanctions-csv': openSanctionsCsvReader,
  'un-xml': unXmlReader,
  'persons-csv': personsCsvReader,
  'documents-csv': documentsCsvReader,
  'persons-json': personsJsonReader,
  'documents-json': documentsJsonReader,
} as const;

/**
 * Reads a list piece by piece and gives its rows out as they come, so that memory stays flat
 * however long the list is. Each file is opened when its turn comes, some of them twice.
 */
export async function* streamList(
  format: ListFormat,
  files: ListFiles<() => AsyncIterable<string>>,
  listId: string,
): AsyncGenerator<ListRow[]> {
  for (const { file, reader } of passesOf(format, listId)) {
    const open = files[file];
    if (open) for await (const text of open()) yield reader.push(text);
    yield reader.end();
  }
}

/** The format of a list by its first few thousand characters, or undefined when nothing tells. */
export const guessListFormat = (head: string): ListFormat | undefined => {
  const text = head.replace(/^[\s\ufeff]+/, '');
  if (text.startsWith('<')) return 'un-xml';
  if (/^[[{]/.test(text)) {
    if (/"schema"\s*:/.test(text) && /"properties"\s*:/.test(text)) return 'follow-the-money';
    const names = /"(?:names?|surname|full_?name|apellidos?|nombres?|nombre_completo)"\s*:\s*[["]/i;
    const isDocument = /"kind"\s*:\s*"document"/.test(text) || !names.test(text);
    return isDocument ? 'documents-json' : 'persons-json';
  }
  const heading = text.split('\n', 1)[0] ?? '';
  if (/^"?id"?,/i.test(heading) && /\bschema\b/.test(heading)) return 'open-sanctions-csv';
  if (/surname|apellido|nombre|name/i.test(heading)) return 'persons-csv';
  if (/number|numero|número|documento/i.test(heading)) return 'documents-csv';
  return undefined;
};
