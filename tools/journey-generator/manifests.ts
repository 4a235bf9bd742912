import { collectLegs, type TravelLeg } from '@vigia/indicators';
import type { Contact, Gender, Manifest, Place, Traveller } from '@vigia/manifest';
import type { Invented } from './people';
import type { Year } from './year';

const place = ({ code = '' }: { code?: string }): Place => ({
  code,
  scheme: code.length === 3 ? 'IATA' : 'UNLOCODE',
  role: 'stop',
});

/**
 * The year as carriers would send it: one list per departure, with everything that lists say about
 * people, sex, nationality and birthplace included. Times of day shift by the zones of the places.
 */
export const manifestsOf = ({ legs, owner, people }: Year): Manifest[] => {
  const departures = new Map<string, TravelLeg[]>();
  for (const leg of legs) {
    departures.set(leg.conveyance, [...(departures.get(leg.conveyance) ?? []), leg]);
  }
  return [...departures].map(([conveyance, aboard]) => {
    const [first] = aboard;
    if (!first) throw new Error(`nobody on ${conveyance}`);
    const stops = [first.from, ...first.via, first.to].map(place);
    return {
      source: { channel: 'json', sender: first.carrier, rawSha256: conveyance },
      listType: 'passengers',
      carrier: { code: first.carrier, scheme: 'LOCAL' },
      conveyance: { mode: first.mode, journeyId: conveyance },
      itinerary: stops.slice(1).map((to, index) => ({
        ...{ seq: index + 1, stage: 'main' as const, from: stops[index] ?? to, to },
        ...(index === 0 ? { departureLocal: first.departedAt.slice(0, 16) } : {}),
        ...(index === stops.length - 2
          ? { arrivalLocal: (first.arrivedAt ?? first.departedAt).slice(0, 16) }
          : {}),
      })),
      travellers: aboard.map((leg, index) =>
        traveller(leg, index + 1, people.get(owner.get(leg.legId) ?? -1)),
      ),
      controlTotals: {},
      warnings: [],
    };
  });
};

const traveller = (leg: TravelLeg, seq: number, person: Invented | undefined): Traveller => ({
  ...{ seq, role: leg.role, inTransit: false },
  name: leg.identity.name,
  gender: (person?.gender ?? 'U') satisfies Gender,
  ...(leg.identity.dateOfBirth === undefined ? {} : { dateOfBirth: leg.identity.dateOfBirth }),
  ...(person === undefined
    ? {}
    : { nationality: person.nationality, birthPlace: person.birthPlace }),
  documents: leg.identity.documents,
  visas: [],
  refs: {
    ...(leg.locator === undefined ? {} : { locator: leg.locator }),
    ...(leg.ticket === undefined ? {} : { ticket: leg.ticket }),
  },
  ...(leg.bags === undefined ? {} : { bags: { count: leg.bags, tags: [] } }),
  contacts: leg.contacts.map((value) => ({
    kind: value.includes('@') ? 'email' : 'phone',
    value,
  })),
});

/** One form of a contact for legs and allow-list alike. */
export const contactKey = ({ kind, value }: Contact): string => `${kind}:${value}`;

/** The legs as they come back out of the lists, the only way in which the rules may see them. */
export const legsThroughLists = (year: Year): TravelLeg[] =>
  collectLegs(
    manifestsOf(year).map((manifest, index) => ({ manifest, manifestId: `m${index}` })),
    contactKey,
  );
