import type { Corridor } from './corridor';
import { corridorPlaces, type CorridorPlaces } from './corridor-places';
import type { IndicatorDefinition } from './indicator';
import type { Values } from './parameters';
import type { RuleSet } from './rules';
import { maskOf } from './signs';

/** A rule set as it stands on one day: what is past its review date is off. */
export interface RulesOnDay {
  corridors: readonly Corridor[];
  places: CorridorPlaces;
  asked: readonly { definition: IndicatorDefinition; needs: number; values: Values }[];
}

const known = new WeakMap<RuleSet, Map<string, RulesOnDay>>();
const MOST_DAYS = 4096;

/** The rules in force on a day (`YYYY-MM-DD`), made ready once a day; rule sets are never changed in place. */
export const rulesOn = (rules: RuleSet, day: string): RulesOnDay => {
  const days = known.get(rules) ?? new Map<string, RulesOnDay>();
  known.set(rules, days);
  const before = days.get(day);
  if (before) return before;
  const corridors = rules.corridors.filter(({ reviewDate }) => day <= reviewDate);
  const ready = {
    corridors,
    places: corridorPlaces(corridors),
    asked: rules.indicators
      .filter(({ reviewDate }) => day <= reviewDate)
      .map((definition) => ({
        definition,
        needs: maskOf(definition.needs),
        values: rules.thresholds[definition.id],
      })),
  };
  if (days.size >= MOST_DAYS) days.clear();
  days.set(day, ready);
  return ready;
};
