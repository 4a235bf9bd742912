import { documentKey, nameKey } from '@vigia/manifest';
import type { TravelDocument } from '@vigia/indicators';
import { chance, type Chance } from './random';

/**
 * Somebody who does not exist. What the person *is* (name, birth date, sex, nationality,
 * birthplace) comes from one seed and what the person *does* from another, so that a test can
 * swap the first and leave the second as it was.
 */
export interface Invented {
  index: number;
  surname: string;
  given: string;
  born: string;
  gender: 'M' | 'F';
  nationality: string;
  birthPlace: string;
  documents: TravelDocument[];
  phone: string;
  email: string;
}

const ORIGINS = {
  latin: ['MA RO LU CA TE NA VI SA RI DO PE LO', 'RA NO SO LIA RES MEZ DES LEZ TOS RIA'],
  slavic: ['VO KA SI DMI YU PO GRE ZA LE BO', 'ROV NIN SKY LEVA KOV MIRA DIN TEV'],
  asian: ['RA SHA BHA KU MI TA PA NGU HA LI', 'MAN RESH THI DAR WAL MING HONG PUR'],
  african: ['A KO MBA TU DI NGO SE KWA YA MO', 'DIA MBE KORO LLO SSOU BANZA NTE FUE'],
} as const;
const STATES = ['UTO', 'GTM', 'SLV', 'HND', 'NIC', 'CRI', 'PAN', 'ESP', 'NLD', 'RUS', 'IND', 'CMR'];

/** Makes people; the document numbers belong to what a person does, since rules may read them. */
export class People {
  private made = 0;
  private readonly being: Chance;

  constructor(
    private readonly doing: Chance,
    attributeSeed: number,
  ) {
    this.being = chance(attributeSeed);
  }

  /** A new person; `family` shares the surname of somebody, `minor` is between 4 and 16 years old. */
  person(like: { family?: Invented; minor?: boolean } = {}): Invented {
    const index = (this.made += 1);
    const { being, doing } = this;
    const origin = being.pick(Object.values(ORIGINS));
    const word = (): string =>
      being.pick(origin[0].split(' ')) +
      being.pick(origin[0].split(' ')) +
      being.pick(origin[1].split(' '));
    const surname = like.family?.surname ?? `${word()} ${word()}`;
    const given = `${word()}${being.is(0.3) ? ` ${word()}` : ''}`;
    // Age above 18 is swapped with the rest; whether somebody is a child is part of the story.
    const year = like.minor ? doing.int(2009, 2019) : being.int(1945, 2005);
    const born = `${year}-${two(being.int(1, 12))}-${two(being.int(1, 28))}`;
    const issuer = doing.pick(STATES);
    return {
      ...{ index, surname, given, born },
      gender: being.pick(['M', 'F'] as const),
      nationality: being.pick(STATES),
      birthPlace: being.pick(STATES),
      documents: [
        {
          ...{
            type: 'P',
            number: `${doing.pick(['A', 'G', 'K', 'Z'])}${doing.int(1e7, 99999999)}`,
          },
          ...{ issuer, issued: '2021-06-01', expires: '2031-06-01' },
        },
      ],
      phone: `+${doing.int(500, 599)}${doing.int(1e7, 99999999)}`,
      email: `p${index}@example.org`,
    };
  }
}

/** The identity that a list shows, with one letter mistyped where `typo` says so. */
export const shownIdentity = (person: Invented, typo: boolean) => {
  const surname = typo ? swapLetters(person.surname) : person.surname;
  const name = { surname, given: person.given };
  const documents = person.documents;
  const keys = documents.map((document) => documentKey(document) ?? '').filter(Boolean);
  keys.push(`n:${nameKey(name)}:${person.born}`);
  return { keys, name, dateOfBirth: person.born, documents };
};

const swapLetters = (word: string): string => word.slice(0, 2) + 'X' + word.slice(3);
const two = (value: number): string => String(value).padStart(2, '0');
