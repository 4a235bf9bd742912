import { conclude, type JourneyAssessment } from './assess-journey';
import type { IndicatorId, IndicatorResult } from './indicator';
import { DEFAULT_RULES, type RuleSet } from './rules';

/** A rule that alerts for too many travellers of one departure and is silent there. */
export interface Suspension {
  conveyance: string;
  indicator: IndicatorId;
  corridor?: string;
  /** Travellers for whom the rule contributed to an alert, and travellers on the departure. */
  alerted: number;
  travellers: number;
}

export interface Suspended {
  /** In the order given; alerts are concluded without the suspended rules, results stay listed. */
  assessments: JourneyAssessment[];
  suspensions: Suspension[];
}

const MIN_TRAVELLERS = 50;
const MAX_SHARE = 0.1;

/**
 * Suspends a rule on a departure with at least 50 travellers where it contributes to person-level
 * alerts for more than 10 % of them. The results stay, for the aggregates; only the alert is
 * concluded again without them. Source: spec/indicators.md, *Suspension*.
 */
export const suspend = (
  assessments: readonly JourneyAssessment[],
  travellersOn: (conveyance: string) => number,
  rules: RuleSet = DEFAULT_RULES,
): Suspended => {
  const counts = new Map<string, Suspension>();
  for (const assessment of assessments) {
    if (!assessment.alert) continue;
    for (const place of new Set(
      assessment.indicators.flatMap((one) => placesOf(assessment, one)),
    )) {
      const [conveyance = '', indicator = '', corridor] = place.split('\u001f');
      const known = counts.get(place);
      if (known) known.alerted += 1;
      else {
        counts.set(place, {
          conveyance,
          indicator: indicator as IndicatorId,
          alerted: 1,
          ...(corridor ? { corridor } : {}),
          travellers: travellersOn(conveyance),
        });
      }
    }
  }
  const over = new Map(
    [...counts].filter(
      ([, { alerted, travellers }]) =>
        travellers >= MIN_TRAVELLERS && alerted / travellers > MAX_SHARE,
    ),
  );
  if (over.size === 0) return { assessments: [...assessments], suspensions: [] };
  return {
    assessments: assessments.map((assessment) => {
      if (!assessment.alert) return assessment;
      const left = assessment.indicators.filter(
        (one) => !placesOf(assessment, one).some((place) => over.has(place)),
      );
      if (left.length === assessment.indicators.length) return assessment;
      const { alert, families } = conclude(assessment.journey, left, rules);
      const suspended = assessment.indicators
        .filter((one) => !left.includes(one))
        .map(({ id }) => id);
      return { ...assessment, families, alert, suspended };
    }),
    suspensions: [...over.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  };
};

const keyOf = ({ conveyance, indicator, corridor = '' }: Suspension): string =>
  [conveyance, indicator, corridor].join('\u001f');

/** The departures on which a result rests, each with its rule. */
const placesOf = (assessment: JourneyAssessment, result: IndicatorResult): string[] => {
  const facts = new Set(result.facts);
  return assessment.journey.legs
    .filter(({ legId }) => facts.has(legId))
    .map(({ conveyance }) => [conveyance, result.id, result.corridor?.id ?? ''].join('\u001f'));
};
