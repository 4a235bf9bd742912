import { applyRules, conclude, type JourneyAssessment } from './assess-journey';
import { EMPTY_ALLOW_LIST } from './allow-list';
import type { IndicatorId, RecordedObservation } from './indicator';
import { DEFAULT_RULES, type RuleSet } from './rules';
import type { Surroundings } from './surroundings';
import type { Journey } from './travel-leg';

/** What an assessment kept beside the journey's own legs. */
export interface AssessmentRecord {
  /** The instant at which it was made, ISO 8601 UTC. */
  asOf: string;
  observations: readonly RecordedObservation[];
  /** Rules left out of the conclusion (`suspend`). */
  suspended: readonly string[];
}

/** Nothing is around: what was seen is in the record. */
const ALONE: Surroundings = {
  contactUses: () => [],
  allowList: EMPTY_ALLOW_LIST,
  lostDocuments: () => undefined,
};

/**
 * Does an assessment again from its record: rules that read the journey alone look at it, and those
 * that look around it are told what they saw then. Same legs, record and rules: the same indicators,
 * points, texts, families and alert. Keys of other people (`facts`) are not in a record.
 */
export const replayJourney = (
  journey: Journey,
  { asOf, observations, suspended }: AssessmentRecord,
  rules: RuleSet = DEFAULT_RULES,
): JourneyAssessment => {
  const seen = new Map<IndicatorId, RecordedObservation>();
  for (const one of observations) seen.set(one.indicator, one);
  const indicators = applyRules(journey, { ...ALONE, asOf }, rules, (id) => {
    const one = seen.get(id);
    return one && { ...one, facts: [] };
  });
  const all = conclude(journey, indicators, rules);
  if (suspended.length === 0) return all;
  const left = indicators.filter(({ id }) => !suspended.includes(id));
  const { families, alert } = conclude(journey, left, rules);
  return { ...all, families, alert };
};
