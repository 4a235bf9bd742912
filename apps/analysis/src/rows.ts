import type {
  AlertRaised,
  JourneyLeg,
  ManifestAccepted,
  ManifestRejected,
  TravellerAssessed,
} from '@vigia/contracts';
import { ageOn, MEMBER_STATES, recipientsOf, type ReleasableAlert } from '@vigia/sharing';

const ALL_STATES = MEMBER_STATES.map(({ id }) => id);

/** A traveller on one conveyance with the newest assessment, as analysts query it. */
export interface TravellerRow extends Pick<
  TravellerAssessed,
  | 'manifestId'
  | 'conveyanceKey'
  | 'carrier'
  | 'mode'
  | 'person'
  | 'journeyId'
  | 'legs'
  | 'matches'
  | 'indicators'
  | 'families'
  | 'outcome'
  | 'protection'
  | 'alertIds'
  | 'versions'
> {
  _id: string;
  assessedAt: string;
  /** Member states whose analysts may see the row at all (safeguards 6 and 7). */
  visibleTo: string[];
  departedAt: Date;
  month: string;
  from: string;
  to: string;
  nationality: string;
  ageBand: string;
  corridors: string[];
}

/** The fields of a traveller's row that an assessment sets. */
export const travellerRow = (event: TravellerAssessed): Omit<TravellerRow, '_id'> => {
  const own = event.legs.find(({ travellerId }) => travellerId === event.travellerId);
  const departedAt = own?.departedAt ?? event.occurredAt;
  const { manifestId, conveyanceKey, carrier, mode, person, journeyId, legs, matches } = event;
  const { indicators, families, outcome, protection, alertIds, versions } = event;
  return {
    ...{ manifestId, conveyanceKey, carrier, mode, person, journeyId, legs, matches },
    ...{ indicators, families, outcome, protection, alertIds, versions },
    assessedAt: event.occurredAt,
    visibleTo: recipientsOf(releasable(event), ALL_STATES),
    departedAt: new Date(departedAt),
    month: departedAt.slice(0, 7),
    from: countryOf(own?.from),
    to: countryOf(own?.to),
    nationality: person.nationality ?? 'unknown',
    ageBand: ageBand(ageOn(person.dateOfBirth, departedAt.slice(0, 10))),
    corridors: indicators.flatMap(({ corridorId }) => corridorId ?? []),
  };
};

/** The part of a row that the release function decides on. */
export const releasable = ({
  person,
  legs,
  protection,
}: Pick<TravellerAssessed, 'person' | 'legs' | 'protection'>): ReleasableAlert => ({
  kind: 'indicators',
  person,
  legs,
  protection,
});

/** One accepted list. */
export const manifestRow = (event: ManifestAccepted): Record<string, unknown> => {
  const { itinerary, travellers, carrier, conveyance, source } = event.manifest;
  const places = itinerary.flatMap(({ from, to }) => [from.country, to.country]);
  return {
    receiptId: event.receiptId,
    carrierId: event.carrierId,
    carrier: carrier.code,
    mode: conveyance.mode,
    channel: source.channel,
    conveyanceKey: event.conveyanceKey,
    travellers: travellers.length,
    countries: [...new Set(places.filter(Boolean))],
    acceptedAt: new Date(event.occurredAt),
  };
};

/** One submission of which nothing could be accepted. */
export const rejectionRow = (event: ManifestRejected): Record<string, unknown> => ({
  carrierId: event.carrierId,
  format: event.format,
  received: event.received,
  codes: [...new Set(event.findings.map(({ code }) => code))],
  rejectedAt: new Date(event.occurredAt),
});

/** An alert as it was raised. */
export const alertRow = (event: AlertRaised): Record<string, unknown> => ({
  alert: event,
  travellerId: event.travellerId,
  raisedAt: new Date(event.occurredAt),
  visibleTo: recipientsOf(event, ALL_STATES),
});

/** Bands wide enough to tell nobody's age (years): under 18, 18–29, 30–44, 45–59, 60 and over. */
const ageBand = (years: number | undefined): string => {
  if (years === undefined) return 'unknown';
  if (years < 18) return '0-17';
  if (years < 30) return '18-29';
  if (years < 45) return '30-44';
  return years < 60 ? '45-59' : '60+';
};

const countryOf = (place: JourneyLeg['from'] | undefined): string => place?.country ?? 'unknown';
