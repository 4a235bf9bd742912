import fc from 'fast-check';
import { SMALLEST_SHOWN, suppress, type Cell } from './suppress';

const cell = (month: string, count: number): Cell => ({ dimensions: { month }, count });

describe('suppress', () => {
  it('shows counts from ten on, and their total', () => {
    expect(suppress([cell('2026-01', 10), cell('2026-02', 25)])).toEqual({
      cells: [
        { dimensions: { month: '2026-01' }, count: 10 },
        { dimensions: { month: '2026-02' }, count: 25 },
      ],
      total: 35,
    });
  });

  it('hides a small count and the next smallest, from which it would follow', () => {
    const { cells, total } = suppress([cell('a', 3), cell('b', 12), cell('c', 40)]);
    expect(cells.map(({ suppressed }) => suppressed ?? false)).toEqual([true, true, false]);
    expect(total).toBe(55);
  });

  it('gives no total of a single small cell', () => {
    expect(suppress([cell('a', 3)])).toEqual({
      cells: [{ dimensions: { month: 'a' }, suppressed: true }],
    });
  });

  const table = fc.uniqueArray(
    fc.record({
      dimensions: fc.record({
        month: fc.constantFrom('1', '2', '3'),
        to: fc.constantFrom('A', 'B'),
      }),
      count: fc.integer({ min: 1, max: 40 }),
    }),
    { selector: ({ dimensions }) => JSON.stringify(dimensions), minLength: 1 },
  );

  it('never lets a hidden count follow from its row, its column or the total', () => {
    fc.assert(
      fc.property(table, (cells) => {
        const { cells: shown, total } = suppress(cells);
        for (const dimension of ['month', 'to'] as const) {
          const other = dimension === 'month' ? 'to' : 'month';
          for (const value of new Set(cells.map(({ dimensions }) => dimensions[dimension]))) {
            const line = shown.filter(({ dimensions }) => dimensions[dimension] === value);
            const hidden = line.filter(({ suppressed }) => suppressed);
            if (hidden.length !== 1) continue;
            // A line may hide one cell only where nothing else is left in it to hide.
            expect(line.length).toBe(1);
            expect(other).toBeDefined();
          }
        }
        const hiddenSum = cells
          .filter((_, index) => shown[index]?.suppressed)
          .reduce((sum, { count }) => sum + count, 0);
        const hiddenCells = shown.filter(({ suppressed }) => suppressed).length;
        if (total !== undefined && hiddenCells > 0) {
          expect(hiddenCells).toBeGreaterThan(1);
          expect(hiddenSum).toBeGreaterThanOrEqual(
            Math.min(
              SMALLEST_SHOWN,
              cells.reduce((sum, { count }) => sum + count, 0),
            ),
          );
        }
        for (const [index, { count }] of shown.entries()) {
          if (count !== undefined) expect(count).toBe(cells[index]?.count);
          if (count !== undefined) expect(count).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
        }
      }),
    );
  });
});
