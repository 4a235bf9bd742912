import { z } from 'zod';
import { pageQuery } from '@vigia/service';

const code = z.string().regex(/^[A-Za-z0-9]{2,5}$/);

/** Dimensions that statistics can be counted by; each is a field of the traveller rows. */
export const DIMENSIONS = {
  month: '$month',
  mode: '$mode',
  carrier: '$carrier',
  from: '$from',
  to: '$to',
  nationality: '$nationality',
  ageBand: '$ageBand',
  outcome: '$outcome',
  corridor: '$corridors',
} as const;

export type Dimension = keyof typeof DIMENSIONS;

/** Filters of `/v1/route-matches`; a place is a code or an ISO 3166-1 alpha-2 country. */
export const routeMatchQuery = pageQuery.extend({
  corridor: z.string().max(20).optional(),
  indicator: z
    .string()
    .regex(/^[A-Z]\d$/)
    .optional(),
  from: code.optional(),
  to: code.optional(),
  carrier: z.string().max(20).optional(),
  mode: z.enum(['air', 'road', 'rail', 'sea', 'inlandWater']).optional(),
  since: z.iso.date().optional(),
  until: z.iso.date().optional(),
});

export type RouteMatchQuery = z.infer<typeof routeMatchQuery>;

/** `by` lists one to three dimensions, comma-separated; months as `2026-07`. */
export const statisticsQuery = z.object({
  by: z
    .string()
    .default('month')
    .describe(`one to three, comma-separated, of ${Object.keys(DIMENSIONS).join(', ')}`)
    .transform((text) => text.split(','))
    .pipe(
      z
        .array(z.enum(Object.keys(DIMENSIONS) as [Dimension, ...Dimension[]]))
        .min(1)
        .max(3),
    ),
  since: z
    .string()
    .regex(/^\d{4}-\d\d$/)
    .optional(),
  until: z
    .string()
    .regex(/^\d{4}-\d\d$/)
    .optional(),
});

export type StatisticsQuery = z.infer<typeof statisticsQuery>;

/** The MongoDB filter of a route-match query, after the page's cursor and for one state's eyes. */
export const routeMatchFilter = (
  query: RouteMatchQuery,
  state: string,
  after: { at: Date; id: string } | undefined,
): Record<string, unknown> => {
  const { corridor, indicator, from, to, carrier, mode, since, until } = query;
  const legs = [placeFilter('from', from), placeFilter('to', to)].filter(Boolean);
  return {
    visibleTo: state,
    outcome: { $in: ['routeMatch', 'alert'] },
    'indicators.0': { $exists: true },
    ...(corridor && { corridors: corridor }),
    ...(indicator && { 'indicators.id': indicator }),
    ...(carrier && { 'legs.carrier': carrier.toUpperCase() }),
    ...(mode && { 'legs.mode': mode }),
    ...(legs.length > 0 && { legs: { $elemMatch: { $and: legs } } }),
    ...((since ?? until) && {
      departedAt: {
        ...(since && { $gte: new Date(`${since}T00:00:00Z`) }),
        ...(until && { $lt: new Date(Date.parse(`${until}T00:00:00Z`) + 24 * 3600 * 1000) }),
      },
    }),
    ...(after && {
      $or: [{ departedAt: { $lt: after.at } }, { departedAt: after.at, _id: { $gt: after.id } }],
    }),
  };
};

const placeFilter = (end: 'from' | 'to', text: string | undefined): object | undefined =>
  text === undefined
    ? undefined
    : { [`${end}.${text.length === 2 ? 'country' : 'code'}`]: text.toUpperCase() };
