import { VigiaApi } from '@vigia/client';
import { codecOf, TOPICS, type ManifestAccepted, type RecordOf } from '@vigia/contracts';
import type { RunningService } from '@vigia/service';
import { eventually, serviceTest, type ServiceTest } from '@vigia/testing';
import { analysisConfig } from '../src/config';
import type { ShownJourney } from '../src/matches/present-match';
import { startAnalysis } from '../src/start';
import { aList, anAlert, anAssessment, aTraveller, idOn, ON_CORRIDOR } from './events';

interface Page {
  items: ShownJourney[];
  next?: string;
}

describe('the analysis service', () => {
  let test: ServiceTest;
  let service: RunningService;
  let number = 0;

  const api = async (state: string, subject = 'ana'): Promise<VigiaApi> =>
    new VigiaApi({
      url: service.url,
      token: await test.token({ role: 'analyst', state, ...{ subject } }),
    });

  const send = async <Topic extends keyof RecordOf>(
    topic: Topic,
    value: RecordOf[Topic],
    key = 'key',
  ): Promise<void> => test.publisher.publish({ topic, key, value: codecOf(topic).encode(value) });

  const accept = (list: ManifestAccepted): Promise<void> =>
    send(TOPICS.manifestAccepted, list, list.conveyanceKey);

  const newTraveller = (part: Parameters<typeof aTraveller>[1] = {}) => {
    number += 1;
    return aTraveller(number, part);
  };

  /** Puts one traveller on the corridor: Moscow – Havana by air, Panama – San José by bus. */
  const onCorridor = async (day: string, part: Parameters<typeof aTraveller>[1] = {}) => {
    const traveller = newTraveller(part);
    const suffix = String(number);
    const air = aList({
      ...{ route: 'SVO>HAV', on: `2026-11-${day}`, carrier: 'SU', mode: 'air' },
      ...{ number: `SU${suffix}`, travellers: [traveller] },
    });
    const bus = aList({
      ...{ route: 'PTY>SJO', on: `2026-12-${day}`, number: `TB${suffix}` },
      travellers: [traveller],
    });
    const assessed = anAssessment([air, bus], traveller, {
      ...{ indicators: [ON_CORRIDOR], families: ['route'], outcome: 'routeMatch' },
    });
    return { traveller, air, bus, assessed };
  };

  const found = async (state: string, query: string): Promise<string[]> =>
    (await (await api(state)).get<Page>(`/v1/route-matches?${query}`)).items.map(
      ({ travellerId }) => travellerId,
    );

  beforeAll(async () => {
    test = await serviceTest();
    service = await startAnalysis(
      analysisConfig({
        ...test.env,
        CONTACT_KEY: 'a-key-for-tests-only',
        STATISTICS_FRESH_S: '0',
      }),
    );
    await service.consuming;
  });

  afterAll(async () => {
    await service?.stop();
    await test?.close();
  }, 20_000);

  describe('route matches', () => {
    it('find a journey by corridor, place, country, region, pattern, mode, carrier and dates', async () => {
      const { air, bus, assessed } = await onCorridor('05');
      await Promise.all([accept(air), accept(bus)]);
      await send(TOPICS.travellerAssessed, assessed);
      await eventually(async () =>
        expect(await found('cri', 'corridor=C-01')).toContain(assessed.travellerId),
      );
      for (const query of [
        'indicator=R1',
        'from=PTY&to=SJO',
        'from=RU&to=CU',
        'place=%23CENTRAL',
        `pattern=${encodeURIComponent('SVO>HAV >(30d) PA>CR')}`,
        `pattern=${encodeURIComponent('RU >(60d) #CENTRAL')}`,
        'mode=road&carrier=TICABUS',
        'since=2026-12-05&until=2026-12-05',
      ]) {
        expect([query, await found('cri', query)]).toEqual([query, [assessed.travellerId]]);
      }
      for (const query of [
        'corridor=C-02',
        'from=SJO&to=PTY',
        'mode=sea',
        `pattern=${encodeURIComponent('SVO>HAV >(2d) PA>CR')}`,
        'since=2026-12-06',
      ]) {
        expect([query, await found('cri', query)]).toEqual([query, []]);
      }
      expect(await found('mex', 'corridor=C-01')).toEqual([]);
    });

    it('name the filter that is wrong, and where, in both languages', async () => {
      const analyst = await api('cri');
      const query = encodeURIComponent('SVO>HAV >(30x) CR');
      await expect(analyst.get(`/v1/route-matches?pattern=${query}`)).rejects.toMatchObject({
        status: 400,
        problem: {
          detail: { es: expect.stringContaining('plazo'), en: expect.stringContaining('gap') },
          problems: [{ path: 'pattern', column: 10 }],
        },
      });
      await expect(analyst.get('/v1/route-matches?from=Q')).rejects.toMatchObject({ status: 400 });
      await expect(analyst.get('/v1/route-matches?limit=501')).rejects.toMatchObject({
        status: 400,
      });
      await expect(analyst.get('/v1/route-matches?nationality=NIC')).rejects.toMatchObject({
        status: 400,
      });
      await expect(analyst.get('/v1/route-matches?cursor=x')).rejects.toMatchObject({
        status: 400,
      });
    });
  });
});
