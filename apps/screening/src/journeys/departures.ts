import {
  carriersWithRolls,
  groupsOn,
  numberRunsOn,
  type AllowList,
  type NumberRun,
  type TravelGroup,
  type TravelLeg,
} from '@vigia/indicators';
import { bulkUpsert, type Connection } from '@vigia/mongo';

/** What a departure as a whole says: who travels in company, which numbers follow one another. */
export interface Departure {
  _id: string;
  carrier: string;
  departedAt: Date;
  /** Legs on it, crew aside. */
  travellers: number;
  groups: Pick<TravelGroup, 'at' | 'legIds' | 'counts'>[];
  runs: NumberRun[];
  /** Ticket numbers, by which carriers that sell off a roll are known. */
  tickets: string[];
}

/** The newest departures of a carrier by which its way of numbering tickets is judged. */
const JUDGED = 200;
const JUDGED_FOR_MS = 60_000;

/**
 * What each departure says as a whole, kept beside the legs: computed from all of a departure's legs
 * when its list changes, and read by id when one of its travellers is looked at again. Looking at a
 * returning traveller thus costs one small document instead of the vehicle's whole list.
 */
export class Departures {
  private readonly departures;
  private readonly plain;
  private readonly rolls = new Map<string, { rolls: boolean; until: number }>();

  constructor(
    connection: Connection,
    private readonly allowList: AllowList,
    private readonly judgedForMs = JUDGED_FOR_MS,
  ) {
    this.departures = connection.collection<Departure>('departures');
    this.plain = connection.collection('departures');
  }

  async ensureIndexes(retentionDays: number): Promise<void> {
    const expireAfterSeconds = retentionDays * 24 * 3600;
    await this.departures.createIndex({ departedAt: 1 }, { expireAfterSeconds });
    await this.departures.createIndex({ carrier: 1, departedAt: -1 });
  }

  /** Computes and keeps these departures from all of their legs. */
  async put(
    conveyances: readonly string[],
    legs: readonly TravelLeg[],
    personOf: (leg: TravelLeg) => string,
  ): Promise<Departure[]> {
    const rolls = await this.carriersWithRolls(legs);
    const byConveyance = new Map(conveyances.map((id) => [id, [] as TravelLeg[]]));
    for (const leg of legs) byConveyance.get(leg.conveyance)?.push(leg);
    const found = [...byConveyance].flatMap(([id, on]) => {
      const [first] = on;
      return first
        ? [
            departureOf(
              id,
              first,
              on,
              groupsOn(on, personOf, this.allowList, rolls),
              numberRunsOn(on, rolls),
            ),
          ]
        : [];
    });
    const empty = [...byConveyance].flatMap(([id, on]) => (on.length === 0 ? [id] : []));
    await bulkUpsert(this.plain, [
      ...found.map(({ _id, ...fields }) => ({
        replaceOne: { filter: { _id: _id as never }, replacement: fields, upsert: true },
      })),
      ...empty.map((id) => ({ deleteOne: { filter: { _id: id as never } } })),
    ]);
    return found;
  }

  byIds(conveyances: readonly string[]): Promise<Departure[]> {
    return conveyances.length === 0
      ? Promise.resolve([])
      : this.departures.find({ _id: { $in: [...conveyances] } }).toArray();
  }

  /** Judged by the carrier's newest departures, and again after a minute. */
  private async carriersWithRolls(legs: readonly TravelLeg[]): Promise<ReadonlySet<string>> {
    const carriers = new Set<string>();
    for (const { carrier, ticket } of legs) if (ticket !== undefined) carriers.add(carrier);
    const found = new Set<string>();
    for (const carrier of carriers) {
      let judged = this.rolls.get(carrier);
      if (!judged || judged.until < performance.now()) {
        judged = {
          rolls: await this.sellsOffRolls(carrier, legs),
          until: performance.now() + this.judgedForMs,
        };
        this.rolls.set(carrier, judged);
      }
      if (judged.rolls) found.add(carrier);
    }
    return found;
  }

  private async sellsOffRolls(carrier: string, legs: readonly TravelLeg[]): Promise<boolean> {
    const kept = await this.departures
      .find({ carrier })
      .sort({ departedAt: -1 })
      .limit(JUDGED)
      .project<Pick<Departure, '_id' | 'tickets'>>({ tickets: 1 })
      .toArray();
    const sold = new Map(kept.map(({ _id, tickets }) => [_id, tickets]));
    const here = new Map<string, string[]>();
    for (const leg of legs) {
      if (leg.carrier !== carrier || leg.ticket === undefined) continue;
      here.set(leg.conveyance, [...(here.get(leg.conveyance) ?? []), leg.ticket]);
    }
    for (const [conveyance, tickets] of here) sold.set(conveyance, tickets);
    const [like] = legs;
    if (!like) return false;
    const departures = [...sold.values()].map((tickets) =>
      tickets.map((ticket, at) => ({ ...like, carrier, ticket, legId: String(at) })),
    );
    return carriersWithRolls(departures).has(carrier);
  }
}

const departureOf = (
  id: string,
  first: TravelLeg,
  legs: readonly TravelLeg[],
  groups: readonly TravelGroup[],
  runs: NumberRun[],
): Departure => ({
  _id: id,
  carrier: first.carrier,
  departedAt: new Date(first.departedAt),
  travellers: legs.filter(({ role }) => role !== 'crew').length,
  groups: groups.map(({ at, legIds, counts }) => ({ at, legIds, counts })),
  runs,
  tickets: legs.flatMap(({ ticket }) => (ticket === undefined ? [] : [ticket])),
});
