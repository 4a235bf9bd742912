import { ServiceError } from '@vigia/kafka';
import { bulkUpdate, type BulkOperation } from '@vigia/mongo';
import { travelledLegs } from '@vigia/indicators';
import { tokensOf } from '../matches/tokens';
import type { ReadModel } from '../read-model';
import { releasable, seenBy } from '../seen-by';
import type { JourneyRow, TravellerRow } from './row';
import { liveLegs } from './travel-legs';

const MOST_TRIES = 8;

/**
 * Works out again what journeys of these travellers are found by. Whoever changes a row calls it
 * afterwards; a journey that somebody else changed meanwhile is read and worked out once more, so
 * of two writers the one that comes last has seen both. Repeating it changes nothing.
 */
export const refreshJourneys = async (
  model: ReadModel,
  travellerIds: readonly string[],
): Promise<void> => {
  const asked = [...new Set(travellerIds)];
  if (asked.length === 0) return;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const journeys = await overlapping(model, asked);
    if (journeys.length === 0) return;
    const rows = await model.standings(journeys.flatMap((journey) => journey.travellerIds));
    const operations = journeys.map((journey) =>
      refreshed(journey, derive(journey, journeys, rows)),
    );
    if ((await bulkUpdate(model.plain.journeys, operations)) === journeys.length) return;
  }
  throw new ServiceError('VIGIA_UNAVAILABLE', 'journeys kept changing', { retriable: true });
};

const refreshed = ({ _id, revision }: JourneyRow, derived: Partial<JourneyRow>): BulkOperation => ({
  updateOne: {
    filter: { _id: _id as never, revision },
    update: { $set: derived, $inc: { revision: 1 } },
  },
});

/** The journeys of these travellers, and those that share a traveller with one of them. */
const overlapping = async (model: ReadModel, asked: readonly string[]): Promise<JourneyRow[]> => {
  const found = await model.journeys.find({ travellerIds: { $in: [...asked] } }).toArray();
  const known = new Set(asked);
  const others = found.flatMap(({ travellerIds }) => travellerIds.filter((id) => !known.has(id)));
  if (others.length === 0) return found;
  const more = await model.journeys.find({ travellerIds: { $in: others } }).toArray();
  return [...new Map([...found, ...more].map((journey) => [journey._id, journey])).values()];
};

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
