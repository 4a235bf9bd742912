import type { TravellerAssessed } from '@vigia/contracts';
import type { BulkOperation } from '@vigia/mongo';
import { flowCell } from './listed-changes';
import { instantOrder } from './order';
import type { AssessedPart, JourneyRow, ToldJourney } from './row';

/** An assessment as the traveller's row keeps it; a later one replaces it. */
export const assessedPart = (event: TravellerAssessed): AssessedPart => {
  const own = event.legs.filter(({ travellerId }) => travellerId === event.travellerId);
  const { assessmentId, manifestId, journeyId, carrier, mode, conveyanceKey, role, person } = event;
  const { legs, matches, indicators, families, protection, alertIds, versions } = event;
  return {
    ...{ order: instantOrder(event), at: event.occurredAt, assessmentId, manifestId, journeyId },
    ...{ carrier, mode, conveyanceKey, role, person, legs, matches, indicators, families },
    ...{ protection, alertIds, versions },
    corridors: [...new Set(indicators.flatMap(({ corridorId }) => corridorId ?? []))],
    cell: flowCell(own.length > 0 ? own : [{ ...unknownLeg, ...{ carrier, mode } }], person),
  };
};

const unknownLeg = { departedAt: '', from: {}, to: {} };

/** Writes the assessment into the traveller's row, unless a later one stands there. */
export const assessedChange = (event: TravellerAssessed): BulkOperation => {
  const assessed = assessedPart(event);
  const own = event.legs.find(({ travellerId }) => travellerId === event.travellerId);
  return {
    updateOne: {
      filter: {
        _id: event.travellerId as never,
        'assessed.order': { $not: { $gte: assessed.order } },
      },
      update: {
        $set: { assessed },
        $setOnInsert: {
          conveyance: event.conveyanceKey,
          cell: assessed.cell,
          departedAt: new Date(own?.departedAt ?? event.occurredAt),
        },
      },
      upsert: true,
    },
  };
};

/** What an assessment says of the journey. */
export const toldJourney = (event: TravellerAssessed): ToldJourney => {
  const departures = event.legs.map(({ departedAt }) => departedAt).sort();
  return {
    _id: event.journeyId,
    order: instantOrder(event),
    lead: event.travellerId,
    travellerIds: [...new Set(event.legs.map(({ travellerId }) => travellerId))],
    indicators: [...new Set(event.indicators.map(({ id }) => id))],
    corridors: [...new Set(event.indicators.flatMap(({ corridorId }) => corridorId ?? []))],
    outcome: outcomeOf(event),
    departedAt: new Date(departures.at(-1) ?? event.occurredAt),
  };
};

/**
 * What the indicators say of the journey, list matches left out: an entry may be another state's,
 * and only its alert, released, tells of it (safeguard 7).
 */
const outcomeOf = ({ families, indicators }: TravellerAssessed): JourneyRow['outcome'] => {
  if (families.length >= 2) return 'alert';
  return indicators.some(({ family }) => family === 'route') ? 'routeMatch' : 'none';
};
