import type { TripFacts } from '@vigia/formats';
import { checked } from '@vigia/service';
import { z } from 'zod';

const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
const place = z.string().regex(/^[A-Za-z0-9]{3,5}$/);

const schema = z.strictObject({
  journeyId: z.string().min(1).max(40).optional(),
  departure: local.optional(),
  arrival: local.optional(),
  from: place.optional(),
  to: place.optional(),
  mode: z.enum(['road', 'air', 'rail', 'sea']).optional(),
});

/**
 * The trip of a CSV list, where the file itself does not tell it, from the query string. Throws
 * HttpProblem 400 naming every parameter that is wrong or unknown.
 */
export const readTrip = (query: unknown, carrierId: string): TripFacts => {
  const { journeyId, departure, arrival, from, to, mode } = checked(schema, query);
  return {
    carrier: carrierId,
    ...(journeyId && { journeyId }),
    ...(departure && { departureLocal: departure }),
    ...(arrival && { arrivalLocal: arrival }),
    ...(from && { origin: from.toUpperCase() }),
    ...(to && { destination: to.toUpperCase() }),
    ...(mode && { mode }),
  };
};
