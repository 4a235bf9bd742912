import type { ReadModel } from '../read-model';
import { suppress, type ShownCell } from './suppress';

export type PressureBy = 'corridor' | 'indicator';

/**
 * How many journeys met each corridor or indicator, by ISO week of their last departure: all that
 * becomes of what does not make an alert (spec/indicators.md, *Scoring*). Each week is suppressed on
 * its own.
 */
export const corridorPressure = async (
  model: ReadModel,
  state: string,
  by: PressureBy,
  { since, until }: { since: Date; until: Date },
): Promise<ShownCell[]> => {
  const field = by === 'corridor' ? 'corridors' : 'indicators';
  const groups = await model.journeys
    .aggregate<{ _id: { week: string; of: string }; count: number }>(
      [
        {
          $match: {
            [`${field}.0`]: { $exists: true },
            [field]: { $type: 'string' },
            visibleTo: state,
            live: true,
            departedAt: { $gte: since, $lt: until },
          },
        },
        { $unwind: `$${field}` },
        {
          $group: {
            _id: {
              week: { $dateToString: { date: '$departedAt', format: '%G-W%V' } },
              of: `$${field}`,
            },
            count: { $sum: 1 },
          },
        },
        { $sort: { _id: 1 } },
        { $limit: 10_000 },
      ],
      { maxTimeMS: 10_000 },
    )
    .toArray();
  const weeks = new Map<string, typeof groups>();
  for (const group of groups) {
    weeks.set(group._id.week, [...(weeks.get(group._id.week) ?? []), group]);
  }
  return [...weeks].flatMap(
    ([week, own]) =>
      suppress(own.map(({ _id, count }) => ({ dimensions: { week, [by]: _id.of }, count }))).cells,
  );
};
