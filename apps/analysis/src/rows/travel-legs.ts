import type { JourneyLeg, Person } from '@vigia/contracts';
import type { TravelLeg } from '@vigia/indicators';
import { identityKeys } from '@vigia/manifest';
import type { ListedVersion, TravellerRow } from './row';

/** The parts of a row that tell which legs a traveller has. */
export type StandingRow = Pick<
  TravellerRow,
  '_id' | 'listed' | 'versions' | 'boarding' | 'assessed'
>;

/** The version in force, if the traveller's list has been seen. */
export const currentVersion = ({ versions }: StandingRow): ListedVersion | undefined =>
  versions?.at(-1);

/** Off the list: a later version left the traveller out, or the conveyance was cancelled. */
export const isOff = ({ listed }: Pick<StandingRow, 'listed'>): boolean => listed?.on === false;

/**
 * The legs of a traveller on one conveyance as known now: as listed, with what a close-out said;
 * before the list itself has come in, as the assessment shows them; none once off the list.
 */
export const legsOfRow = (row: StandingRow): TravelLeg[] => {
  if (isOff(row)) return [];
  const listed = currentVersion(row)?.legs ?? assessedLegs(row);
  const { boarding } = row;
  return boarding ? listed.map((leg) => ({ ...leg, boarded: boarding.aboard })) : listed;
};

/** Who the traveller is, as the version in force or else the assessment says. */
export const personOfRow = (row: StandingRow): Person | undefined =>
  currentVersion(row)?.person ?? row.assessed?.person;

const assessedLegs = ({ _id, assessed }: StandingRow): TravelLeg[] =>
  assessed
    ? assessed.legs
        .filter(({ travellerId }) => travellerId === _id)
        .map((leg) => fromJourneyLeg(leg, assessed.person, assessed.role))
    : [];

/** A leg of an assessment as the rules read it; contacts and booking are not in it. */
const fromJourneyLeg = (leg: JourneyLeg, person: Person, role: string): TravelLeg => {
  const { surname, given, middle, dateOfBirth, documents } = person;
  const name = { surname, ...(given && { given }), ...(middle && { middle }) };
  return {
    ...leg,
    legId: `${leg.travellerId}@${leg.from.code ?? leg.from.name ?? ''}`,
    via: leg.via ?? [],
    role: role === 'crew' ? 'crew' : 'passenger',
    identity: {
      keys: identityKeys({
        seq: 1,
        role: 'passenger',
        inTransit: false,
        name,
        documents,
        visas: [],
        refs: {},
        contacts: [],
        ...(dateOfBirth && { dateOfBirth }),
      }),
      name,
      ...(dateOfBirth && { dateOfBirth }),
      documents,
    },
    contacts: [],
  };
};

/** The legs of these travellers as known now, in time order, and the rows they come from. */
export const liveLegs = (
  travellerIds: readonly string[],
  rows: ReadonlyMap<string, TravellerRow>,
): { found: TravellerRow[]; legs: TravelLeg[] } => {
  const found = travellerIds.flatMap((id) => rows.get(id) ?? []);
  const legs = found
    .flatMap(legsOfRow)
    .sort(
      (a, b) => Date.parse(a.departedAt) - Date.parse(b.departedAt) || (a.legId < b.legId ? -1 : 1),
    );
  return { found, legs };
};
