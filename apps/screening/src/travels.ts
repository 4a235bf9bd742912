import { blockKeys, bookingOf, type TravelLeg } from '@vigia/indicators';
import { bulkCreate, bulkUpsert, type Connection } from '@vigia/mongo';
import { packTravel, partsOf, unpackTravel, type StoredTravel } from './stored-travel';
import type { MarkDocument, TravelDocument, TravelRecord } from './travel-record';

/** More uses of a contact than this say no more than that it is common; it also bounds the work. */
const MOST_USES = 200;
/** A bound on memory for one batch; a name and birth date shared by more people identifies nobody. */
const MOST_LEGS = 20_000;
/** The window of N2 (spec/indicators.md, *N2*), with a day at either end for time zones. */
const CONTACT_WINDOW_MS = 31 * 24 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** Who is off a list, or was (not) on board, by one version of it. */
export interface Marks {
  travellerIds: readonly string[];
  version: number;
  mark: 'removed' | 'boarded' | 'notBoarded';
  at: Date;
}

/**
 * Legs that a call has just created, as stored, of submissions of which nothing was stored before.
 * Only lists of the same departure change a leg, and those come on one partition, one after the
 * other: so until the call ends they need no reading back.
 */
export type FreshLegs = ReadonlyMap<string, TravelDocument>;

const NONE: FreshLegs = new Map();

/** The keys of `blockKeys`, which a leg just created bears already. */
export const keysOf = (leg: TravelLeg, fresh = NONE): readonly string[] =>
  fresh.get(leg.legId)?.keys ?? blockKeys(leg);

/**
 * Everybody's legs, in screening's own store. Instances share no memory: each writes the legs of
 * its records first and reads the persons' legs afterwards. Of two instances that handle two legs
 * of one person at the same time, the one that reads last sees both.
 *
 * What a later list takes back stands apart in marks: a leg is put and looks for marks afterwards, a
 * mark is put and looks for legs afterwards, so the outcome is the same whichever comes first.
 */
export class Travels {
  private readonly legs;
  private readonly plain;
  private readonly marks;
  private readonly plainMarks;

  constructor(connection: Connection) {
    this.legs = connection.collection<StoredTravel>('legs');
    this.plain = connection.collection('legs');
    this.marks = connection.collection<MarkDocument>('marks');
    this.plainMarks = connection.collection('marks');
  }

  async ensureIndexes(retentionDays: number): Promise<void> {
    const expireAfterSeconds = retentionDays * 24 * 3600;
    await this.legs.createIndex({ keys: 1 });
    await this.legs.createIndex({ contacts: 1, departedAt: 1 });
    await this.legs.createIndex({ conveyance: 1 });
    await this.legs.createIndex({ departedAt: 1 }, { expireAfterSeconds });
    await this.marks.createIndex({ at: 1 }, { expireAfterSeconds });
  }

  /**
   * Stores legs and resolves with those that stand. A leg that is there is changed by one guarded
   * statement: what a newer version of the list has shown already does not match, so the upsert
   * collides with its `_id` and is left alone. Versions in any order, and any of them again, leave the newest.
   */
  async put(
    records: readonly TravelRecord[],
  ): Promise<{ standing: TravelRecord[]; fresh: FreshLegs }> {
    if (records.length === 0) return { standing: [], fresh: NONE };
    const newest = new Map<string, TravelRecord>();
    for (const record of records) {
      const known = newest.get(record.leg.legId);
      if (!known || known.version <= record.version) newest.set(record.leg.legId, record);
    }
    const own = [...newest.values()];
    const documents = documentsOf(own);
    const there = await bulkCreate(
      this.plain,
      documents.map(packTravel).map((document) => ({
        document,
        otherwise: () => {
          const { _id, ...fields } = document;
          return {
            updateOne: {
              filter: { _id: _id as never, version: { $not: { $gt: fields.version } } },
              update: { $set: fields },
              upsert: true,
            },
          };
        },
      })),
    );
    const known = new Set(there.map((index) => documents[index]?.leg.manifestId));
    const { standing, marked } = await this.heedMarks(own);
    for (const { leg } of marked) known.add(leg.manifestId);
    const fresh = documents.filter(({ leg }) => !known.has(leg.manifestId));
    return { standing, fresh: new Map(fresh.map((document) => [document._id, document])) };
  }

  /** Notes what a list took back or closed out, whether or not the legs are known yet. */
  async mark(all: readonly Marks[]): Promise<void> {
    await bulkUpsert(
      this.plainMarks,
      all.flatMap(({ travellerIds, version, mark, at }) =>
        travellerIds.map((id) =>
          mark === 'removed'
            ? {
                updateOne: {
                  filter: { _id: id as never },
                  update: { $max: { removed: version }, $setOnInsert: { at } },
                  upsert: true,
                },
              }
            : {
                updateOne: {
                  filter: { _id: id as never, boardedVersion: { $not: { $gt: version } } },
                  update: {
                    $set: { boarded: mark === 'boarded', boardedVersion: version },
                    $setOnInsert: { at },
                  },
                  upsert: true,
                },
              },
        ),
      ),
    );
    const ids = [...new Set(all.flatMap(({ travellerIds }) => travellerIds))];
    await this.heed(await this.marksOf(ids));
  }

  /**
   * Every stored leg that may be of the same persons as these, themselves included, and of the
   * persons who gave one of `contacts`.
   */
  async ofPersons(
    legs: readonly TravelLeg[],
    contacts: readonly string[] = [],
    fresh = NONE,
  ): Promise<TravelDocument[]> {
    const asked = new Set<string>();
    const alone = new Set<string>();
    for (const leg of legs) {
      const keys = keysOf(leg, fresh);
      for (const key of keys) asked.add(key);
      if (keys.length === 0) alone.add(leg.legId);
    }
    const given = new Set(contacts);
    const sharing = contacts.length > 0 ? [{ contacts: { $in: [...given] } }] : [];
    const lone = alone.size > 0 ? [{ _id: { $in: [...alone] } }] : [];
    const shares = (document: TravelDocument): boolean =>
      document.contacts.some((contact) => given.has(contact));
    const found = await this.besides(
      fresh,
      { $or: [{ keys: { $in: [...asked] } }, ...sharing, ...lone] },
      (document) =>
        document.keys.some((key) => asked.has(key)) || shares(document) || alone.has(document._id),
    );
    // A second look brings what the first one's documents lead to: a renewed passport to the old
    // one, and the other legs of those who share the contact.
    const further = new Set(
      found.flatMap((document) => {
        const all = shares(document);
        return document.keys.filter((key) => !asked.has(key) && (all || key.startsWith('d:')));
      }),
    );
    if (further.size === 0) return found;
    const more = await this.besides(fresh, { keys: { $in: [...further] } }, ({ keys }) =>
      keys.some((key) => further.has(key)),
    );
    return [...new Map([...found, ...more].map((document) => [document._id, document])).values()];
  }

  /** The legs of bookings that left one of these contacts, within the window of N2; newest first. */
  async withContacts(
    contacts: readonly string[],
    at: { from: string; to: string },
    fresh = NONE,
  ): Promise<TravelDocument[]> {
    if (contacts.length === 0) return [];
    const given = new Set(contacts);
    const from = new Date(Date.parse(at.from) - CONTACT_WINDOW_MS);
    const to = new Date(Date.parse(at.to) + CONTACT_WINDOW_MS);
    const most = Math.min(MOST_LEGS, contacts.length * MOST_USES);
    const own = [...fresh.values()].filter(
      ({ departedAt, contacts: left }) =>
        departedAt >= from && departedAt <= to && left.some((contact) => given.has(contact)),
    );
    const found = await this.legs
      .find({
        contacts: { $in: [...given] },
        departedAt: { $gte: from, $lte: to },
        ...otherThan(fresh),
      })
      .sort({ departedAt: -1, _id: 1 })
      .limit(most)
      .toArray();
    return [...own, ...found.map(unpackTravel)].sort(newestFirst).slice(0, most);
  }

  /** How many legs each of these conveyances has. */
  async counts(conveyances: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.legs
      .aggregate<{ _id: string; legs: number }>([
        { $match: { conveyance: { $in: [...conveyances] } } },
        { $group: { _id: '$conveyance', legs: { $sum: 1 } } },
      ])
      .toArray();
    return new Map(rows.map(({ _id, legs }) => [_id, legs]));
  }

  onConveyances(conveyances: readonly string[]): Promise<TravelDocument[]> {
    return this.find({ conveyance: { $in: [...conveyances] } });
  }

  ofTravellers(travellerIds: readonly string[]): Promise<TravelDocument[]> {
    return this.find({ _id: { $in: travellerIds.map(legsOf) } });
  }

  byIds(legIds: readonly string[]): Promise<TravelDocument[]> {
    return this.find({ _id: { $in: [...legIds] } });
  }

  /** Those of a partition who have not arrived by `now`, as they come out of the store. */
  async *upcoming(
    partition: number,
    now: Date,
  ): AsyncGenerator<Pick<TravelDocument, '_id' | 'person' | 'endsAt'>> {
    const longest = new Date(now.getTime() - 3 * DAY_MS);
    const cursor = this.legs
      .find({ departedAt: { $gte: longest }, partition, endsAt: { $gte: now } })
      .project<Pick<StoredTravel, '_id' | 'packed' | 'endsAt'>>({ packed: 1, endsAt: 1 });
    for await (const { _id, endsAt, ...packed } of cursor) {
      yield { _id, endsAt, person: partsOf(packed).person };
    }
  }

  private async find(filter: object): Promise<TravelDocument[]> {
    const found = await this.legs.find(filter).limit(MOST_LEGS).toArray();
    return found.map(unpackTravel);
  }

  /** Stored legs that match the filter, and fresh ones that match the predicate. */
  private async besides(
    fresh: FreshLegs,
    filter: object,
    matches: (document: TravelDocument) => boolean,
  ): Promise<TravelDocument[]> {
    const found = await this.find({ ...filter, ...otherThan(fresh) });
    return [...found, ...[...fresh.values()].filter(matches)];
  }

  private async heedMarks(
    own: readonly TravelRecord[],
  ): Promise<{ standing: TravelRecord[]; marked: TravelRecord[] }> {
    const marks = await this.marksOf([...new Set(own.map(({ leg }) => leg.travellerId))]);
    if (marks.length === 0) return { standing: [...own], marked: [] };
    await this.heed(marks);
    const byId = new Map(marks.map((mark) => [mark._id, mark]));
    const standing = own.flatMap((record) => {
      const mark = byId.get(record.leg.travellerId);
      if (mark && (mark.removed ?? 0) >= record.version) return [];
      const boarded = mark && boardedBy(mark);
      return [boarded === undefined ? record : { ...record, leg: { ...record.leg, boarded } }];
    });
    return { standing, marked: own.filter(({ leg }) => byId.has(leg.travellerId)) };
  }

  private marksOf(travellerIds: readonly string[]): Promise<MarkDocument[]> {
    return this.marks.find({ _id: { $in: [...travellerIds] } }).toArray();
  }

  private async heed(marks: readonly MarkDocument[]): Promise<void> {
    const operations = marks.flatMap((mark) => {
      const { _id: travellerId, removed } = mark;
      const boarded = boardedBy(mark);
      const own = { _id: legsOf(travellerId) };
      return [
        ...(removed === undefined
          ? []
          : [{ deleteMany: { filter: { ...own, version: { $not: { $gt: removed } } } } }]),
        ...(boarded === undefined
          ? []
          : [{ updateMany: { filter: own, update: { $set: { boarded } } } }]),
      ];
    });
    if (operations.length > 0) await this.plain.bulkWrite(operations);
  }
}

const otherThan = (fresh: FreshLegs): object =>
  fresh.size > 0 ? { manifestId: { $nin: [...new Set([...fresh.values()].map(manifestOf))] } } : {};

/** A leg's id begins with its traveller's (`tr_…@PAPTY`). */
const legsOf = (travellerId: string): RegExp => new RegExp(`^${travellerId}@`);

const manifestOf = ({ leg }: TravelRecord): string => leg.manifestId;

const newestFirst = (a: TravelDocument, b: TravelDocument): number =>
  b.departedAt.getTime() - a.departedAt.getTime() || (a._id < b._id ? -1 : 1);

/** A removal takes back what a close-out before it said. */
const boardedBy = ({ boarded, boardedVersion = 0, removed = 0 }: MarkDocument) =>
  boardedVersion > removed ? boarded : undefined;

const documentsOf = (records: readonly TravelRecord[]): TravelDocument[] => {
  const bookings = new Map<string, Set<string>>();
  for (const { leg } of records) {
    if (leg.contacts.length === 0) continue;
    const contacts = bookings.get(bookingOf(leg)) ?? new Set<string>();
    for (const contact of leg.contacts) contacts.add(contact);
    bookings.set(bookingOf(leg), contacts);
  }
  return records.map((record) => {
    const leg = unboarded(record.leg);
    const departedAt = new Date(leg.departedAt);
    return {
      _id: leg.legId,
      keys: blockKeys(leg),
      contacts: [...(bookings.get(bookingOf(leg)) ?? leg.contacts)],
      departedAt,
      endsAt: leg.arrivedAt ? new Date(leg.arrivedAt) : new Date(departedAt.getTime() + DAY_MS),
      ...record,
      leg,
    };
  });
};

/** The leg as its list shows it, without what a close-out said. */
const unboarded = (leg: TravelLeg): TravelLeg => {
  if (leg.boarded === undefined) return leg;
  const { boarded: _, ...rest } = leg;
  return rest;
};
