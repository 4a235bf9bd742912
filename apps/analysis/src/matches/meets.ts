import {
  matchRoutePattern,
  REGIONS,
  travelledLegs,
  type PatternMatch,
  type PatternStep,
  type RouteLeg,
  type TravelLeg,
  type TravelPlace,
} from '@vigia/indicators';
import type { JourneyRow } from '../rows/row';
import type { AskedLeg } from './pack-route';
import type { Question } from './question';

/** Whether a journey as known now answers a question, and where its pattern was met. */
export const meets = (
  question: Question,
  journey: Pick<JourneyRow, 'corridors' | 'indicators' | 'outcome'>,
  legs: readonly TravelLeg[],
): { steps: PatternMatch[] } | undefined => {
  const { corridor, indicator, outcomes, since, before } = question;
  if (corridor && !journey.corridors.includes(corridor)) return undefined;
  if (indicator && !journey.indicators.includes(indicator)) return undefined;
  if (outcomes && !outcomes.some((outcome) => outcome === journey.outcome)) return undefined;
  const last = Date.parse(legs.at(-1)?.departedAt ?? '');
  if (since && !(last >= since.getTime())) return undefined;
  if (before && !(last < before.getTime())) return undefined;
  return travels(question, travelledLegs({ legs: [...legs] }));
};

/** Whether travelled legs, in time order, are what a question asks of a route. */
export const travels = (
  question: Question,
  travelled: readonly AskedLeg[],
): { steps: PatternMatch[] } | undefined => {
  const { pattern, place } = question;
  if (!travelled.some((leg) => legAnswers(question, leg))) return undefined;
  if (place && !travelled.some((leg) => callsOf(leg).some((call) => isAt(place, call)))) {
    return undefined;
  }
  if (!pattern) return { steps: [] };
  const steps = matchRoutePattern(pattern, travelled);
  return steps && { steps };
};

/** One leg answers all that a question says of a leg. */
const legAnswers = ({ from, to, carrier, mode }: Question, leg: AskedLeg): boolean =>
  (!from || isAt(from, leg.from)) &&
  (!to || isAt(to, leg.to)) &&
  (!carrier || leg.carrier.toUpperCase() === carrier) &&
  (!mode || leg.mode === mode);

const callsOf = ({ from, via, to }: RouteLeg): TravelPlace[] => [from, ...via, to];

const isAt = ({ kind, code }: PatternStep, place: TravelPlace): boolean => {
  if (kind === 'place') return place.code === code;
  if (place.country === undefined) return false;
  return kind === 'country'
    ? place.country === code
    : (REGIONS[code] ?? []).includes(place.country);
};
