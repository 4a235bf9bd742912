/** A traveller on a told list; only what the carrier says. */
export interface Rider {
  who: string;
  surname: string;
  given: string;
  born?: string;
  document?: string;
  type?: string;
  issuer?: string;
  expires?: string;
  issued?: string;
  locator?: string;
  ticket?: string;
  unique?: string;
  phone?: string;
  email?: string;
  bags?: string;
  crew?: string;
}

/** A trip as a case tells it. */
export interface WrittenTrip {
  id: string;
  carrier: string;
  air: boolean;
  format: 'json' | 'csv' | 'paxlst';
  listType: 'passengers' | 'flightStatus';
  fn?: string;
  prepared?: string;
  stops: { code: string; departs?: string; arrives?: string }[];
  riders: Rider[];
}

const SURNAMES =
  'ABREU BELTRAN CAICEDO DOBREV ESQUIVEL FUJIMORI GRANADOS HALLIDAY IBARRA JANSSEN KOWALSKI LOMBARDI MONTIEL NAVARRETE OSORIO PACHECO QUIROGA RASMUSSEN SANDOVAL TREJO URIBE VALVERDE WIECZOREK XIMENEZ YBARRA ZAMUDIO';
const GIVEN =
  'ALICIA BRUNO CARMEN DIEGO ELVIRA FELIPE GLORIA HUGO INGRID JOAQUIN KATIA LEONEL MIRIAM NICOLAS OFELIA PABLO QUETA RODRIGO SILVIA TOMAS URSULA VICENTE WANDA XAVIER YOLANDA ZACARIAS';
const STATES = ['ECU', 'ESP', 'CUB', 'VEN', 'HND', 'COL', 'PER'];

/**
 * Who stands behind a letter (`A`) or a letter and a number (`P12`): names that share no word, a
 * passport that stands in no row with another, a booking of one's own.
 */
export const aRider = (who: string): Rider => {
  const letter = who.charCodeAt(0) - 65;
  const number = Number(who.slice(1) || 0);
  const surname = SURNAMES.split(' ')[(letter + number * 5) % 26] ?? '';
  const given = GIVEN.split(' ')[(letter + number * 7) % 26] ?? '';
  const at = letter * 101 + number;
  return {
    who,
    surname: number ? `${surname}${'AEIOU'[number % 5]}S` : surname,
    given,
    born: `${1960 + (at % 40)}-${pad(1 + ((at * 7) % 12))}-${pad(13 + ((at * 3) % 15))}`,
    document: `K${String(1_000_000 + ((at * 7_919_377) % 8_999_999))}`,
    issuer: STATES[at % 7] ?? 'ECU',
    expires: '2031-06-30',
    locator: `LOC${who}`,
  };
};

const pad = (value: number) => String(value).padStart(2, '0');

const settings = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split(' ')
      .filter(Boolean)
      .map((one) => {
        const [key = '', ...value] = one.split('=');
        return [key, value.join('=').replaceAll('_', ' ')];
      }),
  );

/** `A`, `A{phone=+1 bags=0}`, `P1..P20{…}`; an empty value (`document=`) takes a fact away. */
const riders = (text: string): Rider[] =>
  [...text.matchAll(/([A-Z]\d*)(?:\.\.[A-Z](\d+))?(?:\{([^}]*)\})?/g)].flatMap(
    ([, who = '', last, wishes = '']) => {
      const first = Number(who.slice(1) || 0);
      const all = last
        ? Array.from({ length: Number(last) - first + 1 }, (_, at) => `${who[0]}${first + at}`)
        : [who];
      return all.map((one) => {
        const { name, ...facts } = settings(wishes);
        const [surname, given] = name?.split('/') ?? [];
        const rider = { ...aRider(one), ...facts, ...(surname ? { surname, given } : {}) };
        return Object.fromEntries(Object.entries(rider).filter(([, v]) => v !== '')) as never;
      });
    },
  );

const addHours = (local: string, hours: number) =>
  new Date(Date.parse(`${local}Z`) + hours * 3_600_000).toISOString().slice(0, 16);

/**
 * Reads a told trip: `SVO>HAV 2026-03-01T09:00/15:00 as=paxlst : A, B{bags=0}`. After the slash the
 * arrival, as a time of the same day or in full. Stops between get six hours each.
 */
export const readTold = (text: string, at: number): WrittenTrip => {
  const [head = '', people = ''] = text.split(' : ');
  const [route = '', times = '', ...rest] = head.split(' ');
  const codes = route.split('>');
  const [departs = '', landed] = times.split('/');
  const arrives = landed && landed.length === 5 ? `${departs.slice(0, 11)}${landed}` : landed;
  const air = codes[0]?.length === 3;
  const { id, by, as, fn, prepared } = settings(rest.join(' '));
  const formats = ['json', 'paxlst', ...(air ? [] : ['csv'])] as const;
  const carrier = by ?? (air ? 'CM' : 'TICABUS');
  const status = /^(CL|CLNB|CLOB|XF|CF)$/.test(fn ?? '');
  return {
    id: id ?? `${carrier.slice(0, 2)}${700 + at}`,
    carrier,
    air,
    format: (as ?? formats[at % formats.length] ?? 'json') as WrittenTrip['format'],
    listType: status ? 'flightStatus' : 'passengers',
    ...(fn ? { fn } : {}),
    ...(prepared ? { prepared } : {}),
    stops: codes.map((code, index) => ({
      code,
      ...(index < codes.length - 1 ? { departs: addHours(departs, index * 6) } : {}),
      ...(index > 0 && index < codes.length - 1
        ? { arrives: addHours(departs, index * 6 - 1) }
        : {}),
      ...(index > 0 && index === codes.length - 1 && arrives ? { arrives } : {}),
    })),
    riders: riders(people),
  };
};
