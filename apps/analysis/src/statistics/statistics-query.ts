import { HttpProblem } from '@vigia/service';
import { z } from 'zod';
import { DIMENSIONS, MOST_MONTHS, type Dimension } from './flows';

/** A month as questions name it, `2026-07`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-07');
const NAMES = ['month', ...Object.keys(DIMENSIONS)] as ['month', ...Dimension[]];

/**
 * `by` lists one to three dimensions, comma-separated. The grid is fixed: whole months, no filter
 * but the caller's own state, so that no two questions differ by a handful of people (ADR 0025).
 */
export const statisticsQuery = z.strictObject({
  by: z
    .string()
    .default('month')
    .describe(`one to three, comma-separated, of ${NAMES.join(', ')}`)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.enum(NAMES)).min(1).max(3)),
  since: month.describe('first month, e.g. 2026-01').optional(),
  until: month.describe('last month').optional(),
  compareSince: month.describe('first month of the period to compare with').optional(),
  compareUntil: month.describe('last month of it').optional(),
  series: z.string().max(60).describe('id of a stored series to show beside').optional(),
});

export type StatisticsQuery = z.infer<typeof statisticsQuery>;

/** Whole months, both included. */
export interface Period {
  since: string;
  until: string;
}

/** The period asked for, within what is known; throws HttpProblem 400 for one that is none. */
export const periodOf = (
  { since, until }: { since?: string | undefined; until?: string | undefined },
  known: Period | undefined,
  now: Date,
  path = 'until',
): Period => {
  const present = now.toISOString().slice(0, 7);
  const period = {
    since: since ?? known?.since ?? present,
    until: until ?? known?.until ?? present,
  };
  if (since && !until && period.until < since) period.until = since;
  if (until && !since && period.since > until) period.since = until;
  if (period.since > period.until) {
    refuse(path, 'el último mes es anterior al primero', 'the last month is before the first');
  }
  if (monthNumber(period.until) - monthNumber(period.since) >= MOST_MONTHS) {
    if (!since) period.since = monthText(monthNumber(period.until) - MOST_MONTHS + 1);
    else refuse(path, `más de ${MOST_MONTHS} meses`, `more than ${MOST_MONTHS} months`);
  }
  return period;
};

/** The months before a period, as many as given. */
export const before = ({ since }: Period, months: number): Period => ({
  since: monthText(monthNumber(since) - months),
  until: monthText(monthNumber(since) - 1),
});

const monthNumber = (text: string): number =>
  Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;

const monthText = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;

const refuse = (path: string, es: string, en: string): never => {
  const text = { es: `${path}: ${es}`, en: `${path}: ${en}` };
  const problems = [{ path, message: en, text: { es, en } }];
  throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', text, { problems });
};
