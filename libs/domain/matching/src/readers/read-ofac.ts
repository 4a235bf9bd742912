import type { Entry } from '../entry';
import { readCsv, type CsvRecord } from './read-csv';
import { ListCollector, type ReadList } from './read-list';
import { nameOf, readOfacRemarks } from './read-ofac-remarks';

const NONE = '-0-';
const SDN_COLUMNS = 12;
const ALT_COLUMNS = 5;
const ADD_COLUMNS = 6;

/**
 * Reads the OFAC SDN list in its legacy CSV form (no headings, absent values `-0-`): individuals
 * of `sdn`, their further names in `alt`, remarks that go on in `comments`. Addresses (`add`) are
 * checked for orphans only. Companies, vessels and aircraft are skipped and counted. `entryId` is
 * the list's own number.
 */
export const readOfac = (
  files: { sdn: string; alt: string; comments?: string; add?: string },
  listId = 'ofac-sdn',
): ReadList => {
  const list = new ListCollector();
  const everyId = new Set<string>();
  const continued = readComments(files.comments ?? '');
  for (const record of readCsv(files.sdn)) {
    list.row();
    const [entryId = '', name = '', type = '', programmes = ''] = record.fields;
    if (isBroken(record, SDN_COLUMNS) || !/^\d+$/.test(entryId)) {
      if (isEndMark(record)) list.skip();
      else list.problem('LIST_ROW_BROKEN', record.line, { file: 'sdn.csv', refused: true });
      continue;
    }
    everyId.add(entryId);
    if (type !== 'individual') {
      list.skip();
      continue;
    }
    if (!stated(name)) {
      list.problem('LIST_ROW_WITHOUT_NAME', record.line, { file: 'sdn.csv', refused: true });
      continue;
    }
    const remarks = `${stated(record.fields[11] ?? '')}${continued.get(entryId) ?? ''}`;
    list.add(entryOf(entryId, listId, name, programmes, remarks, record.line, list), record.line);
  }
  readAliases(files.alt, list, everyId);
  readAddresses(files.add ?? '', list, everyId);
  return list.done();
};

const entryOf = (
  entryId: string,
  listId: string,
  name: string,
  programmes: string,
  text: string,
  line: number,
  list: ListCollector,
): Entry => {
  const remarks = readOfacRemarks(text);
  remarks.unreadable.forEach(() => {
    list.problem('LIST_DATE_UNREADABLE', line, { file: 'sdn.csv', detail: `entry ${entryId}` });
  });
  const programmeCodes = stated(programmes)
    .split(/\]\s*\[/)
    .map((code) => code.replace(/[[\]]/g, '').trim())
    .filter(Boolean);
  return {
    entryId,
    listId,
    kind: 'person',
    names: [nameOf(name, 'primary'), ...remarks.aliases],
    datesOfBirth: remarks.datesOfBirth,
    nationalities: remarks.nationalities,
    documents: remarks.documents,
    ...(remarks.sex ? { sex: remarks.sex } : {}),
    ...(programmeCodes.length > 0 ? { programmes: programmeCodes } : {}),
  };
};

const readAliases = (text: string, list: ListCollector, everyId: ReadonlySet<string>): void => {
  for (const record of readCsv(text)) {
    const [entryId = '', , , name = ''] = record.fields;
    if (isBroken(record, ALT_COLUMNS)) {
      if (isEndMark(record)) continue;
      list.problem('LIST_ROW_BROKEN', record.line, { file: 'alt.csv', refused: true });
    } else if (!everyId.has(entryId)) {
      list.problem('LIST_ROW_ORPHAN', record.line, { file: 'alt.csv', refused: true });
    } else if (stated(name)) list.entry(entryId)?.names.push(nameOf(name, 'strong'));
  }
};

const readAddresses = (text: string, list: ListCollector, everyId: ReadonlySet<string>): void => {
  for (const record of readCsv(text)) {
    if (isEndMark(record)) continue;
    const code = isBroken(record, ADD_COLUMNS)
      ? 'LIST_ROW_BROKEN'
      : everyId.has(record.fields[0] ?? '')
        ? undefined
        : 'LIST_ROW_ORPHAN';
    if (code) list.problem(code, record.line, { file: 'add.csv' });
  }
};

/** Remarks of more than a thousand characters go on in the comments file, in the middle of a word. */
const readComments = (text: string): Map<string, string> => {
  const comments = new Map<string, string>();
  for (const { fields } of readCsv(text)) {
    const [entryId = '', comment = ''] = fields;
    if (stated(comment)) comments.set(entryId, (comments.get(entryId) ?? '') + comment);
  }
  return comments;
};

const isBroken = (record: CsvRecord, columns: number): boolean =>
  record.unterminated || record.fields.length !== columns;

/** The published files end in the control character SUB. */
const isEndMark = ({ fields }: CsvRecord): boolean => fields.length === 1 && fields[0] === '\u001a';

const stated = (value: string): string => (value.trim() === NONE ? '' : value.trim());
