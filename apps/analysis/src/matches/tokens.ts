import { REGIONS, type PatternStep, type TravelLeg, type TravelPlace } from '@vigia/indicators';
import { findPlace } from '@vigia/manifest';

/** More alternatives than this and a condition narrows nothing down. */
export const MOST_ALTERNATIVES = 64;
/** Conditions that are worth counting. */
const MOST_CONDITIONS = 24;
/** A bound on the tokens of one journey; longer ones are found by what comes first. */
const MOST_TOKENS = 400;

/**
 * What a journey is found by: its places (`SVO`) and countries (`RU`), its hops (`SVO>HAV`,
 * `RU>CU`), and which country came before which (`RU»CR`), however far apart. A pattern's steps
 * imply some of them, so the rarest one narrows a question down to few journeys before the pattern
 * itself is matched.
 *
 * @param seenFrom countries of the states that see the journey. Each is in one pair at least with
 *   every country visited, also where nobody travelled there in the end (see `seenWith`).
 */
export const tokensOf = (
  legs: readonly TravelLeg[],
  seenFrom: readonly string[] = [],
): string[] => {
  const tokens = new Set<string>();
  const visited: (readonly string[])[] = [];
  for (const leg of legs) {
    let before: TravelPlace | undefined;
    for (const place of [leg.from, ...leg.via, leg.to]) {
      if (place.code) tokens.add(place.code);
      const countries = countriesOf(place);
      for (const country of countries) tokens.add(country);
      if (before) {
        if (before.code && place.code) tokens.add(`${before.code}>${place.code}`);
        for (const one of visited.at(-1) ?? []) {
          for (const other of countries) if (one !== other) tokens.add(`${one}>${other}`);
        }
      }
      before = place;
      visited.push(countries);
    }
  }
  const earlier = new Set<string>();
  for (const countries of visited) {
    for (const one of earlier) {
      for (const other of countries) if (one !== other) tokens.add(`${one}»${other}`);
    }
    for (const country of countries) earlier.add(country);
  }
  for (const one of earlier) {
    for (const other of seenFrom) {
      if (one !== other && !tokens.has(`${other}»${one}`)) tokens.add(`${one}»${other}`);
    }
  }
  return [...tokens].slice(0, MOST_TOKENS);
};

/** As the list says, and as the code says where that differs: a question may know either. */
const countriesOf = ({ code, country }: TravelPlace): readonly string[] => {
  const coded = code === undefined ? undefined : findPlace(code)?.country;
  if (country === undefined || country === coded) return coded === undefined ? [] : [coded];
  return coded === undefined ? [country] : [country, coded];
};

/**
 * The conditions that a pattern's match fulfils for certain, each a list of alternatives: hops and
 * places before pairs of countries, and single countries last, since they narrow down least.
 */
export const conditionsOf = (steps: readonly PatternStep[]): string[][] => {
  const hops: string[][] = [];
  const pairs: string[][] = [];
  steps.forEach((step, at) => {
    const [next, ...later] = steps.slice(at + 1);
    if (!next) return;
    if (next.withinMs !== undefined) later.unshift(next);
    else if (step.kind === 'place' && next.kind === 'place')
      hops.push([`${step.code}>${next.code}`]);
    else hops.push(joined(countriesOfStep(step), '>', countriesOfStep(next)));
    for (const other of later)
      pairs.push(joined(countriesOfStep(step), '»', countriesOfStep(other)));
  });
  const places = steps.filter(({ kind }) => kind === 'place').map(alternativesOf);
  const wide = steps.filter(({ kind }) => kind !== 'place').map(alternativesOf);
  return [...hops, ...places, ...pairs, ...wide]
    .filter(({ length }) => length > 0 && length <= MOST_ALTERNATIVES)
    .slice(0, MOST_CONDITIONS);
};

/**
 * What a journey that calls at a step fulfils if a state sees it: the state's own country comes before
 * or after. A busy place on the far side of the region is narrowed down to few journeys by it.
 */
export const seenWith = (step: PatternStep, country: string): string[] => {
  const countries = countriesOfStep(step);
  return [...joined(countries, '»', [country]), ...joined([country], '»', countries)];
};

/** The condition of one place, country or region. */
export const alternativesOf = (step: PatternStep): string[] =>
  step.kind === 'region' ? [...(REGIONS[step.code] ?? [])] : [step.code];

const countriesOfStep = (step: PatternStep): readonly string[] => {
  if (step.kind === 'country') return [step.code];
  if (step.kind === 'region') return REGIONS[step.code] ?? [];
  const country = findPlace(step.code)?.country;
  return country ? [country] : [];
};

/** Nothing where both steps may be in one country: then no token is certain. */
const joined = (from: readonly string[], sign: string, to: readonly string[]): string[] =>
  from.some((country) => to.includes(country))
    ? []
    : from.flatMap((one) => to.map((other) => `${one}${sign}${other}`));
