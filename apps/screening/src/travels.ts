import { blockKeys, bookingOf, type ContactUse, type TravelLeg } from '@vigia/indicators';
import { bulkUpsert, type Connection } from '@vigia/mongo';
import type { TravelDocument, TravelRecord } from './travel-record';

/** More bookings than this say no more than that a contact is common; it also bounds the work. */
const MOST_USES = 200;
/** A bound on memory for one batch; a name and birth date shared by more people identifies nobody. */
const MOST_LEGS = 20_000;
/** The window of N2 (spec/indicators.md, *N2*), with a day at either end for time zones. */
const CONTACT_WINDOW_MS = 31 * 24 * 3600 * 1000;

/**
 * Everybody's legs, in screening's own store. Instances share no memory: each writes the legs of
 * its records first and reads the persons' legs afterwards. Of two instances that handle two legs
 * of one person at the same time, the one that reads last sees both.
 */
export class Travels {
  private readonly legs;
  private readonly plain;

  constructor(connection: Connection) {
    this.legs = connection.collection<TravelDocument>('legs');
    this.plain = connection.collection('legs');
  }

  async ensureIndexes(retentionDays: number): Promise<void> {
    await this.legs.createIndex({ keys: 1 });
    await this.legs.createIndex({ contacts: 1, departedAt: 1 });
    await this.legs.createIndex({ 'leg.travellerId': 1 });
    await this.legs.createIndex(
      { departedAt: 1 },
      { expireAfterSeconds: retentionDays * 24 * 3600 },
    );
  }

  /** Stores legs; the same leg again replaces itself. */
  async put(records: readonly TravelRecord[]): Promise<void> {
    const documents = new Map(records.map((record) => [record.leg.legId, documentOf(record)]));
    await bulkUpsert(
      this.plain,
      [...documents.values()].map(({ _id, ...fields }) => ({
        replaceOne: { filter: { _id: _id as never }, replacement: fields, upsert: true },
      })),
    );
  }

  /**
   * Every stored leg that may be of the same persons as these, themselves included, and of the
   * persons who gave one of `contacts`.
   */
  async ofPersons(
    legs: readonly TravelLeg[],
    contacts: readonly string[],
  ): Promise<TravelRecord[]> {
    const asked = new Set(legs.flatMap(blockKeys));
    const sharing = contacts.length > 0 ? [{ contacts: { $in: [...contacts] } }] : [];
    const found = await this.legs
      .find({ $or: [{ keys: { $in: [...asked] } }, ...sharing] })
      .limit(MOST_LEGS)
      .toArray();
    // A second look brings what the first one's documents lead to: a renewed passport to the old
    // one, and the other legs of those who share the contact.
    const given = new Set(contacts);
    const further = found.flatMap((document) => {
      const shares = document.contacts.some((contact) => given.has(contact));
      return document.keys.filter((key) => !asked.has(key) && (shares || key.startsWith('d:')));
    });
    if (further.length === 0) return found;
    const more = await this.legs
      .find({ keys: { $in: [...new Set(further)] } })
      .limit(MOST_LEGS)
      .toArray();
    return [...new Map([...found, ...more].map((document) => [document._id, document])).values()];
  }

  /** The uses of each contact within the window around `at`, a booking each, newest first. */
  async contactUses(
    contacts: readonly string[],
    at: { from: string; to: string },
  ): Promise<Map<string, ContactUse[]>> {
    const uses = new Map<string, Map<string, ContactUse>>();
    if (contacts.length === 0) return new Map();
    const documents = this.legs
      .find({
        contacts: { $in: [...contacts] },
        departedAt: {
          $gte: new Date(Date.parse(at.from) - CONTACT_WINDOW_MS),
          $lte: new Date(Date.parse(at.to) + CONTACT_WINDOW_MS),
        },
      })
      .project<Pick<TravelDocument, 'leg' | 'contacts'>>({ leg: 1, contacts: 1 })
      .sort({ departedAt: -1 })
      .limit(contacts.length * MOST_USES);
    const wanted = new Set(contacts);
    for await (const { leg, contacts: own } of documents) {
      for (const contact of own) {
        if (!wanted.has(contact)) continue;
        const bookings = uses.get(contact) ?? new Map<string, ContactUse>();
        uses.set(contact, bookings);
        const booking = bookingOf(leg);
        const person = leg.identity.keys[0] ?? leg.travellerId;
        const use = bookings.get(booking);
        if (use && !use.travellers.includes(person)) use.travellers.push(person);
        if (!use && bookings.size < MOST_USES) {
          const bookedAt = leg.bookedAt ?? leg.departedAt;
          bookings.set(booking, { contact, booking, travellers: [person], at: bookedAt });
        }
      }
    }
    return new Map([...uses].map(([contact, bookings]) => [contact, [...bookings.values()]]));
  }

  /** A traveller's stored legs, for a disposition that names the traveller only. */
  ofTraveller(travellerId: string): Promise<TravelDocument[]> {
    return this.legs.find({ 'leg.travellerId': travellerId }).toArray();
  }
}

const documentOf = (record: TravelRecord): TravelDocument => ({
  _id: record.leg.legId,
  keys: blockKeys(record.leg),
  contacts: record.leg.contacts,
  departedAt: new Date(record.leg.departedAt),
  ...record,
});
