/** One measured figure; `aim` is what the issue asks for, in the same unit. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  aim?: string;
}

/** The figures as a table for people. */
export const table = (figures: readonly Figure[]): string => {
  const rows = figures.map(({ name, value, unit, aim = '' }) => [name, shown(value), unit, aim]);
  const all = [['what', 'measured', 'unit', 'aim'], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
};

const shown = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
