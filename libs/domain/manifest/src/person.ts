import type { Doc, Gender, Traveller } from './manifest';

/** Who a traveller is: what is compared with one list entry, and never raises risk (safeguard 1). */
export interface PersonFacts {
  surname: string;
  given?: string;
  middle?: string;
  dateOfBirth?: string;
  gender?: Gender;
  nationality?: string;
  birthPlace?: string;
  residence?: string;
  documents: Doc[];
}

/** The identity facts of a traveller, as they go with assessments and alerts; absent ones are left out. */
export const personOf = (traveller: Traveller): PersonFacts => {
  const { name, dateOfBirth, gender, nationality, birthPlace, residence, documents } = traveller;
  return {
    surname: name.surname,
    ...(name.given && { given: name.given }),
    ...(name.middle && { middle: name.middle }),
    ...(dateOfBirth && { dateOfBirth }),
    ...(gender && { gender }),
    ...(nationality && { nationality }),
    ...(birthPlace && { birthPlace }),
    ...(residence && { residence }),
    documents,
  };
};
