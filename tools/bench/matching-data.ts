import type { Entry, Query } from '@vigia/matching';
import { join } from 'node:path';
import { innocents } from '../scorecard/development-set';
import { loadOfac } from '../scorecard/load-ofac';
import { Random } from '../scorecard/random';

const CONSONANTS = [...'BCDFGHJKLMNPRSTVYZ'];
const VOWELS = [...'AEIOU'];

const syllables = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.pick(CONSONANTS) + random.pick(VOWELS)).join('');

/** Rare surnames, one for every forty names: real lists have a long tail of words seen once or twice. */
const rareWords = (random: Random, count: number): string[] =>
  Array.from({ length: count }, () => syllables(random, random.between(2, 4)));

const withRareSurnames = (people: Query[], random: Random): Query[] => {
  const rare = rareWords(random, Math.max(1000, Math.floor(people.length / 20)));
  return people.map((person) =>
    random.chance(0.6)
      ? { ...person, surname: `${random.pick(rare)} ${person.surname ?? ''}`.trim() }
      : person,
  );
};

/** The OFAC list, filled up with made-up entries of one name each until it holds `names` names. */
export const listOf = (root: string, names: number): Entry[] => {
  const entries = loadOfac(join(root, 'data', 'ofac')).entries;
  const missing = names - entries.reduce((sum, entry) => sum + entry.names.length, 0);
  const fill = withRareSurnames(innocents(Math.max(0, missing), 501), new Random(502));
  const made = fill.map(({ surname = '', given = '', dateOfBirth = '1970' }, at): Entry => ({
    entryId: `made-${at}`,
    listId: 'made',
    kind: 'person',
    names: [{ surname, given, quality: 'primary' }],
    datesOfBirth: [dateOfBirth],
    nationalities: [],
    documents: [],
  }));
  return [...entries, ...made];
};

/** Made-up travellers; words repeat as they do in manifests. */
export const travellersOf = (count: number, seed: number): Query[] =>
  withRareSurnames(innocents(count, seed), new Random(seed + 1));
