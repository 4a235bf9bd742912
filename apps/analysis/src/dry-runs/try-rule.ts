import {
  assessJourney,
  DEFAULT_RULES,
  EMPTY_ALLOW_LIST,
  INDICATORS,
  travelledLegs,
  type Corridor,
  type IndicatorDefinition,
  type Journey,
  type RuleSet,
  type Surroundings,
  type TravelLeg,
  type Values,
} from '@vigia/indicators';
import type { ChangedRule } from './dry-run-body';

/** What a changed rule and the one in force say of one journey. */
export interface Verdict {
  live: boolean;
  changed: boolean;
}

/** A stored journey as a dry run sees it. */
export interface StoredJourney {
  journeyId: string;
  legs: readonly TravelLeg[];
  /** Indicators that the newest assessment found. */
  met: readonly string[];
  /** The day of that assessment, `YYYY-MM-DD`: review dates are judged by it, as they were then. */
  on: string;
}

/** What surrounds stored journeys, by the thresholds in force and by the changed ones. */
export interface BothSurroundings {
  live: Surroundings;
  changed: Surroundings;
}

/**
 * Asks both versions of a rule about a stored journey. A corridor is evaluated on the legs, both
 * times, and so is an indicator with other thresholds, with what surrounds the journey; of one whose
 * predicate does not change, what was found then is taken, and the review date decides whether it
 * would have counted.
 */
export const tryRule = (
  rule: ChangedRule,
  journey: StoredJourney,
  around?: BothSurroundings,
): Verdict => {
  const { thresholds, indicator, reviewDate } = rule;
  if (thresholds) {
    const rules = rulesWith(indicator, thresholds.changed);
    return {
      live: applies(rulesWith(indicator, thresholds.live), journey, around?.live),
      changed: journey.on <= reviewDate.changed && applies(rules, journey, around?.changed),
    };
  }
  if (!rule.corridor) {
    const met = journey.met.includes(rule.indicator);
    return { live: met, changed: met && journey.on <= rule.reviewDate.changed };
  }
  const { live, changed } = rule.corridor;
  return {
    live: live !== undefined && follows(live, journey),
    changed: follows(changed, journey),
  };
};

const follows = (corridor: Corridor, journey: StoredJourney): boolean =>
  applies(
    {
      ...DEFAULT_RULES,
      corridors: [corridor],
      indicators: INDICATORS.filter(({ id }) => id === corridor.indicator),
    },
    journey,
  );

const rulesMade = new WeakMap<Values, RuleSet>();

/** The rule alone with these thresholds; the same one for the same thresholds. */
export const rulesWith = (indicator: IndicatorDefinition['id'], values: Values): RuleSet => {
  const known = rulesMade.get(values);
  if (known) return known;
  const rules = {
    ...DEFAULT_RULES,
    indicators: INDICATORS.filter(({ id }) => id === indicator),
    thresholds: { ...DEFAULT_RULES.thresholds, [indicator]: values },
  };
  rulesMade.set(values, rules);
  return rules;
};

const ALONE: Surroundings = { contactUses: () => [], allowList: EMPTY_ALLOW_LIST };

const applies = (
  rules: RuleSet,
  { journeyId, legs, on }: StoredJourney,
  around: Surroundings = ALONE,
): boolean =>
  assessJourney(asJourney(journeyId, legs), { ...around, asOf: `${on}T12:00:00.000Z` }, rules)
    .indicators.length > 0;

/** Legs in time order as the rules read a journey. */
export const asJourney = (journeyId: string, legs: readonly TravelLeg[]): Journey => {
  const travelled = travelledLegs({ legs: [...legs] });
  const began = travelled[0]?.from.country;
  const returns = began !== undefined && travelled.at(-1)?.to.country === began;
  return { journeyId, legs: [...legs], returns };
};
