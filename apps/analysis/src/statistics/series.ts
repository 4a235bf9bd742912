import { randomUUID } from 'node:crypto';
import type { Connection } from '@vigia/mongo';
import { HttpProblem } from '@vigia/service';
import { z } from 'zod';
import type { Period } from './statistics-query';
import { suppress } from './suppress';

const point = z.strictObject({
  year: z.int().min(1900).max(2100),
  month: z.int().min(1).max(12).optional(),
  group: z.string().min(1).max(120),
  count: z.int().min(0).max(1_000_000_000),
  provenance: z.strictObject({
    file: z.string().max(200),
    row: z.int().min(1),
    column: z.int().min(1),
    text: z.string().max(200),
  }),
});

export const seriesBody = z.strictObject({
  name: z.string().trim().min(1).max(120),
  source: z.string().trim().min(1).max(300).describe('who kept the sheet, and of what it tells'),
  file: z.string().trim().min(1).max(200),
  layout: z.enum(['years-across', 'months-across', 'one-figure-a-row']),
  points: z.array(point).min(1).max(20_000),
});

export type SeriesBody = z.infer<typeof seriesBody>;

interface SeriesDocument extends SeriesBody {
  _id: string;
  state: string;
  storedBy: string;
  storedAt: Date;
}

/** A series of the past as it is listed; the points go with statistics. */
export interface ShownSeries {
  id: string;
  name: string;
  /** Never mixed with what Vigía has counted itself. */
  kind: 'legacy';
  provenance: { source: string; file: string; layout: string; storedBy: string; storedAt: string };
  points: number;
}

/** A figure of the past; the cell of the sheet it was read from, and no count below ten. */
export interface ShownPoint {
  period: string;
  group: string;
  count?: number;
  suppressed?: true;
  provenance: { file: string; row: number; column: number };
}

const MOST_SERIES = 200;

/** Series that a member state kept before, each state's own. */
export class SeriesStore {
  private readonly series;

  constructor(connection: Connection) {
    this.series = connection.collection<SeriesDocument>('series');
  }

  async ensureIndexes(): Promise<void> {
    await this.series.createIndex({ state: 1, storedAt: 1 });
  }

  /** Throws HttpProblem 409 when the state has as many as it may. */
  async store(
    state: string,
    storedBy: string,
    body: SeriesBody,
    storedAt: Date,
  ): Promise<ShownSeries> {
    if ((await this.series.countDocuments({ state })) >= MOST_SERIES) {
      throw new HttpProblem(409, 'VIGIA_CONFLICT', {
        es: `Su Estado tiene ${MOST_SERIES} series: borre alguna`,
        en: `Your state has ${MOST_SERIES} series: delete one`,
      });
    }
    const document = { _id: `sr_${randomUUID()}`, state, storedBy, storedAt, ...body };
    await this.series.insertOne(document);
    return shown(document);
  }

  async list(state: string): Promise<ShownSeries[]> {
    const found = await this.series.find({ state }).sort({ storedAt: 1, _id: 1 }).toArray();
    return found.map(shown);
  }

  /** A series with its points of a period; throws HttpProblem 404 for another state's. */
  async one(
    state: string,
    id: string,
    period?: Period,
  ): Promise<ShownSeries & { cells: ShownPoint[] }> {
    const document = await this.series.findOne({ _id: id, state });
    if (!document) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
    return { ...shown(document), cells: shownPoints(document.points, period) };
  }

  /** Throws HttpProblem 404 for another state's. */
  async delete(state: string, id: string): Promise<void> {
    const { deletedCount } = await this.series.deleteOne({ _id: id, state });
    if (deletedCount === 0) throw new HttpProblem(404, 'VIGIA_NOT_FOUND');
  }
}

/**
 * The points of a period, each year or month suppressed on its own, whatever period is asked for.
 * The text of the cell would tell a hidden count, so its place alone is shown.
 */
export const shownPoints = (points: SeriesBody['points'], period?: Period): ShownPoint[] => {
  const periods = new Map<string, SeriesBody['points']>();
  for (const one of points) {
    const name = `${one.year}${one.month ? `-${String(one.month).padStart(2, '0')}` : ''}`;
    periods.set(name, [...(periods.get(name) ?? []), one]);
  }
  return [...periods]
    .filter(([name]) => !period || within(name, period))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, own]) => {
      const { cells } = suppress(own.map(({ group, count }) => ({ dimensions: { group }, count })));
      return own.map(({ group, provenance: { file, row, column } }, index) => ({
        period: name,
        group,
        ...(cells[index]?.count === undefined
          ? { suppressed: true as const }
          : { count: cells[index].count }),
        provenance: { file, row, column },
      }));
    });
};

const within = (name: string, { since, until }: Period): boolean =>
  name.length === 4
    ? name >= since.slice(0, 4) && name <= until.slice(0, 4)
    : name >= since && name <= until;

const shown = (document: SeriesDocument): ShownSeries => {
  const { _id, name, source, file, layout, storedBy, storedAt, points } = document;
  return {
    id: _id,
    name,
    kind: 'legacy',
    points: points.length,
    provenance: { source, file, layout, storedBy, storedAt: storedAt.toISOString() },
  };
};
