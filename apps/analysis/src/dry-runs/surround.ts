import { stitchPersons, surroundingsOf, type AllowList } from '@vigia/indicators';
import type { RuleSet, Surroundings, TravelLeg } from '@vigia/indicators';
import type { ReadModel } from '../read-model';
import type { TravellerRow } from '../rows/row';
import { legsOfRow } from '../rows/travel-legs';
import { isSeenBy, releasable } from '../seen-by';

/** What is read round some journeys for one indicator, and whether a bound kept something out. */
export interface Around {
  legs: TravelLeg[];
  truncated: boolean;
}

type Way = 'contacts' | 'documents' | 'groups' | 'departures';

/** By what the legs are found that an indicator looks at, round after round. */
const WAYS: Readonly<Record<string, readonly Way[]>> = {
  N2: ['contacts'],
  N3: ['groups', 'documents', 'groups'],
  N4: ['departures'],
  D3: ['documents'],
  M2: ['documents', 'groups'],
};

const MOST_ROWS = 20_000;
const KEYS_AT_ONCE = 500;

/** Indicators that can be done again over stored history, whatever they look at. */
export const looksAround = (indicator: string): boolean => indicator in WAYS;

/**
 * The stored legs round some journeys that an indicator would look at, as far as a state may see
 * those travellers: others count for nothing, as everywhere (ADR 0024).
 */
export const legsAround = async (
  model: ReadModel,
  state: string,
  indicator: string,
  own: readonly TravelLeg[],
): Promise<Around> => {
  const legs = new Map(own.map((leg) => [leg.legId, leg]));
  let truncated = false;
  for (const way of WAYS[indicator] ?? []) {
    const found = await rowsBy(model, way, [...legs.values()], MOST_ROWS - legs.size);
    truncated ||= found.length >= MOST_ROWS - legs.size;
    for (const row of found) {
      const theirs = legsOfRow(row);
      if (!isSeenBy(releasable([row], theirs), state)) continue;
      for (const leg of theirs) if (!legs.has(leg.legId)) legs.set(leg.legId, leg);
    }
  }
  return { legs: [...legs.values()], truncated };
};

/** What surrounds the journeys on these legs, by the thresholds of a rule set. */
export const surroundingsOn = (
  legs: readonly TravelLeg[],
  allowList: AllowList,
  rules: RuleSet,
): Surroundings => surroundingsOf(stitchPersons(legs), { allowList, rules });

const rowsBy = async (
  model: ReadModel,
  way: Way,
  legs: readonly TravelLeg[],
  most: number,
): Promise<TravellerRow[]> => {
  const [field, keys] = keysFor(way, legs);
  const found: TravellerRow[] = [];
  for (let at = 0; at < keys.length && found.length < most; at += KEYS_AT_ONCE) {
    const rows = await model.rows(
      { [field]: { $in: keys.slice(at, at + KEYS_AT_ONCE) } },
      { limit: most - found.length, maxTimeMS: 10_000 },
    );
    found.push(...rows);
  }
  return found;
};

const keysFor = (way: Way, legs: readonly TravelLeg[]): ['nodes' | 'keys', string[]] => {
  const keys = legs.flatMap(({ conveyance, contacts, carrier, locator, identity }) => {
    if (way === 'departures') return [`vehicle:${conveyance}`];
    if (way === 'documents') return identity.keys.filter((key) => key.startsWith('d:'));
    const left = contacts.map((key) => `contact:${key}`);
    if (way === 'contacts' || locator === undefined) return left;
    return [...left, `booking:${carrier}/${locator.toUpperCase()}`];
  });
  return [way === 'documents' ? 'keys' : 'nodes', [...new Set(keys)]];
};
