import { settleColumns } from './column-values';
import { recogniseColumns, type Field } from './columns';
import { headerRow } from './read-sheet';
import { sheetsOf } from './write-error-file';

/** How one column of a table is read; without a field it is kept but not interpreted. */
export interface ColumnPreview {
  sheet?: string;
  /** 1 is the first column. */
  column: number;
  title: string;
  field?: Field;
}

/**
 * How the columns of a CSV or XLSX list are understood, so that a person can look before sending
 * (formats 8.1). Empty when the list is no table or no header is found. Total.
 */
export const previewColumns = (bytes: Uint8Array, format: string): ColumnPreview[] =>
  sheetsOf(bytes, format).flatMap((sheet) => {
    const at = headerRow(sheet);
    const titles = sheet.rows[at]?.cells ?? [];
    const columns = settleColumns(recogniseColumns(titles), sheet.rows.slice(at + 1));
    const fields = new Map(columns.map(({ index, field }) => [index, field]));
    return titles.flatMap((title, index) => {
      const field = fields.get(index);
      if (title === '' && !field) return [];
      return [
        {
          ...(sheet.name !== undefined && { sheet: sheet.name }),
          column: index + 1,
          title,
          ...(field && { field }),
        },
      ];
    });
  });
