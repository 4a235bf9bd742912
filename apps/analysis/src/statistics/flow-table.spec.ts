import fc from 'fast-check';
import { compareTables, flowTable, type MonthCell } from './flow-table';
import { SMALLEST_SHOWN } from './suppress';

const cell = (month: string, nationality: string, count: number): MonthCell => ({
  ...{ month, dimensions: { nationality }, count },
});

describe('a table of flows', () => {
  it('sums what is shown of each month and says how many months are left out', () => {
    expect(flowTable([cell('2026-01', 'A', 25), cell('2026-02', 'A', 3)], false)).toEqual({
      cells: [{ dimensions: { nationality: 'A' }, count: 25, suppressedMonths: 1 }],
    });
  });

  const months = fc.uniqueArray(
    fc
      .tuple(
        fc.constantFrom('2026-01', '2026-02', '2026-03'),
        fc.constantFrom('A', 'B', 'C'),
        fc.constantFrom('air', 'road'),
        fc.integer({ min: 1, max: 30 }),
      )
      .map(([month, nationality, mode, count]): MonthCell => ({
        ...{ month, dimensions: { nationality, mode }, count },
      })),
    { selector: ({ month, dimensions }) => JSON.stringify([month, dimensions]), minLength: 1 },
  );

  it('shows the same of a month whatever the period asked for', () => {
    fc.assert(
      fc.property(months, (cells) => {
        const whole = flowTable(cells, true).cells;
        for (const month of new Set(cells.map((one) => one.month))) {
          const alone = flowTable(
            cells.filter((one) => one.month === month),
            true,
          ).cells;
          expect(whole.filter(({ dimensions }) => dimensions['month'] === month)).toEqual(alone);
        }
      }),
    );
  });

  it('lets no hidden count follow from a coarser table that shows the sum', () => {
    fc.assert(
      fc.property(months, (cells) => {
        const month = cells.filter((one) => one.month === cells[0]?.month);
        const coarse = flowTable(
          [...new Set(month.map(({ dimensions }) => dimensions['nationality'] ?? ''))].map((name) =>
            cell(
              month[0]?.month ?? '',
              name,
              month
                .filter(({ dimensions }) => dimensions['nationality'] === name)
                .reduce((sum, { count }) => sum + count, 0),
            ),
          ),
          true,
        ).cells;
        const fine = flowTable(month, true).cells;
        const modes = new Set(month.map(({ dimensions }) => dimensions['mode']));
        for (const { dimensions, count } of coarse) {
          const shown = fine.filter(
            (one) => one.dimensions['nationality'] === dimensions['nationality'],
          );
          const sum = shown.reduce((all, one) => all + (one.count ?? 0), 0);
          // What is left of a sum that is shown is nothing, or spread over two cells at least; a
          // hidden sum cannot be added up.
          if (count === undefined) expect(shown.length).toBeLessThan(modes.size);
          else if (sum < count) expect(modes.size - shown.length).toBeGreaterThan(1);
        }
        for (const { count } of fine) {
          if (count !== undefined) expect(count).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('tells a change only where nothing is suppressed', () => {
    const now = flowTable([cell('2026-02', 'A', 30), cell('2026-02', 'B', 12)], false);
    const before = flowTable([cell('2026-01', 'A', 20), cell('2026-01', 'C', 15)], false);
    expect(compareTables(now, before)).toEqual([
      {
        ...{ dimensions: { nationality: 'A' }, now: { count: 30 }, before: { count: 20 } },
        ...{ change: 10, changePercent: 50 },
      },
      { dimensions: { nationality: 'B' }, now: { count: 12 }, before: { count: 0 } },
      { dimensions: { nationality: 'C' }, now: { count: 0 }, before: { count: 15 } },
    ]);
  });
});
