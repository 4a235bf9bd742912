/** One line of a table. `hidden` and `struck` come from spreadsheets alone. */
export interface SheetRow {
  cells: string[];
  hidden?: boolean;
  struck?: boolean;
}

/** A table as text: what CSV and XLSX have in common. Dates are ISO 8601 where the file says so. */
export interface Sheet {
  name?: string;
  rows: SheetRow[];
}

export const isBlankRow = ({ cells }: SheetRow): boolean => cells.every((cell) => cell === '');
