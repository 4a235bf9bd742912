import type {
  AlertRaised,
  Effect,
  JourneyLeg,
  ManifestAccepted,
  TravellerAssessed,
} from '@vigia/contracts';
import { RULES_VERSION } from '@vigia/indicators';
import { deriveId, findPlace, travellerId } from '@vigia/manifest';

type Manifest = ManifestAccepted['manifest'];
type Traveller = Manifest['travellers'][number];

/** Somebody invented; states only what matters. */
export const aTraveller = (number: number, part: Partial<Traveller> = {}): Traveller => ({
  seq: number,
  role: 'passenger',
  inTransit: false,
  name: { surname: `SPECIMEN${word(number)}`, given: `ANNA${word(number * 7)}` },
  dateOfBirth: `19${60 + (number % 40)}-0${1 + (number % 9)}-${10 + (number % 18)}`,
  nationality: 'UTO',
  documents: [{ type: 'P', number: `X${String(number).padStart(6, '0')}`, issuer: 'UTO' }],
  visas: [],
  refs: {},
  contacts: [],
  ...part,
});

const word = (number: number): string =>
  [...String(number)].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('');

export interface ListWish {
  route?: string;
  on?: string;
  carrier?: string;
  mode?: 'air' | 'road';
  number?: string;
  version?: number;
  effect?: Effect;
  travellers?: Traveller[];
  removed?: string[];
  boarded?: string[];
  notBoarded?: string[];
  at?: string;
}

const place = (code: string): Manifest['itinerary'][number]['from'] => {
  const known = findPlace(code);
  return {
    code,
    role: 'stop',
    ...(known && { scheme: known.scheme, country: known.country, name: known.name }),
  };
};

/** An accepted list of one departure, e.g. `PTY>SJO`, leaving at 08:00 and arriving at 13:00. */
export const aList = (wish: ListWish = {}): ManifestAccepted => {
  const { route = 'PTY>SJO', on = '2026-12-03', carrier = 'TICABUS', mode = 'road' } = wish;
  const { number = `${carrier}${route.replaceAll('>', '')}`, version = 1, travellers = [] } = wish;
  const codes = route.split('>');
  const conveyanceKey = `${carrier}:${number}:${on}`;
  const content = JSON.stringify(wish);
  const manifestId = deriveId('manifest', conveyanceKey, content);
  return {
    eventId: deriveId('event', manifestId, 'accepted'),
    occurredAt: wish.at ?? `2026-11-20T10:00:${String(version).padStart(2, '0')}.000Z`,
    manifestId,
    receiptId: deriveId('receipt', content),
    carrierId: carrier,
    conveyanceKey,
    listVersion: version,
    effect: wish.effect ?? 'list',
    removed: wish.removed ?? [],
    boarded: wish.boarded ?? [],
    notBoarded: wish.notBoarded ?? [],
    late: false,
    manifest: {
      source: { channel: 'json', sender: carrier, rawSha256: '0'.repeat(64) },
      listType: wish.effect === 'closeOut' ? 'flightStatus' : 'passengers',
      carrier: { code: carrier, scheme: mode === 'air' ? 'IATA' : 'LOCAL' },
      conveyance: { mode, journeyId: number },
      itinerary: codes.slice(1).map((code, index) => ({
        seq: index + 1,
        stage: 'main',
        from: place(codes[index] ?? ''),
        to: place(code),
        departureLocal: `${on}T${String(8 + index * 2).padStart(2, '0')}:00`,
        arrivalLocal: `${on}T${String(9 + index * 2).padStart(2, '0')}:00`,
      })),
      travellers,
      controlTotals: {},
      warnings: [],
    },
  };
};

/** The id of a traveller on a list. */
export const idOn = (list: ManifestAccepted, traveller: Traveller): string =>
  travellerId(list.conveyanceKey, traveller);

/** The legs of one traveller on these lists, as an assessment carries them. */
export const legsOn = (lists: readonly ManifestAccepted[], traveller: Traveller): JourneyLeg[] =>
  lists.map((list) => {
    const { itinerary, carrier, conveyance } = list.manifest;
    const [first, last] = [itinerary[0], itinerary.at(-1)];
    return {
      travellerId: idOn(list, traveller),
      manifestId: list.manifestId,
      conveyance: list.conveyanceKey,
      carrier: carrier.code,
      mode: conveyance.mode,
      from: placeOf(first?.from),
      to: placeOf(last?.to),
      departedAt: new Date(`${first?.departureLocal ?? ''}Z`).toISOString(),
    };
  });

const placeOf = (where: Manifest['itinerary'][number]['from'] | undefined): JourneyLeg['from'] => ({
  ...(where?.code && { code: where.code }),
  ...(where?.name && { name: where.name }),
  ...(where?.country && { country: where.country }),
});

/** What screening says of a traveller on the last of these lists, having seen all of them. */
export const anAssessment = (
  lists: readonly ManifestAccepted[],
  traveller: Traveller,
  part: Partial<TravellerAssessed> = {},
): TravellerAssessed => {
  const legs = legsOn(lists, traveller);
  const [first, last] = [legs[0], legs.at(-1)];
  const list = lists.at(-1);
  if (!first || !last || !list) throw new Error('an assessment is of a listed traveller');
  const at = part.occurredAt ?? '2026-11-20T11:00:00.000Z';
  const assessmentId = deriveId('assessment', last.travellerId, at, JSON.stringify(part));
  const { name, documents, dateOfBirth, nationality } = traveller;
  return {
    eventId: deriveId('event', assessmentId),
    occurredAt: at,
    assessmentId,
    travellerId: last.travellerId,
    manifestId: list.manifestId,
    conveyanceKey: list.conveyanceKey,
    carrierId: list.carrierId,
    carrier: last.carrier,
    mode: last.mode,
    role: 'passenger',
    person: {
      surname: name.surname,
      ...(name.given && { given: name.given }),
      ...(dateOfBirth && { dateOfBirth }),
      ...(nationality && { nationality }),
      documents,
    },
    journeyId: deriveId('journey', first.travellerId),
    legs,
    matches: [],
    indicators: [],
    families: [],
    outcome: 'none',
    protection: [],
    alertIds: [],
    versions: { matcher: '1', policy: '1', rules: RULES_VERSION, lists: [] },
    ...part,
  };
};

/** An indicator of the corridor Moscow – Havana, as an assessment carries it. */
export const ON_CORRIDOR: TravellerAssessed['indicators'][number] = {
  id: 'R1',
  family: 'route',
  points: 30,
  corridorId: 'C-01',
  corridorVersion: '1',
  text: { es: 'El itinerario sigue el corredor', en: 'The itinerary follows the corridor' },
};

/** An alert about what an assessment says. */
export const anAlert = (
  assessed: TravellerAssessed,
  part: Partial<AlertRaised> = {},
): AlertRaised => {
  const { travellerId: id, journeyId, manifestId, conveyanceKey, person, legs } = assessed;
  const alertId = deriveId('alert', id, 'test');
  return {
    eventId: deriveId('event', alertId),
    occurredAt: assessed.occurredAt,
    ...{ alertId, kind: 'indicators', travellerId: id, journeyId, manifestId, conveyanceKey },
    ...{ person, legs, score: 30, evidence: [], indicators: assessed.indicators },
    notUsed: { es: 'nada', en: 'nothing' },
    protection: assessed.protection,
    versions: assessed.versions,
    ...part,
  };
};
