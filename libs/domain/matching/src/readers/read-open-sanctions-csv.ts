import { alpha3 } from '../countries';
import type { EntryName } from '../entry';
import { readCsvTable } from './read-csv';
import { readDate } from './read-date';
import { ListCollector, type ReadList } from './read-list';

/**
 * Reads OpenSanctions' `targets.simple.csv` (columns id, schema, name, aliases, birth_date,
 * countries, identifiers …; several values of one column separated by `;`). Only the schema
 * Person becomes entries; companies, vessels and the like are skipped and counted. Countries there
 * mix nationality with residence, so they are taken as nationality only when there is just one.
 * Identifiers come without issuer, so they are weak evidence.
 */
export const readOpenSanctionsCsv = (text: string, listId: string): ReadList => {
  const list = new ListCollector();
  for (const { line, row, problem } of readCsvTable(text, (heading) => heading.toLowerCase())) {
    list.row();
    const { id = '', schema, name = '' } = row;
    if (problem || id === '') {
      list.problem('LIST_ROW_BROKEN', line, { refused: true });
      continue;
    }
    if (schema !== 'Person') {
      list.skip();
      continue;
    }
    const aliases = split(row['aliases']);
    if (name === '' && aliases.length === 0) {
      list.problem('LIST_ROW_WITHOUT_NAME', line, { refused: true });
      continue;
    }
    const dates = split(row['birth_date']).map(readDate);
    if (dates.includes(undefined)) list.problem('LIST_DATE_UNREADABLE', line, { detail: id });
    const countries = split(row['countries']).map(alpha3);
    const programmes = split(row['program_ids'] ?? row['dataset']);
    const names: EntryName[] = [
      ...(name ? [{ full: name, quality: 'primary' as const }] : []),
      ...aliases.map((full) => ({ full, quality: 'strong' as const })),
    ];
    list.add(
      {
        entryId: id,
        listId,
        kind: 'person',
        names,
        datesOfBirth: dates.filter((date) => date !== undefined),
        nationalities: countries.length === 1 ? countries : [],
        documents: split(row['identifiers']).map((number) => ({ type: 'U', number })),
        ...(programmes.length > 0 ? { programmes } : {}),
      },
      line,
    );
  }
  return list.done();
};

const split = (value: string | undefined): string[] =>
  (value ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
