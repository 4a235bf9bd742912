import type { Connection } from '@vigia/mongo';
import { z } from 'zod';
import type { Flows } from './flows';
import { before, type Period } from './statistics-query';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const expectedCarrierBody = z.strictObject({
  since: month.describe('first month from which lists are expected'),
  until: month.describe('last month; absent while it goes on').optional(),
});

interface ExpectedDocument {
  _id: string;
  state: string;
  carrier: string;
  since: string;
  until?: string;
}

/** How complete figures are: "carriers reporting: 14 of 17". */
export interface Coverage {
  reporting: number;
  expected: number;
  /** Codes of those from whom nothing came. */
  silent: string[];
  text: { es: string; en: string };
}

/** A carrier that reported within so many months before is expected to go on. */
const REMEMBERED_MONTHS = 12;

/** The carriers that serve a state: as an operator says, or as their own lists have shown. */
export class ExpectedCarriers {
  private readonly expected;

  constructor(connection: Connection) {
    this.expected = connection.collection<ExpectedDocument>('expectedCarriers');
  }

  async set(
    state: string,
    carrier: string,
    { since, until }: z.infer<typeof expectedCarrierBody>,
  ): Promise<void> {
    const fields = { state, carrier, since, ...(until && { until }) };
    await this.expected.replaceOne({ _id: `${state}:${carrier}` }, fields, { upsert: true });
  }

  async in(state: string, { since, until }: Period): Promise<string[]> {
    const found = await this.expected
      .find({
        state,
        since: { $lte: until },
        $or: [{ until: { $exists: false } }, { until: { $gte: since } }],
      })
      .toArray();
    return found.map(({ carrier }) => carrier);
  }
}

/**
 * Which carriers reported in a period, of those expected: registered for it, heard of in it, or in
 * the twelve months before.
 */
export const coverageOf = async (
  flows: Pick<Flows, 'carriers'>,
  carriers: Pick<ExpectedCarriers, 'in'>,
  { state, country }: { state: string; country: string },
  period: Period,
): Promise<Coverage> => {
  const [reporting, earlier, registered] = await Promise.all([
    flows.carriers(country, period),
    flows.carriers(country, before(period, REMEMBERED_MONTHS)),
    carriers.in(state, period),
  ]);
  const expected = new Set([...reporting, ...earlier, ...registered]);
  const heard = new Set(reporting);
  const [some, all] = [heard.size, expected.size];
  return {
    reporting: some,
    expected: all,
    silent: [...expected].filter((carrier) => !heard.has(carrier)).sort(),
    text: {
      es: `transportistas que informaron: ${some} de ${all}`,
      en: `carriers reporting: ${some} of ${all}`,
    },
  };
};
