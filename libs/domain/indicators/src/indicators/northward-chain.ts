import { defineIndicator, GOVERNANCE } from '../indicator';
import { arrivalMs, DAY_MS, departureMs } from '../time';
import type { TravelLeg } from '../travel-leg';

/** South to north; Honduras touches both El Salvador and Guatemala. */
const ORDER: Readonly<Record<string, number>> = { PA: 0, CR: 1, NI: 2, HN: 3, SV: 4, GT: 5, MX: 6 };
const BY_ORDER = ['PA', 'CR', 'NI', 'HN', 'SV', 'GT', 'MX'] as const;
const SOUTH = new Set([
  'CO',
  'VE',
  'EC',
  'PE',
  'BR',
  'BO',
  'CL',
  'AR',
  'UY',
  'PY',
  'GY',
  'SR',
  'GF',
]);

interface Crossing {
  from: number;
  to: number;
  leg: TravelLeg;
  departed: number;
  arrived: number;
}

/**
 * R3: at least three border crossings northward along Panama – Costa Rica – Nicaragua – Honduras –
 * (El Salvador) – Guatemala – Mexico within ten days, by air or road, also inside one through
 * ticket: the countries where the vehicle stops count, and those a road cannot avoid. A loop or a
 * return, and an end at or south of the chain's first country, clear it (backpackers, drivers).
 */
export const R3 = defineIndicator({
  ...GOVERNANCE,
  id: 'R3',
  family: 'route',
  title: { es: 'Cadena hacia el norte', en: 'Northward chain' },
  text: {
    es: 'Tres o más cruces de frontera seguidos hacia el norte en diez días, sin regreso',
    en: 'Three or more border crossings in a row northward within ten days, with no return',
  },
  reads: ['legs', 'places', 'dates'],
  necessity:
    'Quick passage through several states in a row is how the documented routes go on by land',
  examples: { innocent: 'r3-backpacker-loops', suspicious: 'r3-four-borders' },
  points: 25,
  needs: ['oneWay', 'alongTheIsthmus'],
  parameters: {
    crossings: {
      title: { es: 'cruces de frontera seguidos', en: 'border crossings in a row' },
      unit: 'number',
      value: 3,
      least: 3,
      most: 6,
    },
    days: {
      title: { es: 'días en que ocurren', en: 'days within which they happen' },
      unit: 'days',
      value: 10,
      least: 2,
      most: 30,
    },
  },
  evaluate: ({ journey, legs }, { crossings, days: most }) => {
    if (journey.returns) return undefined;
    const chain = longestChain(crossingsOf(legs), most * DAY_MS);
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last || chain.length < crossings) return undefined;
    const end = legs.at(-1)?.to.country;
    if (end !== undefined && endsSouth(end, first.from)) return undefined;
    const countries = [first.from, ...chain.map(({ to }) => to)].map((at) => BY_ORDER[at] ?? '?');
    const days = Math.max(1, Math.ceil((last.arrived - first.departed) / DAY_MS));
    return {
      facts: [...new Set(chain.map(({ leg }) => leg.legId)), `one-way:${journey.journeyId}`],
      text: {
        es: `${chain.length} cruces de frontera seguidos hacia el norte en ${days} d (${countries.join(' → ')}), sin regreso`,
        en: `${chain.length} border crossings in a row northward in ${days} d (${countries.join(' → ')}), with no return`,
      },
    };
  },
});

const endsSouth = (end: string, first: number): boolean =>
  SOUTH.has(end) || (ORDER[end] ?? Infinity) <= first;

/** Country changes in travel order, also between one leg and the next when no list shows that part. */
const crossingsOf = (legs: readonly TravelLeg[]): (Crossing | 'elsewhere')[] => {
  const crossings: (Crossing | 'elsewhere')[] = [];
  let at: string | undefined;
  for (const leg of legs) {
    for (const country of countriesOf(leg)) {
      if (at !== undefined && at !== country) {
        const [from, to] = [ORDER[at], ORDER[country]];
        if (from === undefined || to === undefined) crossings.push('elsewhere');
        else {
          crossings.push({ from, to, leg, departed: departureMs(leg), arrived: arrivalMs(leg) });
        }
      }
      at = country;
    }
  }
  return crossings;
};

/** Countries of a leg in order; on the road those between two stops are filled in. */
const countriesOf = (leg: TravelLeg): string[] => {
  const named = [leg.from, ...leg.via, leg.to]
    .map(({ country }) => country)
    .filter((country) => country !== undefined);
  if (leg.mode !== 'road') return named;
  return named.flatMap((country, index) => {
    const [from, to] = [ORDER[named[index - 1] ?? ''], ORDER[country]];
    if (from === undefined || to === undefined || to <= from) return [country];
    const between = BY_ORDER.slice(from + 1, to).filter((passed) => passed !== 'SV');
    return [...between, country];
  });
};

const longestChain = (
  crossings: readonly (Crossing | 'elsewhere')[],
  windowMs: number,
): Crossing[] => {
  let best: Crossing[] = [];
  let run: Crossing[] = [];
  for (const crossing of crossings) {
    if (crossing === 'elsewhere' || crossing.to <= crossing.from) {
      run = [];
      continue;
    }
    run = [...run, crossing].filter(({ departed }) => crossing.arrived - departed <= windowMs);
    if (run.length > best.length) best = run;
  }
  return best;
};
