import type { AlertRaised, AlertRecalled } from '@vigia/contracts';
import { conclude as concludeRules, type JourneyAssessment } from '@vigia/indicators';
import { deriveId } from '@vigia/manifest';
import { journeyAlertId, minorAlertId, type Assessment, type ListedMatch } from '../assessment';
import { isMeant } from '../match-lists';
import type { TravelRecord } from '../travel-record';
import type { Watchlists } from '../watchlists';
import type { AlertNote, RecallCause } from './alert-book';
import { RECALL_TEXTS } from './recall-texts';

/** What a look concluded for one leg. */
export interface Concluded {
  record: TravelRecord;
  journey: JourneyAssessment;
  matches: readonly ListedMatch[];
  result: Assessment;
  /** Told whether or not anything changes. */
  told: boolean;
}

/** What is to be published, and what is to be noted before and after that. */
export interface Settled {
  results: Assessment[];
  recalls: AlertRecalled[];
  notes: AlertNote[];
  settled: AlertNote[];
}

interface Found {
  concluded: readonly Concluded[];
  journeys: readonly JourneyAssessment[];
  notes: readonly AlertNote[];
  /** The only alerts that may be taken back; undefined: all. */
  recallable: ReadonlySet<string> | undefined;
  records: ReadonlyMap<string, TravelRecord>;
  /** Legs whose lists were looked up. */
  looked: ReadonlySet<string>;
  gone: ReadonlyMap<string, RecallCause>;
  watchlists: Pick<Watchlists, 'index' | 'origin'>;
  at: string;
}

const KEPT_MS = 182 * 24 * 3600 * 1000;

/**
 * Compares the alerts that follow now with those noted before: new ones are noted before they are
 * published (untold, so that a crash in between publishes them again), those whose cause is gone are
 * recalled, and noted as recalled after that. Pure; times of one alert only go up.
 */
export const settleAlerts = (found: Found): Settled => {
  const { concluded, notes, at } = found;
  const known = new Map(notes.map((note) => [note._id, note]));
  const recalls = notes.flatMap((note) => {
    if (found.recallable && !found.recallable.has(note._id)) return [];
    const cause = note.standing === 'raised' ? causeGone(note, found) : undefined;
    return cause ? [{ note, recall: recallOf(note, cause, at) }] : [];
  });
  const recalled = new Set(recalls.map(({ note }) => note.travellerId));
  const raised: AlertNote[] = [];
  const results = concluded.flatMap((one) => {
    const { record, journey, result, told } = one;
    const alerts = result.alerts.map((alert) => afterRecall(alert, known.get(alert.alertId)));
    const isNew = alerts.some(({ alertId }) => !isStanding(known.get(alertId)));
    const note = known.get(journeyAlertId(journey.journey.journeyId));
    if (!told && !isNew && !recalled.has(record.leg.travellerId) && !isNews(journey, note)) {
      return [];
    }
    for (const alert of alerts) raised.push(noteOf(alert, one, known.get(alert.alertId)));
    return [{ ...result, alerts }];
  });
  const withheld = suspendedOf(found, known);
  const suspended = new Set(withheld.map(({ _id }) => _id));
  return {
    results,
    recalls: recalls.map(({ recall }) => recall),
    notes: [...raised, ...withheld.filter(({ standing }) => standing === 'suspended')],
    settled: [
      ...raised.flatMap((note) => (note.standing === 'raised' ? [{ ...note, told: true }] : [])),
      ...recalls.map(({ note, recall }) => ({
        ...note,
        standing: suspended.has(note._id) ? ('suspended' as const) : ('recalled' as const),
        recalledAt: recall.occurredAt,
      })),
    ],
  };
};

/** Known to be out there, or decided by an officer: not news. */
export const isStanding = (note: AlertNote | undefined): boolean =>
  note !== undefined &&
  ((note.standing === 'raised' && note.told) || note.standing === 'dismissed');

/** Whether a journey alerts now and did not, or the other way round, or rests on something else. */
export const isNews = (journey: JourneyAssessment, note: AlertNote | undefined): boolean => {
  if (journey.alert !== isStanding(note)) return true;
  return journey.alert && groundsKey(journey) !== groundsKey(note ?? {});
};

const groundsKey = ({ indicators = [] }: Pick<AlertNote, 'indicators'>): string =>
  indicators.map(({ id, facts }) => `${id}:${facts.filter(isShared).sort().join()}`).join('|');

/** Contacts, documents, companions and runs; a journey's own legs are told of as they come. */
const isShared = (fact: string): boolean => /^(contact|document|group|sequence):/.test(fact);

/** Why the alert does not stand any more, or nothing while it does or was not looked at. */
const causeGone = (note: AlertNote, found: Found): RecallCause | undefined => {
  const left = note.travellers.find((id) => found.gone.has(id));
  if (note.kind === 'indicators') {
    const journey = found.journeys.find(
      ({ journey: { journeyId } }) => journeyId === note.journeyId,
    );
    if (journey?.alert) return undefined;
    return (left !== undefined && found.gone.get(left)) || 'noLongerMet';
  }
  const records = [...found.records.values()].filter(
    ({ leg }) => leg.travellerId === note.travellerId,
  );
  const gone = found.gone.get(note.travellerId);
  if (gone && records.length === 0) return gone;
  if (!records.some(({ leg }) => found.looked.has(leg.legId))) return undefined;
  if (note._id === minorAlertId(note.travellerId)) {
    const alone = records.some(({ protection }) => protection.includes('unaccompaniedMinor'));
    return alone ? undefined : 'noLongerMet';
  }
  return entryGone(note, records, found.watchlists);
};

const entryGone = (
  { entryId = '', entryVersion }: AlertNote,
  records: readonly TravelRecord[],
  watchlists: Found['watchlists'],
): RecallCause | undefined => {
  const entry = watchlists.index.entry(entryId);
  const from = watchlists.origin(entryId);
  if (!entry || !from) return 'entryWithdrawn';
  if (records.some(({ person }) => isMeant(person, entry))) return undefined;
  return from.listVersion === entryVersion ? 'noLongerMet' : 'entryChanged';
};

const recallOf = (note: AlertNote, cause: RecallCause, at: string): AlertRecalled => ({
  eventId: deriveId('event', note._id, 'recalled', note.recalledAt ?? ''),
  occurredAt: after(at, note.raisedAt),
  alertId: note._id,
  travellerId: note.travellerId,
  cause,
  text: RECALL_TEXTS[cause],
});

/** An alert that stands again after a recall is a new fact with a later time. */
const afterRecall = (alert: AlertRaised, note: AlertNote | undefined): AlertRaised =>
  note?.recalledAt === undefined
    ? alert
    : {
        ...alert,
        eventId: deriveId('event', alert.eventId, note.recalledAt),
        occurredAt: after(alert.occurredAt, note.recalledAt),
      };

/** `at`, or a millisecond after `before` if that is later: clocks of two machines differ. */
const after = (at: string, before: string | undefined): string =>
  before === undefined || at > before ? at : new Date(Date.parse(before) + 1).toISOString();

const noteOf = (
  alert: AlertRaised,
  { record, journey, matches }: Concluded,
  known: AlertNote | undefined,
): AlertNote => {
  const { alertId, kind, travellerId, journeyId, listEntry, occurredAt } = alert;
  const match = matches.find(({ entryId }) => entryId === listEntry?.entryId);
  return {
    _id: alertId,
    kind,
    travellerId,
    journeyId,
    partition: record.partition,
    ...(kind === 'indicators' ? groundsOf(journey) : placeOf([record.leg])),
    standing: known?.standing === 'dismissed' ? 'dismissed' : 'raised',
    told: known?.standing === 'raised' && known.told,
    ...(listEntry && { entryId: listEntry.entryId, listId: listEntry.listId }),
    ...(listEntry && match && { entryVersion: match.origin.listVersion }),
    raisedAt: occurredAt,
    ...(known?.recalledAt && { recalledAt: known.recalledAt }),
  };
};

/** Journeys that would alert if no rule were suspended: they count on their departures. */
const suspendedOf = (found: Found, known: ReadonlyMap<string, AlertNote>): AlertNote[] =>
  found.journeys.flatMap((journey) => {
    const { journeyId, legs } = journey.journey;
    const [first] = legs;
    const record = first && found.records.get(first.legId);
    if (!record || journey.alert || !concludeRules(journey.journey, journey.indicators).alert) {
      return [];
    }
    const note = known.get(journeyAlertId(journeyId));
    if (note?.standing === 'dismissed') return [];
    const { travellerId } = record.leg;
    return [
      {
        _id: journeyAlertId(journeyId),
        kind: 'indicators',
        travellerId,
        journeyId,
        partition: record.partition,
        told: false,
        ...groundsOf(journey),
        // One that is out there is recalled first, and noted as suspended after that.
        standing: note?.standing === 'raised' ? 'raised' : 'suspended',
        ...(note?.raisedAt && { raisedAt: note.raisedAt }),
        ...(note?.recalledAt && { recalledAt: note.recalledAt }),
      },
    ];
  });

type Place = Pick<AlertNote, 'travellers' | 'legs' | 'conveyances' | 'facts' | 'expiresAt'>;

const placeOf = (legs: readonly TravelRecord['leg'][]): Place => ({
  travellers: [...new Set(legs.map(({ travellerId }) => travellerId))],
  legs: legs.map(({ legId, conveyance }) => ({ legId, conveyance })),
  conveyances: [...new Set(legs.map(({ conveyance }) => conveyance))],
  facts: [],
  expiresAt: new Date(Date.parse(legs.at(-1)?.departedAt ?? '') + KEPT_MS),
});

const groundsOf = ({
  journey,
  indicators,
}: JourneyAssessment): Place & Pick<AlertNote, 'indicators'> => ({
  ...placeOf(journey.legs),
  facts: [...new Set(indicators.flatMap(({ facts }) => facts))],
  indicators: indicators.map(({ text: _, ...rest }) => rest),
});
