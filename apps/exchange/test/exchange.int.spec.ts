import {
  codecOf,
  stateAlertsTopic,
  TOPICS,
  type AlertDelivered,
  type AlertDisposed,
  type AlertRaised,
  type StateAlert,
} from '@vigia/contracts';
import { writeCursor, type RunningService } from '@vigia/service';
import { redrive } from '@vigia/kafka';
import {
  eventually,
  forgetNothingIn,
  RecordingLog,
  serviceTest,
  type ServiceTest,
} from '@vigia/testing';
import { VigiaApi } from '@vigia/client';
import { exchangeConfig } from '../src/config';
import { startExchange } from '../src/start';

// Kafka and MongoDB share the machine with whatever else runs on it.
jest.setTimeout(30_000);

let count = 0;

const anAlert = (part: Partial<AlertRaised> = {}): AlertRaised => {
  count += 1;
  const leg = {
    travellerId: `tr_${count}`,
    manifestId: `mf_${count}`,
    conveyance: `TICABUS:TB${count}:2026-12-03`,
    carrier: 'TICABUS',
    mode: 'road' as const,
    from: { code: 'PAPTY', country: 'PA' },
    to: { code: 'CRSJO', country: 'CR' },
    departedAt: '2026-12-03T10:00:00.000Z',
  };
  return {
    eventId: `ev_${count}`,
    occurredAt: '2026-12-01T10:00:00.000Z',
    alertId: `al_${count}`,
    kind: 'listMatch',
    travellerId: leg.travellerId,
    journeyId: `jn_${count}`,
    manifestId: leg.manifestId,
    conveyanceKey: leg.conveyance,
    person: { surname: 'VASNETSOVSKI', given: 'DMITRI', nationality: 'RUS', documents: [] },
    legs: [leg],
    listEntry: { entryId: 'own:P-1', listId: 'own', listKind: 'own', owner: 'pan', sample: true },
    score: 0.93,
    evidence: [{ kind: 'name', points: 0.9, text: { es: 'nombre igual', en: 'same name' } }],
    indicators: [],
    notUsed: { es: 'nada', en: 'nothing' },
    protection: [],
    versions: { matcher: '1', policy: '1', rules: '1', lists: [] },
    ...part,
  };
};

describe('the exchange service', () => {
  let test: ServiceTest;
  let service: RunningService;

  const api = async (
    state: string,
    role: 'authority' | 'protection' = 'authority',
  ): Promise<VigiaApi> =>
    new VigiaApi({ url: service.url, token: await test.token({ role, state }) });

  const raise = (alert: AlertRaised, headers: Record<string, string> = {}): Promise<void> =>
    test.publisher.publish({
      topic: TOPICS.alertRaised,
      key: alert.alertId,
      value: codecOf(TOPICS.alertRaised).encode(alert),
      headers,
    });

  const recall = (alert: AlertRaised, occurredAt: string): Promise<void> =>
    test.publisher.publish({
      topic: TOPICS.alertRecalled,
      key: alert.alertId,
      value: codecOf(TOPICS.alertRecalled).encode({
        ...{ eventId: `ev_r_${alert.alertId}`, occurredAt, alertId: alert.alertId },
        ...{ travellerId: alert.travellerId, cause: 'entryWithdrawn' },
        text: { es: 'entrada retirada', en: 'entry withdrawn' },
      }),
    });

  const onTopic = async (state: string, alertId: string): Promise<StateAlert[]> =>
    (await test.records(stateAlertsTopic(state)))
      .map(({ value }) => value as StateAlert)
      .filter((one) => one.alertId === alertId);

  const delivered = async (alertId: string): Promise<string[]> =>
    (await test.records(TOPICS.alertDelivered))
      .map(({ value }) => value as AlertDelivered)
      .filter((one) => one.alertId === alertId)
      .map(({ state }) => state);

  beforeAll(async () => {
    test = await serviceTest();
    service = await startExchange(exchangeConfig({ ...test.env, OUTBOX_GRACE_MS: '300' }));
    await forgetNothingIn(test.env);
    await service.consuming;
  });

  afterAll(async () => {
    await service?.stop();
    await test?.close();
  }, 20_000);

  it('delivers an alert once to each state it concerns, and to no other', async () => {
    const alert = anAlert();
    const trace = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
    await raise(alert, trace);
    await raise(alert, trace);
    await eventually(async () => expect(await delivered(alert.alertId)).toHaveLength(2));
    expect((await delivered(alert.alertId)).sort()).toEqual(['cri', 'pan']);
    expect(await onTopic('cri', alert.alertId)).toHaveLength(1);
    expect(await onTopic('nic', alert.alertId)).toEqual([]);
    const [record] = (await test.records(stateAlertsTopic('cri'))).filter(
      ({ key }) => key === alert.alertId,
    );
    expect(record?.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-/);
  });

  it('delivers a grown journey to the states that are new on it', async () => {
    const alert = anAlert({ kind: 'indicators' });
    await raise(alert);
    await eventually(async () => expect(await delivered(alert.alertId)).toHaveLength(2));
    const [leg] = alert.legs;
    const further = { ...leg!, from: { country: 'CR' }, to: { country: 'NI' } };
    await raise({ ...alert, legs: [...alert.legs, further] });
    await eventually(async () => expect(await delivered(alert.alertId)).toHaveLength(3));
    expect(await onTopic('nic', alert.alertId)).toHaveLength(1);
    expect(await onTopic('cri', alert.alertId)).toHaveLength(1);
  });

  it('shows enforcement a stub of a child’s alert and the protection unit the whole', async () => {
    const alert = anAlert({ kind: 'protection', protection: ['unaccompaniedMinor'] });
    await raise(alert);
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(1));
    const [record] = await onTopic('cri', alert.alertId);
    expect(JSON.stringify(record)).not.toMatch(/VASNETSOVSKI|RUS|tr_|TB/);
    const seen = await (await api('cri')).get<StateAlert>(`/v1/alerts/${alert.alertId}`);
    expect([seen.view, seen.person]).toEqual(['stub', undefined]);
    const whole = await (
      await api('cri', 'protection')
    ).get<StateAlert>(`/v1/alerts/${alert.alertId}`);
    expect([whole.view, whole.person?.surname]).toEqual(['full', 'VASNETSOVSKI']);
  });

  it('never tells a state of origin, until a protection officer has found no claim', async () => {
    const alert = anAlert({
      person: { surname: 'X', nationality: 'PAN', documents: [] },
      legs: anAlert().legs,
    });
    await raise(alert);
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(1));
    expect(await onTopic('pan', alert.alertId)).toEqual([]);
    const panama = await api('pan');
    await expect(panama.get(`/v1/alerts/${alert.alertId}`)).rejects.toMatchObject({ status: 404 });
    const officer = await api('cri', 'protection');
    await officer.post(`/v1/alerts/${alert.alertId}/protection`, { outcome: 'none' });
    await eventually(async () => expect(await onTopic('pan', alert.alertId)).toHaveLength(1));
    expect((await panama.get<StateAlert>(`/v1/alerts/${alert.alertId}`)).view).toBe('full');
  });

  it('answers another state’s alert like one that does not exist', async () => {
    const alert = anAlert();
    await raise(alert);
    await eventually(async () => expect(await delivered(alert.alertId)).toHaveLength(2));
    const mexico = await api('mex');
    const answers = await Promise.all(
      [alert.alertId, 'al_none'].map((id) =>
        mexico.get(`/v1/alerts/${id}`).catch((error: { problem: object }) => ({
          ...error.problem,
          id: '',
        })),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
    await expect(mexico.acknowledge(alert.alertId)).rejects.toMatchObject({ status: 404 });
  });

  it('records who took note and what was decided, and tells the others', async () => {
    const alert = anAlert();
    await raise(alert);
    await eventually(async () => expect(await delivered(alert.alertId)).toHaveLength(2));
    const officer = await api('cri');
    expect((await officer.acknowledge(alert.alertId)).acknowledged?.by).toBe('test');
    await expect(
      officer.dispose(alert.alertId, { disposition: 'dismissed', reason: '' }),
    ).rejects.toMatchObject({ status: 400 });
    const decided = await officer.dispose(alert.alertId, {
      disposition: 'dismissed',
      reason: 'another person',
    });
    expect(decided.disposition?.outcome).toBe('dismissed');
    const events = (await test.records(TOPICS.alertDisposed)).map(
      ({ value }) => value as AlertDisposed,
    );
    expect(events.filter(({ alertId }) => alertId === alert.alertId)).toMatchObject([
      { state: 'cri', disposition: 'dismissed', entryId: 'own:P-1' },
    ]);
  });

  it('pages through a state’s alerts without losing or repeating one', async () => {
    const panama = await api('pan');
    const all = (await panama.alerts(undefined, 500)).items.map(({ alertId }) => alertId);
    const paged: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await panama.alerts(cursor, 2);
      paged.push(...page.items.map(({ alertId }) => alertId));
      if (!page.next) break;
      cursor = page.next;
    }
    expect(paged).toEqual(all);
    await expect(panama.get('/v1/alerts?limit=501')).rejects.toMatchObject({ status: 400 });
    await expect(panama.get('/v1/alerts?cursor=nonsense')).rejects.toMatchObject({ status: 400 });
  });

  it('streams alerts as they come and from where the caller left off', async () => {
    const stop = new AbortController();
    const costaRica = await api('cri');
    const tail = costaRica.tail(undefined, stop.signal);
    const first = tail.next();
    const alert = anAlert();
    await raise(alert);
    expect((await first).value?.alert.alertId).toBe(alert.alertId);
    const cursor = (await first).value?.cursor;
    stop.abort();
    await tail.return(undefined);

    const later = anAlert();
    await raise(later);
    const again = new AbortController();
    const seen: string[] = [];
    for await (const { alert: one } of costaRica.tail(cursor, again.signal)) {
      seen.push(one.alertId);
      if (one.alertId === later.alertId) again.abort();
    }
    expect(seen).toContain(later.alertId);
  });

  it('tells the states that have an alert of its recall, by ids and a text', async () => {
    const alert = anAlert();
    await raise(alert);
    await eventually(async () => expect(await delivered(alert.alertId)).toHaveLength(2));
    await recall(alert, '2026-12-01T11:00:00.000Z');
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(2));
    const [, told] = await onTopic('cri', alert.alertId);
    expect(told).toMatchObject({ view: 'recalled', text: { en: 'entry withdrawn' }, legs: [] });
    expect(JSON.stringify(told)).not.toMatch(/VASNETSOVSKI|RUS|P-1|PAPTY/);
    expect(await onTopic('nic', alert.alertId)).toEqual([]);
    const seen = await (await api('cri')).get<object>(`/v1/alerts/${alert.alertId}`);
    expect(seen).toMatchObject({ status: 'recalled', recalled: { cause: 'entryWithdrawn' } });
  });

  it('does not tell whoever saw a stub why it is closed', async () => {
    const alert = anAlert({ kind: 'protection', protection: ['unaccompaniedMinor'] });
    await raise(alert);
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(1));
    await recall(alert, '2026-12-01T11:00:00.000Z');
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(2));
    const [, told] = await onTopic('cri', alert.alertId);
    expect(told?.text.en).toBe('The matter is closed');
    const seen = await (await api('cri')).get<object>(`/v1/alerts/${alert.alertId}`);
    expect(JSON.stringify(seen)).not.toMatch(/withdrawn|entryWithdrawn/);
  });

  it('delivers nothing of an alert whose recall came first, and again when it stands again', async () => {
    const alert = anAlert();
    const marker = anAlert();
    await recall(alert, '2026-12-01T11:00:00.000Z');
    // Alerts with one key are in order; the marker shows that both topics have been read.
    await recall(marker, '2026-12-01T09:00:00.000Z');
    await raise(alert);
    await raise(marker);
    await eventually(async () => {
      expect(new Set(await delivered(marker.alertId))).toEqual(new Set(['pan', 'cri']));
    });
    expect(await delivered(alert.alertId)).toEqual([]);
    await raise({ ...alert, occurredAt: '2026-12-01T12:00:00.000Z' });
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(1));
  });

  it('gives an alert that stands again another event id, so that no client takes it for a repeat', async () => {
    const alert = anAlert();
    await raise(alert);
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(1));
    await recall(alert, '2026-12-01T11:00:00.000Z');
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(2));
    await raise({ ...alert, occurredAt: '2026-12-01T12:00:00.000Z' });
    await eventually(async () => expect(await onTopic('cri', alert.alertId)).toHaveLength(3));
    const events = (await onTopic('cri', alert.alertId)).map(({ view, eventId }) => [
      view,
      eventId,
    ]);
    expect(events.map(([view]) => view)).toEqual(['full', 'recalled', 'full']);
    expect(new Set(events.map(([, id]) => id)).size).toBe(3);
    const seen = await (await api('cri')).get<{ status: string }>(`/v1/alerts/${alert.alertId}`);
    expect(seen.status).toBe('standing');
  });

  it('streams a recall to whoever follows the alerts', async () => {
    const stop = new AbortController();
    const from = writeCursor({ at: new Date(), id: '0' });
    const alert = anAlert();
    await raise(alert);
    const views: string[] = [];
    for await (const { alert: one } of (await api('cri')).tail(from, stop.signal)) {
      if (one.alertId !== alert.alertId) continue;
      views.push(one.view);
      if (one.view === 'recalled') stop.abort();
      else await recall(alert, '2026-12-01T11:00:00.000Z');
    }
    expect(views).toEqual(['full', 'recalled']);
  });

  it.each([TOPICS.alertRaised, TOPICS.alertRecalled])(
    'parks what it cannot read of %s, goes on, and takes it again after a redrive',
    async (topic) => {
      const key = `poison-${topic}`;
      await test.publisher.publish({ topic, key, value: Buffer.from(key) });
      const behind = anAlert();
      await raise(behind);
      await eventually(async () => expect(await delivered(behind.alertId)).toHaveLength(2));
      const parked = async () =>
        (await test.records('vigia.dead.exchange.v1')).filter((letter) => letter.key === key);
      await eventually(async () => expect(await parked()).toHaveLength(1));
      expect((await parked())[0]?.headers).toMatchObject({
        'vigia-code': 'VIGIA_UNDECODABLE',
        'vigia-origin-topic': topic,
      });
      await redrive({
        ...{ brokers: test.stack.brokers, deadLetterTopic: 'vigia.dead.exchange.v1' },
        ...{ topicPrefix: test.stack.topicPrefix, log: new RecordingLog() },
      });
      await eventually(async () => expect(await parked()).toHaveLength(2));
      expect((await parked())[1]?.headers['vigia-redriven']).toBe('1');
    },
  );
});
