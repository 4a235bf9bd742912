import { alpha2Codes, type Bilingual } from '@vigia/manifest';

/** One step of a pattern: a place (IATA or UN/LOCODE), a country (ISO 3166-1 alpha-2) or a region. */
export interface PatternStep {
  kind: 'place' | 'country' | 'region';
  code: string;
  /** Longest time since the step before; without it, the very next stop of the same leg. */
  withinMs?: number;
}

/** Why a pattern is refused, and at which character, from 1. */
export interface PatternProblem {
  column: number;
  text: Bilingual;
}

export type ParsedPattern =
  { ok: true; steps: PatternStep[] } | { ok: false; problem: PatternProblem };

const HOUR_MS = 3_600_000;
const LONGEST_MS = 365 * 24 * HOUR_MS;
const MOST_STEPS = 12;

/** Regions by name, as ISO 3166-1 alpha-2 codes. */
export const REGIONS: Readonly<Record<string, readonly string[]>> = {
  CENTRAL: ['BZ', 'CR', 'GT', 'HN', 'NI', 'PA', 'SV'],
  NORTH: ['CA', 'MX', 'US'],
  SOUTH: ['AR', 'BO', 'BR', 'CL', 'CO', 'EC', 'GF', 'GY', 'PE', 'PY', 'SR', 'UY', 'VE'],
  CARIBBEAN: ['CU', 'DO', 'HT', 'JM', 'TT', 'BS', 'BB', 'PR'],
};

const COUNTRIES: ReadonlySet<string> = new Set(alpha2Codes());

/**
 * Reads a route pattern such as `SVO>HAV >(30d) PA>CR`: steps in order, `>` for the next stop of the
 * same leg, `>(30d)` or `>(36h)` for any way within that time. A step is a place code, a country
 * code, or a region as `#CENTRAL`. Upper and lower case and blanks do not matter.
 */
export const parseRoutePattern = (text: string): ParsedPattern => {
  const steps: PatternStep[] = [];
  let at = 0;
  const skip = (): void => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  const refuse = (es: string, en: string, column = at + 1): ParsedPattern => ({
    ok: false,
    problem: { column, text: { es, en } },
  });
  const take = (form: RegExp): RegExpExecArray | undefined => {
    const found = form.exec(text.slice(at));
    if (found) at += found[0].length;
    return found ?? undefined;
  };
  for (let withinMs: number | undefined; ;) {
    skip();
    const start = at + 1;
    const word = take(/^#?[\p{L}\d]+/u)?.[0].toUpperCase();
    if (!word)
      return refuse('se espera un lugar, país o región', 'a place, country or region is expected');
    const step = stepOf(word);
    if (!step) return refuse(`código desconocido ${word}`, `unknown code ${word}`, start);
    steps.push({ ...step, ...(withinMs === undefined ? {} : { withinMs }) });
    if (steps.length > MOST_STEPS) {
      return refuse(`más de ${MOST_STEPS} pasos`, `more than ${MOST_STEPS} steps`, start);
    }
    skip();
    if (at >= text.length) break;
    if (!take(/^>/)) return refuse('se espera «>»', '">" is expected');
    skip();
    const gap = at + 1;
    withinMs = undefined;
    if (text[at] !== '(') continue;
    const [, count = '', unit] = take(/^\(\s*(\d{1,4})\s*([dhDH])\s*\)/) ?? [];
    if (!unit)
      return refuse(
        'se espera un plazo como (30d) o (36h)',
        'a gap such as (30d) or (36h) is expected',
        gap,
      );
    withinMs = Number(count) * (unit.toLowerCase() === 'h' ? 1 : 24) * HOUR_MS;
    if (withinMs <= 0 || withinMs > LONGEST_MS) {
      return refuse('plazo de 1 h a 365 d', 'a gap is 1 h to 365 d', gap);
    }
  }
  return steps.length > 1
    ? { ok: true, steps }
    : refuse('un recorrido tiene al menos dos pasos', 'a route has at least two steps');
};

const stepOf = (word: string): PatternStep | undefined => {
  if (word.startsWith('#')) {
    const code = word.slice(1);
    return code in REGIONS ? { kind: 'region', code } : undefined;
  }
  if (word.length === 2) return COUNTRIES.has(word) ? { kind: 'country', code: word } : undefined;
  return /^([A-Z]{3}|[A-Z]{2}[A-Z2-9]{3})$/.test(word) ? { kind: 'place', code: word } : undefined;
};
