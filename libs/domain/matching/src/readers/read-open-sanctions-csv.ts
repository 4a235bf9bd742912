import { alpha3 } from '../countries';
import type { EntryName } from '../entry';
import { CsvTable, type TableRow } from './csv-table';
import { readDate } from './read-date';
import {
  collectList,
  entryRow,
  problemRow,
  type ListReader,
  type ListRow,
  type ReadList,
} from './read-list';
import { tableProblem } from './read-persons-csv';

const COLUMNS: ReadonlySet<string> = new Set([
  ...['id', 'schema', 'name', 'aliases', 'birth_date', 'countries', 'identifiers'],
  ...['program_ids', 'dataset'],
]);

/**
 * Reads OpenSanctions' `targets.simple.csv` piece by piece (columns id, schema, name, aliases,
 * birth_date, countries, identifiers …; several values of one column separated by `;`). Only the
 * schema Person becomes entries; companies, vessels and the like are skipped and counted. Countries
 * there mix nationality with residence, so they are taken as nationality only when there is just
 * one. Identifiers come without issuer, so they are weak evidence.
 */
export const openSanctionsCsvReader = (listId: string): ListReader => {
  const table = new CsvTable({
    columnOf: (heading) => (COLUMNS.has(heading.toLowerCase()) ? heading.toLowerCase() : undefined),
    required: [['id'], ['schema'], ['name']],
  });
  const read = (row: TableRow): ListRow[] => rowsOf(row, listId);
  return {
    push: (text) => table.push(text).flatMap(read),
    end: () => table.end().flatMap(read),
  };
};

/** As `openSanctionsCsvReader`, for a text as a whole. */
export const readOpenSanctionsCsv = (text: string, listId: string): ReadList => {
  const reader = openSanctionsCsvReader(listId);
  return collectList([...reader.push(text), ...reader.end()]);
};

const rowsOf = ({ line, row, problem }: TableRow, listId: string): ListRow[] => {
  const { id: entryId, schema, name = '' } = row;
  if (problem) return [tableProblem(line, problem, entryId)];
  if (!entryId) return [problemRow('LIST_ROW_BROKEN', line, { refused: true, field: 'id' })];
  if (schema !== 'Person') return [{ kind: 'skipped' }];
  const aliases = split(row['aliases']);
  if (name === '' && aliases.length === 0) {
    const note = { refused: true, entryId, field: 'name' };
    return [problemRow('LIST_ROW_WITHOUT_NAME', line, note)];
  }
  const dates = split(row['birth_date']).map(readDate);
  const noted = dates.includes(undefined)
    ? [
        problemRow('LIST_DATE_UNREADABLE', line, {
          detail: entryId,
          entryId,
          field: 'birth_date',
        }),
      ]
    : [];
  const countries = split(row['countries']).map(alpha3);
  const programmes = split(row['program_ids'] ?? row['dataset']);
  const names: EntryName[] = [
    ...(name ? [{ full: name, quality: 'primary' as const }] : []),
    ...aliases.map((full) => ({ full, quality: 'strong' as const })),
  ];
  const entry = {
    entryId,
    listId,
    kind: 'person' as const,
    names,
    datesOfBirth: dates.filter((date) => date !== undefined),
    nationalities: countries.length === 1 ? countries : [],
    documents: split(row['identifiers']).map((number) => ({ type: 'U', number })),
    ...(programmes.length > 0 ? { programmes } : {}),
  };
  return [...noted, entryRow(entry, line)];
};

const split = (value: string | undefined): string[] =>
  (value ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
