import type {
  AlertRaised,
  Evidence,
  JourneyLeg,
  Match as MatchRecord,
  Seen,
  TravellerAssessed,
  Versions,
} from '@vigia/contracts';
import { RULES_VERSION, type JourneyAssessment, type TravelLeg } from '@vigia/indicators';
import { deriveId, type Bilingual } from '@vigia/manifest';
import { DEFAULT_POLICY, MATCHER_VERSION, type Match } from '@vigia/matching';
import { ageOn } from '@vigia/sharing';
import type { TravelRecord } from './travel-record';
import type { EntryOrigin, Watchlists } from './watchlists';

/** A match with what is known of its entry. */
export interface ListedMatch extends Match {
  origin: EntryOrigin;
  /** Birth dates of the entry, by which it may be a child's. */
  born: readonly string[];
}

/** Everything known of one traveller at the moment of the assessment. */
export interface Findings {
  record: TravelRecord;
  journey: JourneyAssessment;
  matches: readonly ListedMatch[];
  /** Entries that an officer has dismissed for this person: matches without an alert. */
  cleared?: ReadonlySet<string>;
  versions: Versions;
  at: string;
  /** Of several legs of one journey at hand, one leads: it alone carries the journey's alert. */
  leads: boolean;
}

export interface Assessment {
  assessed: TravellerAssessed;
  alerts: AlertRaised[];
}

/** What produced the result, so that it can be explained and replayed. */
export const versionsOf = (watchlists: Pick<Watchlists, 'listVersions'>): Versions => ({
  matcher: MATCHER_VERSION,
  policy: DEFAULT_POLICY.version,
  rules: RULES_VERSION,
  lists: watchlists.listVersions(),
});

/**
 * Draws the conclusion (safeguard 2): a list match or two indicator families raise a person-level
 * alert, a single family makes a route match that analysts can query, and a child alone goes to
 * protection. Ids derive from traveller, cause and the cause's version, so a repeat is the same alert.
 */
export const conclude = (findings: Findings): Assessment => {
  const { record, journey, cleared, versions, at } = findings;
  const { travellerId } = record.leg;
  const matches = findings.matches.filter(({ entryId }) => !cleared?.has(entryId));
  const alerts = matches.map((match) => listAlert(findings, match));
  if (journey.alert) alerts.push(journeyAlert(findings));
  if (record.protection.includes('unaccompaniedMinor')) alerts.push(protectionAlert(findings));
  const assessmentId = deriveId('assessment', travellerId, at, JSON.stringify(versions));
  const assessed: TravellerAssessed = {
    eventId: deriveId('event', assessmentId),
    occurredAt: at,
    assessmentId,
    travellerId,
    manifestId: record.leg.manifestId,
    conveyanceKey: record.leg.conveyance,
    carrierId: record.carrierId,
    carrier: record.leg.carrier,
    mode: record.leg.mode,
    role: record.leg.role,
    person: record.person,
    journeyId: journey.journey.journeyId,
    legs: journey.journey.legs.map(journeyLeg),
    matches: matches.map(matchRecord),
    indicators: journey.indicators.map(indicatorRecord),
    families: journey.families,
    outcome: alerts.length > 0 ? 'alert' : onARoute(journey) ? 'routeMatch' : 'none',
    protection: record.protection,
    alertIds: alerts.map(({ alertId }) => alertId),
    versions,
    seen: seenBy(journey),
  };
  return { assessed, alerts: alerts.filter(({ kind }) => kind !== 'indicators' || findings.leads) };
};

/** What the indicators rest on beside the journey's own lists, for a replay. */
const seenBy = ({ journey, observations = [], suspended = [] }: JourneyAssessment): Seen => ({
  unused: journey.legs.flatMap(({ boarded }, at) => (boarded === false ? [at] : [])),
  suspended: [...new Set(suspended)],
  observations: observations.map(({ numbers, ...one }) => ({ ...one, numbers: [...numbers] })),
});

/** Other families alone feed aggregates only (safeguard 2). */
const onARoute = ({ indicators }: JourneyAssessment): boolean =>
  indicators.some(({ family }) => family === 'route');

/**
 * A missing person and a child are looked for in order to be helped: their entries raise alerts for
 * the protection inbox alone, never matches for enforcement (safeguard 5).
 */
export const isForProtection = ({ origin, born }: ListedMatch, day: string): boolean =>
  origin.listKind === 'missing' ||
  // Of a range of years the latest counts, so that a child is never taken for an adult.
  born.some((date) => (ageOn(date.split('/').at(-1), day) ?? ADULT_YEARS) < ADULT_YEARS);

const ADULT_YEARS = 18;

/** The id of the alert for a traveller and an entry as it was at a version of its list. */
export const listAlertId = (travellerId: string, entryId: string, listVersion: number): string =>
  deriveId('alert', travellerId, entryId, listVersion);

export const journeyAlertId = (journeyId: string): string =>
  deriveId('alert', journeyId, 'indicators', RULES_VERSION);

export const minorAlertId = (travellerId: string): string =>
  deriveId('alert', travellerId, 'unaccompaniedMinor', '1');

const listAlert = (findings: Findings, match: ListedMatch): AlertRaised => {
  const { record } = findings;
  const { entryId, origin, score, evidence } = match;
  const day = (record.leg.departsOn ?? record.leg.departedAt).slice(0, 10);
  const protects = isForProtection(match, day);
  const base = frame(findings, listAlertId(record.leg.travellerId, entryId, origin.listVersion));
  return {
    ...base,
    kind: protects ? 'protection' : 'listMatch',
    ...(origin.listKind === 'missing' && {
      protection: [...new Set([...base.protection, 'missingPerson'])],
    }),
    legs: [journeyLeg(record.leg)],
    listEntry: {
      entryId,
      listId: origin.listId,
      listKind: origin.listKind,
      owner: origin.owner,
      sample: origin.sample,
      ...(origin.sharing && { sharing: origin.sharing }),
      ...(origin.confirmedAt && { confirmedAt: origin.confirmedAt }),
    },
    score,
    evidence: evidence.map(evidenceRecord),
    indicators: [],
    notUsed: LIST_NOT_USED,
  };
};

const journeyAlert = (findings: Findings): AlertRaised => {
  const { journey } = findings;
  const { journeyId, legs } = journey.journey;
  return {
    ...frame(findings, journeyAlertId(journeyId)),
    kind: 'indicators',
    legs: legs.map(journeyLeg),
    score: journey.score,
    evidence: journey.indicators.map(({ id, points, text }) => ({ kind: id, points, text })),
    indicators: journey.indicators.map(indicatorRecord),
    notUsed: journey.notUsed,
  };
};

const protectionAlert = (findings: Findings): AlertRaised => {
  const { travellerId } = findings.record.leg;
  return {
    ...frame(findings, minorAlertId(travellerId)),
    kind: 'protection',
    legs: [journeyLeg(findings.record.leg)],
    score: 0,
    evidence: [{ kind: 'protection', points: 0, text: MINOR_ALONE }],
    indicators: [],
    notUsed: findings.journey.notUsed,
  };
};

const frame = (
  { record, journey, versions, at }: Findings,
  alertId: string,
): Pick<
  AlertRaised,
  | 'eventId'
  | 'occurredAt'
  | 'alertId'
  | 'travellerId'
  | 'journeyId'
  | 'manifestId'
  | 'conveyanceKey'
  | 'person'
  | 'protection'
  | 'versions'
> => ({
  eventId: deriveId('event', alertId, record.leg.travellerId),
  occurredAt: at,
  alertId,
  travellerId: record.leg.travellerId,
  journeyId: journey.journey.journeyId,
  manifestId: record.leg.manifestId,
  conveyanceKey: record.leg.conveyance,
  person: record.person,
  protection: record.protection,
  versions,
});

const journeyLeg = (leg: TravelLeg): JourneyLeg => ({
  travellerId: leg.travellerId,
  manifestId: leg.manifestId,
  conveyance: leg.conveyance,
  carrier: leg.carrier,
  mode: leg.mode,
  from: leg.from,
  to: leg.to,
  ...(leg.via.length > 0 && { via: leg.via }),
  departedAt: leg.departedAt,
  ...(leg.arrivedAt && { arrivedAt: leg.arrivedAt }),
});

const matchRecord = ({ entryId, origin, score, evidence }: ListedMatch): MatchRecord => ({
  entryId,
  listId: origin.listId,
  listKind: origin.listKind,
  score,
  evidence: evidence.map(evidenceRecord),
});

const evidenceRecord = ({ kind, points, text }: Match['evidence'][number]): Evidence => ({
  kind,
  points,
  text,
});

const indicatorRecord = ({
  id,
  family,
  points,
  corridor,
  text,
}: JourneyAssessment['indicators'][number]): TravellerAssessed['indicators'][number] => ({
  id,
  family,
  points,
  ...(corridor && { corridorId: corridor.id, corridorVersion: corridor.version }),
  text,
});

const LIST_NOT_USED: Bilingual = {
  es: 'No se usó: lugar de nacimiento, residencia, idioma, religión; la nacionalidad solo se comparó con la entrada',
  en: 'Not used: birthplace, residence, language, religion; nationality was only compared with the entry',
};

const MINOR_ALONE: Bilingual = {
  es: 'Menor de edad sin un adulto en su reserva, contacto o familia',
  en: 'A minor without an adult of the same booking, contact or family',
};
