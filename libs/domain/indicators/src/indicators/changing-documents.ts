import { documentKey, type Bilingual } from '@vigia/manifest';
import { distance } from 'fastest-levenshtein';
import { birthDatesAgree, namesAgree, namesMatch, nameTokens } from '../compare-names';
import { defineIndicator, GOVERNANCE, type Observation } from '../indicator';
import type { Surroundings } from '../surroundings';
import { DAY_MS, departureMs } from '../time';
import type { Journey, TravelLeg } from '../travel-leg';

/**
 * D3: within 90 days, one document (issuer and number) shown by different people, or one person whose
 * documents or birth dates change. Other spellings of one name are not other people; a date with
 * one wrong digit in day or month, the two swapped, or one day off is typing; one renewal by the same
 * issuer and two issuers used by turns (dual nationals) are guarded.
 */
export const D3 = defineIndicator({
  ...GOVERNANCE,
  id: 'D3',
  family: 'document',
  title: { es: 'Documentos o identidades cambiantes', en: 'Changing documents or identities' },
  text: {
    es: 'En 90 días, un documento con personas distintas, o una persona con documentos o fechas de nacimiento cambiantes',
    en: 'Within 90 days, one document with different persons, or one person with changing documents or birth dates',
  },
  reads: ['documents', 'names and birth dates on the same document', 'history'],
  necessity: 'Documents are lent and exchanged along a route',
  examples: { innocent: 'd3-renewal', suspicious: 'd3-two-people' },
  points: 30,
  needs: ['changing'],
  parameters: {
    days: {
      title: { es: 'días en que ocurre', en: 'days within which it happens' },
      unit: 'days',
      value: 90,
      least: 30,
      most: 365,
    },
    numbers: {
      title: { es: 'números o emisores distintos', en: 'different numbers or issuers' },
      unit: 'number',
      value: 3,
      least: 3,
      most: 8,
    },
  },
  evaluate: ({ journey, surroundings, observe }, { days, numbers }) => {
    const windowMs = days * DAY_MS;
    const seen = observe('D3', () =>
      changeIn(journey, surroundings, { windowMs, most: numbers - 1 }),
    );
    return seen && { facts: [...seen.facts], text: textOf(seen.kind, days) };
  },
});

/** Kind: a document that was `lent`, or changing `documents` or `birthDates` of one person. */
const changeIn = (
  journey: Journey,
  { documentLegs, personLegs }: Surroundings,
  { windowMs, most }: { windowMs: number; most: number },
): Observation | undefined => {
  const shared = documentLegs ? differentPeople(journey, documentLegs, windowMs) : undefined;
  const own = personLegs ? personLegs(journey) : journey.legs;
  return shared ?? otherName(own, windowMs) ?? changes(own, journey, { windowMs, most });
};

const textOf = (kind: string | undefined, days: number): Bilingual => {
  if (kind === 'lent') {
    return {
      es: 'El mismo documento fue presentado por personas distintas',
      en: 'The same document was shown by different people',
    };
  }
  return kind === 'documents'
    ? {
        es: `La misma persona presentó documentos cambiantes en ${days} días`,
        en: `The same person showed changing documents within ${days} days`,
      }
    : {
        es: `La misma persona figura con fechas de nacimiento distintas en ${days} días`,
        en: `The same person appears with different birth dates within ${days} days`,
      };
};

const differentPeople = (
  journey: Journey,
  documentLegs: (key: string) => readonly TravelLeg[],
  windowMs: number,
): Observation | undefined => {
  for (const leg of journey.legs) {
    for (const key of leg.identity.keys) {
      if (!key.startsWith('d:')) continue;
      const uses = documentLegs(key);
      if (uses.length < 2) continue;
      const other = uses.find((use) => isWithin(windowMs, leg, use) && anotherPerson(leg, use));
      if (other) return lent(key, leg, other);
    }
  }
  return undefined;
};

const isWithin = (windowMs: number, a: TravelLeg, b: TravelLeg): boolean =>
  Math.abs(departureMs(a) - departureMs(b)) <= windowMs;

const lent = (key: string, leg: TravelLeg, other: TravelLeg): Observation => ({
  facts: [leg.legId, other.legId, `document:${key}`],
  kind: 'lent',
  numbers: [],
});

/**
 * One document under two names that share no word, although the birth dates agree. Names in
 * different scripts are not compared: they share no word even when they are one name.
 */
const otherName = (legs: readonly TravelLeg[], windowMs: number): Observation | undefined => {
  const [first] = legs;
  if (!first || legs.every(({ identity }) => sameWords(identity.name, first.identity.name)))
    return undefined;
  const holders = new Map<string, TravelLeg>();
  for (const leg of legs) {
    for (const key of leg.identity.keys) {
      if (!key.startsWith('d:')) continue;
      const holder = holders.get(key);
      if (holder && isWithin(windowMs, holder, leg) && nothingShared(holder, leg)) {
        return lent(key, holder, leg);
      }
      if (!holder || !isWithin(windowMs, holder, leg)) holders.set(key, leg);
    }
  }
  return undefined;
};

const sameWords = (a: TravelLeg['identity']['name'], b: TravelLeg['identity']['name']): boolean =>
  a === b || (a.surname === b.surname && a.given === b.given && a.middle === b.middle);

const nothingShared = (a: TravelLeg, b: TravelLeg): boolean => {
  const [one, other] = [nameTokens(a.identity.name), nameTokens(b.identity.name)];
  if ([...one, ...other].some((word) => /[^A-Z0-9]/.test(word))) return false;
  if (one.length < 2 || other.length < 2) return false;
  return !one.some((word) => other.some((counterpart) => namesAgree([word], [counterpart])));
};

/** Another name and no agreeing birth date: a new surname or a typing error is the same person. */
const anotherPerson = (a: TravelLeg, b: TravelLeg): boolean => {
  if (a.legId === b.legId) return false;
  if (birthDatesAgree(a.identity.dateOfBirth, b.identity.dateOfBirth)) return false;
  return !namesMatch(a.identity.name, b.identity.name);
};

const changes = (
  legs: readonly TravelLeg[],
  journey: Journey,
  { windowMs, most }: { windowMs: number; most: number },
): Observation | undefined => {
  if (legs.length < 2 || sameThroughout(legs)) return undefined;
  const own = new Set(journey.legs.map(({ legId }) => legId));
  for (let first = 0; first < legs.length; first += 1) {
    const start = legs[first];
    if (!start) continue;
    const window = legs
      .slice(first)
      .filter((leg) => departureMs(leg) - departureMs(start) <= windowMs);
    if (window.length < 2 || !window.some(({ legId }) => own.has(legId))) continue;
    const facts = window.map(({ legId }) => legId);
    if (documentsChange(window, most)) return { facts, kind: 'documents', numbers: [] };
    if (birthDatesChange(window)) return { facts, kind: 'birthDates', numbers: [] };
  }
  return undefined;
};

/** Whether anything about the person differs from leg to leg, so that there is something to look at. */
export const changesAtAll = (legs: readonly TravelLeg[]): boolean => {
  const first = legs[0]?.identity;
  if (!first || legs.length < 2) return false;
  return (
    !sameThroughout(legs) || legs.some(({ identity }) => !sameWords(identity.name, first.name))
  );
};

/** Nearly everybody shows one document and one birth date; only the others need a closer look. */
const sameThroughout = (legs: readonly TravelLeg[]): boolean => {
  const first = legs[0]?.identity;
  const number = first?.documents[0]?.number;
  return legs.every(
    ({ identity }) =>
      identity === first ||
      (identity.dateOfBirth === first?.dateOfBirth &&
        identity.documents.length === 1 &&
        identity.documents[0]?.number === number),
  );
};

/**
 * Per type: more than two issuers, or of one issuer a third number or a return to a number already
 * replaced. Types are told apart because a passport beside an identity card is ordinary; O and 0, I
 * and 1 are the same, and a number on one list that is one keying error away from one on several is that number.
 */
const documentsChange = (legs: readonly TravelLeg[], most: number): boolean => {
  const series = new Map<string, string[]>();
  for (const leg of legs) {
    for (const document of leg.identity.documents) {
      const key = documentKey(document);
      if (key === undefined || document.type === 'U' || document.type === 'V') continue;
      const name = `${document.type}:${document.issuer ?? ''}`;
      const numbers = series.get(name) ?? [];
      numbers.push(lookAlike(key));
      series.set(name, numbers);
    }
  }
  const issuers = new Map<string, number>();
  for (const [name, shown] of series) {
    if (changesIn(meant(shown)).length > most) return true;
    const type = name.slice(0, name.indexOf(':'));
    issuers.set(type, (issuers.get(type) ?? 0) + 1);
  }
  return [...issuers.values()].some((count) => count > most);
};

/** One spelling for the letters that clerks read as digits: O and 0, I and 1. */
const lookAlike = (number: string): string => number.replaceAll('O', '0').replaceAll('I', '1');

const changesIn = (numbers: readonly string[]): string[] =>
  numbers.filter((number, index) => number !== numbers[index - 1]);

/** The numbers as meant: one shown once is taken for the one shown more often that it mistypes. */
const meant = (shown: readonly string[]): string[] => {
  const times = new Map<string, number>();
  for (const number of shown) times.set(number, (times.get(number) ?? 0) + 1);
  if (times.size < 2) return [...shown];
  const often = [...times].filter(([, count]) => count > 1).map(([number]) => number);
  return shown.map((number) =>
    times.get(number) === 1 ? (often.find((other) => mistyped(number, other)) ?? number) : number,
  );
};

/** One character wrong, missing, too many, or two neighbours exchanged. */
const mistyped = (a: string, b: string): boolean => {
  if (distance(a, b) <= 1) return true;
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  const swapped = a.slice(0, at) + (a[at + 1] ?? '') + (a[at] ?? '') + a.slice(at + 2);
  return swapped === b;
};

const birthDatesChange = (legs: readonly TravelLeg[]): boolean => {
  const dates = [...new Set(legs.map((leg) => leg.identity.dateOfBirth))].filter(
    (date) => date?.length === 10,
  );
  return dates.some((a, index) =>
    dates.slice(index + 1).some((b) => !birthDatesAgree(a, b) && !oneDigitApart(a ?? '', b ?? '')),
  );
};

const oneDigitApart = (a: string, b: string): boolean =>
  a.slice(0, 4) === b.slice(0, 4) && [...a].filter((digit, at) => digit !== b[at]).length <= 1;
