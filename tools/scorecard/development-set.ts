import type { Entry, EntryName, Query } from '@vigia/matching';
import { POOLS } from './innocent-names';
import { PERTURBATIONS, type Fields } from './perturb-name';
import { Random } from './random';

/** Which part of the list a case was made from: parts never share an entry. */
export type Split = 'look' | 'tune' | 'test';

/** A labelled pair. `kind` is the difference a true pair has, or the trap a false one sets. */
export interface Pair {
  kind: string;
  same: boolean;
  query: Query;
  entry: Entry;
}

/** Entries fall into a split by their id alone. */
export const splitOf = (entryId: string): Split => {
  let hash = 7;
  for (const letter of entryId) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return (['look', 'tune', 'test'] as const)[Math.abs(hash) % 3] ?? 'look';
};

const fieldsOf = (name: EntryName | undefined): Fields | undefined =>
  name?.surname && name.given ? { surname: name.surname, given: name.given } : undefined;

const fullDate = (entry: Entry): string | undefined =>
  entry.datesOfBirth.find((date) => /^\d{4}-\d\d-\d\d$/.test(date));

const two = (value: number): string => String(value).padStart(2, '0');
const anyDate = (random: Random): string =>
  `${random.between(1945, 2004)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;

const facts = (entry: Entry, random: Random): Omit<Query, 'documents'> => {
  const date =
    fullDate(entry) ??
    entry.datesOfBirth
      .filter((text) => text.length === 4)
      .map((year) => `${year}${anyDate(random).slice(4)}`)[0];
  const nationality = entry.nationalities[0];
  return {
    ...(date && random.chance(0.88) ? { dateOfBirth: date } : {}),
    ...(nationality && random.chance(0.6) ? { nationality } : {}),
  };
};

/** Birth dates that differ from the listed one but belong to the same person. */
const DATE_SLIPS: Readonly<Record<string, (date: string) => string | undefined>> = {
  'day and month swapped': (date) =>
    Number(date.slice(8)) <= 12 && date.slice(5, 7) !== date.slice(8)
      ? `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`
      : undefined,
  'only the year': (date) => date.slice(0, 4),
  'one year off': (date) => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`,
  'day unknown (00)': (date) => `${date.slice(0, 7)}-00`,
  'month and day unknown (00)': (date) => `${date.slice(0, 4)}-00-00`,
  'no birth date': () => undefined,
};

/** True pairs: every kind of difference, on the primary name of the split's entries. */
export const truePairs = (entries: readonly Entry[], split: Split, perKind: number): Pair[] => {
  const pairs: Pair[] = [];
  const own = entries.filter(({ entryId }) => splitOf(entryId) === split);
  const kinds = Object.entries(PERTURBATIONS);
  for (const [number, [kind, perturb]] of kinds.entries()) {
    const random = new Random(1000 + number);
    let made = 0;
    for (const entry of random.shuffle(own)) {
      if (made >= perKind) break;
      const name = fieldsOf(entry.names[0]);
      const changed = name && perturb(name, random);
      if (!changed) continue;
      pairs.push({
        kind,
        same: true,
        entry,
        query: { ...changed, ...facts(entry, random), documents: [] },
      });
      made += 1;
    }
  }
  for (const [number, [kind, slip]] of Object.entries(DATE_SLIPS).entries()) {
    const random = new Random(2000 + number);
    let made = 0;
    for (const entry of random.shuffle(own)) {
      if (made >= perKind) break;
      const [name, date] = [fieldsOf(entry.names[0]), fullDate(entry)];
      if (!name || !date) continue;
      const slipped = slip(date);
      if (!slipped && kind !== 'no birth date') continue;
      const query = { ...name, ...(slipped ? { dateOfBirth: slipped } : {}), documents: [] };
      pairs.push({ kind, same: true, entry, query });
      made += 1;
    }
  }
  return pairs;
};

/** Pairs of an entry's real alias with the same entry lacking that alias and its respellings alike. */
export const aliasPairs = (entries: readonly Entry[], split: Split, most: number): Pair[] => {
  const random = new Random(31);
  const pairs: Pair[] = [];
  for (const entry of random.shuffle(entries.filter(({ entryId }) => splitOf(entryId) === split))) {
    const aliases = entry.names.filter(({ quality }) => quality === 'strong');
    const alias = aliases.length > 0 ? random.pick(aliases) : undefined;
    const name = fieldsOf(alias);
    if (!alias || !name || pairs.length >= most) continue;
    const rest = entry.names.filter((other) => other !== alias && other.quality !== 'weak');
    const date = fullDate(entry) ?? entry.datesOfBirth[0];
    const related = rest.some(({ full }) => shareWord(full ?? '', alias.full ?? ''));
    pairs.push({
      kind: related ? 'real alias' : 'real alias, unrelated name',
      same: true,
      entry: { ...entry, names: rest },
      query: { ...name, ...(date ? { dateOfBirth: date } : {}), documents: [] },
    });
  }
  return pairs;
};

const shareWord = (one: string, other: string): boolean => {
  const words = (text: string): string[] =>
    text
      .toUpperCase()
      .split(/[^A-Z]+/)
      .filter((word) => word.length > 3)
      .map((word) => word.slice(0, 3));
  return words(one).some((word) => words(other).includes(word));
};

type Trap = (entry: Entry, other: Entry, random: Random) => Query | undefined;

const withNames = (
  entry: Entry,
  other: Entry,
  make: (one: Fields, two: Fields) => Omit<Query, 'documents'> | undefined,
): Query | undefined => {
  const [one, two] = [fieldsOf(entry.names[0]), fieldsOf(other.names[0])];
  const query = one && two && make(one, two);
  return query && { ...query, documents: [] };
};

const alike = (one: string, other: string): boolean =>
  one.toUpperCase().slice(0, 3) === other.toUpperCase().slice(0, 3) || shareWord(one, other);

/** What must not match, by the name it has in the scorecard. */
const TRAPS: Readonly<Record<string, Trap>> = {
  'same surname, other given name': (entry, other, random) =>
    withNames(entry, other, ({ surname, given }, { given: others }) =>
      alike(given, others)
        ? undefined
        : {
            surname,
            given: others,
            ...(random.chance(0.8) ? { dateOfBirth: anyDate(random) } : {}),
          },
    ),
  'same surname, other given name, same birth date': (entry, other) =>
    withNames(entry, other, ({ surname, given }, { given: others }) => {
      const date = fullDate(entry);
      return alike(given, others) || !date
        ? undefined
        : { surname, given: others, dateOfBirth: date };
    }),
  'same given name, other surname': (entry, other, random) =>
    withNames(entry, other, ({ surname, given }, { surname: others }) =>
      alike(surname, others)
        ? undefined
        : {
            surname: others,
            given,
            ...(random.chance(0.8) ? { dateOfBirth: anyDate(random) } : {}),
          },
    ),
  'same name, other birth date': (entry, other, random) =>
    withNames(entry, other, (name) => {
      const date = fullDate(entry);
      return date
        ? {
            ...name,
            dateOfBirth: `${Number(date.slice(0, 4)) + random.pick([-24, -15, -7, 4, 9, 18])}${anyDate(random).slice(4)}`,
          }
        : undefined;
    }),
  'same birth date, other name': (entry, other) =>
    withNames(entry, other, ({ surname, given }, two) => {
      const date = fullDate(entry);
      const related = shareWord(`${surname} ${given}`, `${two.surname} ${two.given}`);
      return date && !related
        ? {
            ...two,
            dateOfBirth: date,
            ...(entry.nationalities[0] ? { nationality: entry.nationalities[0] } : {}),
          }
        : undefined;
    }),
  'father and son': (entry, other, random) =>
    withNames(entry, other, ({ surname, given }) => {
      const [first, second, ...rest] = given.split(/\s+/);
      const date = fullDate(entry);
      if (!first || !second || !date) return undefined;
      const born = `${Number(date.slice(0, 4)) - random.between(20, 34)}${anyDate(random).slice(4)}`;
      return { surname, given: [second, first, ...rest].join(' '), dateOfBirth: born };
    }),
  'equal number, other issuer': (entry, other, random) => {
    const document = entry.documents.find(({ country }) => country);
    const query = withNames(other, other, (name) => ({ ...name, dateOfBirth: anyDate(random) }));
    if (!document || !query) return undefined;
    const country = ['MEX', 'ESP', 'COL', 'TUR'].find((code) => code !== document.country) ?? 'MEX';
    return { ...query, documents: [{ number: document.number, country }] };
  },
};

/** False pairs: every trap, on entries of the split. */
export const falsePairs = (entries: readonly Entry[], split: Split, perKind: number): Pair[] => {
  const own = entries.filter(({ entryId }) => splitOf(entryId) === split);
  const pairs: Pair[] = [];
  for (const [number, [kind, trap]] of Object.entries(TRAPS).entries()) {
    const random = new Random(3000 + number);
    let made = 0;
    for (const entry of random.shuffle(own)) {
      if (made >= perKind) break;
      const query = trap(entry, random.pick(own), random);
      if (!query) continue;
      pairs.push({ kind, same: false, query, entry });
      made += 1;
    }
  }
  return pairs;
};

/** Travellers on no list, with common names of the region and of countries of origin. */
export const innocents = (count: number, seed: number): Query[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const pool = random.pick(POOLS);
    const some = (from: readonly string[], most: number): string =>
      Array.from({ length: random.between(1, most) }, () => random.pick(from)).join(' ');
    return {
      surname: some(pool.surnames, pool.surnameCount),
      given: some(pool.given, pool.givenCount),
      ...(random.chance(0.9) ? { dateOfBirth: anyDate(random) } : {}),
      ...(random.chance(0.9) ? { nationality: random.pick(pool.nationalities) } : {}),
      documents: [],
    };
  });
};
