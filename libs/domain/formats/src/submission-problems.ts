import { countryOfPlace, type Finding, type Manifest, type Place } from '@vigia/manifest';
import { finding } from './findings';

/**
 * What makes a list unfit to be submitted although it can be read (formats 8.5): carrier, journey,
 * departure date and time, origin, destination, and on the road a border post or two countries.
 * Errors refuse the submission; a traveller whom nothing identifies is a warning.
 */
export const submissionProblems = (manifest: Manifest): Finding[] => {
  const { carrier, conveyance, itinerary, listType } = manifest;
  const problems: Finding[] = [];
  if (!carrier.code && !carrier.name) problems.push(finding('CARRIER_MISSING'));
  const first = itinerary[0];
  const last = itinerary[itinerary.length - 1];
  if (!conveyance.journeyId) problems.push(finding('JOURNEY_MISSING'));
  if (!first?.departureLocal) problems.push(finding('DEPARTURE_MISSING'));
  if (!first || !isNamed(first.from)) problems.push(finding('ORIGIN_MISSING'));
  if (!last || !isNamed(last.to)) problems.push(finding('DESTINATION_MISSING'));
  if (conveyance.mode === 'road' && !crossesKnownBorder(manifest)) {
    problems.push(finding('BORDER_MISSING'));
  }
  if (listType !== 'flightStatus') {
    manifest.travellers.forEach(({ seq, name, documents, dateOfBirth, nationality }, index) => {
      const identified = documents.length > 0 || (dateOfBirth && nationality);
      if (name.surname && identified) return;
      const path = `travellers[${index}]`;
      problems.push(finding('TRAVELLER_UNIDENTIFIED', { value: seq }, { path }));
    });
  }
  return problems;
};

const isNamed = ({ code, name }: Place): boolean => Boolean(code ?? name);

/** Two countries among the places, or a stop between origin and destination. */
const crossesKnownBorder = ({ itinerary }: Manifest): boolean => {
  const places = itinerary.flatMap(({ from, to }) => [from, to]);
  const countries = new Set(places.map(countryOfPlace).filter(Boolean));
  return countries.size > 1 || itinerary.length > 1;
};
