import { findPlace } from '@vigia/manifest';
import type { TravelPlace } from '@vigia/indicators';

/** A line of one carrier; runs every `every` days in both directions. */
export interface Line {
  carrier: string;
  mode: 'air' | 'road';
  /** IATA codes of airports, UN/LOCODEs of terminals. */
  stops: readonly string[];
  hours: number;
  every: number;
}

const air = (carrier: string, route: string, hours: number, every: number): Line => ({
  ...{ carrier, mode: 'air', hours, every },
  stops: route.split(' '),
});
const road = (carrier: string, route: string, hours: number): Line => ({
  ...{ carrier, mode: 'road', hours, every: 1 },
  stops: route.split(' '),
});

/** Ten invented airlines and eight invented bus lines; the places are real. */
export const LINES: readonly Line[] = [
  ...[air('X1', 'SVO HAV', 13, 7), air('X1', 'SVO VRA', 13, 14), air('X1', 'SVO MAD', 5, 7)],
  ...[air('X2', 'AMS UIO', 12, 7), air('X2', 'AMS GYE', 13, 7), air('X2', 'AMS PTY', 11, 7)],
  ...[air('X3', 'MAD HAV', 10, 7), air('X3', 'MAD BOG', 10, 7), air('X3', 'MAD GUA', 12, 7)],
  ...[air('X3', 'MAD UIO', 11, 7), air('X3', 'MAD AMS', 3, 7), air('X3', 'MAD MEX', 11, 7)],
  ...[air('X4', 'PTY UIO', 2, 1), air('X4', 'PTY BOG', 2, 1), air('X4', 'PTY HAV', 3, 7)],
  ...[air('X4', 'PTY SJO', 2, 1), air('X4', 'PTY GUA', 3, 1), air('X4', 'PTY MIA', 3, 7)],
  ...[air('X4', 'PTY MGA', 2, 7), air('X4', 'PTY GYE', 2, 7), air('X4', 'PTY MEX', 4, 7)],
  ...[air('X5', 'BOG UIO', 2, 7), air('X5', 'BOG MEX', 5, 7), air('X5', 'BOG SJO', 3, 7)],
  ...[air('X6', 'SAL MIA', 3, 7), air('X6', 'SAL IAD', 5, 7), air('X6', 'SAL MEX', 3, 7)],
  ...[air('X6', 'SAL SJO', 1, 7), air('X6', 'SAL GUA', 1, 7)],
  ...[air('X7', 'MIA GUA', 3, 7), air('X7', 'MIA MGA', 3, 7), air('X7', 'MIA SJO', 3, 7)],
  ...[air('X7', 'MIA TGU', 3, 7), air('X7', 'MIA UIO', 4, 7), air('X7', 'MIA HAV', 1, 7)],
  ...[air('X8', 'HAV MGA', 3, 7), air('X8', 'HAV GEO', 4, 7), air('X8', 'HAV MEX', 3, 7)],
  ...[air('X9', 'MEX AMS', 11, 7), air('X9', 'MEX CUN', 2, 7), air('X9', 'MEX GUA', 2, 7)],
  ...[air('X0', 'IST SVO', 3, 1), air('X0', 'IST AMS', 4, 1), air('X0', 'IST PTY', 15, 1)],
  ...[air('X0', 'IST GRU', 13, 1), air('X5', 'GRU BOG', 6, 1), air('X5', 'GRU UIO', 6, 1)],
  road('BUSA', 'PAPTY PAPCS CRSJO', 16),
  road('BUSA', 'CRSJO CRPBL NIMGA', 9),
  road('BUSB', 'CRSJO CRPBL NIMGA NIGUS HNTGU', 20),
  road('BUSC', 'NIMGA NILMN HNTGU', 9),
  road('BUSD', 'HNTGU HNAMT SVSAL', 7),
  road('BUSE', 'SVSAL SVHAC GTGUA', 5),
  road('BUSF', 'HNSAP HNFLO GTGUA', 9),
  road('BUSF', 'HNTGU HNAGC GTGUA', 11),
  road('BUSG', 'GTGUA GTCRM MXTAP', 7),
  road('BUSH', 'PAPTY PAPCS CRSJO CRPBL NIMGA NIGUS HNTGU HNAMT SVSAL SVHAC GTGUA', 60),
];

const places = new Map<string, TravelPlace>();

/** A place with its country and coordinates, as `legsOf` would resolve it; one object per code. */
export const placeOf = (code: string): TravelPlace => {
  const known = places.get(code);
  if (known) return known;
  const record = findPlace(code);
  if (!record) throw new Error(`unknown place ${code}`);
  const place: TravelPlace = {
    ...{ code, name: record.name, country: record.country },
    ...(record.lat === undefined || record.lon === undefined
      ? {}
      : { lat: record.lat, lon: record.lon }),
  };
  places.set(code, place);
  return place;
};

/** The line that serves two stops, with the stops in the direction of travel. */
export const lineBetween = (from: string, to: string): { line: Line; stops: string[] } => {
  for (const line of LINES) {
    const [start, end] = [line.stops.indexOf(from), line.stops.indexOf(to)];
    if (start < 0 || end < 0) continue;
    const stops = line.stops.slice(Math.min(start, end), Math.max(start, end) + 1);
    return { line, stops: start < end ? stops : stops.reverse() };
  }
  throw new Error(`no line from ${from} to ${to}`);
};
