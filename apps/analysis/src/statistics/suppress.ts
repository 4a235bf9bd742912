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
export const suppress = (cells: readonly Cell[]): { cells: ShownCell[]; total?: number } =>
  shown(
    cells,
    hiddenIn(cells, () => false),
  );

/**
 * The same, and in agreement with every coarser table of these counts (fewer of the dimensions),
 * which anybody may ask for as well: what a coarser table hides cannot be added up from this one,
 * and what this one hides does not follow from a coarser one. The coarser tables are suppressed
 * first, each in agreement with those coarser still.
 */
export const suppressConsistently = (
  cells: readonly Cell[],
): { cells: ShownCell[]; total?: number } => shown(cells, consistentlyHidden(cells, new Map()));

const consistentlyHidden = (
  cells: readonly Cell[],
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<Cell> => {
  const names = Object.keys(cells[0]?.dimensions ?? {});
  const parents = names.map((name) => {
    const left = names.filter((other) => other !== name);
    const key = [...left].sort().join();
    const hidden = known.get(key) ?? hiddenKeys(margin(cells, left), known);
    known.set(key, hidden);
    return { left, hidden };
  });
  return hiddenIn(cells, (cell, free) => {
    const parent = parents.find(({ left }) => !left.includes(free));
    return parent?.hidden.has(keyOf(cell, parent.left)) ?? false;
  });
};

const hiddenKeys = (
  cells: readonly Cell[],
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> => {
  const names = Object.keys(cells[0]?.dimensions ?? {});
  return new Set([...consistentlyHidden(cells, known)].map((cell) => keyOf(cell, names)));
};

/** The table of fewer dimensions that the same counts make. */
const margin = (cells: readonly Cell[], names: readonly string[]): Cell[] => {
  const table = new Map<string, Cell>();
  for (const cell of cells) {
    const key = keyOf(cell, names);
    const known = table.get(key);
    const dimensions = Object.fromEntries(names.map((name) => [name, cell.dimensions[name] ?? '']));
    table.set(key, { dimensions, count: (known?.count ?? 0) + cell.count });
  }
  return [...table.values()];
};

const keyOf = ({ dimensions }: Cell, names: readonly string[]): string =>
  [...names]
    .sort()
    .map((name) => dimensions[name] ?? '')
    .join('\u001f');

/** The cells to hide. Of a line whose own sum is hidden, one hidden cell is enough. */
const hiddenIn = (
  cells: readonly Cell[],
  isSumHidden: (cell: Cell, free: string) => boolean,
): ReadonlySet<Cell> => {
  const hidden = new Set(cells.filter(({ count }) => count < SMALLEST_SHOWN));
  const lines = linesOf(cells);
  for (let changed = true; changed;) {
    changed = false;
    for (const { line, free } of lines) {
      const inside = line.filter((cell) => hidden.has(cell));
      const sum = inside.reduce((total, { count }) => total + count, 0);
      const [first] = line;
      const secret = first !== undefined && free !== '' && isSumHidden(first, free);
      if (secret ? inside.length > 0 : inside.length === 0) continue;
      if (!secret && inside.length > 1 && sum >= SMALLEST_SHOWN) continue;
      const next = line.filter((cell) => !hidden.has(cell)).sort((a, b) => a.count - b.count)[0];
      if (next) changed = hidden.add(next) !== undefined;
    }
  }
  return hidden;
};

const shown = (
  cells: readonly Cell[],
  hidden: ReadonlySet<Cell>,
): { cells: ShownCell[]; total?: number } => {
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

interface Line {
  line: Cell[];
  /** The one dimension along which the line runs; empty for the whole of a larger table. */
  free: string;
}

/** The whole table, and for tables of several dimensions every group that shares all but one. */
const linesOf = (cells: readonly Cell[]): Line[] => {
  const [only, ...more] = Object.keys(cells[0]?.dimensions ?? {});
  const lines = new Map<string, Line>([
    ['', { line: [...cells], free: more.length === 0 ? (only ?? '') : '' }],
  ]);
  for (const cell of cells) {
    const names = Object.keys(cell.dimensions);
    if (names.length < 2) continue;
    for (const free of names) {
      const key = names.map((name) => (name === free ? '*' : cell.dimensions[name])).join('\u001f');
      const known = lines.get(key) ?? { line: [], free };
      known.line.push(cell);
      lines.set(key, known);
    }
  }
  return [...lines.values()];
};
