import type { Leg, Place } from '@vigia/manifest';
import { readEdifactLocal } from '../edifact/read-date';
import { part, type Segment } from '../edifact/segment';
import { ARRIVAL_TIMES, DEPARTURE_TIMES, ITINERARY_ROLE } from './code-tables';
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
}

const STAGES: Readonly<Record<string, Leg['stage']>> = { '34': 'overflight', '11': 'border' };

/**
 * Gathers TDT, LOC and DTM into legs (formats 2.3): two places of one TDT are a leg, three or more
 * are consecutive stops, and the same place twice in a row is one stop.
 */
export class ItineraryReader {
  private readonly transports: Transport[] = [];

  transport(segment: Segment): void {
    const stage = STAGES[part(segment, 1)] ?? 'main';
    this.transports.push({ stage, times: new Map(), stops: [] });
  }

  /** True when the LOC belongs to the itinerary. */
  place(segment: Segment): boolean {
    const qualifier = part(segment, 1);
    const role = Object.hasOwn(ITINERARY_ROLE, qualifier) ? ITINERARY_ROLE[qualifier] : undefined;
    const place = role && placeOfLoc(segment, role);
    if (!place) return false;
    const { current } = this;
    if (!current) return false;
    const { stops } = current;
    const before = stops[stops.length - 1];
    const same = before?.place.code !== undefined && before.place.code === place.code;
    // VIE to VIE in one pair is what the sender says; VIE twice among many stops is one stop.
    if (!same || stops.length < 2) stops.push({ place, qualifier, times: new Map() });
    return true;
  }

  /** `ok` when the DTM was taken, `bad` when its value is impossible, `other` when not ours. */
  time(segment: Segment): 'ok' | 'bad' | 'repeated' | 'other' {
    const qualifier = part(segment, 1);
    const known = DEPARTURE_TIMES.includes(qualifier) || ARRIVAL_TIMES.includes(qualifier);
    const { current } = this;
    if (!known || !current) return 'other';
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
          first(from?.times, DEPARTURE_TIMES) ??
          (pair ? first(to?.times, DEPARTURE_TIMES) : undefined) ??
          first(transport.times, DEPARTURE_TIMES);
        const arrivalLocal =
          first(to?.times, ARRIVAL_TIMES) ??
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
