import { assessJourney, type JourneyAssessment } from './assess-journey';
import { DEFAULT_RULES, type RuleSet } from './rules';
import { stitchPersons } from './stitch';
import { suspend, type Suspension } from './suspend';
import { surroundingsOf, type SurroundingsOptions } from './surroundings-of';
import type { TravelLeg } from './travel-leg';

/** What the rules say about a batch of legs. */
export interface BatchAssessment {
  /** One per journey, persons in the order of their first departure. */
  assessments: JourneyAssessment[];
  suspensions: Suspension[];
}

/**
 * Stitches a batch of legs and runs the table over every journey, suspension included. What a
 * folder of lists, a generated year and a dry run have in common; deterministic whatever the order
 * of the legs.
 */
export const assessLegs = (
  legs: readonly TravelLeg[],
  options: SurroundingsOptions,
  rules: RuleSet = DEFAULT_RULES,
): BatchAssessment => {
  const persons = stitchPersons(legs);
  const surroundings = surroundingsOf(persons, options);
  const assessments = persons.flatMap(({ journeys }) =>
    journeys.map((journey) => assessJourney(journey, surroundings, rules)),
  );
  const travellers = new Map<string, number>();
  for (const person of persons) {
    for (const leg of person.legs) {
      if (leg.role === 'crew') continue;
      travellers.set(leg.conveyance, (travellers.get(leg.conveyance) ?? 0) + 1);
    }
  }
  return suspend(assessments, (conveyance) => travellers.get(conveyance) ?? 0, rules);
};
