import type { Entry, Query } from '@vigia/matching';
import type { Pair, Split } from '../development-set';
import { Random } from '../random';
import { dateOf, FALSE_KINDS } from './false-kinds';
import { TRUE_KINDS } from './true-kinds';
import { wordsOf } from './words';

/** Half of the list to tune on, half to test on; other halves than the first generator's thirds. */
export const isIn = (entryId: string, split: Split): boolean => {
  let sum = 0;
  for (const letter of entryId) sum = (sum * 10 + letter.charCodeAt(0)) % 10_007;
  return split === 'test' ? sum % 2 === 0 : sum % 2 === 1;
};

/** Facts as a carrier holds them: mostly whole, sometimes partly unknown, keyed wrongly or missing. */
const facts = (entry: Entry, random: Random): Omit<Query, 'documents'> => {
  const [date, nationality] = [dateOf(entry), entry.nationalities[0]];
  const luck = random.next();
  const held =
    date === undefined || luck < 0.12
      ? undefined
      : luck < 0.2
        ? date.slice(0, 4)
        : luck < 0.26 && Number(date.slice(8)) <= 12
          ? `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`
          : luck < 0.3
            ? `${date.slice(0, 7)}-00`
            : date;
  return {
    ...(held ? { dateOfBirth: held } : {}),
    ...(nationality && random.chance(0.5) ? { nationality } : {}),
  };
};

/** True pairs: `perKind` of each difference. `whole` states the listed name as one field, given names first. */
export const secondTruePairs = (
  entries: readonly Entry[],
  split: Split,
  perKind: number,
  whole = false,
): Pair[] => {
  const own = entries.filter(({ entryId }) => isIn(entryId, split));
  return Object.entries(TRUE_KINDS).flatMap(([kind, differ], number) => {
    const random = new Random(7000 + number);
    const pairs: Pair[] = [];
    for (const entry of random.shuffle(own)) {
      if (pairs.length >= perKind) break;
      const words = wordsOf(entry);
      const sent = words && differ(words, random);
      if (!sent) continue;
      const query = { ...sent, ...facts(entry, random), documents: [] };
      pairs.push({ kind, same: true, query, entry: whole ? inOneField(entry) : entry });
    }
    return pairs;
  });
};

/** False pairs: `perKind` of each kind of stranger, and of people of the list who share a word. */
export const secondFalsePairs = (
  entries: readonly Entry[],
  split: Split,
  perKind: number,
  whole = false,
): Pair[] => {
  const own = entries.filter(({ entryId, kind }) => isIn(entryId, split) && kind === 'person');
  const made = Object.entries(FALSE_KINDS).flatMap(([kind, stranger], number) => {
    const random = new Random(8000 + number);
    const pairs: Pair[] = [];
    for (let round = 0; round < 60 && pairs.length < perKind; round += 1) {
      for (const entry of random.shuffle(own)) {
        if (pairs.length >= perKind) break;
        const query = stranger(entry, random.pick(own), random);
        if (query)
          pairs.push({ kind, same: false, query, entry: whole ? inOneField(entry) : entry });
      }
    }
    return pairs;
  });
  return [...made, ...listedStrangers(own, perKind, whole)];
};

/** Different people of the list who share a word of their names, each with their own facts. */
const listedStrangers = (own: readonly Entry[], most: number, whole: boolean): Pair[] => {
  const byWord = new Map<string, Entry[]>();
  for (const entry of own) {
    const words = wordsOf(entry);
    for (const word of new Set([...(words?.surname ?? []), ...(words?.given ?? [])])) {
      byWord.set(word, [...(byWord.get(word) ?? []), entry]);
    }
  }
  const random = new Random(9000);
  const pairs: Pair[] = [];
  const shared = [...byWord.values()].filter((bearers) => bearers.length > 1);
  for (let round = 0; round < most * 10 && pairs.length < most; round += 1) {
    const bearers = random.pick(shared);
    const [entry, other] = random.shuffle(bearers);
    const words = other && wordsOf(other);
    const date = other && dateOf(other);
    if (!entry || !words || !date || entry.datesOfBirth.length === 0) continue;
    if (entry.datesOfBirth.some((listed) => listed.slice(0, 4) === date.slice(0, 4))) continue;
    pairs.push({
      kind: 'another person of the list',
      same: false,
      query: {
        surname: words.surname.join(' '),
        given: words.given.join(' '),
        dateOfBirth: date,
        documents: [],
      },
      entry: whole ? inOneField(entry) : entry,
    });
  }
  return pairs;
};

const inOneField = (entry: Entry): Entry => ({
  ...entry,
  names: entry.names.map(({ full, surname = '', given = '', quality }) => ({
    full: surname || given ? `${given} ${surname}`.trim() : (full ?? ''),
    quality,
  })),
});
