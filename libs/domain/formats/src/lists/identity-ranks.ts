import { documentKey, documentNumberKey, nameKey, type Traveller } from '@vigia/manifest';

/** How surely two entries of equal keys are one person; the first rank that agrees decides. */
export const RANKS = ['unique', 'bookedName', 'document', 'nameAndBirth', 'bareName'] as const;

export type Rank = (typeof RANKS)[number];

/**
 * The keys under which the entries of one list are told to be one person (formats 2.5), by rank:
 * the carrier's unique reference, else locator with name and birth date, else a document, else name
 * and birth date, else the name alone of somebody of whom nothing more is known.
 */
export const identityRanks = (
  traveller: Traveller,
  name = nameKey(traveller.name),
): Record<Rank, readonly string[]> => {
  const { refs, dateOfBirth, documents } = traveller;
  const { unique, locator = '', seat = '' } = refs;
  const bare = !dateOfBirth && documents.length === 0 && !unique && name !== '';
  const born = dateOfBirth && name ? `${name}\u001f${dateOfBirth}` : '';
  return {
    unique: unique ? [unique] : NONE,
    bookedName: locator && born ? [`${locator}\u001f${born}`] : NONE,
    document: documents.map(
      // A number whose state nobody names tells a person only together with the name.
      (one) => documentKey(one) ?? `${documentNumberKey(one.number)}\u001f${name}`,
    ),
    nameAndBirth: born ? [born] : NONE,
    bareName: bare ? [`${name}\u001f${locator}\u001f${seat}`] : NONE,
  };
};

const NONE: readonly string[] = [];

/**
 * Pairs the entries of two lists person by person, from the surest rank to the least sure; each is
 * paired once, in the order of the lists. `keysOf…` give the keys of one entry by rank.
 */
export const pairByRank = <Before, After>(
  before: readonly Before[],
  after: readonly After[],
  keysOfBefore: (entry: Before, rank: Rank) => readonly string[],
  keysOfAfter: (entry: After, rank: Rank) => readonly string[],
): Map<After, Before> => {
  const pairs = new Map<After, Before>();
  const taken = new Set<Before>();
  for (const rank of RANKS) {
    if (taken.size === before.length || pairs.size === after.length) break;
    const waiting = new Map<string, Before[]>();
    for (const entry of before) {
      if (taken.has(entry)) continue;
      for (const key of keysOfBefore(entry, rank)) {
        const others = waiting.get(key);
        if (others) others.push(entry);
        else waiting.set(key, [entry]);
      }
    }
    if (waiting.size === 0) continue;
    for (const entry of after) {
      if (pairs.has(entry)) continue;
      const known = firstFree(keysOfAfter(entry, rank), waiting, taken);
      if (!known) continue;
      pairs.set(entry, known);
      taken.add(known);
    }
  }
  return pairs;
};

const firstFree = <Entry>(
  keys: readonly string[],
  waiting: ReadonlyMap<string, readonly Entry[]>,
  taken: ReadonlySet<Entry>,
): Entry | undefined => {
  for (const key of keys) {
    const free = waiting.get(key)?.find((entry) => !taken.has(entry));
    if (free) return free;
  }
  return undefined;
};
