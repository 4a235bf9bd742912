import {
  conveyanceKey,
  countryOfPlace,
  findPlace,
  findPlaceByName,
  identityKeys,
  nameKey,
  travellerId,
  type Contact,
  type Leg,
  type Manifest,
  type Place,
  type Traveller,
} from '@vigia/manifest';
import { normaliseContact } from './allow-list';
import { timeCalls, type Call, type TimedCall } from './route-times';
import type { TravelLeg, TravelPlace } from './travel-leg';

/**
 * The legs that one list shows: one per traveller, from where they get on to where they get off,
 * with the stops between. `contactKey` turns a normalised contact into the opaque key under which
 * legs carry it (a keyed hash in a service).
 *
 * A traveller whose own boarding point is not on the itinerary keeps it on the road, where people
 * get on between listed stops; in the air it is where a connecting ticket begins, and the
 * conveyance's own ends stand. A stop without a time of its own gets an estimate between the known
 * ones (`timeCalls`). A list that gives no time at all yields no legs, since nothing could order them.
 */
export const legsOf = (
  manifest: Manifest,
  manifestId: string,
  contactKey: (contact: Contact) => string,
): TravelLeg[] => listedLegs(manifest, manifestId, contactKey).map(({ leg }) => leg);

/** A leg, and the traveller of the list whose it is. */
export interface ListedLeg {
  traveller: Traveller;
  leg: TravelLeg;
}

/** The legs of `legsOf`, each with its traveller. */
export const listedLegs = (
  manifest: Manifest,
  manifestId: string,
  contactKey: (contact: Contact) => string,
): ListedLeg[] => {
  const conveyance = conveyanceKey(manifest);
  const resolved = new Map<string, TravelPlace>();
  const place = (of: Place): TravelPlace => {
    const key = `${of.scheme ?? ''}|${of.code ?? ''}|${of.name ?? ''}|${of.country ?? ''}`;
    const known = resolved.get(key) ?? travelPlace(of);
    resolved.set(key, known);
    return known;
  };
  const route = timeCalls(routeOf(manifest.itinerary), place);
  const named = new Map<string, string>();
  return manifest.travellers.flatMap((traveller) => {
    const ride = rideOf(manifest, route, traveller);
    if (!ride) return [];
    const { departedAt, arrivedAt } = ride;
    const { refs, bags } = traveller;
    const name = nameKey(traveller.name);
    const id = travellerId(conveyance, traveller, name);
    const from = place(ride.from);
    // One trip may be listed border by border: the boarding point tells its legs apart.
    const boarding = `${id}@${from.code ?? from.name ?? ''}`;
    const who = `${name}:${traveller.dateOfBirth ?? ''}`;
    const shown = named.get(boarding) ?? who;
    named.set(boarding, shown);
    const leg: TravelLeg = {
      // Two people of one list may show one document: they are two legs.
      legId: shown === who ? boarding : `${boarding}#${who}`,
      travellerId: id,
      manifestId,
      conveyance,
      carrier: manifest.carrier.code,
      mode: manifest.conveyance.mode,
      from,
      to: place(ride.to),
      via: ride.via.map(place),
      departedAt,
      ...(ride.departsOn === undefined ? {} : { departsOn: ride.departsOn }),
      // A clock that runs backwards is a zone or typing error: better no arrival than a wrong one.
      ...(arrivedAt !== undefined && arrivedAt >= departedAt ? { arrivedAt } : {}),
      role: traveller.role,
      identity: identityOf(traveller, name),
      ...(refs.locator ? { locator: refs.locator } : {}),
      ...(refs.ticket ? { ticket: refs.ticket } : {}),
      ...(refs.agency ? { agency: refs.agency } : {}),
      ...(bags?.count === undefined ? {} : { bags: bags.count }),
      contacts: contactsOf(traveller, from.country, contactKey),
    };
    return [{ traveller, leg }];
  });
};

interface Ride {
  from: Place;
  to: Place;
  via: Place[];
  departedAt: string;
  departsOn: string | undefined;
  arrivedAt: string | undefined;
}

/** Every call of the vehicle in order, with the times known there. */
const routeOf = (itinerary: readonly Leg[]): Call[] => {
  const calls: Call[] = [];
  for (const leg of [...itinerary].sort((a, b) => a.seq - b.seq)) {
    if (leg.stage === 'overflight') continue;
    const before = calls.at(-1);
    const here: Call = before && equalPlace(before.place, leg.from) ? before : { place: leg.from };
    if (here !== before) calls.push(here);
    if (leg.departureLocal) here.departureLocal = leg.departureLocal;
    calls.push({
      place: leg.to,
      ...(leg.arrivalLocal ? { arrivalLocal: leg.arrivalLocal } : {}),
    });
  }
  return calls;
};

const rideOf = (
  manifest: Manifest,
  route: readonly TimedCall[],
  { embark, disembark }: Traveller,
): Ride | undefined => {
  const air = manifest.conveyance.mode === 'air';
  const on = embark ? route.findIndex(({ place }) => equalPlace(place, embark)) : -1;
  const first = Math.max(0, on);
  const off = disembark
    ? route.findIndex(({ place }, index) => index > first && equalPlace(place, disembark))
    : -1;
  const last = off < 0 ? route.length - 1 : off;
  const from = on < 0 && embark && (!air || route.length === 0) ? embark : route[first]?.place;
  const to = off < 0 && disembark && (!air || route.length === 0) ? disembark : route[last]?.place;
  if (!from || !to) return undefined;
  const calls = route.slice(first, last + 1);
  const [start] = calls;
  if (start?.left === undefined) return undefined;
  return {
    from,
    to,
    via: calls.slice(1, -1).map((call) => call.place),
    departedAt: start.left,
    departsOn: start.day,
    arrivedAt: calls.length > 1 ? calls.at(-1)?.came : undefined,
  };
};

const equalPlace = (a: Place, b: Place): boolean =>
  a.code !== undefined && b.code !== undefined
    ? a.code === b.code
    : a.name !== undefined && a.name.toUpperCase() === b.name?.toUpperCase();

const travelPlace = (place: Place): TravelPlace => {
  const country = countryOfPlace(place);
  const known =
    place.code === undefined
      ? findPlaceByName(place.name ?? '', country)
      : findPlace(place.code, place.scheme);
  const code = place.code ?? known?.code;
  const name = place.name ?? known?.name;
  const where = country ?? known?.country;
  return {
    ...(code === undefined ? {} : { code }),
    ...(name === undefined ? {} : { name }),
    ...(where === undefined ? {} : { country: where }),
    ...(known?.lat === undefined || known.lon === undefined
      ? {}
      : { lat: known.lat, lon: known.lon }),
  };
};

const identityOf = (traveller: Traveller, name: string): TravelLeg['identity'] => ({
  keys: identityKeys(traveller, name),
  name: {
    surname: traveller.name.surname,
    ...(traveller.name.given === undefined ? {} : { given: traveller.name.given }),
    ...(traveller.name.middle === undefined ? {} : { middle: traveller.name.middle }),
  },
  ...(traveller.dateOfBirth === undefined ? {} : { dateOfBirth: traveller.dateOfBirth }),
  documents: traveller.documents.map(({ type, number, issuer, issued, expires }) => ({
    type,
    number,
    ...(issuer === undefined ? {} : { issuer }),
    ...(issued === undefined ? {} : { issued }),
    ...(expires === undefined ? {} : { expires }),
  })),
});

const contactsOf = (
  traveller: Traveller,
  boardingCountry: string | undefined,
  contactKey: (contact: Contact) => string,
): string[] => {
  const keys = traveller.contacts
    .map((contact) => normaliseContact(contact, boardingCountry))
    .filter(({ kind, value }) => (kind === 'phone' ? value.length >= 7 : value.includes('@')))
    .map(contactKey);
  return [...new Set(keys)].sort();
};
