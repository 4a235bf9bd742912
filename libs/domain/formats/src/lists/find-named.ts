import { nameKey, type Traveller } from '@vigia/manifest';
import { pairByRank } from './identity-ranks';
import { keysOf, keysOfRank, referenceKey, type ListedTraveller } from './list-state';

/** A traveller whom an order names, and whom of the list that means. */
export interface Named {
  traveller: Traveller;
  found: ListedTraveller[];
}

/**
 * Finds whom an order means (formats 2.5): by our own id (in `refs.personId`), then as one person is
 * told on two lists, then by the name within the booking or a name that only one traveller has;
 * where no name is given, by ticket, document number, seat, and last by the locator, which means
 * everybody of that booking.
 */
export const findNamed = (
  conveyance: string,
  listed: readonly ListedTraveller[],
  named: readonly { traveller: Traveller; entry: ListedTraveller }[],
): Named[] => {
  const byId = new Map(listed.map((entry) => [entry.id, entry]));
  const byKey = new Map<string, ListedTraveller[]>();
  for (const entry of listed) {
    for (const key of new Set(keysOf(entry))) byKey.set(key, [...(byKey.get(key) ?? []), entry]);
  }
  const pairs = pairByRank(listed, named, keysOfRank, ({ entry }, rank) => keysOfRank(entry, rank));
  return named.map((one) => {
    const { traveller } = one;
    const same = byId.get(traveller.refs.personId ?? '') ?? pairs.get(one);
    if (same) return { traveller, found: [same] };
    const find = traveller.name.surname ? byName : byReference;
    return { traveller, found: find(conveyance, traveller, byKey) };
  });
};

const byName = (
  conveyance: string,
  { refs, name }: Traveller,
  byKey: ReadonlyMap<string, ListedTraveller[]>,
): ListedTraveller[] => {
  const key = nameKey(name);
  const inBooking = referenceKey(conveyance, 'nameInBooking', `${refs.locator ?? ''}\u001f${key}`);
  const found = byKey.get(inBooking) ?? byKey.get(referenceKey(conveyance, 'name', key)) ?? [];
  // Of namesakes nobody knows which one is meant.
  return found.length === 1 ? found : [];
};

const byReference = (
  conveyance: string,
  { refs, documents }: Traveller,
  byKey: ReadonlyMap<string, ListedTraveller[]>,
): ListedTraveller[] => {
  const references = [
    ['ticket', refs.ticket],
    ['number', documents[0]?.number],
    ['seat', refs.seat],
    ['locator', refs.locator],
  ] as const;
  for (const [kind, value] of references) {
    const found = value ? byKey.get(referenceKey(conveyance, kind, value)) : undefined;
    if (found) return found;
  }
  return [];
};
