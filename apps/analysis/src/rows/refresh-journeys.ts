import { isDeepStrictEqual } from 'node:util';
import type { TravellerAssessed } from '@vigia/contracts';
import { ServiceError } from '@vigia/kafka';
import { bulkUpdate, insertNew } from '@vigia/mongo';
import { noneOf } from '../none-of';
import type { ReadModel } from '../read-model';
import { assessedPart, toldJourney } from './assessed-part';
import { derive, ownersOf } from './derive-journey';
import type { AssessedPart, JourneyRow, ToldJourney, TravellerRow } from './row';

/** A journey as stored, if it is, and with what has been told of it since. */
interface Known {
  before?: JourneyRow;
  now: JourneyRow;
}

const MOST_TRIES = 8;

/**
 * Works out what journeys of these travellers are found by, those that these assessments tell of
 * included. Whoever changes a row calls it afterwards. It writes, and then looks whether anything
 * that it read has changed meanwhile; if so it begins anew, so of two writers the one that comes last
 * has seen both. Repeating it changes nothing.
 *
 * The assessments at hand are mostly the newest of their travellers, so at first they are taken for
 * that; the look afterwards shows where one is not, and then they are read like the others.
 */
export const refreshJourneys = async (
  model: ReadModel,
  travellerIds: readonly string[],
  events: readonly TravellerAssessed[] = [],
): Promise<void> => {
  if (travellerIds.length + events.length === 0) return;
  const newest = newestOf(events.map(toldJourney));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { own, near } = await journeysOf(model, travellerIds, newest);
    if (own.length === 0) return;
    const all = [...own.map(({ now }) => now), ...near];
    const ids = own.flatMap(({ now }) => now.travellerIds);
    const rows = await model.standings(ids, tries === 0 ? assessedParts(events) : undefined);
    await markCorridors(model, rows);
    const owners = ownersOf(all);
    const changes = own.flatMap(({ before, now }) => {
      const after = derive(now, owners, rows);
      return before && isDeepStrictEqual(before, after) ? [] : [{ before, after }];
    });
    if (!(await write(model, changes))) continue;
    const revisions = new Map(all.map(({ _id, revision }) => [_id, revision]));
    for (const { after } of changes) revisions.set(after._id, after.revision + 1);
    if ((await areAll(model, ids, revisions)) && !(await model.haveMoved(rows))) return;
  }
  throw new ServiceError('VIGIA_UNAVAILABLE', 'journeys kept changing', { retriable: true });
};

/** What the newest of these assessments says of each traveller. */
const assessedParts = (events: readonly TravellerAssessed[]): Map<string, AssessedPart> => {
  const parts = new Map<string, AssessedPart>();
  for (const event of events) {
    const [part, known] = [assessedPart(event), parts.get(event.travellerId)];
    if (!known || known.order < part.order) parts.set(event.travellerId, part);
  }
  return parts;
};

const newestOf = (told: readonly ToldJourney[]): Map<string, ToldJourney> => {
  const newest = new Map<string, ToldJourney>();
  for (const one of told) {
    const known = newest.get(one._id);
    if (!known || known.order < one.order) newest.set(one._id, one);
  }
  return newest;
};

/**
 * The journeys to work out, and `near` them those that share a traveller with one. A journey told of
 * may have had other travellers before, whose journeys are worked out as well.
 */
const journeysOf = async (
  model: ReadModel,
  travellerIds: readonly string[],
  told: ReadonlyMap<string, ToldJourney>,
): Promise<{ own: Known[]; near: JourneyRow[] }> => {
  const of = (ids: Iterable<string>): object => ({ travellerIds: { $in: [...ids] } });
  const find = (filter: object): Promise<JourneyRow[]> => model.journeys.find(filter).toArray();
  const asked = new Set(travellerIds);
  for (const one of told.values()) for (const id of one.travellerIds) asked.add(id);
  const stored = byId(await find({ $or: [of(asked), { _id: { $in: [...told.keys()] } }] }));
  const left = [...told.keys()]
    .flatMap((id) => stored.get(id)?.travellerIds ?? [])
    .filter((id) => !asked.has(id));
  if (left.length > 0) {
    for (const id of left) asked.add(id);
    for (const one of await find(of(left))) stored.set(one._id, one);
  }
  const own = [...new Set([...stored.keys(), ...told.keys()])].map((id) =>
    knownOf(stored.get(id), told.get(id)),
  );
  const others = own.flatMap(({ now }) => now.travellerIds.filter((id) => !asked.has(id)));
  const near = others.length > 0 ? await find(of(others)) : [];
  return { own, near: near.filter(({ _id }) => !stored.has(_id) && !told.has(_id)) };
};

const byId = (journeys: readonly JourneyRow[]): Map<string, JourneyRow> =>
  new Map(journeys.map((journey) => [journey._id, journey]));

const knownOf = (before: JourneyRow | undefined, told: ToldJourney | undefined): Known => {
  if (before)
    return { before, now: told && told.order > before.order ? { ...before, ...told } : before };
  if (!told) throw new Error('a journey neither stored nor told of');
  return { now: { revision: 0, ...told } };
};

/** Whether all could be written: nobody has created or changed one of them since it was read. */
const write = async (
  { plain }: ReadModel,
  changes: readonly { before: JourneyRow | undefined; after: JourneyRow }[],
): Promise<boolean> => {
  const created = changes.flatMap(({ before, after }) => (before ? [] : [after]));
  const changed = changes.flatMap(({ before, after }) => (before ? [after] : []));
  const there = await insertNew(
    plain.journeys,
    created.map((after) => ({ ...after, revision: after.revision + 1 })),
  );
  const matched = await bulkUpdate(
    plain.journeys,
    changed.map(({ _id, revision, ...fields }) => ({
      updateOne: {
        filter: { _id: _id as never, revision },
        update: { $set: { ...fields, revision: revision + 1 } },
      },
    })),
  );
  return there.length === 0 && matched === changed.length;
};

/** Whether these are all journeys of the travellers, at these revisions. */
const areAll = async (
  model: ReadModel,
  travellerIds: readonly string[],
  revisions: ReadonlyMap<string, number>,
): Promise<boolean> => {
  const known = [...revisions].map(([_id, revision]) => ({ _id, revision }));
  const unlike: object = { travellerIds: { $in: [...travellerIds] }, ...noneOf(known) };
  const other = await model.journeys.findOne(unlike, { projection: { _id: 1 } });
  return other === null;
};

/** Writes into rows by which corridors they count, where the newest assessment says it differently. */
const markCorridors = async (
  { plain }: ReadModel,
  rows: ReadonlyMap<string, TravellerRow>,
): Promise<void> => {
  const changed = [...rows.values()].flatMap(({ _id, listed, corridors = [], assessed }) =>
    listed && assessed && !isDeepStrictEqual(corridors, assessed.corridors)
      ? [{ _id, corridors: assessed.corridors }]
      : [],
  );
  await bulkUpdate(
    plain.travellers,
    changed.map(({ _id, corridors }) => ({
      updateOne: {
        filter: { _id: _id as never },
        update: corridors.length > 0 ? { $set: { corridors } } : { $unset: { corridors: 1 } },
      },
    })),
  );
};
