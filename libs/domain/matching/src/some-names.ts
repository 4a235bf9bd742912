import * as fc from 'fast-check';
import type { Entry, Query } from './entry';

/** An entry by `SURNAME, given`, for tests. */
export const anEntry = (entryId: string, name: string, facts: Partial<Entry> = {}): Entry => {
  const [surname = '', given = ''] = name.split(', ');
  return {
    entryId,
    listId: 'test',
    kind: 'person',
    names: [{ surname, given, quality: 'primary' }],
    datesOfBirth: [],
    nationalities: [],
    documents: [],
    ...facts,
  };
};

/** A traveller by `SURNAME, GIVEN`, for tests. */
export const aTraveller = (name: string, facts: Partial<Query> = {}): Query => {
  const [surname = '', given = ''] = name.split(', ');
  return { surname, given, documents: [], ...facts };
};

const WORDS =
  'JOSE LUIS GARCIA LOPEZ MUHAMMAD HUSAYN ALI KOVALENKO SERGEI OKONKWO NAVARRO AMINA ABD RAHMAN AL DE CRUZ'.split(
    ' ',
  );
const words = (most: number) =>
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: most });
const dates = fc.constantFrom(
  '1970-03-04',
  '1970-04-03',
  '1971-03-04',
  '1988',
  '1960/1964',
  '1988-01-01',
);
/** Entries and travellers whose names share words often. */
export const entries = fc
  .record({
    surname: words(2),
    given: words(3),
    date: fc.option(dates),
    nationality: fc.constantFrom('MEX', 'SYR'),
  })
  .map(({ surname, given, date, nationality }) =>
    anEntry('x', `${surname.join(' ')}, ${given.join(' ')}`, {
      datesOfBirth: date ? [date] : [],
      nationalities: [nationality],
    }),
  );
export const travellers = fc
  .record({ surname: words(2), given: words(3), date: fc.option(dates) })
  .map(({ surname, given, date }) =>
    aTraveller(`${surname.join(' ')}, ${given.join(' ')}`, date ? { dateOfBirth: date } : {}),
  );
