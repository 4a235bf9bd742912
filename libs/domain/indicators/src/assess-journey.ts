import type { Bilingual } from '@vigia/manifest';
import type {
  Family,
  IndicatorContext,
  IndicatorId,
  IndicatorResult,
  Observation,
  RecordedObservation,
} from './indicator';
import { placesVisited } from './corridor-places';
import { DEFAULT_RULES, type RuleSet } from './rules';
import { rulesOn } from './rules-on';
import { AROUND, signsOf, SIGNS } from './signs';
import type { Surroundings } from './surroundings';
import type { Journey, TravelLeg } from './travel-leg';

/** What the indicators say about one journey, and whether it makes a person-level alert. */
export interface JourneyAssessment {
  journey: Journey;
  indicators: IndicatorResult[];
  /** Families that stand on facts of their own, in alphabetical order. */
  families: Family[];
  score: number;
  alert: boolean;
  notUsed: Bilingual;
  /** What rules that apply saw around the journey, so that it can be assessed again later. */
  observations?: RecordedObservation[];
  /** Rules that alert for too many on a departure and were left out of the conclusion. */
  suspended?: IndicatorId[];
}

/** What no rule reads. It goes with every assessment (design/safeguards.md, rules 1 and 8). */
export const NOT_USED: Bilingual = {
  es: 'No se usó: nacionalidad, sexo, lugar de nacimiento, edad, origen del nombre, idioma, religión',
  en: 'Not used: nationality, sex, birthplace, age, origin of the name, language, religion',
};

const ONE_WAY: ReadonlySet<IndicatorId> = new Set(['R1', 'R2', 'R3', 'R5']);

/**
 * Runs the table over one journey. Same journey, surroundings and rules: same bytes.
 *
 * The score is the sum of the families' capped points and only orders a queue. An alert needs two
 * families whose indicators rest on different facts; B1 adds nothing to R1, R2, R3 or R5, each of
 * which is one-way already. An indicator or corridor past its review date is off: the day is
 * `surroundings.asOf`, else that of the journey's last departure.
 * Source: spec/indicators.md, *Definitions* and *Scoring*.
 */
export const assessJourney = (
  journey: Journey,
  surroundings: Surroundings,
  rules: RuleSet = DEFAULT_RULES,
): JourneyAssessment => {
  const found: RecordedObservation[] = [];
  const indicators = applyRules(journey, surroundings, rules, (indicator, look) => {
    const seen = look();
    if (seen) found.push(recorded(indicator, seen));
    return seen;
  });
  if (found.length === 0) return conclude(journey, indicators, rules);
  const told = found.filter(({ indicator }) => indicators.some(({ id }) => id === indicator));
  const concluded = conclude(journey, indicators, rules);
  return told.length > 0 ? { ...concluded, observations: told } : concluded;
};

const recorded = (
  indicator: IndicatorId,
  { kind, since, numbers }: Observation,
): RecordedObservation => ({
  indicator,
  ...(kind !== undefined && { kind }),
  ...(since !== undefined && { since }),
  numbers,
});

/**
 * The indicators of a journey. Whatever rules see around it comes through `observe`, which looks or
 * remembers.
 */
export const applyRules = (
  journey: Journey,
  surroundings: Surroundings,
  rules: RuleSet,
  observe: IndicatorContext['observe'],
): IndicatorResult[] => {
  const at = surroundings.asOf ?? journey.legs.at(-1)?.departedAt ?? '';
  const { corridors, places, asked } = rulesOn(rules, at.slice(0, 10));
  const shown = shownBy(journey, surroundings);
  const legs = usedLegs(journey);
  const visited = (shown & SIGNS.oneWay) === 0 ? 0 : placesVisited(legs, places);
  const context: IndicatorContext = {
    journey,
    legs,
    surroundings,
    corridors,
    observe,
    touches: (corridor) => {
      const steps = places.steps.get(corridor) ?? 0;
      return (visited & steps) === steps;
    },
  };
  const indicators: IndicatorResult[] = [];
  for (const { needs, values, definition } of asked) {
    if ((shown & needs) !== needs) continue;
    const { id, family, points } = definition;
    const indication = definition.evaluate(context, values);
    if (indication) indicators.push({ id, family, points, ...indication });
  }
  return indicators;
};

const shownBy = (journey: Journey, { signs, lostDocuments }: Surroundings): number =>
  signsOf(journey.legs, journey.returns) |
  (signs?.(journey) ?? AROUND) |
  (lostDocuments ? SIGNS.lostList : 0);

const isUsed = ({ boarded, role }: TravelLeg): boolean => boarded !== false && role !== 'crew';

const usedLegs = ({ legs }: Journey): readonly TravelLeg[] =>
  legs.every(isUsed) ? legs : legs.filter(isUsed);

/** Score, families and alert that follow from a list of indicators. */
export const conclude = (
  journey: Journey,
  indicators: IndicatorResult[],
  rules: RuleSet = DEFAULT_RULES,
): JourneyAssessment => {
  const families = independentFamilies(indicators);
  return {
    journey,
    indicators,
    families,
    score: scoreOf(indicators, rules),
    alert: families.length >= 2,
    notUsed: NOT_USED,
  };
};

const scoreOf = (indicators: readonly IndicatorResult[], rules: RuleSet): number => {
  if (indicators.length === 0) return 0;
  const perFamily = new Map<Family, number>();
  for (const { family, points } of indicators) {
    perFamily.set(family, Math.min(rules.caps[family], (perFamily.get(family) ?? 0) + points));
  }
  return [...perFamily.values()].reduce((sum, points) => sum + points, 0);
};

/**
 * The families that count: those of any two indicators that share no fact, else the one family
 * with the most points. One fact counts once, however many rules see it.
 */
const independentFamilies = (indicators: readonly IndicatorResult[]): Family[] => {
  if (indicators.length < 2) return indicators.map(({ family }) => family);
  const counted = new Set<Family>();
  indicators.forEach((one, index) => {
    for (const other of indicators.slice(index + 1)) {
      if (one.family === other.family || sameFact(one, other)) continue;
      counted.add(one.family).add(other.family);
    }
  });
  if (counted.size > 0) return [...counted].sort();
  const strongest = [...indicators].sort((a, b) => b.points - a.points)[0];
  return strongest ? [strongest.family] : [];
};

const sameFact = (a: IndicatorResult, b: IndicatorResult): boolean => {
  if (a.id === 'B1') return ONE_WAY.has(b.id) || shareKey(a, b);
  if (b.id === 'B1') return ONE_WAY.has(a.id) || shareKey(a, b);
  return shareKey(a, b);
};

/** Leg ids only say where a fact was seen; keys such as `contact:…` are the fact itself. */
const shareKey = (a: IndicatorResult, b: IndicatorResult): boolean =>
  a.facts.some((fact) => isKey(fact) && b.facts.includes(fact));

const isKey = (fact: string): boolean => /^(one-way|contact|document|sequence|group):/.test(fact);
