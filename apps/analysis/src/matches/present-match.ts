import type { JourneyLeg } from '@vigia/contracts';
import type { TravelLeg } from '@vigia/indicators';
import type { ReadModel } from '../read-model';
import { isRecalled, type AlertRow } from '../rows/alert-changes';
import type { AssessedPart, TravellerRow } from '../rows/row';
import { personOfRow } from '../rows/travel-legs';
import { isSeenBy } from '../seen-by';
import type { Match } from './find-matches';

/** A leg as analysts see it. */
export interface ShownLeg extends JourneyLeg {
  /** Only after a close-out. */
  boarded?: boolean;
}

/** An alert of the journey that the state may see, and what the state decided on it. */
export interface ShownAlert {
  alertId: string;
  recalled: boolean;
  disposition?: string;
}

/** A journey as analysts see it. */
export interface ShownJourney {
  view: 'full';
  journeyId: string;
  travellerId: string;
  person: AssessedPart['person'] | undefined;
  legs: ShownLeg[];
  indicators: AssessedPart['indicators'];
  families: string[];
  outcome: string;
  alertIds: string[];
  alerts: ShownAlert[];
  assessmentId?: string;
  assessedAt?: string;
  versions?: AssessedPart['versions'];
  /** Where each step of the pattern was met. */
  steps?: { place: JourneyLeg['from']; departedAt: string }[];
}

/** The released journeys of a page, with those of their alerts that the state may see. */
export const presentMatches = async (
  model: ReadModel,
  matches: readonly Match[],
  state: string,
): Promise<ShownJourney[]> => {
  const alerts = await alertsOf(
    model,
    matches.flatMap(({ rows }) => rows),
    state,
  );
  return matches.map(({ journey, rows, legs, steps }) => ({
    ...presentJourney(journey._id, rows, legs, alerts),
    outcome: journey.outcome,
    ...(steps.length > 0 && {
      steps: steps.map(({ place, legId }) => ({
        place: shownPlace(place),
        departedAt: legs.find((leg) => leg.legId === legId)?.departedAt ?? '',
      })),
    }),
  }));
};

/** A journey with the newest assessment of its travellers. List matches are told by alerts alone. */
export const presentJourney = (
  journeyId: string,
  rows: readonly TravellerRow[],
  legs: readonly TravelLeg[],
  alerts: ReadonlyMap<string, ShownAlert[]>,
): Omit<ShownJourney, 'outcome' | 'steps'> => {
  const assessed = rows
    .flatMap((row) => row.assessed ?? [])
    .sort((a, b) => (a.order < b.order ? 1 : -1))[0];
  const last = rows.find(({ _id }) => _id === legs.at(-1)?.travellerId) ?? rows[0];
  const own = rows.flatMap(({ _id }) => alerts.get(_id) ?? []);
  return {
    view: 'full',
    journeyId,
    travellerId: last?._id ?? '',
    person: last && personOfRow(last),
    legs: legs.map(shownLeg),
    indicators: assessed?.indicators ?? [],
    families: assessed?.families ?? [],
    alertIds: own.map(({ alertId }) => alertId),
    alerts: own,
    ...(assessed && {
      assessmentId: assessed.assessmentId,
      assessedAt: assessed.at,
      versions: assessed.versions,
    }),
  };
};

/** The alerts about these travellers that the state may see in full, by traveller. */
export const alertsOf = async (
  model: ReadModel,
  rows: readonly TravellerRow[],
  state: string,
): Promise<Map<string, ShownAlert[]>> => {
  const found = await model.alerts
    .find({ travellerId: { $in: rows.map(({ _id }) => _id) }, visibleTo: state })
    .limit(5_000)
    .toArray();
  const shown = new Map<string, ShownAlert[]>();
  for (const row of found) {
    const { _id, alert, travellerId = '' } = row;
    if (!alert || !isSeenBy(alert, state)) continue;
    shown.set(travellerId, [...(shown.get(travellerId) ?? []), shownAlert(_id, row, state)]);
  }
  return shown;
};

const shownAlert = (alertId: string, row: AlertRow, state: string): ShownAlert => {
  const disposition = row.disposed?.[state]?.outcome;
  return { alertId, recalled: isRecalled(row), ...(disposition && { disposition }) };
};

const shownLeg = (leg: TravelLeg): ShownLeg => {
  const { travellerId, manifestId, conveyance, carrier, mode, departedAt, arrivedAt } = leg;
  return {
    travellerId,
    manifestId,
    conveyance,
    carrier,
    mode,
    from: shownPlace(leg.from),
    to: shownPlace(leg.to),
    departedAt,
    ...(arrivedAt && { arrivedAt }),
    ...(leg.via.length > 0 && { via: leg.via.map(shownPlace) }),
    ...(leg.boarded !== undefined && { boarded: leg.boarded }),
  };
};

const shownPlace = ({ code, name, country }: TravelLeg['from']): JourneyLeg['from'] => ({
  ...(code && { code }),
  ...(name && { name }),
  ...(country && { country }),
});
