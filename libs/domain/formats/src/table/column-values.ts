import { findPlaceByName, type Gender } from '@vigia/manifest';
import type { Column, Field } from './columns';
import { isCountry } from './country-names';
import { fold } from './fold';
import type { SheetRow } from './sheet';
import { isMonthFirst, readTableDate } from './read-table-date';

const FEMALE = /^(f|femenino|femenina|fem|mujer|female|woman)$/;
const MALE = /^(h|masculino|masculina|masc|hombre|varon|male|man)$/;

/** What the letter M stands for in a column: nobody decides it from one row alone. */
export type MeaningOfM = 'M' | 'F' | undefined;

/**
 * What the values of a column say about how to read it: dates in one order, sexes in one alphabet.
 */
export interface ColumnHabits {
  monthFirst: ReadonlySet<number>;
  meaningOfM: MeaningOfM;
}

/** Settles the titles whose meaning the values decide (formats 8.3) and dates, sexes, countries. */
export const settleColumns = (columns: Column[], rows: readonly SheetRow[]): Column[] => {
  const valuesOf = (index: number): string[] =>
    rows.map(({ cells }) => cells[index] ?? '').filter(Boolean);
  const has = (field: Field): boolean => columns.some((column) => column.field === field);
  return columns.map((column) => {
    switch (column.field) {
      case 'nacAmbiguous': {
        const born = areDates(valuesOf(column.index));
        return { ...column, field: born ? 'dateOfBirth' : 'nationality' };
      }
      case 'originAmbiguous': {
        const values = valuesOf(column.index);
        // Guatemala and Panamá are countries and terminals: a destination beside them decides.
        const terminals = has('disembark') && values.every((value) => findPlaceByName(value));
        const countries =
          values.length > 0 && !terminals && !has('nationality') && values.every(isCountry);
        return { ...column, field: countries ? 'nationality' : 'embark' };
      }
      case 'given':
        return has('surname') || has('surname2') ? column : { ...column, field: 'fullName' };
      case 'phone':
        return rows.some(({ cells }) => cells[column.index]?.includes('@'))
          ? { ...column, field: 'email' }
          : column;
      default:
        return column;
    }
  });
};

const areDates = (values: readonly string[]): boolean =>
  values.length > 0 &&
  values.every((value) => {
    const reading = readTableDate(value, { kind: 'travel' }, false);
    return reading !== 'bad' || isMonthFirst([value]);
  });

/** Looks at whole columns before any row is read. */
export const habitsOf = (columns: readonly Column[], rows: readonly SheetRow[]): ColumnHabits => {
  const monthFirst = new Set<number>();
  let meaningOfM: MeaningOfM;
  for (const { index, field } of columns) {
    if (!DATES.has(field) && field !== 'gender') continue;
    const values = rows.map(({ cells }) => cells[index] ?? '');
    if (field === 'gender') meaningOfM = meaningOf(new Set([...new Set(values)].map(fold)));
    else if (isMonthFirst(values)) monthFirst.add(index);
  }
  return { monthFirst, meaningOfM };
};

const DATES: ReadonlySet<Field> = new Set(['dateOfBirth', 'docExpiry', 'docIssued']);

const meaningOf = (values: ReadonlySet<string>): MeaningOfM => {
  if (values.has('h')) return 'F';
  return ['f', 'femenino', 'femenina', 'female', 'fem', 'mujer'].some((word) => values.has(word))
    ? 'M'
    : undefined;
};

/** Reads one cell of a sex column; `undecided` when only a person can say what M means. */
export const readGender = (
  text: string,
  meaningOfM: MeaningOfM,
): Gender | 'undecided' | undefined => {
  const value = fold(text);
  if (value === 'm') return meaningOfM ?? 'undecided';
  if (FEMALE.test(value)) return 'F';
  if (MALE.test(value)) return 'M';
  if (value === 'x' || value === 'no especificado' || value === 'unspecified') return 'X';
  return value === 'u' ? 'U' : undefined;
};
