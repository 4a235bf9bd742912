import type { Leg, Place } from '@vigia/manifest';
import { readEdifactLocal } from '../edifact/read-date';
import { part, type Segment } from '../edifact/segment';
import {
  ARRIVAL_TIMES,
  DEPARTURE_TIMES,
  ITINERARY_ROLE,
  meaningOf,
  TIME_AT_PLACE,
} from './code-tables';
import { placeOfLoc } from './place-of-loc';

interface Stop {
  place: Place;
  qualifier: string;
  times: Map<string, string>;
}

interface Transport {
  stage: Leg['stage'];
  /** Times that stand before the first place of the transport. */
  times: Map<string, string>;
  stops: Stop[];
  /** A place of a qualifier we do not know; a time of travel behind it makes it a stop. */
  other?: Stop;
}

const STAGES: Readonly<Record<string, Leg['stage']>> = { '34': 'overflight', '11': 'border' };

/**
 * Gathers TDT, LOC and DTM into legs (formats 2.3): two places of one TDT are a leg, three or more
 * are consecutive stops, and the same place twice in a row is one stop.
 */
export class ItineraryReader {
  private readonly transports: Transport[] = [];

  transport(segment: Segment): void {
    const stage = meaningOf(STAGES, part(segment, 1)) ?? 'main';
    this.transports.push({ stage, times: new Map(), stops: [] });
  }

  /** True when the LOC belongs to the itinerary. */
  place(segment: Segment): boolean {
    const qualifier = part(segment, 1);
    const role = meaningOf(ITINERARY_ROLE, qualifier);
    const place = placeOfLoc(segment, role ?? 'stop');
    const { current } = this;
    if (!place || !current) return false;
    const stop: Stop = { place, qualifier, times: new Map() };
    delete current.other;
    if (role) addStop(current.stops, stop);
    else current.other = stop;
    return role !== undefined;
  }

  /** `ok` when the DTM was taken, `bad` when its value is impossible, `other` when not ours. */
  time(segment: Segment): 'ok' | 'bad' | 'repeated' | 'other' {
    const qualifier = part(segment, 1);
    const known = DEPARTURE_TIMES.includes(qualifier) || ARRIVAL_TIMES.includes(qualifier);
    const { current } = this;
    if ((!known && qualifier !== TIME_AT_PLACE) || !current) return 'other';
    if (current.other) addStop(current.stops, current.other);
    delete current.other;
    const local = readEdifactLocal(part(segment, 1, 2), part(segment, 1, 3));
    if (!local) return 'bad';
    const { times } = current.stops[current.stops.length - 1] ?? current;
    if (times.has(qualifier)) return 'repeated';
    times.set(qualifier, local);
    return 'ok';
  }

  legs(): Leg[] {
    const legs: Leg[] = [];
    for (const transport of this.transports) {
      for (const [from, to] of pairs(transport.stops)) {
        const pair = transport.stops.length <= 2;
        const departureLocal =
          first(from?.times, [...DEPARTURE_TIMES, TIME_AT_PLACE]) ??
          (pair ? first(to?.times, DEPARTURE_TIMES) : undefined) ??
          first(transport.times, DEPARTURE_TIMES);
        const arrivalLocal =
          first(to?.times, [...ARRIVAL_TIMES, TIME_AT_PLACE]) ??
          (pair ? first(from?.times, ARRIVAL_TIMES) : undefined) ??
          first(transport.times, ARRIVAL_TIMES);
        legs.push({
          seq: legs.length + 1,
          stage: transport.stage,
          from: from?.place ?? { role: 'lastDeparture' },
          to: to?.place ?? { role: 'firstArrival' },
          ...(departureLocal && { departureLocal }),
          ...(arrivalLocal && { arrivalLocal }),
        });
      }
    }
    return legs;
  }

  private get current(): Transport | undefined {
    return this.transports[this.transports.length - 1];
  }
}

const addStop = (stops: Stop[], stop: Stop): void => {
  const before = stops[stops.length - 1]?.place.code;
  const same = before !== undefined && before === stop.place.code;
  // VIE to VIE in one pair is what the sender says; VIE twice among many stops is one stop.
  if (!same || stops.length < 2) stops.push(stop);
};

const first = (
  times: ReadonlyMap<string, string> | undefined,
  qualifiers: readonly string[],
): string | undefined =>
  qualifiers.map((qualifier) => times?.get(qualifier)).find((time) => time !== undefined);

const isArrival = ({ qualifier }: Stop): boolean => qualifier === '87' || qualifier === '130';

const pairs = (stops: readonly Stop[]): (readonly [Stop | undefined, Stop | undefined])[] => {
  const [one, other] = stops;
  if (!one) return [];
  if (!other) return [isArrival(one) ? [undefined, one] : [one, undefined]];
  if (stops.length === 2 && isArrival(one) && other.qualifier === '125') return [[other, one]];
  return stops.slice(1).map((stop, index) => [stops[index], stop]);
};
