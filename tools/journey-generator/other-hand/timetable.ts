/** How a carrier sends its lists. */
export type ListFormat = 'paxlst' | 'json' | 'csv' | 'xlsx';

/** One service: where it calls, on which days it runs, when and how fast. */
export interface Service {
  carrier: string;
  number: string;
  air: boolean;
  stops: string[];
  /** Runs on days of the year with `day % every === offset`. */
  every: number;
  offset: number;
  /** Local hour of departure; hours from stop to stop. */
  hour: number;
  hours: number;
}

/** Hours from UTC of the places, standard time all year. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ SVO: 3, VKO: 3, IST: 3, ADD: 3, AMS: 1, CDG: 1, MAD: 1, GRU: -3, HAV: -5, VRA: -5 },
  ...{ UIO: -5, GYE: -5, BOG: -5, PTY: -5, LIM: -5, MIA: -5, JFK: -5, PAPTY: -5 },
};

export const zoneOf = (place: string): number => ZONES[place] ?? -6;

/** Carrier, format of its lists, and its routes with days between departures and hours. */
const AIRLINES: readonly (readonly [string, ListFormat, string])[] = [
  ['SU', 'paxlst', 'SVO HAV 2 13|SVO VRA 3 13|VKO HAV 5 13'],
  ['KL', 'paxlst', 'AMS UIO 2 12|AMS GYE 3 12|AMS PTY 3 11|AMS SJO 4 12'],
  ['TK', 'json', 'IST PTY 4 15|IST BOG 4 14|IST HAV 5 14'],
  ['AF', 'paxlst', 'CDG HAV 3 11|CDG PTY 3 11|CDG SJO 5 12'],
  ['IB', 'json', 'MAD BOG 2 10|MAD GUA 3 12|MAD SJO 3 11|MAD UIO 3 11|MAD HAV 4 10'],
  ['CM', 'paxlst', 'PTY HAV 2 3|PTY MGA 2 2|PTY SJO 2 1|PTY TGU 3 2|PTY GUA 2 3|PTY UIO 2 2'],
  ['CM', 'paxlst', 'PTY BOG 2 2|PTY MEX 2 4|PTY MIA 2 3|PTY GYE 3 2|PTY GRU 3 7|PTY SAL 3 2'],
  ['AV', 'json', 'BOG MIA 2 4|BOG SAL 3 3|BOG MEX 3 5|BOG UIO 3 2|SAL MIA 2 3|SAL GUA 2 1'],
  ['LA', 'paxlst', 'GRU BOG 3 6|GRU LIM 3 5|LIM UIO 3 2|LIM PTY 3 4'],
  ['AA', 'json', 'MIA GUA 2 3|MIA MGA 2 3|MIA TGU 2 3|MIA SJO 3 3|JFK SAL 3 5|MIA HAV 4 1'],
  ['AM', 'paxlst', 'MEX HAV 3 3|MEX GUA 3 2|MEX SAL 3 2|MEX MAD 4 11'],
  ['CU', 'json', 'HAV MGA 3 2|HAV GYE 7 5'],
  ['ET', 'paxlst', 'ADD GRU 4 13'],
];
const BUS_LINES: readonly (readonly [string, ListFormat, string])[] = [
  ['PANALINE', 'csv', 'PAPTY CRSJO 1 15'],
  ['TICABUS', 'xlsx', 'PAPTY CRSJO NIMGA HNTGU 2 10|NIMGA HNTGU GTGUA 3 11'],
  ['TRANSNICA', 'csv', 'CRSJO NIMGA 1 9'],
  ['NICABUS', 'paxlst', 'NIMGA HNTGU 1 8'],
  ['SOL', 'csv', 'HNTGU SVSAL 1 7'],
  ['KINGQUALITY', 'json', 'SVSAL GTGUA 1 5'],
  ['GALGOS', 'paxlst', 'GTGUA MXTAP 1 6'],
  ['FUENTENORTE', 'xlsx', 'HNSAP GTGUA 2 8'],
];

export const FORMATS: ReadonlyMap<string, ListFormat> = new Map(
  [...AIRLINES, ...BUS_LINES].map(([carrier, format]) => [carrier, format]),
);

const servicesOf = (
  lines: readonly (readonly [string, ListFormat, string])[],
  air: boolean,
): Service[] =>
  lines.flatMap(([carrier, , routes]) =>
    routes.split('|').flatMap((route, at) => {
      const words = route.split(' ');
      const [every, hours] = words.slice(-2).map(Number);
      const stops = words.slice(0, -2);
      const number = 100 + at * 10 + (stops[0]?.charCodeAt(0) ?? 0) * 3;
      return [stops, [...stops].reverse()].map((way, back) => ({
        ...{ carrier, number: `${carrier.slice(0, 2)}${number + back}`, air, stops: way },
        ...{ every: every ?? 1, offset: (at + back) % (every ?? 1), hours: hours ?? 1 },
        hour: back === 0 ? 6 + ((at * 3) % 9) : 13 + ((at * 2) % 6),
      }));
    }),
  );

export const SERVICES: readonly Service[] = [
  ...servicesOf(AIRLINES, true),
  ...servicesOf(BUS_LINES, false),
];
