import { isBoardingPattern, type BoardingPattern } from '@vigia/indicators';
import type { ReadModel } from '../read-model';
import type { Period } from '../statistics/statistics-query';
import { SMALLEST_SHOWN } from '../statistics/suppress';

/** A carrier's stop to which M1 applies. */
export interface ShownPattern {
  carrier: string;
  stop: string;
  departures: number;
  listed: number;
  notBoarded: number;
  /** Of those listed, who did not board; whole per cent. */
  percent: number;
}

/** Those listed in one month, and those of them who did not board. */
export interface MonthBoarded {
  listed: number;
  notBoarded: number;
}

/**
 * Whether a stop may be shown with its counts: in every month of the period those who boarded are
 * none or at least ten, and so are those who did not. Where it is not so the stop is left out, since
 * that M1 applies would by itself tell much of a small count; and as months are looked at one by one,
 * no small count is the difference of two periods either.
 */
export const isShown = (months: readonly MonthBoarded[]): boolean =>
  months.every(({ listed, notBoarded }) =>
    [notBoarded, listed - notBoarded].every((count) => count === 0 || count >= SMALLEST_SHOWN),
  );

/**
 * M1 over whole months: the stops of carriers on journeys to and from the state where the list
 * repeatedly differs from those who boarded. It speaks of carriers, so that lists can be mended, and
 * of nobody; only departures with a close-out count, and small counts are not shown (`isShown`).
 */
export const shownPatterns = async (
  model: ReadModel,
  country: string,
  { since, until }: Period,
): Promise<ShownPattern[]> => {
  const rows = await model.travellers
    .aggregate<BoardingPattern & { months: MonthBoarded[] }>(
      [
        {
          $match: {
            'cell.month': { $gte: since, $lte: until },
            'listed.on': true,
            'cell.stop': { $gt: '' },
            boarding: { $exists: true },
            $or: [{ 'cell.from': country }, { 'cell.to': country }],
          },
        },
        {
          $group: {
            _id: { carrier: '$cell.carrier', stop: '$cell.stop', month: '$cell.month' },
            conveyances: { $addToSet: '$conveyance' },
            listed: { $sum: 1 },
            notBoarded: { $sum: { $cond: ['$boarding.aboard', 0, 1] } },
          },
        },
        {
          $group: {
            _id: { carrier: '$_id.carrier', stop: '$_id.stop' },
            departures: { $sum: { $size: '$conveyances' } },
            listed: { $sum: '$listed' },
            notBoarded: { $sum: '$notBoarded' },
            months: { $push: { listed: '$listed', notBoarded: '$notBoarded' } },
          },
        },
        {
          $project: {
            _id: 0,
            carrier: '$_id.carrier',
            stop: '$_id.stop',
            departures: 1,
            listed: 1,
            notBoarded: 1,
            months: 1,
          },
        },
        { $limit: 10_000 },
      ],
      { maxTimeMS: 10_000 },
    )
    .toArray();
  return rows
    .filter((row) => isBoardingPattern(row) && isShown(row.months))
    .sort((a, b) => b.notBoarded / b.listed - a.notBoarded / a.listed || (a.stop < b.stop ? -1 : 1))
    .map(({ carrier, stop, departures, listed, notBoarded }) => ({
      carrier,
      stop,
      departures,
      listed,
      notBoarded,
      percent: Math.round((100 * notBoarded) / listed),
    }));
};
