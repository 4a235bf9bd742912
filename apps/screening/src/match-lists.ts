import type { Person } from '@vigia/contracts';
import { compare, DEFAULT_POLICY, match, type Entry, type Query } from '@vigia/matching';
import type { ListedMatch } from './assessment';
import type { Watchlists } from './watchlists';

const MOST_MATCHES = 5;

/** The entries this person may be, best first, at the lists' versions of this very moment. */
export const matchLists = (
  person: Person,
  watchlists: Pick<Watchlists, 'index' | 'origin'>,
): ListedMatch[] => {
  const { index } = watchlists;
  return match(queryOf(person), index, undefined, { limit: MOST_MATCHES }).flatMap((found) => {
    const origin = watchlists.origin(found.entryId);
    const born = index.entry(found.entryId)?.datesOfBirth ?? [];
    return origin ? [{ ...found, origin, born }] : [];
  });
};

/** Whether the person may be this one entry, however many others they may be. */
export const isMeant = (person: Person, entry: Entry): boolean =>
  compare(queryOf(person), entry).score >= DEFAULT_POLICY.threshold;

/** The identity facts of a traveller as the matcher reads them. */
export const queryOf = (person: Person): Query => ({
  surname: person.surname,
  ...(person.given && { given: person.given }),
  ...(person.middle && { middle: person.middle }),
  ...(person.dateOfBirth && { dateOfBirth: person.dateOfBirth }),
  ...(person.nationality && { nationality: person.nationality }),
  ...(person.gender && { sex: person.gender }),
  documents: person.documents.map(({ type, number, issuer }) => ({
    type,
    number,
    ...(issuer && { country: issuer }),
  })),
});
