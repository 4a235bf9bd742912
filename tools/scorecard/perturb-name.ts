import { toArabic, toCyrillic } from './native-scripts';
import type { Random } from './random';

/** A name in the two fields a carrier sends. */
export interface Fields {
  surname: string;
  given: string;
}

/** One way a name differs between a list and a carrier; nothing when this name cannot differ so. */
export type Perturbation = (name: Fields, random: Random) => Fields | { name: string } | undefined;

const SPELLINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^(MUHAMMAD|MOHAMMAD|MOHAMMED|MOHAMED)$/,
    ['MOHAMED', 'MUHAMMED', 'MOHAMMAD', 'MOHD', 'MUHAMAD'],
  ],
  [/^(AHMAD|AHMED)$/, ['AHMED', 'AHMAD', 'AHMET']],
  [/^(HUSAYN|HUSSEIN|HOSSEIN|HUSSAIN)$/, ['HUSSEIN', 'HOSSEIN', 'HUSAIN', 'HUSEYIN']],
  [/Q/, ['K', 'G']],
  [/KH/, ['H', 'CH']],
  [/OU/, ['U', 'OO']],
  [/U/, ['OU', 'O']],
  [/AY/, ['AI', 'EI']],
  [/EI|EY/, ['AY', 'EY', 'EI']],
  [/IY$|Y$/, ['I', 'IY']],
  [/SH/, ['CH', 'SCH']],
  [/J/, ['DJ', 'G']],
  [/YE/, ['E']],
  [/DH/, ['D', 'Z']],
  [/EE/, ['I']],
  [/I/, ['EE', 'Y', 'E']],
  [/Z/, ['S']],
  [/V/, ['W']],
  [/PH/, ['F']],
  [/(.)\1/, ['$1']],
  [/A/, ['E']],
];

const words = (text: string): string[] => text.split(/[\s-]+/).filter(Boolean);
const upper = ({ surname, given }: Fields): Fields => ({
  surname: surname.toUpperCase(),
  given: given.toUpperCase(),
});

const inSomeWord = (
  { surname, given }: Fields,
  random: Random,
  change: (word: string) => string | undefined,
): Fields | undefined => {
  const places = [
    ...words(surname).map((_, at) => ['surname', at] as const),
    ...words(given).map((_, at) => ['given', at] as const),
  ];
  for (const [field, at] of random.shuffle(places)) {
    const split = words(field === 'surname' ? surname : given);
    const changed = change(split[at] ?? '');
    if (changed === undefined || changed === split[at]) continue;
    split[at] = changed;
    return field === 'surname'
      ? { surname: split.join(' '), given }
      : { surname, given: split.join(' ') };
  }
  return undefined;
};

const respell =
  (random: Random) =>
  (word: string): string | undefined => {
    for (const [pattern, spellings] of random.shuffle(SPELLINGS)) {
      if (word.length > 3 && pattern.test(word))
        return word.replace(pattern, random.pick(spellings));
    }
    return undefined;
  };

const LETTERS = 'ABCDEFGHIJKLMNOPRSTUVYZ';

const mistype =
  (random: Random) =>
  (word: string): string | undefined => {
    if (word.length < 5) return undefined;
    const at = random.between(1, word.length - 2);
    const letter = random.pick([...LETTERS]);
    switch (random.between(0, 3)) {
      case 0:
        return word.slice(0, at) + letter + word.slice(at + 1);
      case 1:
        return word.slice(0, at) + word.slice(at + 1);
      case 2:
        return word.slice(0, at) + letter + word.slice(at);
      default:
        return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
    }
  };

const ACCENTS: Readonly<Record<string, string>> = {
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ü',
  N: 'Ñ',
  C: 'Ç',
  S: 'Š',
};
const SHORT_FORMS: Readonly<Record<string, string>> = {
  JOSE: 'PEPE',
  FRANCISCO: 'PACO',
  IGNACIO: 'NACHO',
  ENRIQUE: 'QUIQUE',
  EDUARDO: 'LALO',
  JESUS: 'CHUY',
  ALEXANDER: 'ALEX',
  ALEJANDRO: 'ALEX',
  ANTONIO: 'TONY',
  ROBERTO: 'BETO',
  MANUEL: 'MANOLO',
  MICHAEL: 'MIKE',
  ROBERT: 'BOB',
  JOSEPH: 'JOE',
  VLADIMIR: 'VOVA',
  GUADALUPE: 'LUPE',
  FERNANDO: 'NANDO',
  GABRIEL: 'GABI',
  GUILLERMO: 'MEMO',
  RAFAEL: 'RAFA',
  DANIEL: 'DANI',
};

/** Every kind of difference a matcher must see through, by the name it has in the scorecard. */
export const PERTURBATIONS: Readonly<Record<string, Perturbation>> = {
  exact: (name) => name,
  accents: (name, random) =>
    inSomeWord(upper(name), random, (word) => {
      const at = random.between(0, Math.max(0, word.length - 1));
      const accent = ACCENTS[word[at] ?? ''];
      return accent && word.length > 2
        ? word.slice(0, at) + accent + word.slice(at + 1)
        : undefined;
    }),
  'mrz spelling': (name, random) =>
    inSomeWord(upper(name), random, (word) =>
      word.length > 4 && /[UO]/.test(word) && !/[UO][AEIOU]/.test(word)
        ? word.replace(/([UO])/, '$1E')
        : undefined,
    ),
  transliteration: (name, random) => {
    const once = inSomeWord(upper(name), random, respell(random));
    return once && random.chance(0.5) ? (inSomeWord(once, random, respell(random)) ?? once) : once;
  },
  'one typing error': (name, random) => inSomeWord(upper(name), random, mistype(random)),
  'two typing errors': (name, random) => {
    const once = inSomeWord(upper(name), random, mistype(random));
    return once && inSomeWord(once, random, mistype(random));
  },
  'swapped fields': ({ surname, given }) => ({ surname: given, given: surname }),
  'one field, given first': ({ surname, given }) => ({ name: `${given} ${surname}` }),
  'one field, surname first': ({ surname, given }) => ({ name: `${surname} ${given}` }),
  'second surname missing': ({ surname, given }) => {
    const [first = '', ...others] = words(surname);
    return others.length > 0 && first.length > 3 ? { surname: first, given } : undefined;
  },
  'second surname added': ({ surname, given }, random) =>
    words(surname).length === 1
      ? {
          surname: `${surname} ${random.pick(['GARCIA', 'LOPEZ', 'HASSAN', 'MEJIA', 'KARIMI'])}`,
          given,
        }
      : undefined,
  'middle name missing': ({ surname, given }) => {
    const all = words(given).filter((word) => word.length > 2);
    return all.length > 1 ? { surname, given: all[0] ?? '' } : undefined;
  },
  'middle initial': ({ surname, given }) => {
    const [first = '', second, ...others] = words(given);
    return second && first.length > 2
      ? { surname, given: [first, second[0], ...others].join(' ') }
      : undefined;
  },
  'given initial': ({ surname, given }) => ({ surname, given: given[0] ?? '' }),
  joined: ({ surname, given }) =>
    /[\s-]/.test(surname)
      ? { surname: surname.replace(/[\s-]/g, ''), given }
      : /[\s-]/.test(given)
        ? { surname, given: given.replace(/[\s-]/g, '') }
        : undefined,
  'particle dropped': ({ surname, given }) =>
    /^(AL|EL|DE LA|DE|DEL)[\s-]/i.test(surname)
      ? { surname: surname.replace(/^(AL|EL|DE LA|DE|DEL)[\s-]/i, ''), given }
      : undefined,
  hyphenated: ({ surname, given }) =>
    /\s/.test(given) ? { surname, given: given.replace(/\s/, '-') } : undefined,
  'cut name': ({ surname, given }, random) => {
    const length = given.length - random.between(2, 5);
    return given.length > 9 && length > 4
      ? { surname, given: given.slice(0, length).trim() }
      : undefined;
  },
  'short form': (name, random) => inSomeWord(upper(name), random, (word) => SHORT_FORMS[word]),
  'order of given names': ({ surname, given }) =>
    words(given).length > 1 ? { surname, given: words(given).reverse().join(' ') } : undefined,
  'title added': ({ surname, given }, random) => ({
    surname,
    given: `${given} ${random.pick(['MR', 'DR', 'MRS', 'HAJI'])}`,
  }),
  'Cyrillic script': ({ surname, given }) =>
    /(OV|EV|KO|SKY|SKIY|IN|YUK|CHUK|ICH|OVA|EVA|INA|ENKO)$/i.test(surname) &&
    /(OVICH|EVICH|OVNA|EVNA|VICH|SERG|VLADI|ANDR|ALEKS|MIKH)/i.test(given)
      ? { surname: toCyrillic(surname), given: toCyrillic(given) }
      : undefined,
  'Arabic script': ({ surname, given }) => {
    const [one, two] = [toArabic(surname), toArabic(given)];
    return one && two ? { surname: one, given: two } : undefined;
  },
};
