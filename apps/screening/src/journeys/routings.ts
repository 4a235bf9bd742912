import { createHash } from 'node:crypto';
import {
  directionsOf,
  routingRatio,
  travelledLegs,
  type Person,
  type RoutingNorm,
  type TravelPlace,
} from '@vigia/indicators';
import { bulkUpsert, type Connection } from '@vigia/mongo';

interface RoutingDocument {
  _id: string;
  /** Travelled over great-circle distance, by a short hash of the traveller. */
  ratios: Record<string, number>;
  at: Date;
}

/** A percentile of this many travellers is as good as one of all of them. */
const MOST_TRAVELLERS = 500;
const MOST_PAIRS = 5000;

/**
 * How people travel between two ends, for the guard of R4: up to 500 travellers a pair of ends, each
 * with the ratio of the way travelled to the direct one. What is known is remembered, so that a pair
 * that is full costs neither a read nor a write; after the retention it begins anew.
 */
export class Routings {
  private readonly routings;
  private readonly plain;
  private readonly remembered = new Map<string, Map<string, number>>();

  constructor(connection: Connection) {
    this.routings = connection.collection<RoutingDocument>('routings');
    this.plain = connection.collection('routings');
  }

  async ensureIndexes(retentionDays: number): Promise<void> {
    await this.routings.createIndex({ at: 1 }, { expireAfterSeconds: retentionDays * 24 * 3600 });
  }

  /** Adds the ways of these persons. */
  async note(persons: readonly Person[], at: Date): Promise<void> {
    const changes = new Map<string, Record<string, number>>();
    for (const person of persons) {
      for (const [ends, ratio] of waysOf(person)) {
        const known = this.known(ends);
        const who = shortHash(person.legs[0]?.identity.keys[0] ?? person.personId);
        const before = known.get(who);
        if (before === undefined && known.size >= MOST_TRAVELLERS) continue;
        if (before !== undefined && before >= ratio) continue;
        known.set(who, ratio);
        const change = changes.get(ends) ?? {};
        change[`ratios.${who}`] = ratio;
        changes.set(ends, change);
      }
    }
    await bulkUpsert(
      this.plain,
      [...changes].map(([ends, ratios]) => ({
        updateOne: {
          filter: { _id: ends as never },
          update: { $max: ratios, $set: { at } },
          upsert: true,
        },
      })),
    );
  }

  /** What is usual between these ends (`endsKey`), from everything stored. */
  async norms(pairs: readonly string[]): Promise<Map<string, RoutingNorm>> {
    const found = await this.routings.find({ _id: { $in: [...pairs] } }).toArray();
    return new Map(
      found.map(({ _id, ratios }) => {
        const sorted = Object.values(ratios).sort((a, b) => a - b);
        const ratio95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
        return [_id, { travellers: sorted.length, ratio95 }];
      }),
    );
  }

  private known(ends: string): Map<string, number> {
    const known = this.remembered.get(ends) ?? new Map<string, number>();
    if (this.remembered.size >= MOST_PAIRS) this.remembered.clear();
    this.remembered.set(ends, known);
    return known;
  }
}

/** How a pair of ends is named. */
export const endsKey = (from: TravelPlace, to: TravelPlace): string =>
  `${from.code ?? from.name ?? ''}>${to.code ?? to.name ?? ''}`;

const waysOf = ({ journeys }: Person): Map<string, number> => {
  const ways = new Map<string, number>();
  for (const journey of journeys) {
    for (const direction of directionsOf(travelledLegs(journey))) {
      const ratio = routingRatio(direction);
      if (ratio === undefined) continue;
      const key = endsKey(direction.from, direction.to);
      ways.set(key, Math.max(ratio, ways.get(key) ?? 0));
    }
  }
  return ways;
};

const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);
