import type { Chance } from '../random';
import type { Actor } from './cast';
import { SERVICES, zoneOf, type Service } from './timetable';

/** What a carrier learns of a traveller beside the person. */
export interface Facts {
  locator?: string;
  ticket?: string;
  phone?: string;
  email?: string;
  bags?: number;
  crew?: boolean;
  noShow?: boolean;
}

export interface Seat extends Facts {
  actor: Actor;
  from: string;
  to: string;
}

/** One departure with everybody on it. */
export interface Departure {
  service: Service;
  day: number;
  seats: Seat[];
}

/** Where and when somebody is after a ride, in days of the year (UTC). */
export type Moment = number;

/** Puts people on departures and hands out booking references. */
export class Diary {
  readonly departures = new Map<string, Departure>();
  private readonly rolls = new Map<string, number>();
  private booked = 0;

  constructor(private readonly chance: Chance) {}

  locator(): string {
    this.booked += 1;
    return `${this.chance.pick(['Q', 'W', 'Z', 'H'])}${(this.booked * 7919 + 60466176).toString(36).toUpperCase()}`;
  }

  /** Rides on the first departure after a moment; answers when it arrives. */
  ride(actor: Actor, from: string, to: string, after: Moment, facts: Facts = {}): Moment {
    const { service, day, leaves } = this.next(from, to, after);
    const key = `${service.number}@${day}`;
    const departure = this.departures.get(key) ?? { service, day, seats: [] };
    this.departures.set(key, departure);
    const ticket = facts.ticket ?? this.ticketOn(service, key);
    departure.seats.push({ actor, from, to, ...facts, ...(facts.crew ? {} : { ticket }) });
    return leaves + hoursOf(service, from, to) / 24;
  }

  /** When the next departure after a moment arrives. */
  arrival(from: string, to: string, after: Moment): Moment {
    const { service, leaves } = this.next(from, to, after);
    return leaves + hoursOf(service, from, to) / 24;
  }

  /** How long somebody waits for the next departure, in days. */
  waits(from: string, to: string, after: Moment): number {
    return this.next(from, to, after).leaves - after;
  }

  /** A party rides together. */
  together(
    party: readonly Actor[],
    from: string,
    to: string,
    after: Moment,
    facts: Facts = {},
  ): Moment {
    return Math.max(...party.map((actor) => this.ride(actor, from, to, after, facts)));
  }

  private next(from: string, to: string, after: Moment) {
    const options = SERVICES.filter(({ stops }) => {
      const at = stops.indexOf(from);
      return at >= 0 && stops.indexOf(to) > at;
    }).map((service) => {
      const hop = service.stops.indexOf(from);
      const leavesAt = (service.hour + hop * service.hours - zoneOf(service.stops[0] ?? '')) / 24;
      let day = Math.ceil(after - leavesAt);
      while (((day % service.every) + service.every) % service.every !== service.offset) day += 1;
      return { service, day, leaves: day + leavesAt };
    });
    const best = options.sort((a, b) => a.leaves - b.leaves)[0];
    if (!best) throw new Error(`nothing runs from ${from} to ${to}`);
    return best;
  }

  /** Two bus lines sell off one roll per coach; everybody else numbers at large. */
  private ticketOn({ carrier, air }: Service, key: string): string {
    if (carrier === 'PANALINE' || carrier === 'SOL') {
      const next = (this.rolls.get(key) ?? this.chance.int(10_000, 990_000)) + 1;
      this.rolls.set(key, next);
      return String(next);
    }
    return air
      ? `${this.chance.int(100, 990)}${this.chance.int(1e9, 9.9e9)}`
      : String(this.chance.int(1e6, 9.9e7));
  }
}

const hoursOf = ({ stops, hours }: Service, from: string, to: string): number =>
  (stops.indexOf(to) - stops.indexOf(from)) * hours;
