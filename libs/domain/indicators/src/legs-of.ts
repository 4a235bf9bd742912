import {
  conveyanceKey,
  countryOfPlace,
  findPlace,
  findPlaceByName,
  identityKeys,
  instantOf,
  nameKey,
  travellerId,
  type Contact,
  type Leg,
  type Manifest,
  type Place,
  type Traveller,
} from '@vigia/manifest';
import { normaliseContact } from './allow-list';
import type { TravelLeg, TravelPlace } from './travel-leg';

/**
 * The legs that one list shows: one per traveller, from where they get on to where they get off,
 * with the stops between. `contactKey` turns a normalised contact into the opaque key under which
 * legs carry it (a keyed hash in a service).
 *
 * A traveller whose own boarding point is not on the itinerary keeps it on the road, where people
 * get on between listed stops; in the air it is where a connecting ticket begins, and the
 * conveyance's own ends stand. Local times without a known zone are taken as UTC, which is at most
 * 14 hours off. A list that gives no time at all yields no legs, since nothing could order them.
 */
export const legsOf = (
  manifest: Manifest,
  manifestId: string,
  contactKey: (contact: Contact) => string,
): TravelLeg[] => {
  const conveyance = conveyanceKey(manifest);
  const route = routeOf(manifest.itinerary);
  const resolved = new Map<string, TravelPlace>();
  const place = (of: Place): TravelPlace => {
    const key = `${of.scheme ?? ''}|${of.code ?? ''}|${of.name ?? ''}|${of.country ?? ''}`;
    const known = resolved.get(key) ?? travelPlace(of);
    resolved.set(key, known);
    return known;
  };
  const named = new Map<string, string>();
  return manifest.travellers.flatMap((traveller) => {
    const ride = rideOf(manifest, route, traveller);
    const departedAt = ride && timeOf(ride.departure);
    if (!ride || departedAt === undefined) return [];
    const arrivedAt = timeOf(ride.arrival);
    const id = travellerId(conveyance, traveller);
    const from = place(ride.from);
    // One trip may be listed border by border: the boarding point tells its legs apart.
    const boarding = `${id}@${from.code ?? from.name ?? ''}`;
    const who = `${nameKey(traveller.name)}:${traveller.dateOfBirth ?? ''}`;
    const shown = named.get(boarding) ?? who;
    named.set(boarding, shown);
    return [
      {
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
        ...(ride.departure ? { departsOn: ride.departure.local.slice(0, 10) } : {}),
        // A clock that runs backwards is a zone or typing error: better no arrival than a wrong one.
        ...(arrivedAt !== undefined && arrivedAt >= departedAt ? { arrivedAt } : {}),
        role: traveller.role,
        identity: identityOf(traveller),
        ...refsOf(traveller),
        contacts: contactsOf(traveller, from.country, contactKey),
      },
    ];
  });
};

interface Call {
  place: Place;
  arrival?: Moment;
  departure?: Moment;
}

interface Moment {
  local: string;
  place: Place;
}

interface Ride {
  from: Place;
  to: Place;
  via: Place[];
  departure: Moment | undefined;
  arrival: Moment | undefined;
}

/** Every call of the vehicle in order, with the times known there. */
const routeOf = (itinerary: readonly Leg[]): Call[] => {
  const calls: Call[] = [];
  for (const leg of [...itinerary].sort((a, b) => a.seq - b.seq)) {
    if (leg.stage === 'overflight') continue;
    const before = calls.at(-1);
    const here = before && equalPlace(before.place, leg.from) ? before : { place: leg.from };
    if (here !== before) calls.push(here);
    if (leg.departureLocal) here.departure = { local: leg.departureLocal, place: leg.from };
    calls.push({
      place: leg.to,
      ...(leg.arrivalLocal ? { arrival: { local: leg.arrivalLocal, place: leg.to } } : {}),
    });
  }
  return calls;
};

const rideOf = (
  manifest: Manifest,
  route: readonly Call[],
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
  return {
    from,
    to,
    via: calls.slice(1, -1).map(({ place }) => place),
    departure:
      calls.map(({ departure }) => departure).find(Boolean) ??
      calls.map(({ arrival }) => arrival).find(Boolean),
    arrival: calls.at(-1)?.arrival,
  };
};

const equalPlace = (a: Place, b: Place): boolean =>
  a.code !== undefined && b.code !== undefined
    ? a.code === b.code
    : a.name !== undefined && a.name.toUpperCase() === b.name?.toUpperCase();

const timeOf = (moment: Moment | undefined): string | undefined => {
  if (!moment) return undefined;
  const known = instantOf(moment.local, moment.place);
  if (known !== undefined) return known;
  const at = Date.parse(`${moment.local.length === 10 ? `${moment.local}T12:00` : moment.local}Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

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

const identityOf = (traveller: Traveller): TravelLeg['identity'] => ({
  keys: identityKeys(traveller),
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

const refsOf = ({ refs, bags }: Traveller): Partial<TravelLeg> => ({
  ...(refs.locator ? { locator: refs.locator } : {}),
  ...(refs.ticket ? { ticket: refs.ticket } : {}),
  ...(refs.agency ? { agency: refs.agency } : {}),
  ...(bags?.count === undefined ? {} : { bags: bags.count }),
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
