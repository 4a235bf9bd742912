import type { ReadModel } from '../read-model';
import type { MonthCell } from './flow-table';

/** Dimensions that flows can be counted by; each is a field of the traveller rows' cell. */
export const DIMENSIONS = {
  mode: 'mode',
  carrier: 'carrier',
  route: 'route',
  from: 'from',
  to: 'to',
  nationality: 'nationality',
  ageBand: 'ageBand',
  corridor: 'corridors',
} as const;

export type Dimension = keyof typeof DIMENSIONS;

interface FlowDocument {
  _id: Record<string, string>;
  month: string;
  from: string;
  to: string;
  corridors: string[];
  count: number;
  stamp: string;
}

interface CountedMonth {
  _id: string;
  stamp: string;
  countedAt: Date;
}

/** Months that one question may span. */
export const MOST_MONTHS = 60;
const MOST_MS = 60_000;

/**
 * How many travelled, by month: counted from the rows while they last, and kept without persons when
 * they go, so that years can be compared. A month is counted again while all its rows are there; once
 * the first of them has aged out, the last count stands.
 */
export class Flows {
  private readonly flows;
  private readonly months;
  private readonly counting = new Map<string, Promise<void>>();

  constructor(
    private readonly model: ReadModel,
    private readonly options: { retentionDays: number; freshMs: number; now: () => Date },
  ) {
    this.flows = model.connection.collection<FlowDocument>('flows');
    this.months = model.connection.collection<CountedMonth>('flowMonths');
  }

  async ensureIndexes(): Promise<void> {
    await this.flows.createIndex({ month: 1, from: 1 });
    await this.flows.createIndex({ month: 1, to: 1 });
  }

  /** Counts again every month that can still change; called now and then, so none goes uncounted. */
  async keep(): Promise<void> {
    for (const month of await this.storedMonths()) await this.fresh(month);
  }

  /** The counts of the flows that begin or end in a country (alpha-2), month by month. */
  async count(
    country: string,
    by: readonly Dimension[],
    period: { since: string; until: string },
  ): Promise<MonthCell[]> {
    for (const month of await this.storedMonths()) {
      if (month >= period.since && month <= period.until) await this.fresh(month);
    }
    const groups = await this.flows
      .aggregate<{ _id: Record<string, string>; count: number }>(
        [
          { $match: this.within(country, period) },
          ...(by.includes('corridor') ? [{ $unwind: '$corridors' }] : []),
          {
            $group: {
              _id: {
                month: '$month',
                ...Object.fromEntries(
                  by.map((name) => [
                    name,
                    name === 'corridor' ? '$corridors' : `$_id.${DIMENSIONS[name]}`,
                  ]),
                ),
              },
              count: { $sum: '$count' },
            },
          },
          { $sort: { _id: 1 } },
        ],
        { maxTimeMS: MOST_MS },
      )
      .toArray();
    return groups.map(({ _id: { month = '', ...dimensions }, count }) => ({
      month,
      dimensions,
      count,
    }));
  }

  /** The carriers whose travellers began or ended a leg in the country in these months. */
  async carriers(country: string, period: { since: string; until: string }): Promise<string[]> {
    const found = await this.flows.distinct('_id.carrier', this.within(country, period));
    return (found as string[]).sort();
  }

  /** First and last month of which anything is known. */
  async known(): Promise<{ since: string; until: string } | undefined> {
    const months = [...(await this.storedMonths())];
    const counted = await this.months.find().project<CountedMonth>({ _id: 1 }).toArray();
    const all = [...months, ...counted.map(({ _id }) => _id)].sort();
    const [since, until] = [all[0], all.at(-1)];
    return since && until ? { since, until } : undefined;
  }

  private within(country: string, { since, until }: { since: string; until: string }): object {
    const month = { $gte: since, $lte: until };
    return {
      $or: [
        { month, from: country },
        { month, to: country },
      ],
    };
  }

  private async storedMonths(): Promise<string[]> {
    const months = (await this.model.travellers.distinct('cell.month')) as (string | null)[];
    return months.filter((month) => month !== null && /^\d{4}-\d\d$/.test(month)) as string[];
  }

  private async fresh(month: string): Promise<void> {
    const counted = await this.months.findOne({ _id: month });
    const { retentionDays, freshMs, now } = this.options;
    const oldest = new Date(now().getTime() - retentionDays * 24 * 3600 * 1000);
    const frozen = Date.parse(`${month}-01T00:00:00Z`) < oldest.getTime();
    if (counted && (frozen || now().getTime() - counted.countedAt.getTime() < freshMs)) return;
    const running =
      this.counting.get(month) ?? this.recount(month).finally(() => this.counting.delete(month));
    this.counting.set(month, running);
    // Counting millions takes a while: the figures of before do meanwhile, and `keep` reports errors.
    if (counted && freshMs > 0) running.catch(() => undefined);
    else await running;
  }

  private async recount(month: string): Promise<void> {
    const countedAt = this.options.now();
    const stamp = countedAt.toISOString();
    await this.model.travellers
      .aggregate(
        [
          {
            $match: {
              'cell.month': month,
              'listed.on': { $ne: false },
              'boarding.aboard': { $ne: false },
            },
          },
          {
            $group: {
              _id: {
                $mergeObjects: ['$cell', { corridors: { $ifNull: ['$corridors', []] } }],
              },
              count: { $sum: 1 },
            },
          },
          {
            $set: {
              month: '$_id.month',
              from: '$_id.from',
              to: '$_id.to',
              corridors: '$_id.corridors',
              stamp,
            },
          },
          { $merge: { into: 'flows', on: '_id', whenMatched: 'replace' } },
        ],
        { allowDiskUse: true, maxTimeMS: MOST_MS },
      )
      .toArray();
    await this.flows.deleteMany({ month, stamp: { $lt: stamp } });
    await this.months.updateOne({ _id: month }, { $set: { stamp, countedAt } }, { upsert: true });
  }
}
