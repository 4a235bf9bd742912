import type { ManifestAccepted } from '@vigia/contracts';
import fc from 'fast-check';
import {
  anAccepted,
  anEntry,
  asRecord,
  type ListWish,
  type TravellerWish,
} from './accepted.fixture';
import { ScreeningHarness } from './screening-harness';

const PHONE = '+57 300 1112233';
const WHO = ['LOPEZ', 'IVANOVSKI', 'PEREZ', 'COSTA', 'SILVA', 'MORALES'];
const ROUTES = [
  ['SVO>HAV', '2026-03-01'],
  ['HAV>MGA', '2026-03-09'],
  ['MAD>PTY', '2026-03-02'],
] as const;

const person = (who: number, renewed: boolean, grouped: boolean): TravellerWish => ({
  surname: WHO[who] ?? '',
  born: `198${who}-0${who + 1}-11`,
  document: `${renewed ? 'R' : 'P'}1000${who * 7}`,
  locator: grouped ? 'GROUP1' : `LOC${who}`,
  phone: PHONE,
});

/** One submission after the other about a few departures, as a carrier sends them. */
const submissions = fc.array(
  fc.record({
    route: fc.integer({ min: 0, max: ROUTES.length - 1 }),
    kind: fc.constantFrom('list', 'list', 'change', 'reduction', 'closeOut', 'cancellation'),
    who: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 6 }),
    renewed: fc.boolean(),
    grouped: fc.boolean(),
  }),
  { minLength: 2, maxLength: 7 },
);

type Submission = typeof submissions extends fc.Arbitrary<(infer One)[]> ? One : never;

/** What the door makes of them: versions counted, removals and close-outs resolved to travellers. */
const acceptedOf = (all: readonly Submission[]): ManifestAccepted[] => {
  const lists = new Map<number, { version: number; on: Map<string, TravellerWish> }>();
  return all.map(({ route, kind, who, renewed, grouped }) => {
    const list = lists.get(route) ?? { version: 0, on: new Map<string, TravellerWish>() };
    lists.set(route, list);
    list.version += 1;
    const [path, day] = ROUTES[route] ?? ROUTES[0];
    const named = who.map((one) => person(one, renewed, grouped));
    const base: ListWish = { route: path, day, version: list.version, effect: kind };
    const on = [...list.on.values()];
    if (kind === 'list' || kind === 'change') {
      const now = new Map(named.map((one) => [one.document ?? '', one]));
      const off = kind === 'list' ? on.filter((one) => !now.has(one.document ?? '')) : [];
      for (const one of off) list.on.delete(one.document ?? '');
      for (const [key, one] of now) list.on.set(key, one);
      return anAccepted({ ...base, travellers: named, removed: off });
    }
    if (kind === 'closeOut') {
      const missed = on.filter(({ document }) => named.some((one) => one.document === document));
      return anAccepted({
        ...base,
        notBoarded: missed,
        boarded: on.filter((one) => !missed.includes(one)),
      });
    }
    const off = kind === 'cancellation' ? on : on.slice(0, 2);
    for (const one of off) list.on.delete(one.document ?? '');
    return anAccepted({ ...base, removed: off });
  });
};

describe('screening a stream of lists', () => {
  let harness: ScreeningHarness;

  beforeAll(async () => {
    harness = await ScreeningHarness.open();
    harness.watchlists.apply([
      asRecord(anEntry({ id: 'L', surname: 'LOPEZ', born: '1980-01-11' })),
      asRecord(anEntry({ id: 'C', surname: 'COSTA', born: '1983-04-11' })),
    ]);
  });
  afterAll(() => harness?.close());

  const run = async (batches: readonly ManifestAccepted[][]) => {
    await harness.clear();
    for (const batch of batches) await harness.screen(batch);
    // Later than any wait: what is due comes up in every run.
    harness.time = Math.max(harness.time, Date.parse('2026-03-20T00:00:00Z'));
    await harness.sweep();
    return { legs: await harness.legs(), alerts: harness.standingIds() };
  };

  it('ends with the same legs and alerts in any order, with any repeats and however it is cut', async () => {
    let alerts = 0;
    await fc.assert(
      fc.asyncProperty(submissions, fc.infiniteStream(fc.nat()), async (all, chance) => {
        const accepted = acceptedOf(all);
        const expected = await run(accepted.map((one) => [one]));
        alerts += expected.alerts.length;
        const shuffled = [...accepted, ...accepted.slice(0, 3)]
          .map((one) => ({ one, turn: chance.next().value }))
          .sort((a, b) => a.turn - b.turn)
          .map(({ one }) => one);
        const batches: ManifestAccepted[][] = [];
        for (const one of shuffled) {
          if (batches.length === 0 || chance.next().value % 2 === 0) batches.push([]);
          batches.at(-1)?.push(one);
        }
        expect(await run(batches)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
    expect(alerts).toBeGreaterThan(10);
  }, 120_000);
});
