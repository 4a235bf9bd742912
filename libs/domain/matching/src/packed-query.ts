import type { Query } from './entry';

/**
 * A traveller as one text, a quarter of what the facts take one by one: of a million upcoming
 * travellers hardly any is ever looked at again.
 */
export const packQuery = (query: Query): string =>
  JSON.stringify([
    ...FACTS.map((fact) => query[fact] ?? 0),
    ...query.documents.flatMap(({ type, number, country }) => [number, type ?? 0, country ?? 0]),
  ]);

/** The traveller as packed. */
export const unpackQuery = (packed: string): Query => {
  const parts = JSON.parse(packed) as (string | 0)[];
  const query: Query = { documents: [] };
  FACTS.forEach((fact, at) => {
    const value = parts[at];
    if (typeof value === 'string') query[fact] = value;
  });
  for (let at = FACTS.length; at < parts.length; at += 3) {
    const [number, type, country] = [parts[at], parts[at + 1], parts[at + 2]];
    query.documents.push({
      number: `${number}`,
      ...(typeof type === 'string' && { type }),
      ...(typeof country === 'string' && { country }),
    });
  }
  return query;
};

const FACTS = ['surname', 'given', 'middle', 'name', 'dateOfBirth', 'nationality', 'sex'] as const;
