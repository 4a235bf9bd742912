import type { JourneyLeg, Seen, TravellerAssessed } from '@vigia/contracts';
import {
  replayJourney,
  RULES_VERSION,
  type IndicatorResult,
  type RecordedObservation,
  type TravelLeg,
} from '@vigia/indicators';
import type { Bilingual } from '@vigia/manifest';
import { asJourney } from '../dry-runs/try-rule';
import type { TravellerRow } from '../rows/row';

type Indicator = TravellerAssessed['indicators'][number];

/** What came of doing an assessment again. */
export interface Replay {
  assessmentId: string;
  /** `same`: the same bytes; `differs`: not; `notHeld`: what it was made from is not held any more. */
  outcome: 'same' | 'differs' | 'notHeld';
  recorded: Indicator[];
  replayed: Indicator[];
  /** What was not done again, and why. */
  limits: Bilingual[];
}

const LIMITS = {
  lists: {
    es: 'No se repite la comparación con listas de control: sus versiones están en screening y watchlist',
    en: 'The comparison with watchlists is not done again: their versions are in screening and watchlist',
  },
  surroundings: {
    es: 'El registro es anterior a la revisión que guarda lo que vieron las reglas: los indicadores que miran alrededor del viaje (R4, N, D1, D3, M2) no se repiten',
    en: 'The record is older than the revision that keeps what rules saw: indicators that look around the journey (R4, N, D1, D3, M2) are not done again',
  },
  rules: {
    es: 'Se evaluó con otra versión de las reglas que la de este servicio',
    en: 'It was assessed with another version of the rules than this service has',
  },
  legs: {
    es: 'Falta la versión de la lista en que se basó algún tramo',
    en: 'The version of the list that some leg rests on is missing',
  },
} satisfies Record<string, Bilingual>;

/** The rules that look around a journey; of an old record, what they saw is not kept. */
const AROUND: ReadonlySet<string> = new Set(['R4', 'N2', 'N3', 'N4', 'D1', 'D3', 'M2']);

/**
 * Does the indicators of an assessment again: on the very versions of the lists that its legs name,
 * with the rules' version, the instant and what the rules saw around the journey as it states, and
 * compares byte by byte, families included. An old record does not state what was seen.
 */
export const replayAssessment = (
  event: TravellerAssessed,
  rows: ReadonlyMap<string, TravellerRow>,
): Replay => {
  const { seen, occurredAt: asOf } = event;
  const recorded = seen ? event.indicators : event.indicators.filter(({ id }) => !AROUND.has(id));
  const base = { assessmentId: event.assessmentId, recorded };
  const limits = seen ? [LIMITS.lists] : [LIMITS.lists, LIMITS.surroundings];
  if (event.versions.rules !== RULES_VERSION) {
    return { ...base, outcome: 'notHeld', replayed: [], limits: [LIMITS.rules, ...limits] };
  }
  const legs = event.legs.map((leg, at) => {
    const row = rows.get(leg.travellerId);
    return seen ? legWith(seen, at, listedLeg(leg, row)) : legThen(leg, row, asOf);
  });
  const held = legs.filter((leg) => leg !== undefined);
  if (held.length < legs.length) {
    return { ...base, outcome: 'notHeld', replayed: [], limits: [LIMITS.legs, ...limits] };
  }
  const { indicators, families } = replayJourney(asJourney(event.journeyId, held), {
    asOf,
    suspended: seen?.suspended ?? [],
    observations: (seen?.observations ?? []) as RecordedObservation[],
  });
  const replayed = indicators.map(indicatorRecord).filter(({ id }) => seen ?? !AROUND.has(id));
  const same =
    bytesOf(replayed) === bytesOf(recorded) &&
    (!seen || bytesOf(families) === bytesOf(event.families));
  return { ...base, outcome: same ? 'same' : 'differs', replayed, limits };
};

const listedLeg = (
  { manifestId, from, departedAt }: JourneyLeg,
  row: TravellerRow | undefined,
): TravelLeg | undefined =>
  row?.versions
    ?.find((version) => version.manifestId === manifestId)
    ?.legs.find((one) => one.departedAt === departedAt && one.from.code === from.code);

const legWith = ({ unused }: Seen, at: number, leg: TravelLeg | undefined): TravelLeg | undefined =>
  leg && (unused.includes(at) ? { ...leg, boarded: false } : leg);

/** The leg as the list showed it that the assessment names, boarded if that was known by then. */
const legThen = (
  leg: JourneyLeg,
  row: TravellerRow | undefined,
  at: string,
): TravelLeg | undefined => {
  const listed = listedLeg(leg, row);
  const { boarding } = row ?? {};
  const known = boarding && (boarding.order.split('|')[1] ?? '') <= at;
  return listed && known ? { ...listed, boarded: boarding.aboard } : listed;
};

const indicatorRecord = ({ id, family, points, corridor, text }: IndicatorResult): Indicator => ({
  id,
  family,
  points,
  ...(corridor && { corridorId: corridor.id, corridorVersion: corridor.version }),
  text,
});

/** One spelling of the same facts: keys in alphabetical order, at every depth. */
const bytesOf = (value: readonly unknown[]): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
