import { setImmediate as breathe } from 'node:timers/promises';
import type { ManifestAccepted, Person } from '@vigia/contracts';
import {
  assessJourney,
  legsOf,
  stitch,
  type AllowList,
  type ContactUse,
  type Journey,
  type JourneyAssessment,
  type RuleSet,
} from '@vigia/indicators';
import { travellerId, type Contact, type Traveller } from '@vigia/manifest';
import { match, type Query } from '@vigia/matching';
import { protectionFlags } from '@vigia/sharing';
import { conclude, versionsOf, type Assessment, type ListedMatch } from './assessment';
import type { Clearances } from './clearances';
import type { TravelRecord } from './travel-record';
import type { Travels } from './travels';
import type { Watchlists } from './watchlists';

export interface ScreeningNeeds {
  travels: Pick<Travels, 'put' | 'ofPersons' | 'contactUses'>;
  clearances: Pick<Clearances, 'of'>;
  watchlists: Pick<Watchlists, 'index' | 'origin' | 'listVersions'>;
  contactKey: (contact: Contact) => string;
  allowList: AllowList;
  rules: RuleSet;
  now: () => Date;
}

/** How many bookings must share a contact before it says anything (spec/indicators.md, *N2*). */
const SHARED_BY = 4;
/** Travellers matched between two turns of the event loop, so that probes and heartbeats get in. */
const AT_ONCE = 50;
const MOST_MATCHES = 5;

/** Lists that only change or end an earlier one carry no travellers to screen yet (issue 4). */
export const isScreened = ({ manifest }: ManifestAccepted): boolean =>
  manifest.listType !== 'flightStatus' && !['XR', 'RP'].includes(manifest.function ?? '');

/**
 * Screens the travellers of accepted lists: stores their legs, reads back everything known of these
 * persons and of those who share a contact with them, and concludes. Doing it again with the same
 * records gives the same ids.
 */
export const screenManifests =
  (needs: ScreeningNeeds) =>
  async (accepted: readonly ManifestAccepted[]): Promise<Assessment[]> => {
    const { travels } = needs;
    const own = accepted.flatMap((record) => recordsOf(record, needs.contactKey));
    if (own.length === 0) return [];
    await travels.put(own);
    const uses = await usesOf(own, needs);
    const shared = [...uses].filter(([, found]) => found.length >= SHARED_BY);
    const sharing = new Set(shared.flatMap(([, found]) => found.flatMap((use) => use.travellers)));
    const known = await travels.ofPersons(
      own.map(({ leg }) => leg),
      shared.map(([contact]) => contact),
    );
    const records = new Map(known.map((record) => [record.leg.legId, record]));
    // What has just been stored is the truth about these legs, whatever the read says.
    for (const record of own) records.set(record.leg.legId, record);

    const versions = versionsOf(needs.watchlists);
    const at = needs.now().toISOString();
    const ownLegs = new Set(own.map(({ leg }) => leg.legId));
    const surroundings = {
      contactUses: (contact: string): readonly ContactUse[] => uses.get(contact) ?? [],
      allowList: needs.allowList,
      asOf: at,
    };
    const journeys = stitch([...records.values()].map(({ leg }) => leg));
    const assessed: { record: TravelRecord; journey: JourneyAssessment; leads: boolean }[] = [];
    for (const journey of journeys) {
      const touched = journey.legs.filter(({ legId }) => ownLegs.has(legId));
      const shares = journey.legs.some((leg) => sharing.has(personKey(leg)));
      if (touched.length === 0 && !shares) continue;
      const result = assessJourney(journey, surroundings, needs.rules);
      // Others are looked at again only when the shared contact made a difference to them.
      const subjects = touched.length > 0 ? touched : result.alert ? lastOf(journey) : [];
      for (const { legId } of subjects) {
        const record = records.get(legId);
        const leads = legId === subjects.at(-1)?.legId;
        if (record) assessed.push({ record, journey: result, leads });
      }
    }
    const cleared = await needs.clearances.of(assessed.map(({ record }) => record));
    const results: Assessment[] = [];
    for (const { record, journey, leads } of assessed) {
      const matches = matchesOf(record, needs).filter(
        ({ entryId, origin }) => !cleared.has(record.leg.legId, entryId, origin.listVersion),
      );
      results.push(conclude({ record, journey, matches, versions, at, leads }));
      if (results.length % AT_ONCE === 0) await breathe();
    }
    return results;
  };

const lastOf = (journey: Journey): Journey['legs'] => journey.legs.slice(-1);

const personKey = ({ identity, travellerId: id }: TravelRecord['leg']): string =>
  identity.keys[0] ?? id;

const usesOf = (
  own: readonly TravelRecord[],
  { travels }: ScreeningNeeds,
): Promise<Map<string, ContactUse[]>> => {
  const contacts = [...new Set(own.flatMap(({ leg }) => leg.contacts))];
  const departures = own.map(({ leg }) => leg.departedAt).sort();
  const [from = '', to = from] = [departures[0], departures.at(-1)];
  return travels.contactUses(contacts, { from, to });
};

const recordsOf = (
  accepted: ManifestAccepted,
  contactKey: (contact: Contact) => string,
): TravelRecord[] => {
  const { manifest, manifestId, carrierId, conveyanceKey } = accepted;
  const travellers = new Map(
    manifest.travellers.map((traveller) => [travellerId(conveyanceKey, traveller), traveller]),
  );
  return legsOf(manifest, manifestId, contactKey).flatMap((leg) => {
    const traveller = travellers.get(leg.travellerId);
    if (!traveller) return [];
    const protection = protectionFlags(manifest, traveller, leg.departedAt.slice(0, 10));
    return [{ leg, carrierId, protection, person: personOf(traveller) }];
  });
};

const personOf = (traveller: Traveller): Person => {
  const { name, dateOfBirth, gender, nationality, birthPlace, residence, documents } = traveller;
  return {
    surname: name.surname,
    ...(name.given && { given: name.given }),
    ...(name.middle && { middle: name.middle }),
    ...(dateOfBirth && { dateOfBirth }),
    ...(gender && { gender }),
    ...(nationality && { nationality }),
    ...(birthPlace && { birthPlace }),
    ...(residence && { residence }),
    documents,
  };
};

const matchesOf = (
  { person }: TravelRecord,
  { watchlists }: Pick<ScreeningNeeds, 'watchlists'>,
): ListedMatch[] =>
  match(queryOf(person), watchlists.index, undefined, { limit: MOST_MATCHES }).flatMap((found) => {
    const origin = watchlists.origin(found.entryId);
    return origin ? [{ ...found, origin }] : [];
  });

const queryOf = (person: Person): Query => ({
  surname: person.surname,
  ...(person.given && { given: person.given }),
  ...(person.middle && { middle: person.middle }),
  ...(person.dateOfBirth && { dateOfBirth: person.dateOfBirth }),
  ...(person.nationality && { nationality: person.nationality }),
  ...(person.gender && { sex: person.gender }),
  documents: person.documents.map(({ type, number, issuer }) => ({
    type,
    number,
    ...(issuer && { country: issuer }),
  })),
});
