import {
  MEMBER_STATES,
  memberStateOf,
  release,
  releases,
  type ReleasableAlert,
} from '@vigia/sharing';
import { HttpProblem, type Principal } from '@vigia/service';
import { currentVersion, personOfRow, type StandingRow } from './rows/travel-legs';

/**
 * What decides who may see a journey: the legs as known now, and of the person everything that any
 * of these rows says. A protection flag or a state of origin on one list counts for all of them.
 */
export const releasable = (
  rows: readonly StandingRow[],
  legs: ReleasableAlert['legs'],
): ReleasableAlert => {
  const persons = rows
    .flatMap((row) => [
      personOfRow(row),
      ...(currentVersion(row)?.others ?? []),
      row.assessed?.person,
    ])
    .filter((person) => person !== undefined);
  const origins = persons.flatMap(({ nationality, residence, documents }) => [
    ...documents.map(({ issuer }) => issuer),
    nationality,
    residence,
  ]);
  const issuers = [...new Set(origins.filter((code) => code !== undefined))];
  const born = [...new Set(persons.flatMap(({ birthPlace }) => birthPlace ?? []))];
  const protection = rows.flatMap((row) => [
    ...(currentVersion(row)?.protection ?? []),
    ...(row.assessed?.protection ?? []),
  ]);
  const missing = rows.some(({ assessed }) =>
    assessed?.matches.some(({ listKind }) => listKind === 'missing'),
  );
  return {
    kind: missing ? 'protection' : 'indicators',
    person: {
      documents: issuers.map((issuer) => ({ issuer })),
      ...(born.length > 0 && { birthPlace: born.join('; ') }),
    },
    legs,
    protection: [...new Set(protection)],
  };
};

/**
 * Whether a state's analysts may see it. They are enforcement's audience; where enforcement gets a
 * stub they get nothing, since a question whose answer contains a stub tells where the person
 * travels (ADR 0024).
 */
export const isSeenBy = (what: ReleasableAlert, state: string): boolean =>
  release(what, state, 'enforcement').view === 'full';

/** Every member state whose analysts may see it. */
export const seenBy = (what: ReleasableAlert): string[] => {
  const { concerned, to } = releases(what);
  return concerned.filter((state) => to(state, 'enforcement').view === 'full');
};

/** The caller's member state; throws HttpProblem 403 for a token without one. */
export const stateOf = ({ state }: Principal): string => {
  const known = memberStateOf(state);
  if (!known) throw new HttpProblem(403, 'VIGIA_FORBIDDEN');
  return known;
};

/** The country of a member state, ISO 3166-1 alpha-2. */
export const countryOf = (state: string): string =>
  MEMBER_STATES.find(({ id }) => id === state)?.alpha2 ?? '';
