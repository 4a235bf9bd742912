import { travelledLegs } from '@vigia/indicators';
import { tokensOf } from '../matches/tokens';
import { releasable, seenBy } from '../seen-by';
import type { JourneyRow, TravellerRow } from './row';
import { liveLegs } from './travel-legs';

/** What a journey is found by, as `all` that share a traveller with it and its rows say now. */
export const derive = (
  journey: JourneyRow,
  all: readonly JourneyRow[],
  rows: ReadonlyMap<string, TravellerRow>,
): Partial<JourneyRow> => {
  const own = ownTravellers(journey, all);
  const { found, legs } = liveLegs(own, rows);
  const last = legs.at(-1);
  return {
    own,
    live: legs.length > 0,
    visibleTo: legs.length > 0 ? seenBy(releasable(found, legs)) : [],
    tokens: tokensOf(travelledLegs({ legs })),
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
 * The travellers of a journey whom no later assessment has put into another one: journeys are
 * joined and cut as lists come in, and everybody belongs to one alone.
 */
const ownTravellers = (journey: JourneyRow, all: readonly JourneyRow[]): string[] => {
  const taken = new Set(
    all.filter((other) => isLater(other, journey)).flatMap((other) => other.travellerIds),
  );
  return journey.travellerIds.filter((id) => !taken.has(id));
};

const isLater = (a: JourneyRow, b: JourneyRow): boolean =>
  a._id !== b._id && (a.order > b.order || (a.order === b.order && a._id > b._id));
