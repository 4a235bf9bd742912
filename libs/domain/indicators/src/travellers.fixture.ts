import { identityKeys, type Doc } from '@vigia/manifest';
import { EMPTY_ALLOW_LIST } from './allow-list';
import type { Surroundings } from './surroundings';
import type { TravelLeg, TravelPlace } from './travel-leg';

/** Synthetic places of the specs; coordinates to a hundredth of a degree. */
export const PLACES = {
  SVO: { code: 'SVO', name: 'Moscow', country: 'RU', lat: 55.97, lon: 37.41 },
  HAV: { code: 'HAV', name: 'Havana', country: 'CU', lat: 22.99, lon: -82.41 },
  VRA: { code: 'VRA', name: 'Varadero', country: 'CU', lat: 23.03, lon: -81.44 },
  AMS: { code: 'AMS', name: 'Amsterdam', country: 'NL', lat: 52.31, lon: 4.76 },
  MAD: { code: 'MAD', name: 'Madrid', country: 'ES', lat: 40.49, lon: -3.57 },
  UIO: { code: 'UIO', name: 'Quito', country: 'EC', lat: -0.13, lon: -78.36 },
  GYE: { code: 'GYE', name: 'Guayaquil', country: 'EC', lat: -2.16, lon: -79.88 },
  BOG: { code: 'BOG', name: 'Bogotá', country: 'CO', lat: 4.7, lon: -74.15 },
  PTY: { code: 'PTY', name: 'Panama City', country: 'PA', lat: 9.07, lon: -79.38 },
  SJO: { code: 'SJO', name: 'San José', country: 'CR', lat: 9.99, lon: -84.21 },
  MGA: { code: 'MGA', name: 'Managua', country: 'NI', lat: 12.14, lon: -86.17 },
  TGU: { code: 'TGU', name: 'Tegucigalpa', country: 'HN', lat: 14.06, lon: -87.22 },
  SAL: { code: 'SAL', name: 'San Salvador', country: 'SV', lat: 13.44, lon: -89.06 },
  GUA: { code: 'GUA', name: 'Guatemala City', country: 'GT', lat: 14.58, lon: -90.53 },
  TAP: { code: 'TAP', name: 'Tapachula', country: 'MX', lat: 14.79, lon: -92.37 },
  MEX: { code: 'MEX', name: 'Mexico City', country: 'MX', lat: 19.44, lon: -99.07 },
  MIA: { code: 'MIA', name: 'Miami', country: 'US', lat: 25.79, lon: -80.29 },
} satisfies Record<string, TravelPlace>;

export type PlaceCode = keyof typeof PLACES;

export interface LegWish extends Partial<Omit<TravelLeg, 'identity' | 'from' | 'to' | 'via'>> {
  who?: string;
  surname?: string;
  given?: string;
  born?: string;
  documents?: Doc[];
}

/** A leg such as `aLeg('SVO>HAV', '2026-03-01')`: states only what matters, invents the rest. */
export const aLeg = (route: string, departs: string, wish: LegWish = {}): TravelLeg => {
  const codes = route.split('>') as PlaceCode[];
  const [from, ...rest] = codes.map((code) => PLACES[code]);
  const to = rest.pop();
  if (!from || !to) throw new Error(`no route ${route}`);
  const { who = 'A', surname = `SPECIMEN${who}`, given = `ANNA${who}`, ...others } = wish;
  const { born = '1990-05-17', documents, ...leg } = others;
  const departedAt = new Date(departs.length === 10 ? `${departs}T08:00Z` : departs).toISOString();
  const own = documents ?? [{ type: 'P', number: `X${who}0001`, issuer: 'UTO' }];
  const conveyance = `ZZ:ZZ${codes.join('')}:${departedAt.slice(0, 10)}`;
  const id = `${who}/${conveyance}`;
  return {
    legId: id,
    travellerId: id,
    manifestId: `m/${conveyance}`,
    conveyance,
    carrier: 'ZZ',
    mode: 'air',
    from,
    to,
    via: rest,
    departedAt,
    arrivedAt: new Date(Date.parse(departedAt) + 5 * 3_600_000).toISOString(),
    role: 'passenger',
    identity: {
      keys: identityKeys({
        seq: 1,
        role: 'passenger',
        inTransit: false,
        name: { surname, given },
        dateOfBirth: born,
        documents: own,
        visas: [],
        refs: {},
        contacts: [],
      }),
      name: { surname, given },
      dateOfBirth: born,
      documents: own,
    },
    contacts: [],
    ...leg,
  };
};

/** Nothing around the journey: every indicator that needs more stays silent. */
export const NOTHING_AROUND: Surroundings = {
  contactUses: () => [],
  allowList: EMPTY_ALLOW_LIST,
};
