import {
  NOT_USED,
  suspend,
  type JourneyAssessment,
  type Person,
  type RuleSet,
} from '@vigia/indicators';
import type { AlertNote } from '../alerts/alert-book';
import type { Departure } from './departures';

/** The noted journey alerts of persons who are not being looked at. */
export const othersOf = (notes: readonly AlertNote[], subjects: readonly Person[]): AlertNote[] => {
  const own = new Set(subjects.flatMap(({ legs }) => legs.map(({ legId }) => legId)));
  return notes.filter((note) => !note.legs.some(({ legId }) => own.has(legId)));
};

export interface Judged {
  journeys: JourneyAssessment[];
  /** Journeys that met two families before suspension, by id. */
  flipped: string[];
}

/**
 * Suspends rules on departures (spec/indicators.md, *Suspension*): the journeys at hand count
 * together with those noted before. `flipped` are legs of others for whom that changes something.
 */
export const suspendOn = (
  assessed: readonly JourneyAssessment[],
  others: readonly AlertNote[],
  departures: ReadonlyMap<string, Departure>,
  rules: RuleSet,
): Judged => {
  const noted = others.map(assessmentOf);
  const { assessments } = suspend(
    [...assessed, ...noted],
    (conveyance) => departures.get(conveyance)?.travellers ?? 0,
    rules,
  );
  const flipped = others.flatMap(({ standing, legs }, index) => {
    const alert = assessments[assessed.length + index]?.alert ?? true;
    return alert === (standing === 'raised') ? [] : legs.map(({ legId }) => legId);
  });
  return { journeys: assessments.slice(0, assessed.length), flipped };
};

/** As much of the assessment as counting and concluding again need. */
const assessmentOf = (note: AlertNote): JourneyAssessment => ({
  journey: { journeyId: '', returns: false, legs: note.legs as never },
  indicators: (note.indicators ?? []).map((one) => ({ ...one, text: NOT_USED })),
  families: [],
  score: 0,
  alert: true,
  notUsed: NOT_USED,
});
