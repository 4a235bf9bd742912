import { findPlace, type Manifest, type Place } from '@vigia/manifest';
import { fieldsInWords, type Location } from './findings';
import type { Report } from './report';

/**
 * Notes what the itinerary lacks or contradicts: missing trip facts, places that no table knows,
 * legs that do not join.
 */
export const checkItinerary = (
  { itinerary, carrier, conveyance, listType }: Manifest,
  report: Report,
  where: Location = {},
): void => {
  const first = itinerary[0];
  const last = itinerary[itinerary.length - 1];
  const lacking = [
    ...(carrier.code || carrier.name ? [] : ['carrier']),
    ...(conveyance.journeyId ? [] : ['journeyId']),
    ...(first?.departureLocal ? [] : ['departure']),
    ...(nameOf(first?.from) ? [] : ['origin']),
    ...(nameOf(last?.to) ? [] : ['destination']),
  ];
  if (lacking.length > 0 && listType !== 'masterCrew' && listType !== 'gatePass') {
    report.note('TRIP_INCOMPLETE', { value: fieldsInWords(lacking) }, where);
  }
  for (const place of new Set(itinerary.flatMap(({ from, to }) => [from, to]))) {
    const { code, scheme } = place;
    if (code && scheme !== 'LOCAL' && !findPlace(code, scheme)) {
      report.note('UNKNOWN_PLACE', { value: code }, where);
    }
  }
  itinerary.slice(1).forEach(({ from }, index) => {
    const before = nameOf(itinerary[index]?.to);
    const here = nameOf(from);
    if (before && here && before !== here) {
      report.note('LEG_DISCONNECTED', { value: here, expected: before }, where);
    }
  });
};

const nameOf = (place: Place | undefined): string => place?.code ?? place?.name ?? '';
