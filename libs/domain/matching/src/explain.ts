import type { BirthDate, BirthDateRelation } from './compare-birth-date';
import type { Evidence } from './entry';
import type { PreparedEntry, PreparedQuery } from './prepare';
import type { PreparedName } from './prepare-name';
import type { BestBirthDate, BestDocument, BestName } from './score';

type Text = Evidence['text'];

const wordsOf = ({ words }: PreparedName, bits: number): string =>
  words
    .filter((_, at) => bits & (1 << at))
    .map(({ text }) => text)
    .join(' ');

/** Name evidence: which words of the two names agree, how well, and which stand alone. */
export const explainName = ({ listed, comparison }: BestName, query: PreparedName): Text => {
  const pairs = comparison.chosen
    .map((link) => {
      const [ours, theirs] = [wordsOf(query, link.query), wordsOf(listed, link.listed)];
      return link.similarity === 1
        ? ours
        : `${ours} ≈ ${theirs} (${Math.round(link.similarity * 100)} %)`;
    })
    .join(', ');
  const ours = wordsOf(query, ~comparison.usedQuery);
  const theirs = wordsOf(listed, ~comparison.usedListed);
  const weak = listed.quality === 'weak';
  const es = [
    `Nombre «${query.shown}» frente a «${listed.shown}» de la lista${weak ? ' (alias débil)' : ''}`,
    pairs ? `coinciden ${pairs}` : 'ninguna palabra coincide',
    ...(ours ? [`solo en el viajero: ${ours}`] : []),
    ...(theirs ? [`solo en la lista: ${theirs}`] : []),
    ...(comparison.swapped ? ['apellido y nombre en orden inverso'] : []),
  ];
  const en = [
    `Name "${query.shown}" against listed "${listed.shown}"${weak ? ' (weak alias)' : ''}`,
    pairs ? `agreeing: ${pairs}` : 'no word agrees',
    ...(ours ? [`only the traveller: ${ours}`] : []),
    ...(theirs ? [`only the list: ${theirs}`] : []),
    ...(comparison.swapped ? ['surname and given names in reverse order'] : []),
  ];
  return { es: es.join('; '), en: en.join('; ') };
};

const BIRTH_DATE: Readonly<Record<BirthDateRelation, Text>> = {
  same: { es: 'la misma fecha', en: 'the same date' },
  sameMonth: { es: 'coinciden año y mes', en: 'year and month agree' },
  sameYear: {
    es: 'coincide el año; el día no se conoce en ambos',
    en: 'the year agrees; the day is not known on both sides',
  },
  withinYears: {
    es: 'el año está entre los que da la lista',
    en: 'the year is among those listed',
  },
  swapped: { es: 'día y mes intercambiados', en: 'day and month swapped' },
  offByOneYear: {
    es: 'mismo día y mes, un año de diferencia: ni a favor ni en contra',
    en: 'same day and month, one year apart: neither for nor against',
  },
  nearYear: { es: 'un año de diferencia', en: 'one year apart' },
  oneDigit: {
    es: 'difieren en una cifra o en dos cifras vecinas',
    en: 'they differ in one digit or two neighbouring digits',
  },
  sameYearOtherDay: { es: 'mismo año, otro día', en: 'same year, another day' },
  different: { es: 'fechas distintas', en: 'different dates' },
};

/** Birth date evidence, at the precision that both sides share. */
export const explainBirthDate = ({ relation, listed }: BestBirthDate, ours: string): Text => {
  const text = BIRTH_DATE[relation];
  const theirs = written(listed);
  return {
    es: `Nacimiento ${ours}, en la lista ${theirs}: ${text.es}`,
    en: `Born ${ours}, listed ${theirs}: ${text.en}`,
  };
};

const written = ({ year, to, month, day }: BirthDate): string => {
  const parts = [month, day].flatMap((part) =>
    part === undefined ? [] : [String(part).padStart(2, '0')],
  );
  return [to === undefined ? `${year}` : `${year}–${to}`, ...parts].join('-');
};

/** Nationality evidence: comparison of identity, never of risk. */
export const explainNationality = (
  same: boolean,
  { nationality = '' }: PreparedQuery,
  { nationalities }: PreparedEntry,
): Text => {
  const listed = nationalities.join(', ');
  return same
    ? {
        es: `La nacionalidad ${nationality} figura en la lista`,
        en: `Nationality ${nationality} is listed`,
      }
    : {
        es: `Nacionalidad ${nationality}, en la lista ${listed}`,
        en: `Nationality ${nationality}, listed ${listed}`,
      };
};

/** Sex evidence: a tie-breaker, nothing more. */
export const explainSex = (same: boolean): Text =>
  same
    ? { es: 'Mismo sexo que en la lista', en: 'Same sex as listed' }
    : { es: 'Sexo distinto del de la lista', en: 'Sex differs from the listed one' };

/** Document evidence: only with the same issuer is an equal number the same document. */
export const explainDocument = ({ relation, query }: BestDocument, isDocument: boolean): Text => {
  const shown = query.issuer ? `${query.shown} (${query.issuer})` : query.shown;
  const listed = isDocument ? 'el documento de la lista' : 'un documento de la persona listada';
  const listedEn = isDocument ? 'the listed document' : 'a document of the listed person';
  switch (relation) {
    case 'same':
      return {
        es: `Documento ${shown}: es ${listed}, mismo número y emisor`,
        en: `Document ${shown}: it is ${listedEn}, same number and issuer`,
      };
    case 'confusable':
      return {
        es: `Documento ${shown}: como ${listed} salvo caracteres que se confunden (O/0, I/1)`,
        en: `Document ${shown}: like ${listedEn} but for characters easily confused (O/0, I/1)`,
      };
    case 'issuerUnknown':
      return {
        es: `Documento ${shown}: mismo número que ${listed}, sin emisor con que comprobarlo`,
        en: `Document ${shown}: same number as ${listedEn}, with no issuer to check it by`,
      };
  }
};
