/** One cell of a table of counts; `dimensions` name it. */
export interface Cell {
  dimensions: Readonly<Record<string, string>>;
  count: number;
}

/** A cell as it may be shown: without a count when it could point at somebody. */
export interface ShownCell {
  dimensions: Readonly<Record<string, string>>;
  count?: number;
  suppressed?: true;
}

/** Counts below this are not shown (spec/indicators.md; safeguard 6: small-cell statistics). */
export const SMALLEST_SHOWN = 10;

/**
 * Hides small counts, and as many others as it takes that no hidden one follows from the rest:
 * along every dimension, whatever is hidden in one row or column is none, or at least two cells
 * that together reach the threshold. The same holds for the table as a whole, so totals are safe.
 */
export const suppress = (cells: readonly Cell[]): { cells: ShownCell[]; total?: number } => {
  const hidden = new Set(cells.filter(({ count }) => count < SMALLEST_SHOWN));
  const lines = linesOf(cells);
  for (let changed = true; changed;) {
    changed = false;
    for (const line of lines) {
      const inside = line.filter((cell) => hidden.has(cell));
      const sum = inside.reduce((total, { count }) => total + count, 0);
      if (inside.length === 0 || (inside.length > 1 && sum >= SMALLEST_SHOWN)) continue;
      const next = line.filter((cell) => !hidden.has(cell)).sort((a, b) => a.count - b.count)[0];
      if (next) changed = hidden.add(next) !== undefined;
    }
  }
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  const safeTotal = hidden.size === 0 || hidden.size > 1;
  return {
    cells: cells.map((cell) =>
      hidden.has(cell)
        ? { dimensions: cell.dimensions, suppressed: true }
        : { dimensions: cell.dimensions, count: cell.count },
    ),
    ...(safeTotal && total >= SMALLEST_SHOWN && { total }),
  };
};

/** The whole table, and for tables of several dimensions every group that shares all but one. */
const linesOf = (cells: readonly Cell[]): Cell[][] => {
  const lines = new Map<string, Cell[]>([['', [...cells]]]);
  for (const cell of cells) {
    const names = Object.keys(cell.dimensions);
    if (names.length < 2) continue;
    for (const free of names) {
      const key = names.map((name) => (name === free ? '*' : cell.dimensions[name])).join('\u001f');
      const line = lines.get(key) ?? [];
      line.push(cell);
      lines.set(key, line);
    }
  }
  return [...lines.values()];
};
