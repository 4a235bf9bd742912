import { VigiaApi } from '@vigia/client';
import { codecOf, TOPICS, type ManifestAccepted, type RecordOf } from '@vigia/contracts';
import { assessJourney, DEFAULT_RULES, legsOf } from '@vigia/indicators';
import type { Batch } from '@vigia/kafka';
import { connectMongo } from '@vigia/mongo';
import type { RunningService } from '@vigia/service';
import { eventually, forgetNothingIn, serviceTest, type ServiceTest } from '@vigia/testing';
import { analysisConfig } from '../src/config';
import { contactKeyOf } from '../src/contact-key';
import { asJourney } from '../src/dry-runs/try-rule';
import type { ShownJourney } from '../src/matches/present-match';
import { ReadModel } from '../src/read-model';
import { RowHandlers } from '../src/rows/rows.handler';
import { startAnalysis } from '../src/start';
import { aList, anAlert, anAssessment, aTraveller, idOn, ON_CORRIDOR } from './events';

const CONTACT_KEY = 'a-key-for-tests-only';

jest.setTimeout(90_000);

/** The machine that tests run on may be busy. */
const soon = <Answer>(condition: () => Promise<Answer>): Promise<Answer> =>
  eventually(condition, { timeoutMs: 30_000 });

describe('the rows of the analysis service', () => {
  let test: ServiceTest;
  let service: RunningService;

  const api = async (state: string): Promise<VigiaApi> =>
    new VigiaApi({ url: service.url, token: await test.token({ role: 'analyst', state }) });

  const send = async <Topic extends keyof RecordOf>(
    topic: Topic,
    value: RecordOf[Topic],
    key = 'key',
  ): Promise<void> => test.publisher.publish({ topic, key, value: codecOf(topic).encode(value) });

  const accept = (list: ManifestAccepted): Promise<void> =>
    send(TOPICS.manifestAccepted, list, list.conveyanceKey);

  const journey = async (state: string, id: string): Promise<ShownJourney> =>
    (await api(state)).get(`/v1/journeys/${id}`);

  beforeAll(async () => {
    test = await serviceTest();
    service = await startAnalysis(analysisConfig({ ...test.env, CONTACT_KEY }));
    await forgetNothingIn(test.env);
    await service.consuming;
  }, 90_000);

  afterAll(async () => {
    await service?.stop();
    await test?.close();
  }, 20_000);

  it('show the whole journey as known now: later legs, changes, boarding, removal', async () => {
    const traveller = aTraveller(1);
    const air = aList({ route: 'BOG>PTY', carrier: 'CM', mode: 'air', travellers: [traveller] });
    const bus = aList({ on: '2026-12-06', travellers: [traveller] });
    await accept(air);
    const id = idOn(air, traveller);
    await soon(async () => expect((await journey('pan', id)).legs).toHaveLength(1));
    await accept(bus);
    await soon(async () => expect((await journey('pan', id)).legs).toHaveLength(2));
    expect((await journey('cri', id)).legs.map(({ to }) => to.country)).toEqual(['PA', 'CR']);

    await accept(
      aList({
        ...{ on: '2026-12-06', version: 2, effect: 'change', route: 'PTY>MGA' },
        ...{ number: 'TICABUSPTYSJO', travellers: [traveller] },
      }),
    );
    await soon(async () => expect((await journey('pan', id)).legs[1]?.to.country).toBe('NI'));
    await accept(
      aList({
        on: '2026-12-06',
        version: 3,
        effect: 'closeOut',
        notBoarded: [idOn(bus, traveller)],
      }),
    );
    await soon(async () => expect((await journey('pan', id)).legs[1]?.boarded).toBe(false));
    await accept(
      aList({
        on: '2026-12-06',
        version: 4,
        effect: 'cancellation',
        removed: [idOn(bus, traveller)],
      }),
    );
    await soon(async () => expect((await journey('pan', id)).legs).toHaveLength(1));
    await expect(journey('pan', idOn(bus, traveller))).rejects.toMatchObject({ status: 404 });
    await expect(journey('mex', id)).rejects.toMatchObject({ status: 404 });
  });

  it('show an alert as recalled, in whichever order the two events come', async () => {
    const traveller = aTraveller(2);
    const list = aList({ number: 'TB2', travellers: [traveller] });
    const first = anAlert(anAssessment([list], traveller));
    const second = { ...first, alertId: 'al_second', eventId: 'ev_second' };
    const recall = (alertId: string, occurredAt: string) => ({
      ...{ eventId: `ev_recall_${alertId}`, occurredAt, alertId, travellerId: first.travellerId },
      ...{ cause: 'travellerRemoved' as const, text: { es: 'retirado', en: 'removed' } },
    });
    await send(TOPICS.alertRaised, first, first.alertId);
    await send(
      TOPICS.alertRecalled,
      recall(first.alertId, '2026-11-21T00:00:00.000Z'),
      first.alertId,
    );
    await send(TOPICS.alertRecalled, recall('al_second', '2026-11-21T00:00:00.000Z'), 'al_second');
    await send(TOPICS.alertRaised, second, 'al_second');
    const costaRica = await api('cri');
    await soon(async () => {
      const { items } = await costaRica.get<{ items: { recalled?: object }[] }>('/v1/alerts');
      expect(items).toHaveLength(2);
      expect(items.every(({ recalled }) => recalled !== undefined)).toBe(true);
    });
    const again = { ...first, eventId: 'ev_again', occurredAt: '2026-11-22T00:00:00.000Z' };
    await send(TOPICS.alertRaised, again, first.alertId);
    await soon(async () => {
      const { items } = await costaRica.get<{ items: { alertId: string; recalled?: object }[] }>(
        '/v1/alerts',
      );
      expect(items.find(({ alertId }) => alertId === first.alertId)?.recalled).toBeUndefined();
    });
  });

  it('are the same whatever the order of events, and however often they come', async () => {
    const [one, other] = [
      aTraveller(11, { contacts: [{ kind: 'phone', value: '+50588880001' }] }),
      aTraveller(12),
    ];
    const air = aList({
      route: 'SVO>HAV',
      carrier: 'SU',
      mode: 'air',
      on: '2026-11-28',
      travellers: [one],
    });
    const bus = aList({ travellers: [one, other] });
    const changed = aList({
      version: 2,
      effect: 'change',
      route: 'PTY>MGA',
      number: 'TICABUSPTYSJO',
      travellers: [one],
    });
    const removed = aList({ version: 3, effect: 'reduction', removed: [idOn(bus, other)] });
    const closed = aList({ version: 4, effect: 'closeOut', boarded: [idOn(bus, one)] });
    const half = anAssessment([air], one, { occurredAt: '2026-11-20T10:30:00.000Z' });
    const whole = anAssessment([air, bus], one, { indicators: [ON_CORRIDOR], families: ['route'] });
    const lone = anAssessment([bus], other);
    const alert = anAlert(whole);
    type Step = (handlers: RowHandlers) => Promise<void>;
    const accepted =
      (list: ManifestAccepted): Step =>
      (rows) =>
        rows.onAccepted(batchOf([list]));
    const steps: Step[] = [
      ...[air, bus, changed, removed, closed].map(accepted),
      ...[half, whole, lone].map(
        (event): Step =>
          (rows) =>
            rows.onAssessed(batchOf([event], (one) => codec.encode(one))),
      ),
      (rows) => rows.onRaised(batchOf([alert])),
      (rows) =>
        rows.onRecalled(
          batchOf([
            {
              ...{
                eventId: 'ev_r',
                occurredAt: '2026-11-23T00:00:00.000Z',
                alertId: alert.alertId,
              },
              ...{ travellerId: alert.travellerId, cause: 'noLongerMet' as const },
              text: { es: '', en: '' },
            },
          ]),
        ),
    ];
    const results: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      const connection = await connectMongo({
        ...{ uri: test.stack.mongodbUri, appName: 'test' },
        database: `${test.stack.database}-${round}`,
      });
      const model = new ReadModel(connection);
      await model.ensureIndexes(182);
      const handlers = new RowHandlers(model, contactKeyOf(CONTACT_KEY));
      const order = shuffled([...steps, ...(round > 0 ? steps : [])], round);
      // The last rounds hand over several at once, as topics and instances do.
      const atOnce = round < 6 ? 1 : 4;
      for (let at = 0; at < order.length; at += atOnce) {
        await Promise.all(order.slice(at, at + atOnce).map((step) => step(handlers)));
      }
      results.push(await contentOf(model));
      await connection.dropDatabase();
      await connection.close();
    }
    expect(results.map((one) => JSON.parse(one) as object)).toEqual(
      results.map(() => JSON.parse(results[0] ?? '{}') as object),
    );
    expect(results[0]).toContain('"live":true');
  });

  it('park what cannot be read on every topic and go on with what stands behind it', async () => {
    const topics = [
      ...[TOPICS.manifestAccepted, TOPICS.manifestRejected, TOPICS.travellerAssessed],
      ...[TOPICS.alertRaised, TOPICS.alertRecalled, TOPICS.alertDelivered, TOPICS.alertDisposed],
    ];
    const traveller = aTraveller(21);
    const list = aList({ number: 'TB21', travellers: [traveller] });
    for (const topic of topics) {
      await test.publisher.publish({
        ...{ topic, key: list.conveyanceKey, value: Buffer.from(`poison ${topic}`) },
      });
    }
    await accept(list);
    await soon(async () =>
      expect((await journey('cri', idOn(list, traveller))).legs).toHaveLength(1),
    );
    const alert = anAlert(anAssessment([list], traveller), { alertId: 'al_behind' });
    await send(TOPICS.alertRaised, alert, list.conveyanceKey);
    const costaRica = await api('cri');
    await soon(async () => {
      const { items } = await costaRica.get<{ items: { alertId: string }[] }>('/v1/alerts');
      expect(items.map(({ alertId }) => alertId)).toContain('al_behind');
    });
    await soon(async () => {
      const parked = await test.records('vigia.dead.analysis.v1');
      expect(parked.map(({ value }) => String(value)).sort()).toEqual(
        topics.map((topic) => `poison ${topic}`).sort(),
      );
    });
  });

  it('replay an assessment to the same bytes, and say when the lists are not held', async () => {
    const traveller = aTraveller(31);
    const air = aList({
      ...{ route: 'SVO>HAV', carrier: 'SU', mode: 'air' },
      on: '2026-11-25',
      number: 'SU31',
      travellers: [traveller],
    });
    const bus = aList({ number: 'TB31', on: '2026-12-03', travellers: [traveller] });
    const legs = [air, bus].flatMap(({ manifest, manifestId }) =>
      legsOf(manifest, manifestId, ({ value }) => value),
    );
    const blank = anAssessment([air, bus], traveller);
    const { indicators } = assessJourney(
      asJourney(blank.journeyId, legs),
      { contactUses: () => [], allowList: { contacts: [], roles: [] }, asOf: blank.occurredAt },
      DEFAULT_RULES,
    );
    const own = (id: string) => legs.find((leg) => leg.travellerId === id);
    const assessed = {
      ...blank,
      legs: blank.legs.map((leg) => ({
        ...leg,
        departedAt: own(leg.travellerId)?.departedAt ?? leg.departedAt,
      })),
      indicators: indicators.map(({ id, family, points, corridor, text }) => ({
        ...{ id, family, points, text },
        ...(corridor && { corridorId: corridor.id, corridorVersion: corridor.version }),
      })),
    };
    expect(assessed.indicators.map(({ id }) => id)).toContain('R1');
    await Promise.all([accept(air), accept(bus)]);
    await send(TOPICS.travellerAssessed, assessed);
    const costaRica = await api('cri');
    const path = `/v1/assessments/${assessed.assessmentId}/replay`;
    const replay = await soon(async () => {
      const answer = await costaRica.get<{ outcome: string; replayed: object[] }>(path);
      expect(answer.outcome).toBe('same');
      return answer;
    });
    expect(replay.replayed).toEqual(assessed.indicators);
    const mexico = await api('mex');
    await expect(mexico.get(path)).rejects.toMatchObject({ status: 404 });
    const unlisted = { ...assessed, assessmentId: 'as_unlisted', eventId: 'ev_unlisted' };
    unlisted.legs = unlisted.legs.map((leg) => ({ ...leg, manifestId: 'mf_none' }));
    await send(TOPICS.travellerAssessed, unlisted);
    await soon(async () =>
      expect(await costaRica.get('/v1/assessments/as_unlisted/replay')).toMatchObject({
        outcome: 'notHeld',
      }),
    );
  });

  it('dry-run a changed corridor over stored history, and refuse a bad one line by line', async () => {
    const costaRica = await api('cri');
    const yaml = (within: string, extra = ''): string => `id: C-01
version: '2'
indicator: R1
title: { es: Moscú – Cuba, en: Moscow – Cuba }
source: a test
legalBasis: a test
necessity: a test
owner: a test
reviewDate: 2027-11-30
modes: [air, road]
nodes:
  - name: { es: Moscú, en: Moscow }
    places: [SVO]
  - name: { es: La Habana, en: Havana }
    places: [HAV]
    within: 3d
  - name: { es: Costa Rica, en: Costa Rica }
    countries: [CR]
    within: ${within}
${extra}`;
    const run = async (body: object): Promise<DryRun> => {
      const { id } = await costaRica.post<DryRun>('/v1/dry-runs', body);
      return soon(async () => {
        const answer = await costaRica.get<DryRun>(`/v1/dry-runs/${id}`);
        expect(answer.status).toBe('done');
        return answer;
      });
    };
    const before = (await test.records(TOPICS.alertRaised)).length;
    const same = await run({ corridor: yaml('30d') });
    expect(same.result.hits).toMatchObject({ changed: same.result.hits.live, onlyChanged: 0 });
    expect(same.result.hits.live).toBeGreaterThan(0);
    const narrow = await run({ corridor: yaml('2h') });
    expect(narrow.result.hits).toMatchObject({ changed: 0, onlyLive: same.result.hits.live });
    const expired = await run({ indicator: { id: 'R1', reviewDate: '2020-01-01' } });
    expect(expired.result.hits.changed).toBe(0);
    expect((await test.records(TOPICS.alertRaised)).length).toBe(before);
    await expect(
      costaRica.post('/v1/dry-runs', { corridor: yaml('30d', 'nationality: RUS\n') }),
    ).rejects.toMatchObject({
      status: 400,
      problem: {
        detail: { es: expect.stringContaining('línea'), en: expect.stringContaining('line') },
        problems: expect.arrayContaining([expect.objectContaining({ line: 20 })]),
      },
    });
    const mexico = await api('mex');
    await expect(mexico.get(`/v1/dry-runs/${same.id}`)).rejects.toMatchObject({ status: 404 });
  });

  it('dry-run another threshold over stored history with what surrounds the journeys', async () => {
    const contacts = [{ kind: 'phone' as const, value: '+50588990011' }];
    for (const [at, on] of ['2026-12-05', '2026-12-08', '2026-12-11'].entries()) {
      const traveller = aTraveller(60 + at, { contacts, refs: { locator: `DRY00${at}` } });
      const list = aList({ number: `DR6${at}`, on, travellers: [traveller] });
      await accept(list);
      await send(TOPICS.travellerAssessed, anAssessment([list], traveller));
    }
    const costaRica = await api('cri');
    const run = async (parameters: object): Promise<DryRun> => {
      const body = { indicator: { id: 'N2', parameters } };
      const { id } = await costaRica.post<DryRun>('/v1/dry-runs', body);
      return soon(async () => {
        const answer = await costaRica.get<DryRun>(`/v1/dry-runs/${id}`);
        expect(answer.status).toBe('done');
        return answer;
      });
    };
    await soon(async () => {
      const { result } = await run({ bookings: 3 });
      expect(result.hits).toMatchObject({ live: 0, changed: 3, onlyChanged: 3 });
    });
    const shorter = await run({ bookings: 3, days: 7 });
    expect(shorter.result.hits).toMatchObject({ changed: 3 });
    await expect(
      costaRica.post('/v1/dry-runs', {
        indicator: { id: 'N2', parameters: { bookings: 1, nationality: 4 } },
      }),
    ).rejects.toMatchObject({
      status: 400,
      problem: {
        problems: [
          { path: 'indicator.parameters.bookings', code: 'PARAMETER_OUT_OF_BOUNDS' },
          { path: 'indicator.parameters.nationality', code: 'ATTRIBUTE_FORBIDDEN' },
        ],
      },
    });
  });

  it('tell of carriers whose lists differ from boarding, and of nobody (M1)', async () => {
    // Of the second carrier only five did not board, so it is left out.
    for (const [carrier, first, absent] of [
      ['NOSHOW', 400, 2],
      ['FEWSHOW', 500, 1],
    ] as const) {
      for (let day = 1; day <= 5; day += 1) {
        const at = first + day * 10;
        const travellers = Array.from({ length: 10 }, (_, index) => aTraveller(at + index));
        const wish = { carrier, number: `NS${day}`, on: `2026-10-0${day}`, route: 'PTY>SJO' };
        const list = aList({ ...wish, travellers });
        const ids = travellers.map((traveller) => idOn(list, traveller));
        const close = { notBoarded: ids.slice(0, absent), boarded: ids.slice(absent) };
        await accept(list);
        await accept(aList({ ...wish, version: 2, effect: 'closeOut', ...close }));
      }
    }
    const path = '/v1/boarding-patterns?since=2026-10&until=2026-10';
    const costaRica = await api('cri');
    await soon(async () =>
      expect(await costaRica.get<{ items: object[] }>(path)).toMatchObject({
        items: [
          {
            carrier: 'NOSHOW',
            stop: 'PTY',
            departures: 5,
            listed: 50,
            percent: 20,
            notBoarded: 10,
          },
        ],
      }),
    );
    const guatemala = await api('gtm');
    expect(await guatemala.get(path)).toMatchObject({ items: [] });
  });

  it('are described by an OpenAPI document that has every route', async () => {
    const answer = await fetch(`${service.url}/openapi.json`);
    const { openapi, paths } = (await answer.json()) as { openapi: string; paths: object };
    expect(openapi).toMatch(/^3\.1/);
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        ...['/v1/route-matches', '/v1/route-matches/counts', '/v1/saved-queries'],
        ...['/v1/saved-queries/{id}/matches', '/v1/saved-queries/{id}', '/v1/alerts'],
        ...['/v1/journeys/{travellerId}', '/v1/networks/{node}', '/v1/statistics'],
        ...['/v1/networks/{node}/connections/{other}', '/v1/statistics/series'],
        ...['/v1/boarding-patterns', '/v1/corridor-pressure', '/v1/dry-runs', '/v1/dry-runs/{id}'],
        ...['/v1/assessments/{id}/replay', '/v1/expected-carriers/{code}'],
      ]),
    );
  });
});

interface DryRun {
  id: string;
  status: string;
  result: { hits: { changed: number; live: number; onlyChanged: number; onlyLive: number } };
}

const codec = codecOf(TOPICS.travellerAssessed);

const batchOf = <Event>(
  values: readonly Event[],
  bytesOf: (value: Event) => Buffer = () => Buffer.alloc(0),
): Batch<Event> =>
  ({
    records: values.map((value, index) => ({
      value,
      bytes: bytesOf(value),
      offset: String(index),
    })),
    heartbeat: async () => undefined,
  }) as unknown as Batch<Event>;

/** The order of a seed; none of it is left to chance. */
const shuffled = <Item>(items: readonly Item[], seed: number): Item[] => {
  const order = [...items];
  let state = seed * 2654435761 + 1;
  for (let at = order.length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other] as Item, order[at] as Item];
  }
  return order;
};

/** Everything in the rows but how often they were written, and versions that have been overtaken. */
const contentOf = async (model: ReadModel): Promise<string> => {
  const sorted = { sort: { _id: 1 as const } };
  const [travellers, journeys, alerts, manifests] = await Promise.all([
    model.travellers.find({}, sorted).toArray(),
    model.journeys.find({}, sorted).toArray(),
    model.alerts.find({}, sorted).toArray(),
    model.plain.manifests.find({}, sorted).toArray(),
  ]);
  return canonical({
    travellers: travellers.map(({ versions, ...row }) => ({
      ...row,
      version: row.listed?.on ? versions?.at(-1) : undefined,
      // A traveller taken off has a place in time by whichever event came first.
      ...(row.listed?.on ? {} : { departedAt: undefined, cell: undefined }),
    })),
    journeys: journeys.map(({ revision: _, tokens, ...row }) => ({
      ...row,
      tokens: [...(tokens ?? [])].sort(),
    })),
    alerts,
    manifests,
  });
};

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
