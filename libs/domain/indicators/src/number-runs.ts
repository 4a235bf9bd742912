import { documentNumberKey, nameKey } from '@vigia/manifest';
import { bookingOf } from './surroundings';
import type { TravelLeg } from './travel-leg';

/** Consecutive numbers on one departure, in people of different bookings and surnames. */
export interface NumberRun {
  kind: 'document' | 'ticket';
  /** First and last number of the run. */
  first: string;
  last: string;
  legIds: string[];
}

export interface Numbered {
  leg: TravelLeg;
  kind: NumberRun['kind'];
  /** What stands before the trailing digits, with issuer and type or carrier: only like numbers follow one another. */
  series: string;
  value: number;
  text: string;
}

const RUN = 3;
const ROLL_SIZE = 8;
const ROLL_SHARE = 0.5;
const ROLL_TICKETS = 20;
const ISSUED_TOGETHER = 20;
const ROLL_DEPARTURES = 3;
const CARRIER_SHARE = 0.5;
const LOOSE_SHARE = 0.25;
const LEAST_DIGITS = 3;
const MOST_DIGITS = 15;
const NO_CARRIERS: ReadonlySet<string> = new Set();

/**
 * The runs of at least three consecutive document or ticket numbers on one departure whose holders
 * have different bookings and surnames (N4). Tickets sold off one roll, where half of a
 * departure's tickets follow one another, were not bought together and give no run; nor do documents
 * that an authority issued in one go (`issuedTogether`).
 */
export const numberRunsOn = (
  departure: readonly TravelLeg[],
  rollCarriers: ReadonlySet<string> = NO_CARRIERS,
  looseCarriers: ReadonlySet<string> = NO_CARRIERS,
): NumberRun[] => {
  const passengers = departure.filter(({ role }) => role === 'passenger');
  const documents = documentsFollow(passengers) ? passengers.flatMap(numberedDocuments) : [];
  const runs = issuedTogether(documents) ? [] : runsOf(documents);
  if (!ticketsFollow(passengers)) return runs;
  const tickets = passengers
    .filter(({ carrier }) => !rollCarriers.has(carrier))
    .flatMap(numberedTicket);
  return isRoll(tickets, looseCarriers) ? runs : [...runs, ...runsOf(tickets)];
};

/**
 * Whether an authority issued the documents of a departure in one go, as for people who are flown
 * home: over half of them, and at least 20, follow one another. Then neighbours mean nothing.
 */
const issuedTogether = (documents: readonly Numbered[]): boolean => {
  if (documents.length < ISSUED_TOGETHER) return false;
  const inChain = neighbours(documents);
  return inChain >= ISSUED_TOGETHER && inChain / documents.length > ROLL_SHARE;
};

/**
 * Whether so many numbers follow one another whatever stands before their digits: without that there
 * is no run, and almost no departure has one. Numbers need not be told apart by series to see it.
 */
export const ticketsFollow = (legs: readonly TravelLeg[], least = RUN): boolean => {
  if (legs.length < least) return false;
  const values: number[] = [];
  for (const { ticket } of legs) {
    if (ticket !== undefined) values.push(trailingNumber(ticket));
  }
  return inARow(values, least);
};

const documentsFollow = (legs: readonly TravelLeg[]): boolean => {
  const values: number[] = [];
  for (const { identity } of legs) {
    for (const { number } of identity.documents) values.push(trailingNumber(number));
  }
  return inARow(values, RUN);
};

const inARow = (values: number[], least: number): boolean => {
  if (values.length < least) return false;
  const sorted = Float64Array.from(values).sort();
  let length = 1;
  for (let at = 1; at < sorted.length; at += 1) {
    const apart = (sorted[at] ?? NaN) - (sorted[at - 1] ?? NaN);
    if (apart === 0) continue;
    length = apart === 1 ? length + 1 : 1;
    if (length >= least) return true;
  }
  return false;
};

/**
 * The carriers that sell off rolls: on whose departures, three or more taken together, over half
 * of at least 20 tickets follow one another. Their ticket numbers connect nobody.
 */
export const carriersWithRolls = (
  departures: Iterable<readonly TravelLeg[]>,
): ReadonlySet<string> => ticketHabits(departures).rolls;

/** Carriers known well enough to say how they number: off rolls, or loosely. */
export interface TicketHabits {
  rolls: ReadonlySet<string>;
  /** Neighbouring numbers are rare on their departures, so that they say something, however few ride. */
  loose: ReadonlySet<string>;
}

/** How carriers number their tickets, from at least three departures and 20 tickets of each. */
export const ticketHabits = (departures: Iterable<readonly TravelLeg[]>): TicketHabits => {
  const sold = new Map<string, { departures: number; tickets: number; inChain: number }>();
  for (const departure of departures) {
    const numbered = departure.filter(({ ticket }) => !Number.isNaN(trailingNumber(ticket ?? '')));
    const carrier = numbered[0]?.carrier;
    if (carrier === undefined) continue;
    const count = sold.get(carrier) ?? { departures: 0, tickets: 0, inChain: 0 };
    count.departures += 1;
    count.tickets += numbered.length;
    if (ticketsFollow(numbered, 2)) count.inChain += neighbours(numbered.flatMap(numberedTicket));
    sold.set(carrier, count);
  }
  const known = [...sold].filter(
    ([, { departures: seen, tickets }]) => seen >= ROLL_DEPARTURES && tickets >= ROLL_TICKETS,
  );
  const share = ({ inChain, tickets }: { inChain: number; tickets: number }) => inChain / tickets;
  const carriers = (found: typeof known) => new Set(found.map(([carrier]) => carrier));
  return {
    rolls: carriers(known.filter(([, count]) => share(count) > CARRIER_SHARE)),
    loose: carriers(known.filter(([, count]) => share(count) < LOOSE_SHARE)),
  };
};

const neighbours = (tickets: readonly Numbered[]): number =>
  chains(tickets).reduce((sum, chain) => sum + chain.length, 0);

/**
 * Whether the tickets of a departure come off one roll, so that neighbours mean nothing. A carrier
 * known to number loosely does not sell off rolls on one day, even if few others ride with a ring.
 */
export const isRoll = (
  tickets: readonly Numbered[],
  looseCarriers: ReadonlySet<string> = NO_CARRIERS,
): boolean => {
  if (tickets.length < ROLL_SIZE || looseCarriers.has(tickets[0]?.leg.carrier ?? '')) return false;
  return neighbours(tickets) / tickets.length > ROLL_SHARE;
};

export const numberedTicket = (leg: TravelLeg): Numbered[] =>
  leg.ticket === undefined ? [] : numbered(leg, 'ticket', leg.carrier, leg.ticket);

/** Numbers that follow one another by one, in order; a number without a neighbour is in none. */
export const chains = (numbers: readonly Numbered[]): Numbered[][] => {
  const series = new Map<string, Numbered[]>();
  for (const one of numbers) {
    const list = series.get(one.series);
    if (list) list.push(one);
    else series.set(one.series, [one]);
  }
  const found: Numbered[][] = [];
  for (const key of [...series.keys()].sort()) {
    const list = series.get(key) ?? [];
    if (list.length < 2) continue;
    list.sort((a, b) => a.value - b.value || (a.leg.legId < b.leg.legId ? -1 : 1));
    let chain: Numbered[] = [];
    for (const one of list) {
      const apart = one.value - (chain.at(-1)?.value ?? -Infinity);
      if (apart === 0) continue;
      if (apart === 1) chain.push(one);
      else {
        if (chain.length > 1) found.push(chain);
        chain = [one];
      }
    }
    if (chain.length > 1) found.push(chain);
  }
  return found;
};

const numberedDocuments = (leg: TravelLeg): Numbered[] =>
  leg.identity.documents.flatMap(({ type, issuer, number }) =>
    issuer === undefined ? [] : numbered(leg, 'document', `${type}:${issuer}`, number),
  );

const numbered = (
  leg: TravelLeg,
  kind: NumberRun['kind'],
  group: string,
  text: string,
): Numbered[] => {
  const key = documentNumberKey(text);
  const [start, end] = trailingDigits(key);
  if (end - start < LEAST_DIGITS) return [];
  const series = `${group}:${key.slice(0, start)}:${end - start}:${key.slice(end)}`;
  return [{ leg, kind, series, value: Number(key.slice(start, end)), text }];
};

/** Where the digits stand that count on: at the end, or before one last letter. */
const trailingDigits = (key: string): [start: number, end: number] => {
  const end = isDigit(key.charCodeAt(key.length - 1)) ? key.length : key.length - 1;
  let start = end;
  while (start > 0 && end - start < MOST_DIGITS && isDigit(key.charCodeAt(start - 1))) start -= 1;
  return [start, end];
};

/** The number that a ticket or document counts on by, or NaN when it has too few digits. */
const trailingNumber = (text: string): number => {
  const plain = plainNumber(text);
  if (plain !== undefined) return plain;
  const key = documentNumberKey(text);
  const [start, end] = trailingDigits(key);
  return end - start < LEAST_DIGITS ? NaN : Number(key.slice(start, end));
};

/** The same for the usual form, capital letters and digits with digits at the end; else nothing. */
const plainNumber = (text: string): number | undefined => {
  let value = 0;
  let scale = 1;
  let at = text.length - 1;
  while (at >= 0 && text.length - at <= MOST_DIGITS && isDigit(text.charCodeAt(at))) {
    value += (text.charCodeAt(at) - 48) * scale;
    scale *= 10;
    at -= 1;
  }
  const digits = text.length - 1 - at;
  while (at >= 0 && isPlain(text.charCodeAt(at))) at -= 1;
  if (at >= 0 || digits === 0) return undefined;
  return digits < LEAST_DIGITS ? NaN : value;
};

const isPlain = (code: number): boolean => isDigit(code) || (code >= 65 && code <= 90);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Within a chain, the stretches in which neighbours differ in booking and surname throughout. */
const runsOf = (numbers: readonly Numbered[]): NumberRun[] =>
  chains(numbers).flatMap((chain) => {
    if (chain.length < RUN) return [];
    const surnames = new Set(
      chain.map(({ leg }) => nameKey({ surname: leg.identity.name.surname })),
    );
    const bookings = new Set(chain.map(({ leg }) => bookingOf(leg)));
    if (surnames.size < RUN || bookings.size < RUN) return [];
    const [first, last] = [chain[0], chain.at(-1)];
    if (!first || !last) return [];
    return [
      {
        kind: first.kind,
        first: first.text,
        last: last.text,
        legIds: chain.map(({ leg }) => leg.legId),
      },
    ];
  });
