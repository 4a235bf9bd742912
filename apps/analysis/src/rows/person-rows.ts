import { blockKeys } from '@vigia/indicators';
import type { ReadModel } from '../read-model';
import type { TravellerRow } from './row';
import { legsOfRow } from './travel-legs';

/** A bound on one look; a name and birth date that more people share identifies nobody. */
const MOST_ROWS = 5_000;

/**
 * Every row that may be of the same persons as these, themselves included. Two looks: the second
 * follows the documents that the first one brought up, a renewed passport to the old one.
 */
export const personRows = async (
  model: ReadModel,
  rows: readonly TravellerRow[],
  most = MOST_ROWS,
): Promise<Map<string, TravellerRow>> => {
  const found = new Map(rows.map((row) => [row._id, row]));
  const asked = new Set<string>();
  for (let look = 0; look < 2; look += 1) {
    const keys = [...found.values()]
      .flatMap((row) => legsOfRow(row).flatMap(blockKeys))
      .filter((key) => !asked.has(key) && (look === 0 || key.startsWith('d:')));
    if (keys.length === 0 || found.size >= most) break;
    for (const key of keys) asked.add(key);
    const more = await model.rows(
      { keys: { $in: [...new Set(keys)] } },
      { limit: most, maxTimeMS: 5_000 },
    );
    for (const row of more) if (!found.has(row._id)) found.set(row._id, row);
  }
  return found;
};
