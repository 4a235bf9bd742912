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

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && `${value}`.trim() !== ''
    ? `${value}`
    : undefined;

/** The matcher's question for one line; empty and absent values are unknown. */
export const queryOf = (line: TravellerLine): Query => {
  const query: Query = { documents: [] };
  const number = text(line.docNumber);
  const [type, country] = [text(line.docType), text(line.docCountry)];
  if (number !== undefined) {
    query.documents.push({ number, ...(type ? { type } : {}), ...(country ? { country } : {}) });
  }
  const fields = {
    surname: text(line.surname),
    given: text(line.given),
    middle: text(line.middle),
    name: text(line.name),
    dateOfBirth: text(line.dob),
    nationality: text(line.nationality),
    sex: text(line.sex),
  };
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) query[key as keyof typeof fields] = value;
  }
  return query;
};
