import type { Random } from '../random';
import { CLERK_COUNT, misread, respellAs, slip } from './misspell';

/** A name as words of its two fields, in capitals. */
export interface Words {
  surname: readonly string[];
  given: readonly string[];
}

/** What a carrier sends of a name. */
export type Sent = { surname: string; given: string } | { name: string };

/** One way in which a carrier's record of a person differs; nothing where it cannot apply. */
export type Difference = (name: Words, random: Random) => Sent | undefined;

const sent = (surname: readonly string[], given: readonly string[]): Sent => ({
  surname: surname.join(' '),
  given: given.join(' '),
});

const mapOne = (
  { surname, given }: Words,
  random: Random,
  least: number,
  change: (word: string) => string | undefined,
): Words | undefined => {
  const all = [...surname, ...given];
  const able = all.flatMap((word, at) => (word.length >= least ? [at] : []));
  if (able.length === 0) return undefined;
  const at = random.pick(able);
  const changed = change(all[at] ?? '');
  if (!changed || changed === all[at]) return undefined;
  all[at] = changed;
  return { surname: all.slice(0, surname.length), given: all.slice(surname.length) };
};

const as = (words: Words | undefined): Sent | undefined =>
  words && sent(words.surname, words.given);

const isParticle = (word: string): boolean =>
  /^(AL|EL|DE|DEL|LA|LAS|LOS|BIN|IBN|BEN|ABU|ABD|ABDUL|VAN|VON|DER|DOS|DA|AN|AR|AS|AD|UL|DI|OF)$/.test(
    word,
  );

const telling = (words: readonly string[]): string[] =>
  words.filter((word) => !isParticle(word) && word.length > 2);

const EXTRA_SURNAMES =
  'OROZCO BARAHONA TCHOUPO HAMIDOU WARDAK RAHIMZADA KIPROP DUMITRU SOLIS'.split(' ');
const EXTRA_GIVEN = 'MARCOS ELIEZER HASHIM YVES NIKOLA KARIM EMILIA TAREK'.split(' ');

/** Every difference, by the name it bears in the scorecard. */
export const TRUE_KINDS: Readonly<Record<string, Difference>> = {
  'slip of the finger': (name, random) => as(mapOne(name, random, 4, (word) => slip(word, random))),
  'two slips in two words': (name, random) => {
    const once = mapOne(name, random, 5, (word) => slip(word, random));
    return as(once && mapOne(once, random, 5, (word) => slip(word, random)));
  },
  'misread by a scanner': (name, random) =>
    as(mapOne(name, random, 4, (word) => misread(word, random))),
  'spelt by another clerk': ({ surname, given }, random) => {
    const clerk = random.between(0, CLERK_COUNT - 1);
    const all = (words: readonly string[]) =>
      words.map((word) => (word.length > 3 ? respellAs(word, clerk, random) : word));
    const [one, two] = [all(surname), all(given)];
    return one.join() === surname.join() && two.join() === given.join()
      ? undefined
      : sent(one, two);
  },
  'fields exchanged': ({ surname, given }) => sent(given, surname),
  'one field, words in any order': ({ surname, given }, random) => ({
    name: random.shuffle([...surname, ...given].filter((word) => !isParticle(word))).join(' '),
  }),
  'one field, as read aloud': ({ surname, given }) => ({ name: [...given, ...surname].join(' ') }),
  'all in the surname field': ({ surname, given }) => sent([...surname, ...given], []),
  'last given name among the surnames': ({ surname, given }) =>
    given.length > 1 ? sent([...given.slice(-1), ...surname], given.slice(0, -1)) : undefined,
  'first surname among the given names': ({ surname, given }) =>
    surname.length > 1 && !isParticle(surname[0] ?? '')
      ? sent(surname.slice(1), [...given, surname[0] ?? ''])
      : undefined,
  'only first given name and first surname': ({ surname, given }) => {
    const [one, two] = [telling(surname), telling(given)];
    return one[0] && two[0] && one.length + two.length > 2 ? sent([one[0]], [two[0]]) : undefined;
  },
  'first given name left out': ({ surname, given }) => {
    const words = telling(given);
    return words.length > 1 ? sent(surname, words.slice(1)) : undefined;
  },
  'second surname left out': ({ surname, given }) => {
    const words = telling(surname);
    return words.length > 1 ? sent(words.slice(0, 1), given) : undefined;
  },
  'a surname more': ({ surname, given }, random) =>
    sent([...surname, random.pick(EXTRA_SURNAMES)], given),
  'a given name more': ({ surname, given }, random) =>
    sent(surname, [...given, random.pick(EXTRA_GIVEN)]),
  'initials for given names': ({ surname, given }) =>
    sent(
      surname,
      telling(given).map((word) => `${word[0]}.`),
    ),
  'first name and initials': ({ surname, given }) => {
    const [first, ...others] = telling(given);
    return first && others.length > 0
      ? sent(surname, [first, ...others.map((word) => word.slice(0, 1))])
      : undefined;
  },
  'one field, initial first': ({ surname, given }) => {
    const first = telling(given)[0];
    return first ? { name: [first.slice(0, 1), ...surname].join(' ') } : undefined;
  },
  'given names in one word': ({ surname, given }) =>
    given.length > 1 ? sent(surname, [given.join('')]) : undefined,
  'surnames in one word': ({ surname, given }) =>
    surname.length > 1 ? sent([surname.join('')], given) : undefined,
  'whole name in one word': ({ surname, given }) => ({ name: [...given, ...surname].join('') }),
  'a word torn in two': (name, random) =>
    as(
      mapOne(name, random, 7, (word) => {
        const at = random.between(3, word.length - 3);
        return `${word.slice(0, at)} ${word.slice(at)}`;
      }),
    ),
  'particles left out': ({ surname, given }) => {
    const [one, two] = [surname, given].map((words) => words.filter((word) => !isParticle(word)));
    return one && two && one.length + two.length < surname.length + given.length && one.length > 0
      ? sent(one, two)
      : undefined;
  },
  'cut at fifteen letters a field': ({ surname, given }) => {
    const [one, two] = [surname.join(' '), given.join(' ')];
    return one.length > 15 || two.length > 15
      ? { surname: one.slice(0, 15).trim(), given: two.slice(0, 15).trim() }
      : undefined;
  },
  'cut as a machine-readable zone': ({ surname, given }) => {
    const zone = `${surname.join('<')}<<${given.join('<')}`;
    return zone.length > 24 ? { name: zone.slice(0, 24) } : undefined;
  },
  'forms of address': ({ surname, given }, random) =>
    random.chance(0.5)
      ? sent([random.pick(['MR', 'MRS', 'DR']), ...surname], given)
      : sent(surname, [given.join(' ') + random.pick(['MR', 'MRS', 'MS', ' CHD', ' INF'])]),
};
