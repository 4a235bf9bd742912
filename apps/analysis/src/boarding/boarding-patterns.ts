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
  /** Of those listed, who did not board; whole per cent. */
  percent: number;
  /** Left out below ten. */
  notBoarded?: number;
}

/**
 * M1 over whole months: the stops of carriers on journeys to and from the state where the list
 * repeatedly differs from those who boarded. It speaks of carriers, so that lists can be mended, and
 * of nobody; only departures with a close-out count.
 */
export const shownPatterns = async (
  model: ReadModel,
  country: string,
  { since, until }: Period,
): Promise<ShownPattern[]> => {
  const rows = await model.travellers
    .aggregate<BoardingPattern>(
      [
        {
          $match: {
            ...{ 'cell.month': { $gte: since, $lte: until }, 'listed.on': true },
            ...{
              boarding: { $exists: true },
              $or: [{ 'cell.from': country }, { 'cell.to': country }],
            },
          },
        },
        {
          $project: {
            ...{ conveyance: 1, carrier: '$cell.carrier', aboard: '$boarding.aboard' },
            leg: { $first: { $ifNull: [{ $last: '$versions.legs' }, []] } },
          },
        },
        { $match: { 'leg.role': 'passenger' } },
        {
          $group: {
            _id: { carrier: '$carrier', stop: { $ifNull: ['$leg.from.code', '$leg.from.name'] } },
            conveyances: { $addToSet: '$conveyance' },
            listed: { $sum: 1 },
            notBoarded: { $sum: { $cond: ['$aboard', 0, 1] } },
          },
        },
        {
          $project: {
            ...{ _id: 0, carrier: '$_id.carrier', stop: '$_id.stop', listed: 1, notBoarded: 1 },
            departures: { $size: '$conveyances' },
          },
        },
        { $limit: 10_000 },
      ],
      { maxTimeMS: 10_000 },
    )
    .toArray();
  return rows
    .filter((row) => isBoardingPattern(row))
    .sort((a, b) => b.notBoarded / b.listed - a.notBoarded / a.listed || (a.stop < b.stop ? -1 : 1))
    .map(({ notBoarded, ...row }) => ({
      ...row,
      percent: Math.round((100 * notBoarded) / row.listed),
      ...(notBoarded >= SMALLEST_SHOWN && { notBoarded }),
    }));
};
