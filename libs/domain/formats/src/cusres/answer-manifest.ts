import type { Manifest, Traveller } from '@vigia/manifest';
import { transliterate } from '../mrz/transliterate';
import type { ParseResult } from '../parse-result';
import type { Cusres } from './write-cusres';

/** ERC of the whole message: the profile's codes for taken, taken with remarks, refused. */
const MESSAGE_CODE = { accepted: '500', 'accepted-with-warnings': '301', rejected: '118' } as const;

const LACKS: readonly (readonly [string, string, (traveller: Traveller) => boolean])[] = [
  ['APELLIDO', 'SURNAME', ({ name }) => !name.surname],
  ['SEXO', 'SEX', ({ gender }) => !gender],
  ['FECHA NAC', 'BIRTH DATE', ({ dateOfBirth }) => !dateOfBirth],
  ['NACIONALIDAD', 'NATIONALITY', ({ nationality }) => !nationality],
  ['DOCUMENTO', 'DOCUMENT', ({ documents }) => documents.length === 0],
];

/**
 * The automatic answer to a list (formats 3.3). It depends on the data alone, never on screening:
 * `4Z` names what a traveller lacks; interactive lists get `0Z` for every complete traveller.
 */
export const answerManifest = (
  manifest: Manifest,
  { outcome, counts }: Pick<ParseResult, 'outcome' | 'counts'>,
  options: { interactive?: boolean; language?: 'es' | 'en' } = {},
): Cusres => {
  const { accepted, warned } = counts;
  const language = options.language === 'en' ? 1 : 0;
  const travellers = manifest.travellers.flatMap((traveller) => {
    const lacking = LACKS.filter(([, , lacks]) => lacks(traveller)).map((row) => row[language]);
    if (lacking.length === 0 && !options.interactive) return [];
    const { locator, unique, agency } = traveller.refs;
    const complete = lacking.length === 0;
    const text = transliterate(`${language ? 'MISSING' : 'FALTA'} ${lacking.join(', ')}`);
    return [
      {
        level: 'traveller' as const,
        refs: {
          ...(locator && { AVF: locator }),
          ...(unique && { ABO: unique }),
          ...(agency && { AEA: agency }),
        },
        code: complete ? '0Z' : '4Z',
        ...(!complete && { text }),
      },
    ];
  });
  const whole = {
    level: 'message' as const,
    refs: {},
    code: MESSAGE_CODE[outcome],
    text: outcome === 'rejected' ? 'REFUSED' : `ACCEPTED ${accepted} TRAVELLERS ${warned} WARNINGS`,
  };
  const accessRef = manifest.source.accessRef ?? manifest.source.part?.key;
  return {
    kind: '962',
    ...(accessRef && { accessRef }),
    ...(manifest.transactionRef && { transactionId: manifest.transactionRef.id }),
    journeyId: manifest.conveyance.journeyId,
    legs: manifest.itinerary,
    answers: options.interactive ? travellers : [whole, ...travellers],
  };
};
