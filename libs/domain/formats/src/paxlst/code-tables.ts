import type { ListType, Mode, PlaceRole } from '@vigia/manifest';

/** What a code of a sender stands for; a table is asked for nothing but its own codes. */
export const meaningOf = <T>(table: Readonly<Record<string, T>>, code: string): T | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** BGM 1001: which lists we take. */
export const LIST_TYPE_OF: Readonly<Record<string, ListType>> = {
  '745': 'passengers',
  '250': 'crew',
  '266': 'flightStatus',
  '336': 'masterCrew',
  '655': 'gatePass',
};

/** BGM 1004: the functions known for each list. */
export const FUNCTIONS_OF: Readonly<Record<ListType, ReadonlySet<string>>> = {
  passengers: new Set(['CP', 'XR', 'RP']),
  flightStatus: new Set(['CL', 'CLNB', 'CLOB', 'XF', 'CF']),
  crew: new Set(['C', 'CC', 'B', 'BC', 'A', 'D', 'E', 'EC', 'F', 'FC']),
  masterCrew: new Set(['G', 'H', 'I']),
  gatePass: new Set(),
};

/** 8067, UN/ECE Recommendation 19, without leading zeros. */
export const MODE_OF: Readonly<Record<string, Mode>> = {
  '1': 'sea',
  '2': 'rail',
  '3': 'road',
  '4': 'air',
  '8': 'inlandWater',
};

/** LOC 3227 of the itinerary group. */
export const ITINERARY_ROLE: Readonly<Record<string, PlaceRole>> = {
  '125': 'lastDeparture',
  '87': 'firstArrival',
  '92': 'stop',
  '130': 'final',
  '188': 'stop',
  '172': 'stop',
};

/** CNT 6069: which total of the journey a number is. */
export const CONTROL_TOTAL: Readonly<Record<string, 'passengers' | 'crew'>> = {
  '42': 'passengers',
  '41': 'crew',
};

/** NAD 3035 that begin a traveller. */
export const PARTY: ReadonlyMap<string, { role: 'passenger' | 'crew'; inTransit: boolean }> =
  new Map([
    ['FL', { role: 'passenger', inTransit: false }],
    ['FM', { role: 'crew', inTransit: false }],
    ['DDU', { role: 'passenger', inTransit: true }],
    ['DDT', { role: 'crew', inTransit: true }],
    ['VW', { role: 'passenger', inTransit: false }],
  ]);

/** RFF 1153 of a traveller. */
export const TRAVELLER_REF = {
  AVF: 'locator',
  ABO: 'unique',
  SEA: 'seat',
  AEA: 'agency',
  CR: 'customer',
  YZY: 'ticket',
} as const;

/** DTM 2005 that tell a departure or an arrival, the scheduled time first. */
export const DEPARTURE_TIMES: readonly string[] = ['189', '133', '186', '136'];
export const ARRIVAL_TIMES: readonly string[] = ['232', '132', '178'];
/** A time at the place before it, whether one leaves or arrives there (master crew lists). */
export const TIME_AT_PLACE = '554';
