import type { Query } from '@vigia/matching';

/** One line of JSON as `vigia screen` and `vigia compare` take a traveller. */
export interface TravellerLine {
  id?: string | number;
  surname?: string;
  given?: string;
  middle?: string;
  name?: string;
  dob?: string;
  nationality?: string;
  docNumber?: string;
  docCountry?: string;
  docType?: string;
  sex?: string;
}

/** A value as text: words and numbers; all else, and blank text, is unknown. */
export const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && `${value}`.trim() !== ''
    ? `${value}`
    : undefined;

/** The matcher's question for one line; empty and absent values are unknown. */
export const queryOf = (line: TravellerLine): Query => {
  const query: Query = { documents: [] };
  const number = textOf(line.docNumber);
  const [type, country] = [textOf(line.docType), textOf(line.docCountry)];
  if (number !== undefined) {
    query.documents.push({ number, ...(type ? { type } : {}), ...(country ? { country } : {}) });
  }
  const fields = {
    surname: textOf(line.surname),
    given: textOf(line.given),
    middle: textOf(line.middle),
    name: textOf(line.name),
    dateOfBirth: textOf(line.dob),
    nationality: textOf(line.nationality),
    sex: textOf(line.sex),
  };
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) query[key as keyof typeof fields] = value;
  }
  return query;
};
