import { concernedStates } from '@vigia/sharing';
import { assessLegs, collectLegs, EMPTY_ALLOW_LIST, type ListedManifest } from '@vigia/indicators';
import type { ManifestAccepted } from '@vigia/contracts';
import { anAccepted, anEntry, asRecord, aVersion, type TravellerWish } from './accepted.fixture';
import { contactKey, ScreeningHarness } from './screening-harness';

jest.setTimeout(30_000);

const ANA: TravellerWish = {
  surname: 'LOPEZ',
  given: 'ANA',
  born: '1980-01-11',
  document: 'P10001',
};
const PHONE = '+57 300 1112233';
/** Six people of different bookings who left one phone. */
const STRANGERS = ['IVANOVSKI', 'PEREZ', 'COSTA', 'SILVA', 'MORALES', 'OKONKWO'].map(
  (surname, at): TravellerWish => ({
    ...{ surname, born: `198${at}-0${at + 1}-11`, document: `P2${at}00${at}`, locator: `LOC${at}` },
    phone: PHONE,
  }),
);

describe('what screening sees', () => {
  let harness: ScreeningHarness;
  let version = 0;

  beforeAll(async () => {
    harness = await ScreeningHarness.open();
  });
  beforeEach(async () => {
    await harness.clear();
    harness.forgetLists();
    version = 0;
    harness.time = Date.parse('2026-02-01T00:00:00Z');
  });
  afterAll(() => harness?.close());

  /** A whole new version of the list `own`. */
  const publish = (...entries: Parameters<typeof anEntry>[0][]): void => {
    version += 1;
    harness.watchlists.apply(entries.map((one) => asRecord(anEntry({ ...one, version }))));
    harness.watchlists.announce([asRecord(aVersion(version, entries.length))]);
  };
  const kinds = (): string[] => harness.standing().map(({ kind }) => kind);
  const causes = (): string[] => harness.told.recalled.map(({ cause }) => cause);

  /** Guide G travels with others each time, four people book apart with one phone, tickets follow one another. */
  const world = (): ManifestAccepted[] => {
    const guide: TravellerWish = { surname: 'GUIDE', born: '1975-02-02', document: 'G10001' };
    const pairs = [0, 1, 2].map((trip) =>
      [
        guide,
        ...[1, 2].map((n) => ({
          surname: `LED${'ABC'[trip]}${n}`,
          born: `199${trip}-0${n}-03`,
          document: `L${trip}000${n}`,
        })),
      ].map((one): TravellerWish => ({ ...one, locator: `GRP${trip}` })),
    );
    const ticketed = ['AROSEMENA', 'BATISTA', 'CORDERO'].map((surname, at): TravellerWish => ({
      ...{ surname, born: `197${at}-05-05`, document: `T${at}777`, locator: `TK${at}` },
      ticket: `4567000000${at + 1}`,
    }));
    const courier = (locator: string): TravellerWish[] => [
      { surname: 'COURIER', born: '1970-03-03', document: 'C90001', locator },
      { surname: 'MATE', born: '1971-03-03', document: 'C90002', locator },
    ];
    const trips = [0, 1, 2, 3].flatMap((trip) => {
      const day = (n: number): string => `2026-03-${String(1 + trip * 7 + n).padStart(2, '0')}`;
      return [
        anAccepted({
          route: 'PTY>SJO',
          day: day(0),
          travellers: courier(`OUT${trip}`),
          carrier: 'CM',
        }),
        anAccepted({
          route: 'SJO>PTY',
          day: day(1),
          travellers: courier(`BCK${trip}`),
          carrier: 'CM',
        }),
      ];
    });
    return [
      ...pairs.map((travellers, trip) =>
        anAccepted({
          route: 'BOG>PTY',
          day: `2026-03-0${2 + trip * 2}`,
          travellers,
          carrier: 'AV',
        }),
      ),
      anAccepted({ route: 'SVO>HAV', day: '2026-03-01', travellers: [...STRANGERS, ...ticketed] }),
      anAccepted({ route: 'HAV>MGA', day: '2026-03-09', travellers: STRANGERS.slice(0, 3) }),
      // The same document under another name: D3.
      anAccepted({
        ...{ route: 'MAD>PTY', day: '2026-03-05', carrier: 'IB' },
        travellers: [{ surname: 'ZZYZX', given: 'OTHER', born: '1955-09-09', document: 'P25005' }],
      }),
      ...trips,
    ];
  };

  it('gives each traveller the indicators that the same lists give offline', async () => {
    const accepted = world();
    const lists: ListedManifest[] = accepted.map(({ manifest, manifestId }, order) => ({
      ...{ manifest: manifest as never, manifestId, order },
    }));
    const asOf = '2026-04-10T00:00:00.000Z';
    const lostDocuments = new Map([
      ['d:UTO:P21001', { status: 'stolen', reportedOn: '2026-01-05' }],
    ]);
    const offline = assessLegs(collectLegs(lists, contactKey), {
      ...{ allowList: EMPTY_ALLOW_LIST, asOf, lostDocuments },
    });
    const expected = new Map(
      offline.assessments.flatMap(({ journey, indicators, alert }) =>
        journey.legs.map(({ travellerId }) => [
          travellerId,
          { ids: indicators.map(({ id }) => id), alert },
        ]),
      ),
    );
    harness.watchlists.apply([
      asRecord(
        anEntry({
          ...{ id: 'D', listId: 'lost', document: 'P21001', listKind: 'documents' },
          programmes: ['stolen', '2026-01-05'],
        }),
      ),
    ]);
    harness.time = Date.parse(asOf);
    for (const one of accepted) await harness.screen([one]);
    // Everybody once more, now that everything is known.
    harness.told.assessed.length = 0;
    for (const one of accepted) await harness.screen([one]);
    const seen = new Map(
      harness.told.assessed.map(({ travellerId, indicators }) => [
        travellerId,
        indicators.map(({ id }) => id),
      ]),
    );
    for (const [travellerId, { ids }] of expected)
      expect([travellerId, seen.get(travellerId)]).toEqual([travellerId, ids]);
    const found = new Set([...expected.values()].flatMap(({ ids }) => ids));
    for (const id of ['R1', 'B1', 'N2', 'N3', 'N4', 'D1', 'D3', 'M2']) expect(found).toContain(id);
    const alerting = [...expected].flatMap(([id, { alert }]) => (alert ? [id] : [])).sort();
    const raised = harness.standing().filter(({ kind }) => kind === 'indicators');
    const named = new Set(raised.flatMap(({ legs }) => legs.map(({ travellerId }) => travellerId)));
    expect([...named].sort()).toEqual(alerting);
  });

  it('tells earlier companions when the third group shows who leads them', async () => {
    const accepted = world().slice(0, 3);
    const onward = anAccepted({
      ...{ route: 'PTY>SJO', day: '2026-03-03' },
      travellers: [{ surname: 'LEDA1', born: '1990-01-03', document: 'L00001', locator: 'X1' }],
    });
    for (const one of [onward, ...accepted.slice(0, 2)]) await harness.screen([one]);
    const before = harness.told.assessed.length;
    await harness.screen([accepted[2] as ManifestAccepted]);
    const told = harness.told.assessed.slice(before);
    expect(
      told.filter(({ indicators }) => indicators.some(({ id }) => id === 'N3')).length,
    ).toBeGreaterThanOrEqual(3);
  });

  it('raises R5 once the wait of 72 hours is over, and not before', async () => {
    const [on] = STRANGERS;
    if (!on) throw new Error('nobody');
    harness.time = Date.parse('2026-03-09T20:00:00Z');
    await harness.screen([anAccepted({ route: 'SVO>HAV', day: '2026-03-08', travellers: [on] })]);
    await harness.screen([anAccepted({ route: 'HAV>MGA', day: '2026-03-09', travellers: [on] })]);
    await harness.screen([
      anAccepted({
        route: 'HAV>MGA',
        day: '2026-03-09',
        version: 2,
        effect: 'closeOut',
        notBoarded: [on],
      }),
    ]);
    const r5 = () => harness.told.assessed.at(-1)?.indicators.map(({ id }) => id) ?? [];
    expect(r5()).not.toContain('R5');
    harness.time = Date.parse('2026-03-14T00:00:00Z');
    // R5 alone is one family: what is told quietly are alerts, so the state is looked at afresh.
    const [legId] = await harness.needs.due.next(new Date(harness.time), 10);
    expect(legId).toBeDefined();
    await harness.sweep();
    await harness.screen([
      anAccepted({
        route: 'HAV>MGA',
        day: '2026-03-09',
        version: 2,
        effect: 'closeOut',
        notBoarded: [on],
      }),
    ]);
    expect(r5()).toContain('R5');
  });

  it('compares both of two people who show one document with the lists', async () => {
    publish({ id: 'A', surname: 'LOPEZ', born: '1980-01-11' });
    const borrower = { surname: 'ZZYZX', given: 'OTHER', born: '1955-09-09', document: 'P10001' };
    const travellers = [ANA, borrower];
    await harness.screen([anAccepted({ route: 'SVO>HAV', day: '2026-03-01', travellers })]);
    expect(kinds()).toContain('listMatch');
  });

  it('takes an alert back when its traveller is taken off the list, and again when the trip is cancelled', async () => {
    publish({ id: 'A', surname: 'LOPEZ', born: '1980-01-11' });
    const day = '2026-03-01';
    await harness.screen([anAccepted({ route: 'SVO>HAV', day, travellers: [ANA, ...STRANGERS] })]);
    expect(kinds()).toContain('listMatch');
    await harness.screen([
      anAccepted({ route: 'SVO>HAV', day, version: 2, effect: 'reduction', removed: [ANA] }),
    ]);
    expect(kinds()).not.toContain('listMatch');
    expect(causes()).toEqual(['travellerRemoved']);
    await harness.screen([
      anAccepted({ route: 'SVO>HAV', day, version: 3, effect: 'change', travellers: [ANA] }),
    ]);
    expect(kinds()).toContain('listMatch');
    await harness.screen([
      anAccepted({
        route: 'SVO>HAV',
        day,
        version: 4,
        effect: 'cancellation',
        removed: [ANA, ...STRANGERS],
      }),
    ]);
    expect(harness.standing()).toEqual([]);
    expect(causes()).toContain('conveyanceCancelled');
    expect(await harness.legs()).toEqual([]);
  });

  it('takes back what rests on a contact when the others who left it are gone', async () => {
    const four = STRANGERS.slice(0, 4);
    await harness.screen([anAccepted({ route: 'SVO>HAV', day: '2026-03-01', travellers: four })]);
    await harness.screen([
      anAccepted({ route: 'HAV>MGA', day: '2026-03-09', travellers: four.slice(0, 1) }),
    ]);
    expect(kinds()).toHaveLength(4);
    await harness.screen([
      anAccepted({
        route: 'SVO>HAV',
        day: '2026-03-01',
        version: 2,
        effect: 'reduction',
        removed: four.slice(3),
      }),
    ]);
    expect(harness.standing()).toEqual([]);
    expect(causes().sort()).toEqual([...Array(3).fill('noLongerMet'), 'travellerRemoved']);
  });

  it('finds upcoming travellers for a new entry, takes back for a withdrawn one, once each', async () => {
    await harness.rescreen();
    await harness.screen([anAccepted({ route: 'SVO>HAV', day: '2026-03-01', travellers: [ANA] })]);
    expect(harness.standing()).toEqual([]);
    publish({ id: 'N', surname: 'LOPEZ', born: '1980-01-11' });
    expect(await harness.rescreen()).toBe(1);
    expect(kinds()).toEqual(['listMatch']);
    const [alert] = harness.standing();
    expect(alert?.versions.lists).toContainEqual({ listId: 'own', version });
    // What a list screened with the entry from the start would have raised has the same id.
    const again = await harness.screen([
      anAccepted({ route: 'SVO>HAV', day: '2026-03-01', travellers: [ANA] }),
    ]);
    expect(again.results[0]?.alerts[0]?.alertId).toBe(alert?.alertId);
    expect(await harness.rescreen()).toBe(0);
    publish({ id: 'N', surname: 'LOPEZ', born: '1980-01-11', status: 'withdrawn' });
    await harness.rescreen();
    expect([harness.standing(), causes()]).toEqual([[], ['entryWithdrawn']]);
  });

  it('recalls for an entry that changed and means somebody else now', async () => {
    publish({ id: 'C', surname: 'LOPEZ', born: '1980-01-11' });
    await harness.rescreen();
    await harness.screen([anAccepted({ route: 'SVO>HAV', day: '2026-03-01', travellers: [ANA] })]);
    publish({ id: 'C', surname: 'QUINTAVALLE', given: 'ANSELMO', born: '1959-01-11' });
    await harness.rescreen();
    expect([harness.standing(), causes()]).toEqual([[], ['entryChanged']]);
  });

  it('tells the stops at which a traveller stays on board: those states are concerned too', async () => {
    publish({ id: 'V', surname: 'LOPEZ', born: '1980-01-11' });
    await harness.screen([
      anAccepted({ route: 'PTY>SJO>MGA', day: '2026-03-01', travellers: [ANA] }),
    ]);
    const [alert] = harness.standing();
    expect(alert?.legs).toMatchObject([
      { from: { country: 'PA' }, via: [{ code: 'SJO', country: 'CR' }], to: { country: 'NI' } },
    ]);
    expect(alert && concernedStates(alert)).toEqual(['pan', 'cri', 'nic']);
  });

  it('does not look for those who have arrived', async () => {
    await harness.rescreen();
    await harness.screen([anAccepted({ route: 'SVO>HAV', day: '2026-02-05', travellers: [ANA] })]);
    harness.time = Date.parse('2026-02-07T00:00:00Z');
    await harness.upcoming.prune();
    publish({ id: 'O', surname: 'LOPEZ', born: '1980-01-11' });
    expect(await harness.rescreen()).toBe(0);
  });

  it('keeps cleared what an officer cleared, until the entry or the identity changes', async () => {
    publish({ id: 'K', surname: 'LOPEZ', born: '1980-01-11' });
    const list = (document: string, day: string) =>
      anAccepted({ route: 'SVO>HAV', day, travellers: [{ ...ANA, document }] });
    await harness.screen([list('P10001', '2026-03-01')]);
    const [alert] = harness.standing();
    const [record] = await harness.needs.travels.ofTravellers([alert?.travellerId ?? '']);
    if (!alert?.listEntry || !record) throw new Error('no alert');
    await harness.needs.book.dismiss(alert.alertId);
    await harness.needs.clearances.remember(
      {
        ...{ eventId: 'ev', occurredAt: alert.occurredAt, alertId: alert.alertId, state: 'cri' },
        ...{ travellerId: alert.travellerId, entryId: alert.listEntry.entryId },
        ...{ disposition: 'dismissed', reason: 'another person', officer: 'o' },
      },
      record,
      version,
    );
    const raisedBy = async (one: ManifestAccepted): Promise<number> =>
      (await harness.screen([one])).results
        .flatMap(({ alerts }) => alerts)
        .filter(({ kind }) => kind === 'listMatch').length;
    expect(await raisedBy(list('P10001', '2026-03-02'))).toBe(0);
    expect(await raisedBy(list('Q99999', '2026-03-03'))).toBe(1);
    publish({ id: 'K', surname: 'LOPEZ', given: 'ANA MARIA', born: '1980-01-11' });
    expect(await raisedBy(list('P10001', '2026-03-04'))).toBe(1);
    expect(causes()).toEqual([]);
  });

  it.each([
    ['of a missing person', { listId: 'm', listKind: 'missing' as const, born: '1980-01-11' }],
    ['of a child', { listId: 'c', born: '2014-01-11' }],
  ])('raises for an entry %s a matter of protection and never a list match', async (_, part) => {
    harness.watchlists.apply([asRecord(anEntry({ id: 'P', surname: 'LOPEZ', ...part }))]);
    const wanted = { ...ANA, born: part.born };
    const adult = { ...ANA, given: 'EVA', born: '1970-01-01', document: 'P3', locator: 'FAM' };
    await harness.screen([
      anAccepted({
        route: 'SVO>HAV',
        day: '2026-03-01',
        travellers: [{ ...wanted, locator: 'FAM' }, adult],
      }),
    ]);
    const raised = harness.standing().filter(({ listEntry }) => listEntry?.listId === part.listId);
    expect(raised.map(({ kind }) => kind)).toEqual(['protection']);
  });

  it('suspends a rule that alerts for too many on one departure, and no longer when it does not', async () => {
    // Sixty one-way travellers, of whom first five and then ten left one phone: N2 and B1.
    const sixty = (sharing: number): TravellerWish[] =>
      Array.from({ length: 60 }, (_, at) => ({
        surname: `SPECIMEN${String.fromCharCode(65 + (at % 26))}${'XYZ'[at % 3]}Q`,
        given: `NAME${'KLMNOPRSTV'[at % 10]}${'AEIOU'[at % 5]}`,
        born: `19${40 + at}-03-${10 + (at % 18)}`,
        ...{ document: `S${10000 + at * 7}`, locator: `S${at}` },
        ...(at < sharing && { phone: PHONE }),
      }));
    const list = (sharing: number, version: number) =>
      anAccepted({
        ...{ route: 'SVO>MAD', day: '2026-03-01', travellers: sixty(sharing), version },
        effect: version > 1 ? 'change' : 'list',
      });
    await harness.screen([list(5, 1)]);
    expect(harness.standing()).toHaveLength(5);
    await harness.screen([list(10, 2)]);
    expect(harness.standing()).toEqual([]);
    expect(new Set(causes())).toEqual(new Set(['noLongerMet']));
    await harness.screen([list(5, 3)]);
    expect(harness.standing()).toHaveLength(5);
  });

  it('replays an assessment to the same bytes', async () => {
    publish({ id: 'R', surname: 'LOPEZ', born: '1980-01-11' });
    const list = anAccepted({
      route: 'SVO>HAV',
      day: '2026-03-01',
      travellers: [ANA, ...STRANGERS],
    });
    const at = harness.time;
    const first = JSON.stringify((await harness.screen([list])).results);
    await harness.clear();
    harness.time = at;
    expect(JSON.stringify((await harness.screen([list])).results)).toBe(first);
  });
});
