import type { AlertRaised, AlertRecalled, StateAlert } from '@vigia/contracts';
import { deriveId, type Bilingual } from '@vigia/manifest';
import { release, type Audience, type ProtectionAssessment } from '@vigia/sharing';

/** That an alert does not stand any more since `at` (ISO 8601, UTC), and why. */
export interface Recall extends Pick<AlertRecalled, 'cause' | 'text'> {
  at: string;
}

/** An alert as exchange keeps it. */
export interface StoredAlert {
  alert: AlertRaised;
  /** The states it went to, in itinerary order. */
  recipients: readonly string[];
  assessment?: ProtectionAssessment;
  recall?: Recall;
}

/**
 * Whether the alert stands: raised and recalled come on two topics in any order, so the later fact
 * counts; of two at the same instant the alert, since a lost alert is worse than one too many.
 */
export const stands = (
  alert: Pick<AlertRaised, 'occurredAt'>,
  recall: Pick<Recall, 'at'> | undefined,
): boolean => recall === undefined || recall.at <= alert.occurredAt;

/** What a state gets of an alert that stands: all of it, or the stub. */
export type ReleasedAlert = StateAlert & { view: 'full' | 'stub' };

/**
 * The alert as one audience of one state may see it, or undefined when it may see nothing. Every
 * way out (topic, stream, API) builds its answer here, and here alone `release` is asked. `round` is
 * the recall after which the alert went to that state again: another event than the first time.
 */
export const viewFor = (
  { alert, recipients, assessment }: StoredAlert,
  state: string,
  audience: Audience,
  round = '',
): ReleasedAlert | undefined => {
  const { view } = release(alert, state, audience, assessment);
  if (view === 'none') return undefined;
  const head = {
    eventId: eventIdOf(alert.alertId, state, view, round),
    occurredAt: alert.occurredAt,
    alertId: alert.alertId,
    state,
    view,
  };
  if (view === 'stub') {
    return { ...head, text: STUB, legs: [], evidence: [], indicators: [], recipients: [] };
  }
  const { kind, person, legs, listEntry, score, evidence, indicators, notUsed, versions } = alert;
  return {
    ...head,
    text: TITLES[kind],
    kind,
    person,
    legs,
    ...(listEntry && { listEntry }),
    score,
    evidence,
    indicators,
    notUsed,
    versions,
    recipients: [...recipients],
  };
};

/**
 * What a state that has an alert hears of its recall: ids and a text. Whoever saw the stub is not told
 * why, since the reason would say what the alert was about.
 */
export const recalledView = (
  alertId: string,
  state: string,
  had: 'full' | 'stub',
  { at, text }: Recall,
): StateAlert => ({
  eventId: eventIdOf(alertId, state, 'recalled', at),
  occurredAt: at,
  alertId,
  state,
  view: 'recalled',
  legs: [],
  evidence: [],
  indicators: [],
  recipients: [],
  text: had === 'full' ? text : CLOSED,
});

const eventIdOf = (alertId: string, state: string, view: string, round: string): string =>
  round === ''
    ? deriveId('event', alertId, state, view)
    : deriveId('event', alertId, state, view, round);

const TITLES: Readonly<Record<AlertRaised['kind'], Bilingual>> = {
  listMatch: {
    es: 'Posible coincidencia con una lista; la decisión es de una persona',
    en: 'Possible match with a list; the decision is a person’s',
  },
  indicators: {
    es: 'Viaje que cumple indicadores de dos familias; la decisión es de una persona',
    en: 'A journey that meets indicators of two families; the decision is a person’s',
  },
  protection: {
    es: 'Posible necesidad de protección',
    en: 'Possible need of protection',
  },
};

/** Says who acts, and nothing about whom or why (safeguard 5). */
const STUB: Bilingual = {
  es: 'Asunto a cargo de la unidad de protección',
  en: 'A matter for the protection unit',
};

const CLOSED: Bilingual = {
  es: 'El asunto queda cerrado',
  en: 'The matter is closed',
};
