import { suppressConsistently, type Cell } from './suppress';

/** A count of one month, exact; `dimensions` leaves the month out. */
export interface MonthCell extends Cell {
  month: string;
}

/** A row of a table of flows. */
export interface FlowRow {
  dimensions: Readonly<Record<string, string>>;
  /** Absent when every month of it is suppressed. */
  count?: number;
  suppressed?: true;
  /** Months left out of `count` because they are suppressed. */
  suppressedMonths?: number;
}

export interface FlowTable {
  cells: FlowRow[];
  /** Present when no month is suppressed as a whole. */
  total?: number;
  /** Cells are missing because they are suppressed, and cannot be told from those of nobody. */
  incomplete?: true;
}

/**
 * The table of flows, month by month suppressed on its own. A sum over months takes in only what is
 * shown of each month, so two overlapping periods differ by shown months and never reveal a hidden
 * one; and what is shown of a month does not depend on the period asked for.
 *
 * With two dimensions or more beside the month, a suppressed cell is left out: shown as such, it
 * would tell which cells are not empty, and one that stands alone in its row would follow from the
 * row's sum, which the coarser table shows.
 */
export const flowTable = (cells: readonly MonthCell[], byMonth: boolean): FlowTable => {
  const months = new Map<string, MonthCell[]>();
  for (const cell of cells) months.set(cell.month, [...(months.get(cell.month) ?? []), cell]);
  const rows = new Map<string, FlowRow>();
  const totals: (number | undefined)[] = [];
  let incomplete = false;
  for (const [month, own] of [...months].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const suppressed = suppressConsistently(own);
    totals.push(suppressed.total);
    for (const { dimensions, count } of suppressed.cells) {
      if (count === undefined && Object.keys(dimensions).length > 1) {
        incomplete = true;
        continue;
      }
      const shown = byMonth ? { month, ...dimensions } : dimensions;
      const key = JSON.stringify(Object.entries(shown).sort());
      rows.set(key, added(rows.get(key), shown, count));
    }
  }
  const total = totals.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
    0,
  );
  return {
    cells: [...rows.values()].map(({ count, suppressedMonths, dimensions }) =>
      count === undefined
        ? { dimensions, suppressed: true }
        : {
            dimensions,
            count,
            ...(suppressedMonths !== undefined && { suppressedMonths }),
          },
    ),
    ...(total !== undefined && totals.length > 0 && { total }),
    ...(incomplete && { incomplete: true as const }),
  };
};

const added = (
  known: FlowRow | undefined,
  dimensions: FlowRow['dimensions'],
  count: number | undefined,
): FlowRow => {
  const hidden = (known?.suppressedMonths ?? 0) + (count === undefined ? 1 : 0);
  const sum = count === undefined ? known?.count : (known?.count ?? 0) + count;
  return {
    dimensions,
    ...(sum !== undefined && { count: sum }),
    ...(hidden > 0 && { suppressedMonths: hidden }),
  };
};

/** Two periods of one table side by side; a change is only told where nothing is suppressed. */
export const compareTables = (now: FlowTable, before: FlowTable): object[] => {
  const key = ({ dimensions }: FlowRow): string =>
    JSON.stringify(Object.entries(dimensions).sort());
  const earlier = new Map(before.cells.map((row) => [key(row), row]));
  const later = new Map(now.cells.map((row) => [key(row), row]));
  return [...new Set([...later.keys(), ...earlier.keys()])].map((id) => {
    const [one, other] = [later.get(id), earlier.get(id)];
    const complete =
      !now.incomplete &&
      !before.incomplete &&
      [one, other].every((row) => !row?.suppressed && !row?.suppressedMonths);
    const change = (one?.count ?? 0) - (other?.count ?? 0);
    return {
      dimensions: (one ?? other)?.dimensions,
      now: valueOf(one),
      before: valueOf(other),
      // Nobody at all is no small cell, but a cell that is absent may be one that is suppressed.
      ...(complete && one && other && { change, ...share(change, other.count) }),
    };
  });
};

const valueOf = (row: FlowRow | undefined): object => {
  if (!row) return { count: 0 };
  const { dimensions: _, ...value } = row;
  return value;
};

const share = (change: number, before: number | undefined): { changePercent?: number } =>
  before ? { changePercent: Math.round((change / before) * 1000) / 10 } : {};
