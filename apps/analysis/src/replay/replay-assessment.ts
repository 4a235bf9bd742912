import type { JourneyLeg, TravellerAssessed } from '@vigia/contracts';
import {
  assessJourney,
  DEFAULT_RULES,
  EMPTY_ALLOW_LIST,
  RULES_VERSION,
  type IndicatorResult,
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

/**
 * Families whose rules read nothing but the journey's own legs, so that the stored lists are all
 * there is to know. What other travellers did, and which lists of documents stood, is only held as
 * it is now.
 */
const FROM_LEGS: ReadonlySet<string> = new Set(['R1', 'R2', 'R3', 'R6', 'B1', 'B3', 'B4', 'D2']);

const LIMITS = {
  lists: {
    es: 'No se repite la comparación con listas de control: sus versiones están en screening y watchlist',
    en: 'The comparison with watchlists is not done again: their versions are in screening and watchlist',
  },
  surroundings: {
    es: 'Los indicadores que miran a otros viajeros o a listas de documentos (R4, R5, N, D1, D3, M) no se repiten: ese entorno solo se conserva como es hoy',
    en: 'Indicators that look at other travellers or lists of documents (R4, R5, N, D1, D3, M) are not done again: those surroundings are only held as they are today',
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

/**
 * Does the indicators of an assessment again: on the very versions of the lists that its legs name,
 * with the rules' version and the instant that it states, and compares byte by byte.
 */
export const replayAssessment = (
  event: TravellerAssessed,
  rows: ReadonlyMap<string, TravellerRow>,
): Replay => {
  const recorded = event.indicators.filter(({ id }) => FROM_LEGS.has(id));
  const base = { assessmentId: event.assessmentId, recorded };
  const limits = [LIMITS.lists, LIMITS.surroundings];
  if (event.versions.rules !== RULES_VERSION) {
    return { ...base, outcome: 'notHeld', replayed: [], limits: [LIMITS.rules, ...limits] };
  }
  const legs = event.legs.map((leg) => legThen(leg, rows.get(leg.travellerId), event.occurredAt));
  const held = legs.filter((leg) => leg !== undefined);
  if (held.length < legs.length) {
    return { ...base, outcome: 'notHeld', replayed: [], limits: [LIMITS.legs, ...limits] };
  }
  const { indicators } = assessJourney(
    asJourney(event.journeyId, held),
    { contactUses: () => [], allowList: EMPTY_ALLOW_LIST, asOf: event.occurredAt },
    {
      ...DEFAULT_RULES,
      indicators: DEFAULT_RULES.indicators.filter(({ id }) => FROM_LEGS.has(id)),
    },
  );
  const replayed = indicators.map(indicatorRecord);
  const same = bytesOf(replayed) === bytesOf(recorded);
  return { ...base, outcome: same ? 'same' : 'differs', replayed, limits };
};

/** The leg as the list showed it that the assessment names, boarded if that was known by then. */
const legThen = (
  { manifestId, from, departedAt }: JourneyLeg,
  row: TravellerRow | undefined,
  at: string,
): TravelLeg | undefined => {
  const leg = row?.versions
    ?.find((version) => version.manifestId === manifestId)
    ?.legs.find((one) => one.departedAt === departedAt && one.from.code === from.code);
  const { boarding } = row ?? {};
  const known = boarding && (boarding.order.split('|')[1] ?? '') <= at;
  return leg && known ? { ...leg, boarded: boarding.aboard } : leg;
};

const indicatorRecord = ({ id, family, points, corridor, text }: IndicatorResult): Indicator => ({
  ...{ id, family, points },
  ...(corridor && { corridorId: corridor.id, corridorVersion: corridor.version }),
  text,
});

/** One spelling of the same facts: keys in alphabetical order, at every depth. */
const bytesOf = (indicators: readonly Indicator[]): string =>
  JSON.stringify(indicators, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
