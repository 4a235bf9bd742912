import { parseBirthDate, type BirthDate } from './compare-birth-date';
import { documentKeyOf, type DocumentKey } from './compare-documents';
import { alpha3 } from './countries';
import type { Entry, Query } from './entry';
import { prepareEntryName, prepareQueryName, type PreparedName } from './prepare-name';
import type { Vocabulary } from './token';

/** A traveller with everything parsed once. */
export interface PreparedQuery {
  readonly name: PreparedName | undefined;
  readonly birthDate: BirthDate | undefined;
  readonly shownBirthDate: string;
  readonly nationality: string | undefined;
  readonly sex: 'M' | 'F' | undefined;
  readonly documents: readonly DocumentKey[];
}

/** An entry with everything parsed once. */
export interface PreparedEntry {
  readonly entry: Entry;
  readonly names: readonly PreparedName[];
  readonly birthDates: readonly BirthDate[];
  readonly nationalities: readonly string[];
  /** The entry's own: entries come in many forms, and this is read for thousands of them a search. */
  readonly sex: Entry['sex'];
  readonly documents: readonly DocumentKey[];
}

/** Parses a traveller; what cannot be read counts as unknown. */
export const prepareQuery = (query: Query, vocabulary: Vocabulary): PreparedQuery => ({
  name: prepareQueryName(query, vocabulary),
  birthDate: query.dateOfBirth ? parseBirthDate(query.dateOfBirth) : undefined,
  shownBirthDate: query.dateOfBirth ?? '',
  nationality: query.nationality ? nationOf(alpha3(query.nationality)) : undefined,
  sex: sexOf(query.sex),
  documents: query.documents.map(documentKeyOf).filter((key) => key !== undefined),
});

/** Parses an entry; names without a telling word and dates that cannot be read drop out. */
export const prepareEntry = (entry: Entry, vocabulary: Vocabulary): PreparedEntry => ({
  entry,
  names: known(entry.names.map((name) => prepareEntryName(name, vocabulary))),
  birthDates: known(entry.datesOfBirth.map(parseBirthDate)),
  nationalities: known(
    [...new Set(entry.nationalities.map(alpha3))].map((code) => code || undefined),
  ),
  sex: entry.sex,
  documents: known(entry.documents.map(documentKeyOf)),
});

/** What could be read. A list holds millions of these, so none keeps room to grow. */
const known = <T>(items: readonly (T | undefined)[]): readonly T[] => {
  const all = items.filter((item) => item !== undefined);
  return all.length === 0 ? [] : all.slice();
};

/** XXA, XXB, XXC, XXX (ICAO Doc 9303: stateless, refugee, unspecified) are no nationality. */
const nationOf = (code: string): string | undefined =>
  code === '' || /^XX[ABCX]$/.test(code) ? undefined : code;

const sexOf = (sex: string | undefined): 'M' | 'F' | undefined => {
  const letter = sex?.trim().charAt(0).toUpperCase();
  return letter === 'M' || letter === 'F' ? letter : undefined;
};
