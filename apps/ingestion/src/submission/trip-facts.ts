import type { TripFacts } from '@vigia/formats';
import { checked } from '@vigia/service';
import { z } from 'zod';
import type { TripOfList } from '../lists/lists';

const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
const place = z.string().regex(/^[A-Za-z0-9]{3,5}$/);
const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1');

/** What may stand beside a list: in the address, in form fields or in Kafka headers. */
export const submissionQuery = z.strictObject({
  journeyId: z.string().min(1).max(40).optional(),
  departure: local.optional(),
  arrival: local.optional(),
  from: place.optional(),
  to: place.optional(),
  mode: z.enum(['road', 'air', 'rail', 'sea']).optional(),
  test: flag.optional(),
  preview: flag.optional(),
});

export type SubmissionQuery = z.infer<typeof submissionQuery>;

/** Names of the facts, for those who pick them out of something larger. */
export const QUERY_NAMES = Object.keys(submissionQuery.shape);

/** Reads them; throws HttpProblem 400 naming every one that is wrong or unknown. */
export const readQuery = (query: unknown): SubmissionQuery => checked(submissionQuery, query);

/** The trip of a list, where the file itself does not tell it. */
export const tripOf = (query: SubmissionQuery, carrierId: string): TripFacts => {
  const { journeyId, departure, arrival, from, to, mode } = query;
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

/** The facts of a trip that a list has told before. */
export const tripOfList = ({ carrier, conveyance, itinerary }: TripOfList): TripFacts => {
  const [first] = itinerary;
  const last = itinerary.at(-1);
  const named = ({ code, name }: { code?: string; name?: string } = {}): string | undefined =>
    code ?? name;
  const [origin, destination] = [named(first?.from), named(last?.to)];
  const { vehicle } = conveyance;
  return {
    carrier: carrier.code,
    ...(carrier.name && { carrierName: carrier.name }),
    journeyId: conveyance.journeyId,
    mode: conveyance.mode,
    ...(first?.departureLocal && { departureLocal: first.departureLocal }),
    ...(last?.arrivalLocal && { arrivalLocal: last.arrivalLocal }),
    ...(origin && { origin }),
    ...(destination && { destination }),
    stops: itinerary.slice(0, -1).flatMap(({ to }) => named(to) ?? []),
    ...(vehicle?.id && { vehicleId: vehicle.id }),
    ...(vehicle?.name && { vehicleName: vehicle.name }),
    ...(vehicle?.nationality && { vehicleNationality: vehicle.nationality }),
  };
};
