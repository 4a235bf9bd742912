import type { ManifestAccepted, Person } from '@vigia/contracts';
import {
  blockKeys,
  listedLegs,
  linksOf,
  normaliseContact,
  type TravelLeg,
} from '@vigia/indicators';
import { instantOf, personOf, type Contact, type Traveller } from '@vigia/manifest';
import type { BulkOperation, Creation } from '@vigia/mongo';
import { ageOn, protectionFlags } from '@vigia/sharing';
import { ageBand } from './age-band';
import { maskContact, type MaskedContact } from './mask-contact';
import { orderOf } from './order';
import { packVersion } from './pack-version';
import type { FlowCell, ListedVersion } from './row';

/** Versions of one traveller that are kept, so that an assessment of an earlier one can be replayed. */
const MOST_VERSIONS = 4;

/** What one accepted list changes, and the ids of the travellers it changes. */
export interface ListedChanges {
  travellerIds: string[];
  /** Rows that are mostly new: those of a first list. */
  created: Creation[];
  operations: BulkOperation[];
}

/**
 * Puts travellers on the list, takes them off, and notes who boarded, each guarded by the place of
 * the event among those about its conveyance: a lower or equal one changes nothing.
 */
export const listedChanges = (
  event: ManifestAccepted,
  contactKey: (contact: Contact) => string,
): ListedChanges => {
  const order = orderOf(event);
  const gone = new Set(event.removed);
  const rows = puts(event) ? listedRows(event, contactKey) : [];
  const put = rows.filter(({ _id }) => !gone.has(_id));
  const base = { conveyance: event.conveyanceKey, departedAt: departureOf(event) };
  const aboard = (ids: readonly string[], on: boolean): BulkOperation[] =>
    ids.map((id) =>
      guarded(id, 'boarding', order, { boarding: { order, aboard: on } }, { $setOnInsert: base }),
    );
  const shown = put.map(({ _id, version, ...rest }): Creation => {
    const fields = { listed: { order, on: true }, ...rest };
    const packed = packVersion(version);
    return {
      document: { _id, versions: [packed], ...fields },
      otherwise: () =>
        guarded(_id, 'listed', order, fields, {
          $push: { versions: { $each: [packed], $slice: -MOST_VERSIONS } },
        }),
    };
  });
  const isFirst = event.listVersion <= 1;
  return {
    travellerIds: [
      ...new Set([...put.map(({ _id }) => _id), ...gone, ...event.boarded, ...event.notBoarded]),
    ],
    created: isFirst ? shown : [],
    operations: [
      ...(isFirst ? [] : shown.map(({ otherwise }) => otherwise())),
      ...[...gone].map((id) =>
        guarded(
          id,
          'listed',
          order,
          { listed: { order, on: false }, keys: [], nodes: [] },
          { $setOnInsert: base },
        ),
      ),
      ...aboard(event.boarded, true),
      ...aboard(event.notBoarded, false),
    ],
  };
};

const guarded = (
  id: string,
  part: 'listed' | 'boarding',
  order: string,
  fields: object,
  more: object,
): BulkOperation => ({
  updateOne: {
    filter: { _id: id as never, [`${part}.order`]: { $not: { $gte: order } } },
    update: { $set: fields, ...more },
    upsert: true,
  },
});

/** Whether the travellers of the list are to be put; the others only name people already on it. */
const puts = ({ effect, manifest }: ManifestAccepted): boolean =>
  (effect === 'list' || effect === 'change') &&
  (manifest.listType === 'passengers' || manifest.listType === 'crew') &&
  manifest.function !== 'XR' &&
  manifest.function !== 'RP';

/** One listed traveller, as it goes into the row. */
export interface ListedRow {
  _id: string;
  conveyance: string;
  departedAt: Date;
  version: ListedVersion;
  keys: string[];
  nodes: string[];
  cell: FlowCell;
}

/** The rows of everybody whose legs a list shows; a list without any time shows none. */
export const listedRows = (
  event: ManifestAccepted,
  keyOf: (contact: Contact) => string,
): ListedRow[] => {
  const { manifest, manifestId, conveyanceKey } = event;
  const contactKey = remembering(keyOf);
  const order = orderOf(event);
  const listed = listedLegs(manifest, manifestId, contactKey);
  const legs = new Map<string, TravelLeg[]>();
  for (const { leg } of listed) {
    const own = legs.get(leg.travellerId);
    if (own) own.push(leg);
    else legs.set(leg.travellerId, [leg]);
  }
  const rows = new Map<string, ListedRow>();
  for (const { traveller, leg: first } of listed) {
    const id = first.travellerId;
    const own = legs.get(id) ?? [];
    const person = personOf(traveller);
    const protection = protectionFlags(manifest, traveller, first.departedAt.slice(0, 10));
    const same = rows.get(id);
    if (same) {
      const { version } = same;
      version.others = [...(version.others ?? []), person];
      version.protection = [...new Set([...version.protection, ...protection])];
      continue;
    }
    rows.set(id, {
      _id: id,
      conveyance: conveyanceKey,
      departedAt: new Date(first.departedAt),
      version: {
        manifestId,
        order,
        legs: own,
        person,
        protection,
        contacts: maskedContacts(traveller, first, contactKey),
      },
      keys: [...new Set(own.flatMap(blockKeys))],
      nodes: [...new Set(own.flatMap((leg) => linksOf(leg, id).map(({ other }) => other)))],
      cell: flowCell(own, person),
    });
  }
  return [...rows.values()];
};

/** Every contact is asked for at least twice, and a keyed hash costs. */
const remembering = (keyOf: (contact: Contact) => string): ((contact: Contact) => string) => {
  const keys = new Map<string, string>();
  return (contact) => {
    const text = `${contact.kind}:${contact.value}`;
    const key = keys.get(text) ?? keyOf(contact);
    keys.set(text, key);
    return key;
  };
};

/** By what statistics count somebody with these legs, in time order. */
export const flowCell = (
  legs: readonly Pick<TravelLeg, 'departedAt' | 'mode' | 'carrier' | 'from' | 'to' | 'role'>[],
  { nationality, dateOfBirth }: Pick<Person, 'nationality' | 'dateOfBirth'>,
): FlowCell => {
  const [first, last] = [legs[0], legs.at(-1)];
  const departed = first?.departedAt ?? '';
  const code = (place: TravelLeg['from'] | undefined): string =>
    place?.code ?? place?.country ?? 'unknown';
  return {
    month: departed.slice(0, 7),
    mode: first?.mode ?? 'unknown',
    carrier: first?.carrier ?? 'unknown',
    from: first?.from.country ?? 'unknown',
    to: last?.to.country ?? 'unknown',
    route: `${code(first?.from)}-${code(last?.to)}`,
    stop: first?.role === 'crew' ? '' : (first?.from.code ?? first?.from.name ?? '?'),
    nationality: nationality ?? 'unknown',
    ageBand: ageBand(ageOn(dateOfBirth, departed.slice(0, 10))),
  };
};

const maskedContacts = (
  { contacts }: Traveller,
  leg: TravelLeg,
  contactKey: (contact: Contact) => string,
): MaskedContact[] => {
  const kept = new Set(leg.contacts);
  const masked = contacts.map((contact) => ({
    key: contactKey(normaliseContact(contact, leg.from.country)),
    kind: contact.kind,
    masked: maskContact(contact, leg.from.country),
  }));
  return [...new Map(masked.map((one) => [one.key, one])).values()].filter(({ key }) =>
    kept.has(key),
  );
};

/** When a row goes, for travellers of whom nothing else is known yet. */
const departureOf = ({ manifest, occurredAt }: ManifestAccepted): Date => {
  const [first] = manifest.itinerary;
  const local = first?.departureLocal;
  const known = first && local ? instantOf(local, first.from) : undefined;
  const at = Date.parse(known ?? (local ? `${local.slice(0, 10)}T12:00Z` : occurredAt));
  return new Date(Number.isNaN(at) ? Date.parse(occurredAt) : at);
};
