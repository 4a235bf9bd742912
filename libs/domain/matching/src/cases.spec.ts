import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from './compare';
import { DEFAULT_POLICY } from './policy';
import { readCsvTable } from './readers/read-csv';

const text = readFileSync(join(__dirname, '..', 'cases', 'pairs.csv'), 'utf8');
const rows = [...readCsvTable(text, (heading) => heading)].map(({ row }) => row);

const fields = (name = '') => {
  const [surname = '', given = ''] = name.split(', ');
  return { surname, given };
};

/** The golden cases that officers extend: one line a case in cases/pairs.csv. */
describe('golden cases', () => {
  it.each(rows)('$expected: $traveller against $listed ($why)', (row) => {
    const { score } = compare(
      { ...fields(row['traveller']), dateOfBirth: row['born'] ?? '', documents: [] },
      {
        entryId: '1',
        listId: 'cases',
        kind: 'person',
        names: [{ ...fields(row['listed']), quality: 'primary' }],
        datesOfBirth: [row['listed_born'] ?? ''],
        nationalities: [],
        documents: [],
      },
    );
    expect(score >= DEFAULT_POLICY.threshold ? 'match' : 'other').toBe(row['expected']);
  });
});
