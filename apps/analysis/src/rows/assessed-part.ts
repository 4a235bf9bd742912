import type { TravellerAssessed } from '@vigia/contracts';
import { instantOrder } from './order';
import type { AssessedPart, JourneyRow, ToldJourney } from './row';

/** An assessment as rows need it. */
export const assessedPart = (event: TravellerAssessed): AssessedPart => {
  const { occurredAt: at, assessmentId, journeyId, conveyanceKey, role, person } = event;
  const { legs, matches, indicators, families, protection, versions } = event;
  return {
    order: instantOrder(event),
    at,
    assessmentId,
    journeyId,
    conveyanceKey,
    role,
    person,
    legs,
    matches,
    indicators,
    families,
    protection,
    versions,
    corridors: [...new Set(indicators.flatMap(({ corridorId }) => corridorId ?? []))],
    departedAt: instantOf(event),
  };
};

/** When the traveller's last leg on the conveyance departs; without one, when it was assessed. */
export const instantOf = ({ legs, travellerId, occurredAt }: TravellerAssessed): Date => {
  const departures = legs
    .filter((leg) => leg.travellerId === travellerId)
    .map(({ departedAt }) => departedAt)
    .sort();
  return new Date(departures.at(-1) ?? occurredAt);
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
