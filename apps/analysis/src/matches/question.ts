import { parseRoutePattern, REGIONS, type PatternStep } from '@vigia/indicators';
import { alpha2Codes } from '@vigia/manifest';
import { HttpProblem, pageQuery } from '@vigia/service';
import { z } from 'zod';

const MODES = ['air', 'road', 'rail', 'sea', 'inlandWater'] as const;
const COUNTRIES: ReadonlySet<string> = new Set(alpha2Codes());

const placeText = (what: string): z.ZodOptional<z.ZodString> =>
  z
    .string()
    .max(20)
    .describe(
      `${what}: a place (IATA or UN/LOCODE), a country (ISO 3166-1 alpha-2) or a region (#CENTRAL)`,
    )
    .optional();

const filters = z.strictObject({
  corridor: z.string().max(20).describe('corridor whose indicator the journey meets').optional(),
  indicator: z
    .string()
    .regex(/^[A-Z]\d$/)
    .describe('indicator that the journey meets, e.g. R3')
    .optional(),
  pattern: z
    .string()
    .max(200)
    .describe(
      'ordered route with gaps, e.g. SVO>HAV >(30d) PA>CR; also of journeys without indicator',
    )
    .optional(),
  place: placeText('anywhere on the journey'),
  from: placeText('where a leg begins'),
  to: placeText('where that same leg ends'),
  carrier: z.string().max(20).describe('carrier code of a leg').optional(),
  mode: z.enum(MODES).optional(),
  since: z.iso.date().describe('last departure on or after this day').optional(),
  until: z.iso.date().describe('last departure on or before this day').optional(),
  disposition: z
    .enum(['confirmed', 'dismissed', 'inconclusive'])
    .describe('what your state decided on an alert of the journey')
    .optional(),
  outcome: z
    .enum(['routeMatch', 'alert', 'any'])
    .describe('default: any with a pattern or place, else journeys that meet a route indicator')
    .optional(),
});

/** Parameters of `/v1/route-matches`. */
export const routeMatchQuery = filters.extend(pageQuery.shape);

/** What a saved query keeps: the filters without the page. */
export const savedFilters = filters;

export type RouteMatchFilters = z.infer<typeof filters>;

/** A question about journeys, ready to be asked. Instants are milliseconds since the epoch. */
export interface Question {
  corridor?: string;
  indicator?: string;
  pattern?: PatternStep[];
  place?: PatternStep;
  from?: PatternStep;
  to?: PatternStep;
  carrier?: string;
  mode?: string;
  since?: Date;
  before?: Date;
  disposition?: string;
  /** Without one, journeys that meet no route indicator are found too. */
  outcomes?: ('routeMatch' | 'alert')[];
}

const DAY_MS = 24 * 3600 * 1000;

/** Reads the filters; throws HttpProblem 400 that says in both languages which one is wrong and where. */
export const questionOf = (filter: RouteMatchFilters): Question => {
  const { corridor, indicator, pattern, carrier, mode, disposition } = filter;
  const steps = pattern === undefined ? undefined : patternOf(pattern);
  const places = Object.fromEntries(
    (['place', 'from', 'to'] as const).flatMap((name) => {
      const text = filter[name];
      return text === undefined ? [] : [[name, stepOf(name, text)]];
    }),
  ) as Pick<Question, 'place' | 'from' | 'to'>;
  const [since, until] = [dayOf(filter.since), dayOf(filter.until)];
  if (since && until && since > until) {
    refuse('until', 'la fecha final es anterior a la inicial', 'the last day is before the first');
  }
  const anywhere = Object.keys(places).length > 0 || steps !== undefined;
  const outcome = filter.outcome ?? (anywhere ? 'any' : undefined);
  return {
    ...places,
    ...(corridor && { corridor: corridor.toUpperCase() }),
    ...(indicator && { indicator }),
    ...(steps && { pattern: steps }),
    ...(carrier && { carrier: carrier.toUpperCase() }),
    ...(mode && { mode }),
    ...(disposition && { disposition }),
    ...(since && { since }),
    ...(until && { before: new Date(until.getTime() + DAY_MS) }),
    ...(outcome !== 'any' && { outcomes: outcome ? [outcome] : ['routeMatch', 'alert'] }),
  };
};

const dayOf = (day: string | undefined): Date | undefined =>
  day === undefined ? undefined : new Date(`${day}T00:00:00Z`);

const patternOf = (text: string): PatternStep[] => {
  const parsed = parseRoutePattern(text);
  if (parsed.ok) return parsed.steps;
  const { column, text: why } = parsed.problem;
  return refuse('pattern', why.es, why.en, { column });
};

/** The step that a place, country or region is in a pattern. */
const stepOf = (name: string, text: string): PatternStep => {
  const word = text.toUpperCase();
  if (word.startsWith('#') && Object.hasOwn(REGIONS, word.slice(1))) {
    return { kind: 'region', code: word.slice(1) };
  }
  if (COUNTRIES.has(word)) return { kind: 'country', code: word };
  if (/^([A-Z]{3}|[A-Z]{2}[A-Z2-9]{3})$/.test(word)) return { kind: 'place', code: word };
  const shown = text.slice(0, 20);
  return refuse(name, `código desconocido «${shown}»`, `unknown code "${shown}"`);
};

const refuse = (path: string, es: string, en: string, more: object = {}): never => {
  const text = { es, en };
  throw new HttpProblem(
    400,
    'VIGIA_BAD_REQUEST',
    { es: `${path}: ${es}`, en: `${path}: ${en}` },
    { problems: [{ path, message: en, text, ...more }] },
  );
};
