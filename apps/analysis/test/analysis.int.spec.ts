import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VigiaApi } from '@vigia/client';
import { codecOf, TOPICS, type ManifestAccepted, type RecordOf } from '@vigia/contracts';
import type { RunningService } from '@vigia/service';
import { eventually, forgetNothingIn, serviceTest, type ServiceTest } from '@vigia/testing';
import { analysisConfig } from '../src/config';
import type { ShownJourney } from '../src/matches/present-match';
import type { ShownNetwork } from '../src/networks/show-network';
import { startAnalysis } from '../src/start';
import { aList, anAlert, anAssessment, aTraveller, idOn, ON_CORRIDOR } from './events';

interface Statistics {
  cells: { dimensions: object; count?: number; suppressed?: true; suppressedMonths?: number }[];
  comparison?: { cells: object[] };
  coverage: object;
  definition: { es: string; en: string };
  series?: object[];
}

interface Page {
  items: ShownJourney[];
  next?: string;
}

jest.setTimeout(60_000);

/** The telephone of an aid organisation, and the passport of a guide. */
const HELPLINE = { kind: 'phone' as const, value: '+505 2222 0001' };
const GUIDE = { type: 'P' as const, number: 'GUIDE0001', issuer: 'UTO' };

const allowListFile = (): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'allow-')), 'allow-list.json');
  const valid = { validFrom: '2026-12-01', validTo: '2026-12-31' };
  const contacts = [{ type: 'phone', value: HELPLINE.value, ...valid }];
  const roles = [{ role: 'guide', document: GUIDE.number, issuer: GUIDE.issuer }];
  writeFileSync(path, JSON.stringify({ contacts, roles }));
  return path;
};

/** The machine that tests run on may be busy. */
const soon = <Answer>(condition: () => Promise<Answer>): Promise<Answer> =>
  eventually(condition, { timeoutMs: 30_000 });

describe('the analysis service', () => {
  let test: ServiceTest;
  let service: RunningService;
  let number = 0;

  const api = async (state: string, subject = 'ana'): Promise<VigiaApi> =>
    new VigiaApi({
      url: service.url,
      token: await test.token({ role: 'analyst', state, ...{ subject } }),
    });

  const text = async (state: string, path: string): Promise<string> => {
    const token = await test.token({ role: 'analyst', state });
    const answer = await fetch(`${service.url}${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/csv' },
    });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  };

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

  const count = async (state: string, query: string): Promise<object> =>
    (await api(state)).get<object>(`/v1/route-matches/counts?${query}`);

  beforeAll(async () => {
    test = await serviceTest();
    service = await startAnalysis(
      analysisConfig({
        ...test.env,
        CONTACT_KEY: 'a-key-for-tests-only',
        STATISTICS_FRESH_S: '0',
        ALLOW_LIST: allowListFile(),
      }),
    );
    await forgetNothingIn(test.env);
    await service.consuming;
  }, 60_000);

  afterAll(async () => {
    await service?.stop();
    await test?.close();
  }, 20_000);

  describe('route matches', () => {
    it('find a journey by corridor, place, country, region, pattern, mode, carrier and dates', async () => {
      const { air, bus, assessed } = await onCorridor('05');
      await Promise.all([accept(air), accept(bus)]);
      await send(TOPICS.travellerAssessed, assessed);
      await soon(async () =>
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

    it('are answered as CSV that no spreadsheet evaluates', async () => {
      const { air, bus, assessed } = await onCorridor('08', {
        name: { surname: '=HYPERLINK("http://x";"y")', given: '＝1+1,=2+2' },
      });
      await Promise.all([accept(air), accept(bus)]);
      await send(TOPICS.travellerAssessed, assessed);
      await soon(async () =>
        expect(await found('cri', 'since=2026-12-08&until=2026-12-08')).toHaveLength(1),
      );
      const csv = await text('cri', '/v1/route-matches?since=2026-12-08&until=2026-12-08');
      const [header, row] = csv.split('\r\n');
      expect(header).toContain('"journeyId";"travellerId"');
      expect(row).toContain(`"'=HYPERLINK(""http://x"";""y"")";"'＝1+1,=2+2"`);
    });

    it('page without losing or repeating a journey while others come in', async () => {
      const journeys = await Promise.all(['12', '13', '14', '15'].map((day) => onCorridor(day)));
      for (const { air, bus, assessed } of journeys) {
        await Promise.all([accept(air), accept(bus)]);
        await send(TOPICS.travellerAssessed, assessed);
      }
      const query = 'corridor=C-01&since=2026-12-12&until=2026-12-19';
      await soon(async () => expect(await found('cri', query)).toHaveLength(4));
      const all = await found('cri', query);
      const analyst = await api('cri');
      const first = await analyst.get<Page>(`/v1/route-matches?${query}&limit=2`);
      const later = await onCorridor('19');
      await Promise.all([accept(later.air), accept(later.bus)]);
      await send(TOPICS.travellerAssessed, later.assessed);
      await soon(async () => expect(await found('cri', query)).toHaveLength(5));
      const second = await analyst.get<Page>(
        `/v1/route-matches?${query}&limit=2&cursor=${first.next ?? ''}`,
      );
      const ids = [...first.items, ...second.items].map(({ travellerId }) => travellerId);
      expect(ids).toEqual(all);
      expect(await analyst.get(`/v1/route-matches/counts?${query}`)).toEqual({
        count: 5,
        atLeast: false,
      });
    });

    it('find journeys by what the state itself decided, and by no other state’s decision', async () => {
      const { air, bus, assessed } = await onCorridor('21');
      const alert = anAlert(assessed);
      await Promise.all([accept(air), accept(bus)]);
      await send(TOPICS.travellerAssessed, { ...assessed, alertIds: [alert.alertId] });
      await send(TOPICS.alertRaised, alert, alert.alertId);
      await send(
        TOPICS.alertDisposed,
        {
          ...{ eventId: 'ev_d', occurredAt: '2026-11-21T00:00:00.000Z', alertId: alert.alertId },
          ...{ state: 'cri', travellerId: assessed.travellerId, disposition: 'confirmed' },
          ...{ reason: 'seen', officer: 'officer' },
        },
        alert.alertId,
      );
      const items = await soon(async () => {
        const page = await (
          await api('cri')
        ).get<Page>('/v1/route-matches?disposition=confirmed&since=2026-12-21&until=2026-12-21');
        expect(page.items).toHaveLength(1);
        return page.items;
      });
      expect(items[0]?.alerts).toEqual([
        { alertId: alert.alertId, recalled: false, disposition: 'confirmed' },
      ]);
      expect(await found('pan', 'disposition=confirmed')).toEqual([]);
    });

    it('leave out children and whoever may have fled the state', async () => {
      const child = await onCorridor('23', { dateOfBirth: '2014-01-01' });
      const citizen = await onCorridor('23', { nationality: 'NIC' });
      const chain = aList({ route: 'SJO>MGA', on: '2026-12-24', number: `TBC${String(number)}` });
      chain.manifest.travellers = [citizen.traveller, aTraveller(9_999)];
      for (const { air, bus } of [child, citizen]) await Promise.all([accept(air), accept(bus)]);
      await accept(chain);
      const onward = anAssessment([citizen.air, citizen.bus, chain], citizen.traveller, {
        ...{ indicators: [ON_CORRIDOR], families: ['route'], outcome: 'routeMatch' },
        occurredAt: '2026-11-20T12:00:00.000Z',
      });
      await send(TOPICS.travellerAssessed, {
        ...child.assessed,
        protection: ['unaccompaniedMinor'],
      });
      await send(TOPICS.travellerAssessed, onward);
      const query = 'since=2026-12-23&until=2026-12-24';
      await soon(async () => expect(await found('cri', query)).toEqual([onward.travellerId]));
      const costaRica = await api('cri');
      await expect(
        costaRica.get(`/v1/journeys/${child.assessed.travellerId}`),
      ).rejects.toMatchObject({ status: 404 });
      // Who ends in a state of their own has not fled it: that state sees its citizen go home.
      expect(await found('nic', query)).toEqual([onward.travellerId]);
      expect(await count('cri', query)).toEqual({ count: 1, atLeast: false });
    });

    it('find a journey by a place far away, also when nobody came to the state in the end', async () => {
      const { traveller, air, bus, assessed } = await onCorridor('26');
      await Promise.all([accept(air), accept(bus)]);
      await send(TOPICS.travellerAssessed, assessed);
      const query = 'place=HAV&since=2026-12-26&until=2026-12-26';
      const own = [idOn(bus, traveller)];
      await soon(async () => expect(await found('cri', query)).toEqual(own));
      const closed = { version: 2, effect: 'closeOut' as const, notBoarded: own };
      await accept(
        aList({
          ...{ route: 'PTY>SJO', on: '2026-12-26', travellers: [traveller], ...closed },
          number: bus.manifest.conveyance.journeyId,
        }),
      );
      await soon(async () =>
        expect(await found('cri', 'pattern=PA>CR&since=2026-12-26')).toEqual([]),
      );
      expect(await found('cri', query)).toEqual(own);
      expect(await count('cri', query)).toEqual({ count: 1, atLeast: false });
      expect(await found('gtm', query)).toEqual([]);
    });

    it('are kept as saved queries, each analyst’s own', async () => {
      const analyst = await api('cri', 'carmen');
      const saved = await analyst.post<{ id: string }>('/v1/saved-queries', {
        name: 'Moscú – La Habana',
        query: { pattern: 'SVO>HAV >(30d) PA>CR', since: '2026-12-05', until: '2026-12-05' },
      });
      const page = await analyst.get<Page>(`/v1/saved-queries/${saved.id}/matches?limit=5`);
      expect(page.items).toHaveLength(1);
      await expect(
        analyst.post('/v1/saved-queries', { name: 'x', query: { pattern: 'SVO' } }),
      ).rejects.toMatchObject({ status: 400 });
      const other = await api('cri', 'diego');
      expect(await other.get('/v1/saved-queries')).toEqual({ items: [] });
      await expect(other.get(`/v1/saved-queries/${saved.id}/matches`)).rejects.toMatchObject({
        status: 404,
      });
      const token = await test.token({ role: 'analyst', state: 'cri', ...{ subject: 'carmen' } });
      const forget = (): Promise<Response> =>
        fetch(`${service.url}/v1/saved-queries/${saved.id}`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${token}` },
        });
      expect([(await forget()).status, (await forget()).status]).toEqual([204, 404]);
    });
  });

  describe('networks', () => {
    const shared = { kind: 'phone' as const, value: '+505 8888 7712' };
    const mail = { kind: 'email' as const, value: 'juan@dominio.com' };

    it('show what travellers share, masked, with the list and leg of every edge', async () => {
      const [one, other] = [
        newTraveller({ contacts: [shared, mail], refs: { locator: 'AB12CD', agency: 'AG7' } }),
        newTraveller({ contacts: [shared] }),
      ];
      const [first, second] = [
        aList({ number: `TBN${String(number)}A`, travellers: [one] }),
        aList({ number: `TBN${String(number)}B`, on: '2026-12-09', travellers: [other] }),
      ];
      await Promise.all([accept(first), accept(second)]);
      const analyst = await api('cri');
      const node = `traveller:${idOn(first, one)}`;
      const network = await soon(async () => {
        const answer = await analyst.get<ShownNetwork>(`/v1/networks/${node}?hops=2`);
        expect(answer.nodes.map((shown) => shown.node)).toContain(
          `traveller:${idOn(second, other)}`,
        );
        return answer;
      });
      expect(network.nodes.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['traveller', 'document', 'phone', 'email', 'booking', 'agency']),
      );
      expect(network.nodes.map(({ label }) => label)).toEqual(
        expect.arrayContaining(['+505 •••• ••12', 'j•••@d•••.com']),
      );
      expect(JSON.stringify(network)).not.toMatch(/88887712|juan@/);
      const edge = network.edges.find(({ to }) => to.startsWith('contact:'));
      expect(edge?.sources[0]).toMatchObject({ manifestId: first.manifestId });
      const way = await analyst.get<{ connected: boolean; edges: object[] }>(
        `/v1/networks/${node}/connections/traveller:${idOn(second, other)}`,
      );
      expect([way.connected, way.edges.length]).toEqual([true, 2]);
    });

    it('show what is on the allow-list, and let it join nobody', async () => {
      const [one, other] = [
        newTraveller({ contacts: [HELPLINE] }),
        newTraveller({ contacts: [HELPLINE] }),
      ];
      const guide = newTraveller({ documents: [GUIDE], refs: { locator: 'GU1DE1' } });
      const led = newTraveller({ contacts: [], refs: { locator: 'GU1DE1' } });
      const again = newTraveller({ contacts: [], refs: { locator: 'GU1DE2' } });
      const [first, second, third] = [
        aList({ number: `TBL${String(number)}A`, on: '2026-12-02', travellers: [one, guide, led] }),
        aList({ number: `TBL${String(number)}B`, on: '2026-12-09', travellers: [other] }),
        aList({
          ...{ number: `TBL${String(number)}C`, on: '2026-12-11' },
          travellers: [{ ...guide, refs: { locator: 'GU1DE2' } }, again],
        }),
      ];
      await Promise.all([accept(first), accept(second), accept(third)]);
      const analyst = await api('cri');
      const nodes = [idOn(first, one), idOn(second, other), idOn(first, led), idOn(third, again)];
      const [from, to, follower, later] = nodes.map((id) => `traveller:${id}`);
      for (const node of nodes) await soon(() => analyst.get(`/v1/networks/traveller:${node}`));
      const network = await analyst.get<ShownNetwork>(`/v1/networks/${from}?hops=4`);
      const contact = network.nodes.find(({ kind }) => kind === 'phone');
      expect(contact).toMatchObject({ allowListed: true });
      expect(network.nodes.map(({ node }) => node)).not.toContain(to);
      expect(network.notes).toHaveLength(1);
      for (const [a, b] of [
        [from, to],
        [follower, later],
      ]) {
        const way = await analyst.get<{ connected: boolean; notes: object[] }>(
          `/v1/networks/${a}/connections/${b}?hops=6`,
        );
        expect([a, way.connected]).toEqual([a, false]);
      }
      const alone = await analyst.get<ShownNetwork>(`/v1/networks/${contact?.node ?? ''}?hops=4`);
      expect(alone.nodes.map(({ kind }) => kind)).toEqual(['phone']);
    });

    it('leave out whom the state may not see, and what would tell of them', async () => {
      const phone = { kind: 'phone' as const, value: `+50699${String(100000 + number)}` };
      const seen = newTraveller({ contacts: [phone] });
      const citizen = newTraveller({ contacts: [phone], nationality: 'CRI' });
      const child = newTraveller({ contacts: [], dateOfBirth: '2015-01-01' });
      const elsewhere = newTraveller({ contacts: [phone] });
      const list = aList({
        ...{ number: `TBH${String(number)}`, route: 'PTY>SJO>MGA' },
        travellers: [seen, citizen, child],
      });
      const away = aList({
        ...{ number: `TBX${String(number)}`, route: 'MGA>TGU', travellers: [elsewhere] },
      });
      await Promise.all([accept(list), accept(away)]);
      const analyst = await api('cri');
      const node = `traveller:${idOn(list, seen)}`;
      const network = await soon(() => analyst.get<ShownNetwork>(`/v1/networks/${node}?hops=4`));
      expect(network.nodes.filter(({ kind }) => kind === 'traveller')).toHaveLength(1);
      const contact = network.edges.find(({ to }) => to.startsWith('contact:'));
      const alone = network.edges.find(({ to }) => to.startsWith('document:'));
      expect(contact?.weight).toBe(alone?.weight);
      for (const hidden of [
        `traveller:${idOn(list, citizen)}`,
        `traveller:${idOn(list, child)}`,
        `traveller:${idOn(away, elsewhere)}`,
        `document:UTO:${citizen.documents[0]?.number ?? ''}`,
        'document:UTO:NONE0001',
        'traveller:tr_none',
      ]) {
        await expect(analyst.get(`/v1/networks/${hidden}`)).rejects.toMatchObject({ status: 404 });
      }
      await expect(analyst.get('/v1/networks/nonsense')).rejects.toMatchObject({ status: 400 });
    });
  });

  describe('statistics', () => {
    const bus = async (month: string, size: number, part: object = {}): Promise<void> => {
      const travellers = Array.from({ length: size }, () => newTraveller(part));
      const list = aList({ on: `${month}-11`, number: `TBS${String(number)}`, travellers });
      await accept(list);
    };
    const cells = async (query: string, state = 'pan') =>
      (await (await api(state)).get<Statistics>(`/v1/statistics?${query}`)).cells;

    it('count flows by nationality, with small cells and their complements suppressed', async () => {
      await bus('2027-02', 14, { nationality: 'NPL' });
      await bus('2027-02', 12, { nationality: 'GHA' });
      await bus('2027-02', 3, { nationality: 'CMR' });
      const shown = await soon(async () => {
        const found = await cells('by=nationality&since=2027-02&until=2027-02');
        expect(found).toHaveLength(3);
        return found;
      });
      expect(shown).toEqual(
        expect.arrayContaining([
          { dimensions: { nationality: 'NPL' }, count: 14 },
          { dimensions: { nationality: 'GHA' }, suppressed: true },
          { dimensions: { nationality: 'CMR' }, suppressed: true },
        ]),
      );
    });

    it('never let a hidden month follow from two overlapping periods', async () => {
      await bus('2027-04', 20, { nationality: 'ERI' });
      await bus('2027-05', 4, { nationality: 'ERI' });
      const both = await soon(async () => {
        const found = await cells('by=nationality&since=2027-04&until=2027-05');
        expect(found[0]?.suppressedMonths).toBe(1);
        return found;
      });
      expect(both).toEqual([
        { dimensions: { nationality: 'ERI' }, count: 20, suppressedMonths: 1 },
      ]);
      expect(await cells('by=month&since=2027-05&until=2027-05')).toEqual([
        { dimensions: { month: '2027-05' }, suppressed: true },
      ]);
    });

    it('compare two periods, say the coverage and the definition, and export as CSV', async () => {
      await bus('2027-07', 10);
      await bus('2027-08', 15);
      const operator = await test.token({ role: 'operator', state: 'pan' });
      await fetch(`${service.url}/v1/expected-carriers/NICABUS`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
        body: JSON.stringify({ since: '2027-01' }),
      });
      const query = 'by=mode&since=2027-08&until=2027-08&compareSince=2027-07&compareUntil=2027-07';
      const panama = await api('pan');
      const answer = await soon(async () => {
        const found = await panama.get<Statistics>(`/v1/statistics?${query}`);
        expect(found.comparison?.cells).toEqual([
          {
            dimensions: { mode: 'road' },
            now: { count: 15 },
            before: { count: 10 },
            change: 5,
            changePercent: 50,
          },
        ]);
        return found;
      });
      expect(answer.coverage).toMatchObject({
        reporting: 1,
        expected: 2,
        silent: ['NICABUS'],
        text: { es: 'transportistas que informaron: 1 de 2' },
      });
      expect(answer.definition.es).toMatch(/menores de 10/);
      const csv = await text('pan', '/v1/statistics?by=mode&since=2027-08&until=2027-08');
      expect(csv).toBe(
        '\ufeff"mode";"count";"suppressed";"suppressedMonths"\r\n"road";"15";"no";""\r\n',
      );
      await expect(panama.get('/v1/statistics?by=sex')).rejects.toMatchObject({ status: 400 });
      await expect(panama.get('/v1/statistics?since=2027-09&until=2027-01')).rejects.toMatchObject({
        status: 400,
      });
    });

    it('show a series of the past beside, marked, suppressed and with its cells', async () => {
      const panama = await api('pan');
      const point = (group: string, count: number, row: number) => ({
        ...{ year: 2011, group, count },
        provenance: { file: 'viejo.csv', row, column: 2, text: String(count) },
      });
      const stored = await panama.post<{ id: string }>('/v1/statistics/series', {
        ...{ name: 'Extracontinentales', source: 'SNM', file: 'viejo.csv', layout: 'years-across' },
        points: [point('NEPAL', 120, 2), point('GHANA', 33, 3), point('CAMERUN', 4, 4)],
      });
      const query = `series=${stored.id}&since=2011-01&until=2011-12`;
      const { series } = await panama.get<Statistics>(`/v1/statistics?${query}`);
      expect(series?.[0]).toMatchObject({
        kind: 'legacy',
        provenance: { source: 'SNM', storedBy: 'ana' },
        cells: [
          { period: '2011', group: 'NEPAL', count: 120, provenance: { file: 'viejo.csv', row: 2 } },
          { period: '2011', group: 'GHANA', suppressed: true },
          { period: '2011', group: 'CAMERUN', suppressed: true },
        ],
      });
      const mexico = await api('mex');
      await expect(mexico.get(`/v1/statistics?series=${stored.id}`)).rejects.toMatchObject({
        status: 404,
      });
    });
  });
});
