import type { Entry, EntryName } from '../entry';
import { CsvParser, type CsvRecord } from './csv-parser';
import {
  collectList,
  entryRow,
  problemRow,
  type ListReader,
  type ListRow,
  type ReadList,
} from './read-list';
import { nameOf, readOfacRemarks } from './read-ofac-remarks';

const NONE = '-0-';
const SDN_COLUMNS = 12;
const ALT_COLUMNS = 5;
const ADD_COLUMNS = 6;

/** The files of the list in the order in which they must be read. */
export interface OfacReaders {
  comments: ListReader;
  alt: ListReader;
  sdn: ListReader;
  add: ListReader;
}

/**
 * Reads the OFAC SDN list in its legacy CSV form (no headings, absent values `-0-`): individuals
 * of `sdn`, their further names in `alt`, remarks that go on in `comments`. Addresses (`add`) are
 * checked for orphans only. Companies, vessels and aircraft are skipped and counted. `entryId` is
 * the list's own number. Further names and comments are kept until their individual comes; entries
 * are not. What is wrong in `alt` is told at the end of `sdn`.
 */
export const ofacReaders = (listId = 'ofac-sdn'): OfacReaders => {
  const comments = new Map<string, string>();
  const aliases = new Map<string, { name: string; row: number }[]>();
  const brokenAliases: ListRow[] = [];
  const everyId = new Set<string>();
  const individual = (record: CsvRecord): ListRow[] => {
    const [entryId = '', name = '', type = '', programmes = ''] = record.fields;
    const note = { file: 'sdn.csv', refused: true };
    if (isBroken(record, SDN_COLUMNS) || !/^\d+$/.test(entryId)) {
      if (isEndMark(record)) return [{ kind: 'skipped' }];
      return [problemRow(record.closed ? 'LIST_ROW_BROKEN' : 'LIST_FILE_CUT', record.line, note)];
    }
    everyId.add(entryId);
    const further = aliases.get(entryId) ?? [];
    aliases.delete(entryId);
    if (type !== 'individual') return [{ kind: 'skipped' }];
    if (!stated(name)) {
      return [
        problemRow('LIST_ROW_WITHOUT_NAME', record.line, { ...note, entryId, field: 'SDN_Name' }),
      ];
    }
    const remarks = `${stated(record.fields[11] ?? '')}${comments.get(entryId) ?? ''}`;
    const names = further.map((alias) => nameOf(alias.name, 'strong'));
    return entryOf({ entryId, listId, name, programmes, remarks, names }, record.line);
  };
  return {
    comments: reader(({ fields: [entryId = '', comment = ''] }) => {
      // Remarks of more than a thousand characters go on here, in the middle of a word.
      if (stated(comment)) comments.set(entryId, (comments.get(entryId) ?? '') + comment);
      return [];
    }),
    alt: reader((record) => {
      const [entryId = '', , , name = ''] = record.fields;
      if (isBroken(record, ALT_COLUMNS)) {
        if (!isEndMark(record)) brokenAliases.push(brokenRow(record, 'alt.csv', true));
      } else {
        const known = aliases.get(entryId) ?? [];
        aliases.set(entryId, [...known, { name: stated(name), row: record.line }]);
      }
      return [];
    }),
    sdn: reader(individual, () => {
      const orphans = [...aliases.values()]
        .flat()
        .map(({ row }) => orphanRow(row, 'alt.csv', true));
      aliases.clear();
      return [...orphans, ...brokenAliases].sort((a, b) => rowNumber(a) - rowNumber(b));
    }),
    add: reader((record) => {
      if (isEndMark(record)) return [];
      if (isBroken(record, ADD_COLUMNS)) return [brokenRow(record, 'add.csv', false)];
      const isKnown = everyId.has(record.fields[0] ?? '');
      return isKnown ? [] : [orphanRow(record.line, 'add.csv', false)];
    }),
  };
};

/** As `ofacReaders`, for texts as a whole. */
export const readOfac = (
  files: { sdn: string; alt: string; comments?: string; add?: string },
  listId = 'ofac-sdn',
): ReadList => {
  const readers = ofacReaders(listId);
  const rows = (['comments', 'alt', 'sdn', 'add'] as const).flatMap((file) => [
    ...readers[file].push(files[file] ?? ''),
    ...readers[file].end(),
  ]);
  return collectList(rows);
};

const reader = (
  read: (record: CsvRecord) => ListRow[],
  atEnd: () => ListRow[] = () => [],
): ListReader => {
  const parser = new CsvParser(',');
  return {
    push: (text) => parser.push(text).flatMap(read),
    end: () => [...parser.end().flatMap(read), ...atEnd()],
  };
};

interface Individual {
  entryId: string;
  listId: string;
  name: string;
  programmes: string;
  remarks: string;
  names: EntryName[];
}

const entryOf = (individual: Individual, line: number): ListRow[] => {
  const { entryId, listId, name, programmes, names } = individual;
  const remarks = readOfacRemarks(individual.remarks);
  const note = { file: 'sdn.csv', detail: `entry ${entryId}`, entryId, field: 'Remarks' };
  const noted = remarks.unreadable.map(() => problemRow('LIST_DATE_UNREADABLE', line, note));
  const codes = stated(programmes)
    .split(/\]\s*\[/)
    .map((code) => code.replace(/[[\]]/g, '').trim())
    .filter(Boolean);
  const entry: Entry = {
    entryId,
    listId,
    kind: 'person',
    names: [nameOf(name, 'primary'), ...remarks.aliases, ...names],
    datesOfBirth: remarks.datesOfBirth,
    nationalities: remarks.nationalities,
    documents: remarks.documents,
    ...(remarks.sex ? { sex: remarks.sex } : {}),
    ...(codes.length > 0 ? { programmes: codes } : {}),
  };
  return [...noted, entryRow(entry, line, 'sdn.csv')];
};

const brokenRow = ({ line, closed }: CsvRecord, file: string, refused: boolean): ListRow =>
  problemRow(closed || !refused ? 'LIST_ROW_BROKEN' : 'LIST_FILE_CUT', line, { file, refused });

const orphanRow = (row: number, file: string, refused: boolean): ListRow =>
  problemRow('LIST_ROW_ORPHAN', row, { file, refused, field: 'ent_num' });

const rowNumber = (row: ListRow): number => (row.kind === 'problem' ? row.problem.row : 0);

const isBroken = (record: CsvRecord, columns: number): boolean =>
  record.unterminated || record.fields.length !== columns;

/** The published files end in the control character SUB. */
const isEndMark = ({ fields }: CsvRecord): boolean => fields.length === 1 && fields[0] === '\u001a';

const stated = (value: string): string => (value.trim() === NONE ? '' : value.trim());
