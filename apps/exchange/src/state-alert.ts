import type { AlertRaised, StateAlert } from '@vigia/contracts';
import { deriveId, type Bilingual } from '@vigia/manifest';
import { release, type Audience, type ProtectionAssessment } from '@vigia/sharing';

/** An alert as exchange keeps it. */
export interface StoredAlert {
  alert: AlertRaised;
  /** The states it went to, in itinerary order. */
  recipients: readonly string[];
  assessment?: ProtectionAssessment;
}

/** What a state gets of an alert that stands: all of it, or the stub. */
export type ReleasedAlert = StateAlert & { view: 'full' | 'stub' };

/**
 * The alert as one audience of one state may see it, or undefined when it may see nothing. Every
 * way out (topic, stream, API) builds its answer here, and here alone `release` is asked.
 */
export const viewFor = (
  { alert, recipients, assessment }: StoredAlert,
  state: string,
  audience: Audience,
): ReleasedAlert | undefined => {
  const { view } = release(alert, state, audience, assessment);
  if (view === 'none') return undefined;
  const head = {
    eventId: deriveId('event', alert.alertId, state, view),
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
