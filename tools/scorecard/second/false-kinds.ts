import type { Entry, Query } from '@vigia/matching';
import type { Random } from '../random';
import { wordsOf } from './words';

/** A false pair's traveller, made from an entry and another entry; nothing where it cannot apply. */
export type Stranger = (entry: Entry, other: Entry, random: Random) => Query | undefined;

const two = (value: number): string => String(value).padStart(2, '0');

/** A full birth date of an entry. */
export const dateOf = (entry: Entry): string | undefined =>
  entry.datesOfBirth.find((date) => /^\d{4}-\d\d-\d\d$/.test(date));

const shifted = (date: string, years: number, random: Random): string =>
  `${Number(date.slice(0, 4)) + years}-${two(random.between(1, 12))}-${two(random.between(2, 28))}`;

const born = (dateOfBirth: string | undefined) => (dateOfBirth ? { dateOfBirth } : {});

const isAlike = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((word) => other.some((another) => word.slice(0, 3) === another.slice(0, 3)));

/** Two people of one nationality: strangers who look alike on paper. */
const compatriots = (one: Entry, other: Entry): boolean =>
  one.nationalities.some((nation) => other.nationalities.includes(nation));

/** What must not match, by the name it bears in the scorecard. */
export const FALSE_KINDS: Readonly<Record<string, Stranger>> = {
  'compatriot with the same birth date': (entry, other) => {
    const [one, another] = [wordsOf(entry), wordsOf(other)];
    if (!one || !another || !compatriots(entry, other)) return undefined;
    if (isAlike([...one.surname, ...one.given], [...another.surname, ...another.given]))
      return undefined;
    return {
      surname: another.surname.join(' '),
      given: another.given.join(' '),
      ...born(dateOf(entry)),
      ...(entry.nationalities[0] ? { nationality: entry.nationalities[0] } : {}),
      documents: [],
    };
  },
  'brother or sister, born apart': (entry, other, random) => {
    const [one, another, date] = [wordsOf(entry), wordsOf(other), dateOf(entry)];
    if (!one || !another || !date || isAlike(one.given, another.given)) return undefined;
    return {
      surname: one.surname.join(' '),
      given: another.given[0] ?? '',
      dateOfBirth: shifted(date, random.pick([-7, -3, -2, 2, 4]), random),
      documents: [],
    };
  },
  twin: (entry, other) => {
    const [one, another, date] = [wordsOf(entry), wordsOf(other), dateOf(entry)];
    if (!one || !another || !date || isAlike(one.given, another.given)) return undefined;
    return {
      surname: one.surname.join(' '),
      given: another.given.slice(0, one.given.length).join(' '),
      dateOfBirth: date,
      documents: [],
    };
  },
  'other given name, birth date unknown': (entry, other) => {
    const [one, another] = [wordsOf(entry), wordsOf(other)];
    if (!one || !another || isAlike(one.given, another.given)) return undefined;
    return {
      name: [...another.given.slice(0, 2), ...one.surname].join(' '),
      documents: [],
    };
  },
  'namesake born in another year': (entry, _other, random) => {
    const [one, date] = [wordsOf(entry), dateOf(entry)];
    if (!one || !date) return undefined;
    return {
      surname: one.surname.join(' '),
      given: one.given.join(' '),
      dateOfBirth: shifted(date, random.pick([-31, -19, -11, -6, 5, 8, 13, 22]), random),
      ...(entry.nationalities[0] ? { nationality: entry.nationalities[0] } : {}),
      documents: [],
    };
  },
  'son named for the father': (entry, _other, random) => {
    const [one, date] = [wordsOf(entry), dateOf(entry)];
    const [first, ...others] = one?.given ?? [];
    if (!one || !date || !first || others.length === 0) return undefined;
    return {
      surname: one.surname.join(' '),
      given: [others[0], first].join(' '),
      dateOfBirth: shifted(date, random.between(21, 38), random),
      documents: [],
    };
  },
  'same number, another issuer': (entry, other, random) => {
    const [another, paper] = [wordsOf(other), entry.documents.find(({ country }) => country)];
    if (!another || !paper || entry === other) return undefined;
    const country = random.pick(
      ['HND', 'PAN', 'FRA', 'GBR'].filter((code) => code !== paper.country),
    );
    return {
      surname: another.surname.join(' '),
      given: another.given.join(' '),
      ...born(dateOf(other)),
      documents: [{ number: paper.number, country }],
    };
  },
};
