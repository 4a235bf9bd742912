import { travelledLegs } from '@vigia/indicators';
import { packRoute } from '../matches/pack-route';
import { tokensOf } from '../matches/tokens';
import { countryOf, releasable, seenBy } from '../seen-by';
import type { JourneyRow, TravellerRow } from './row';
import { liveLegs } from './travel-legs';

/** The journey with what it is found by, as the rows of its own travellers say now. */
export const derive = (
  journey: JourneyRow,
  owners: ReadonlyMap<string, JourneyRow>,
  rows: ReadonlyMap<string, TravellerRow>,
): JourneyRow => {
  const own = journey.travellerIds.filter((id) => owners.get(id)?._id === journey._id);
  const { found, legs } = liveLegs(own, rows);
  const travelled = travelledLegs({ legs });
  const last = legs.at(-1);
  const visibleTo = legs.length > 0 ? seenBy(releasable(found, legs)) : [];
  const { _id, revision, order, lead, travellerIds, indicators, corridors, outcome } = journey;
  return {
    _id,
    revision,
    order,
    lead,
    travellerIds,
    indicators,
    corridors,
    outcome,
    own,
    live: legs.length > 0,
    visibleTo,
    tokens: tokensOf(travelled, visibleTo.map(countryOf)),
    route: packRoute(travelled),
    carriers: [...new Set(legs.map(({ carrier }) => carrier))],
    modes: [...new Set(legs.map(({ mode }) => mode))],
    departedAt: new Date(last?.departedAt ?? assessedEnd(journey, rows) ?? journey.departedAt),
  };
};

/** When a journey of which nothing is left would have ended, as its newest assessment says. */
const assessedEnd = (
  { lead, order }: JourneyRow,
  rows: ReadonlyMap<string, TravellerRow>,
): string | undefined => {
  const assessed = rows.get(lead)?.assessed;
  if (assessed?.order !== order) return undefined;
  return assessed.legs
    .map(({ departedAt }) => departedAt)
    .sort()
    .at(-1);
};

/**
 * The journey of each traveller, which is the one that the newest assessment tells of: journeys are
 * joined and cut as lists come in, and everybody belongs to one alone.
 */
export const ownersOf = (journeys: readonly JourneyRow[]): Map<string, JourneyRow> => {
  const owners = new Map<string, JourneyRow>();
  for (const journey of journeys) {
    for (const id of journey.travellerIds) {
      const known = owners.get(id);
      if (!known || isLater(journey, known)) owners.set(id, journey);
    }
  }
  return owners;
};

const isLater = (a: JourneyRow, b: JourneyRow): boolean =>
  a.order > b.order || (a.order === b.order && a._id > b._id);
