import {
  assessJourney,
  DEFAULT_RULES,
  EMPTY_ALLOW_LIST,
  INDICATORS,
  travelledLegs,
  type Corridor,
  type Journey,
  type TravelLeg,
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

/**
 * Asks both versions of a rule about a stored journey. A corridor is evaluated on the legs, both
 * times; of another indicator, whose predicate does not change, what was found then is taken, and
 * the review date decides whether it would have counted.
 */
export const tryRule = (rule: ChangedRule, journey: StoredJourney): Verdict => {
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

const follows = (corridor: Corridor, { journeyId, legs, on }: StoredJourney): boolean => {
  const rules = {
    ...DEFAULT_RULES,
    corridors: [corridor],
    indicators: INDICATORS.filter(({ id }) => id === corridor.indicator),
  };
  const around = {
    contactUses: () => [],
    allowList: EMPTY_ALLOW_LIST,
    asOf: `${on}T12:00:00.000Z`,
  };
  return assessJourney(asJourney(journeyId, legs), around, rules).indicators.length > 0;
};

/** Legs in time order as the rules read a journey. */
export const asJourney = (journeyId: string, legs: readonly TravelLeg[]): Journey => {
  const travelled = travelledLegs({ legs: [...legs] });
  const began = travelled[0]?.from.country;
  const returns = began !== undefined && travelled.at(-1)?.to.country === began;
  return { journeyId, legs: [...legs], returns };
};
