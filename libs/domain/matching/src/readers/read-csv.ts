import { CsvTable, type TableRow } from './csv-table';

/** Rows of a CSV text with headings, as objects keyed by what `columnOf` makes of each heading. */
export const readCsvTable = (
  text: string,
  columnOf: (heading: string) => string | undefined,
): TableRow[] => {
  const table = new CsvTable({ columnOf, required: [] });
  return [...table.push(text), ...table.end()];
};
