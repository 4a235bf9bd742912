import type { JourneyLeg, ManifestAccepted, TravellerAssessed } from '@vigia/contracts';
import { RULES_VERSION } from '@vigia/indicators';
import { deriveId, findPlace, travellerId } from '@vigia/manifest';
import { storyOf, type Chance, type Story } from './stories';

type Manifest = ManifestAccepted['manifest'];
type Traveller = Manifest['travellers'][number];

const DAY_MS = 24 * 3600 * 1000;

/** Lists and assessments of some travellers, as the topics would carry them. */
export interface History {
  lists: ManifestAccepted[];
  assessments: TravellerAssessed[];
}

export interface HistoryWish {
  /** Number of the first traveller; no two histories share one. */
  first: number;
  travellers: number;
  /** First possible day, milliseconds since the epoch, and how many follow. */
  from: number;
  days: number;
}

/** Invents the trips of some travellers, with the lists of everybody aboard. */
export const inventHistory = (next: Chance, wish: HistoryWish): History => {
  const departures = new Map<string, ManifestAccepted>();
  const trips: { traveller: Traveller; story: Story; lists: ManifestAccepted[] }[] = [];
  for (let index = 0; index < wish.travellers; index += 1) {
    const number = wish.first + index;
    const story = storyOf(next);
    const traveller = inventTraveller(next, number, story);
    const began = wish.from + Math.floor(next() * wish.days) * DAY_MS;
    const lists = story.stretches.map(({ from, to, day, carrier, mode }) => {
      const on = new Date(began + day * DAY_MS).toISOString().slice(0, 10);
      const key = `${carrier}:${from}${to}${wish.first}:${on}`;
      const list = departures.get(key) ?? newList(key, { from, to, on, carrier, mode });
      departures.set(key, list);
      list.manifest.travellers.push(traveller);
      return list;
    });
    trips.push({ traveller, story, lists });
  }
  return {
    lists: [...departures.values()],
    assessments: trips.map(({ traveller, story, lists }) => assess(traveller, story, lists)),
  };
};

const inventTraveller = (next: Chance, number: number, { corridor }: Story): Traveller => {
  const letters = number.toString(26).replace(/\d/g, (digit) => 'QRSTUVWXYZ'[Number(digit)] ?? '');
  const ring = corridor ? Math.floor(number / 400_000) : number;
  return {
    ...{ seq: 1, role: 'passenger', inTransit: false },
    name: { surname: `SPECIMEN${letters.toUpperCase()}`, given: 'ANNA' },
    dateOfBirth: `${1945 + Math.floor(next() * 60)}-0${1 + Math.floor(next() * 9)}-17`,
    nationality: ['UTO', 'RUS', 'ESP', 'COL', 'NIC', 'CRI', 'NPL'][Math.floor(next() * 7)] ?? 'UTO',
    documents: [{ type: 'P', number: `X${number}`, issuer: 'UTO' }],
    visas: [],
    refs: {
      locator: `L${Math.floor(number / 2).toString(36)}`.toUpperCase(),
      agency: `AG${Math.floor(next() * 400)}`,
    },
    contacts:
      corridor || next() < 0.3
        ? [{ kind: 'phone', value: `+505${String(80_000_000 + ring).slice(0, 8)}` }]
        : [],
  };
};

const placeOf = (code: string): Manifest['itinerary'][number]['from'] => ({
  ...{ code, scheme: 'IATA', role: 'stop' },
  country: findPlace(code)?.country ?? '',
});

const newList = (
  key: string,
  trip: { from: string; to: string; on: string; carrier: string; mode: 'air' | 'road' },
): ManifestAccepted => {
  const { from, to, on, carrier, mode } = trip;
  const manifestId = deriveId('manifest', key);
  return {
    eventId: deriveId('event', key),
    occurredAt: `${on}T00:00:00.000Z`,
    ...{ manifestId, receiptId: manifestId, carrierId: carrier, conveyanceKey: key },
    ...{ listVersion: 1, effect: 'list', removed: [], boarded: [], notBoarded: [], late: false },
    manifest: {
      source: { channel: 'json', sender: carrier, rawSha256: '' },
      listType: 'passengers',
      carrier: { code: carrier, scheme: 'LOCAL' },
      conveyance: { mode, journeyId: key.split(':')[1] ?? '' },
      itinerary: [
        {
          ...{ seq: 1, stage: 'main', from: placeOf(from), to: placeOf(to) },
          ...{ departureLocal: `${on}T08:00`, arrivalLocal: `${on}T14:00` },
        },
      ],
      ...{ travellers: [], controlTotals: {}, warnings: [] },
    },
  };
};

const legOn = (list: ManifestAccepted, traveller: Traveller): JourneyLeg => {
  const { itinerary, carrier, conveyance } = list.manifest;
  const leg = itinerary[0];
  const end = (
    place: typeof leg extends undefined ? never : Manifest['itinerary'][number]['from'],
  ) => ({
    ...(place.code && { code: place.code }),
    ...(place.country && { country: place.country }),
  });
  if (!leg) throw new Error('a list has an itinerary');
  return {
    travellerId: travellerId(list.conveyanceKey, traveller),
    ...{ manifestId: list.manifestId, conveyance: list.conveyanceKey, carrier: carrier.code },
    ...{ mode: conveyance.mode, from: end(leg.from), to: end(leg.to) },
    departedAt: `${leg.departureLocal ?? ''}:00.000Z`,
  };
};

const assess = (
  traveller: Traveller,
  { corridor }: Story,
  lists: readonly ManifestAccepted[],
): TravellerAssessed => {
  const legs = lists.map((list) => legOn(list, traveller));
  const [list, last] = [lists.at(-1), legs.at(-1)];
  if (!list || !last) throw new Error('a trip has a leg');
  const { name, documents, dateOfBirth, nationality } = traveller;
  return {
    ...{ eventId: last.travellerId, occurredAt: list.occurredAt },
    ...{ assessmentId: deriveId('assessment', last.travellerId), travellerId: last.travellerId },
    ...{ manifestId: list.manifestId, conveyanceKey: list.conveyanceKey },
    ...{ carrierId: list.carrierId, carrier: last.carrier, mode: last.mode, role: 'passenger' },
    person: {
      ...{ surname: name.surname, given: name.given ?? '', documents },
      ...{ dateOfBirth: dateOfBirth ?? '', nationality: nationality ?? '' },
    },
    journeyId: deriveId('journey', legs[0]?.travellerId ?? ''),
    ...{ legs, matches: [], protection: [], alertIds: [] },
    indicators: corridor
      ? [
          {
            ...{ id: corridor === 'C-01' ? 'R1' : 'R2', family: 'route', points: 30 },
            ...{
              corridorId: corridor,
              corridorVersion: '1',
              text: { es: 'corredor', en: 'corridor' },
            },
          },
        ]
      : [],
    families: corridor ? ['route'] : [],
    outcome: corridor ? 'routeMatch' : 'none',
    versions: { matcher: '1', policy: '1', rules: RULES_VERSION, lists: [] },
  };
};
