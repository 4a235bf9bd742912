import type { ManifestAccepted, WatchlistEntry, WatchlistPublished } from '@vigia/contracts';
import { conveyanceKey, deriveId, travellerId } from '@vigia/manifest';

type AcceptedTraveller = ManifestAccepted['manifest']['travellers'][number];

export interface TravellerWish {
  surname: string;
  given?: string;
  born?: string;
  document?: string;
  locator?: string;
  ticket?: string;
  phone?: string;
  nationality?: string;
}

export const aTraveller = (wish: TravellerWish, seq = 1): AcceptedTraveller => ({
  ...{ seq, role: 'passenger', inTransit: false, visas: [] },
  name: { surname: wish.surname, given: wish.given ?? 'ANA' },
  dateOfBirth: wish.born ?? '1990-05-17',
  ...(wish.nationality && { nationality: wish.nationality }),
  documents: [{ type: 'P', number: wish.document ?? `X${wish.surname}1`, issuer: 'UTO' }],
  refs: {
    ...(wish.locator && { locator: wish.locator }),
    ...(wish.ticket && { ticket: wish.ticket }),
  },
  contacts: wish.phone ? [{ kind: 'phone', value: wish.phone }] : [],
});

export interface ListWish {
  /** IATA codes in the order of the stops, e.g. `SVO>HAV`; everybody travels from end to end. */
  route: string;
  /** `YYYY-MM-DD` */
  day: string;
  travellers?: TravellerWish[];
  version?: number;
  effect?: ManifestAccepted['effect'];
  removed?: TravellerWish[];
  boarded?: TravellerWish[];
  notBoarded?: TravellerWish[];
  carrier?: string;
}

let count = 0;

/** What ingestion publishes of one submission; states only what matters. */
export const anAccepted = (wish: ListWish): ManifestAccepted => {
  count += 1;
  const { route, day, version = 1, effect = 'list', carrier = 'ZZ' } = wish;
  const stops = route.split('>');
  const [from = '', to = ''] = [stops[0], stops.at(-1)];
  const at = (code: string, role: 'lastDeparture' | 'firstArrival') => ({
    ...{ code, scheme: 'IATA' as const, role },
  });
  const manifest: ManifestAccepted['manifest'] = {
    source: { channel: 'json', sender: carrier, recipient: 'VIGIA', rawSha256: `${count}` },
    listType: effect === 'closeOut' || effect === 'cancellation' ? 'flightStatus' : 'passengers',
    carrier: { code: carrier, scheme: 'IATA' },
    conveyance: { mode: 'air', journeyId: `${carrier}${from}${to}` },
    itinerary: stops.slice(1).map((stop, index) => ({
      ...{ seq: index + 1, stage: 'main' as const },
      ...{ from: at(stops[index] ?? '', 'lastDeparture'), to: at(stop, 'firstArrival') },
      departureLocal: `${day}T${String(9 + 6 * index).padStart(2, '0')}:00`,
      arrivalLocal: `${day}T${14 + 6 * index}:00`,
    })),
    travellers: (wish.travellers ?? []).map((one, index) => aTraveller(one, index + 1)),
    ...{ controlTotals: {}, warnings: [] },
  };
  const key = conveyanceKey(manifest);
  const ids = (wishes: TravellerWish[] = []): string[] =>
    wishes.map((one) => travellerId(key, aTraveller(one)));
  return {
    eventId: `ev_${count}`,
    occurredAt: new Date().toISOString(),
    manifestId: deriveId('manifest', key, version),
    ...{ receiptId: `rc_${count}`, carrierId: carrier, conveyanceKey: key, manifest },
    ...{ listVersion: version, effect, late: false },
    ...{
      removed: ids(wish.removed),
      boarded: ids(wish.boarded),
      notBoarded: ids(wish.notBoarded),
    },
  };
};

export interface EntryWish {
  id: string;
  listId?: string;
  version?: number;
  surname?: string;
  given?: string;
  born?: string;
  document?: string;
  status?: WatchlistEntry['status'];
  listKind?: WatchlistEntry['listKind'];
  programmes?: string[];
}

export const anEntry = (wish: EntryWish): WatchlistEntry => {
  const { listId = 'own', version = 1, listKind = 'own' } = wish;
  const entryId = `${listId}:${wish.id}`;
  return {
    ...{ eventId: `ev_${entryId}_${version}`, occurredAt: '2026-01-01T00:00:00.000Z' },
    ...{ entryId, listId, listVersion: version, listKind, owner: 'pan', legalBasis: 'test' },
    ...{ sample: true, status: wish.status ?? 'active' },
    entry: {
      kind: wish.surname ? 'person' : 'document',
      names: wish.surname
        ? [{ surname: wish.surname, given: wish.given ?? 'ANA', quality: 'primary' }]
        : [],
      datesOfBirth: wish.born ? [wish.born] : [],
      nationalities: [],
      documents: wish.document ? [{ type: 'P', number: wish.document, country: 'UTO' }] : [],
      ...(wish.programmes && { programmes: wish.programmes }),
    },
  };
};

export const aVersion = (
  version: number,
  changes: number,
  part: Partial<WatchlistPublished> = {},
): WatchlistPublished => ({
  ...{ eventId: `ev_p_${version}`, occurredAt: '2026-01-01T00:00:00.000Z' },
  ...{ listId: 'own', name: 'own', version, changes, entries: changes, listKind: 'own' },
  ...{ owner: 'pan', legalBasis: 'test', sample: true },
  sharing: { rule: 'itinerary', states: [] },
  ...{ confirmedAt: new Date().toISOString(), staleAfterDays: 30 },
  ...part,
});

/** A record as a table reader hands it over. */
export const asRecord = (value: WatchlistEntry | WatchlistPublished | null, key?: string) => ({
  topic: '',
  partition: 0,
  offset: '0',
  headers: {},
  timestamp: '0',
  value,
  bytes: Buffer.alloc(0),
  key: key ?? (value && ('entryId' in value ? value.entryId : value.listId)),
});
