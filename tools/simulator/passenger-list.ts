import { seeded } from './random';

/** A list as a carrier would submit it in JSON; the parts that the simulator varies. */
export interface SimulatedList {
  listType: 'passengers';
  carrier: { code: string; scheme: 'IATA' | 'LOCAL' };
  conveyance: { mode: 'air' | 'road'; journeyId: string };
  itinerary: object[];
  travellers: SimulatedTraveller[];
  controlTotals: { passengers: number };
}

export interface SimulatedTraveller {
  seq: number;
  role: 'passenger';
  inTransit: false;
  name: { surname: string; given: string };
  gender: 'F' | 'M';
  dateOfBirth: string;
  nationality: string;
  documents: { type: string; number: string; issuer: string; expires: string }[];
  visas: [];
  refs: { locator: string };
  contacts: { kind: 'phone'; value: string }[];
}

export interface Trip {
  carrier: string;
  mode: 'air' | 'road';
  journeyId: string;
  from: string;
  to: string;
  /** Local, `2026-07-03T05:00`. */
  departure: string;
  arrival: string;
}

const ONSETS = [
  'B',
  'CH',
  'D',
  'F',
  'G',
  'L',
  'M',
  'N',
  'P',
  'QU',
  'R',
  'S',
  'T',
  'V',
  'Z',
  'BR',
  'TR',
];
const NUCLEI = ['A', 'E', 'I', 'O', 'U', 'IA', 'UE'];
const CODAS = ['', 'N', 'L', 'R', 'S', 'Z', 'ND'];

const aWord = (random: () => number, syllables: number): string => {
  const part = (items: readonly string[]): string => items[Math.floor(random() * items.length)]!;
  return (
    Array.from({ length: syllables }, () => part(ONSETS) + part(NUCLEI)).join('') + part(CODAS)
  );
};

const pool = (seed: number, size: number, syllables: number): string[] => {
  const random = seeded(seed);
  return Array.from({ length: size }, () => aWord(random, syllables));
};

const GIVEN_NAMES = pool(11, 800, 2);
const SURNAMES = pool(12, 4000, 3);

/** How far the commonest names stand out: the first has about 2 % of the bearers (Zipf–Mandelbrot). */
const COMMON = 8;

const aName = (random: () => number, names: readonly string[]): string => {
  const rank = COMMON * ((1 + names.length / COMMON) ** random() - 1);
  return names[Math.min(names.length - 1, Math.floor(rank))]!;
};

const NATIONALITIES = ['CRI', 'PAN', 'NIC', 'HND', 'GTM', 'SLV', 'MEX', 'COL', 'ECU', 'USA'];

/**
 * A list of invented travellers, the same for the same seed. Words of names are strings of syllables
 * from two fixed pools, so none is a real person's and they repeat as names on real lists do;
 * document numbers begin with ZZ, which no state issues.
 */
export const passengerList = (seed: number, trip: Trip, size: number): SimulatedList => {
  const random = seeded(seed);
  const travellers = Array.from({ length: size }, (_, index) =>
    travellerOf(random, index + 1, `${seed.toString(36)}${index.toString(36)}`.toUpperCase()),
  );
  return listOf(trip, travellers);
};

/** A list of exactly these travellers on that trip. */
export const listOf = (trip: Trip, travellers: SimulatedTraveller[]): SimulatedList => {
  const scheme = trip.mode === 'air' ? 'IATA' : 'LOCAL';
  const place = trip.mode === 'air' ? 'IATA' : 'UNLOCODE';
  return {
    listType: 'passengers',
    carrier: { code: trip.carrier, scheme },
    conveyance: { mode: trip.mode, journeyId: trip.journeyId },
    itinerary: [
      {
        seq: 1,
        stage: 'main',
        from: { code: trip.from, scheme: place, role: 'lastDeparture' },
        to: { code: trip.to, scheme: place, role: 'firstArrival' },
        departureLocal: trip.departure,
        arrivalLocal: trip.arrival,
      },
    ],
    travellers,
    controlTotals: { passengers: travellers.length },
  };
};

/** One invented adult; `key` makes the document and booking unique. */
export const travellerOf = (random: () => number, seq: number, key: string): SimulatedTraveller => {
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const nationality = pick(NATIONALITIES);
  const year = 1950 + Math.floor(random() * 50);
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  return {
    seq,
    role: 'passenger',
    inTransit: false,
    name: {
      surname: `${aName(random, SURNAMES)} ${aName(random, SURNAMES)}`,
      given: `${aName(random, GIVEN_NAMES)} ${aName(random, GIVEN_NAMES)}`,
    },
    gender: random() < 0.5 ? 'F' : 'M',
    dateOfBirth: `${year}-${month}-${day}`,
    nationality,
    documents: [{ type: 'P', number: `ZZ${key}`, issuer: nationality, expires: '2035-01-01' }],
    visas: [],
    refs: { locator: `L${key}` },
    contacts: [{ kind: 'phone', value: `+5060${Math.floor(random() * 1e9)}` }],
  };
};
