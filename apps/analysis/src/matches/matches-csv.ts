import { toCsv } from '../csv';
import type { ShownJourney } from './present-match';

const HEADER = [
  ...['journeyId', 'travellerId', 'surname', 'given', 'outcome', 'indicators', 'corridors'],
  ...['firstDeparture', 'lastDeparture', 'route', 'carriers', 'alerts', 'dispositions'],
];

/** Journeys as a table, one a row; times in UTC. */
export const matchesCsv = (journeys: readonly ShownJourney[]): string =>
  toCsv([HEADER, ...journeys.map(rowOf)]);

const rowOf = (journey: ShownJourney): string[] => {
  const { person, legs, indicators, alerts } = journey;
  const place = ({ code, name, country }: (typeof legs)[number]['from']): string =>
    code ?? name ?? country ?? '?';
  return [
    ...[journey.journeyId, journey.travellerId, person?.surname ?? '', person?.given ?? ''],
    ...[journey.outcome, indicators.map(({ id }) => id).join(' ')],
    indicators.flatMap(({ corridorId }) => corridorId ?? []).join(' '),
    ...[legs[0]?.departedAt ?? '', legs.at(-1)?.departedAt ?? ''],
    legs.map(({ from, to }) => `${place(from)}-${place(to)}`).join(' '),
    legs.map(({ carrier }) => carrier).join(' '),
    alerts.map(({ alertId }) => alertId).join(' '),
    alerts.flatMap(({ disposition }) => disposition ?? []).join(' '),
  ];
};
