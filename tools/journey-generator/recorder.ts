import type { AllowedRole, LostDocument, TravelLeg } from '@vigia/indicators';
import { lineBetween, placeOf } from './network';
import { shownIdentity, type Invented } from './people';
import type { Chance } from './random';

const START_MS = Date.UTC(2025, 0, 1);
const DAY_MS = 86_400_000;
const ROLLS: ReadonlySet<string> = new Set(['BUSC', 'BUSE', 'BUSF', 'BUSG']);

/** How people travel on one leg, beside who and whence. */
export interface Booking {
  locator?: string;
  tickets?: number;
  contacts?: string[];
  bookedHoursAhead?: number;
  bags?: number;
  boarded?: boolean;
  crew?: boolean;
  agency?: string;
}

/** A planted ring: which pattern it follows and whose legs belong to it. */
export interface Ring {
  pattern: string;
  people: Set<number>;
}

/** Everything of one invented year, as it is being written. */
export class Recorder {
  readonly legs: TravelLeg[] = [];
  /** Person index by leg id: the truth that no rule sees. */
  readonly owner = new Map<string, number>();
  readonly people = new Map<number, Invented>();
  readonly rings: Ring[] = [];
  readonly roles: AllowedRole[] = [];
  readonly allowedContacts: string[] = [];
  readonly lost = new Map<string, LostDocument>();
  private readonly rolls = new Map<string, number>();
  private locators = 0;

  constructor(readonly doing: Chance) {}

  locator(): string {
    this.locators += 1;
    return `L${this.locators.toString(36).toUpperCase().padStart(5, '0')}`;
  }

  /**
   * Puts a person on the first departure on or after a day; answers the day of arrival, a fraction.
   * Some bus lines sell tickets off one roll per departure.
   */
  travel(person: Invented, from: string, to: string, day: number, booking: Booking = {}): number {
    const { line, stops } = lineBetween(from, to);
    const service = `${line.carrier}${stops.join('').length}${from}${to}`;
    const runs = Math.ceil(day / line.every) * line.every;
    const hour = 5 + (service.length % 9) + stops.length;
    const departed = START_MS + runs * DAY_MS + hour * 3_600_000;
    const share = (stops.length - 1) / (line.stops.length - 1);
    const arrived = departed + Math.max(1, line.hours * share) * 3_600_000;
    const legId = `${person.index}@${service}:${runs}`;
    if (this.owner.has(legId)) return (arrived - START_MS) / DAY_MS;
    const conveyance = `${line.carrier}:${service}:${new Date(departed).toISOString().slice(0, 10)}`;
    const typo = this.doing.is(line.mode === 'road' ? 0.03 : 0.005);
    const ticket = this.ticketOn(conveyance, line.mode, booking);
    const booked = booking.bookedHoursAhead ?? this.doing.int(72, 2000);
    this.legs.push({
      ...{ legId, travellerId: legId, manifestId: `m:${conveyance}`, conveyance },
      ...{ carrier: line.carrier, mode: line.mode },
      ...{ from: placeOf(from), to: placeOf(to), via: stops.slice(1, -1).map(placeOf) },
      departedAt: new Date(departed).toISOString(),
      arrivedAt: new Date(arrived).toISOString(),
      ...(line.mode === 'air'
        ? { bookedAt: new Date(departed - booked * 3_600_000).toISOString() }
        : {}),
      role: booking.crew ? 'crew' : 'passenger',
      identity: shownIdentity(person, typo),
      ...(booking.locator === undefined ? {} : { locator: booking.locator }),
      ...(ticket === undefined ? {} : { ticket }),
      ...(booking.agency === undefined ? {} : { agency: booking.agency }),
      ...(booking.bags === undefined ? {} : { bags: booking.bags }),
      contacts: booking.contacts ?? [],
      ...(booking.boarded === undefined ? {} : { boarded: booking.boarded }),
    });
    this.owner.set(legId, person.index);
    this.people.set(person.index, person);
    return (arrived - START_MS) / DAY_MS;
  }

  private ticketOn(
    conveyance: string,
    mode: string,
    { tickets, crew }: Booking,
  ): string | undefined {
    if (crew) return undefined;
    if (tickets !== undefined) return `7${String(tickets).padStart(11, '0')}`;
    if (mode === 'air') return `9${String(this.doing.int(1e8, 9e10)).padStart(11, '0')}`;
    if (!ROLLS.has(conveyance.slice(0, 4)))
      return `1${String(this.doing.int(1e6, 9e10)).padStart(11, '0')}`;
    const next = (this.rolls.get(conveyance) ?? this.doing.int(1000, 900000)) + 1;
    this.rolls.set(conveyance, next);
    return `1${String(next).padStart(11, '0')}`;
  }
}
