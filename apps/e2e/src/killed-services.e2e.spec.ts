import { setTimeout as wait } from 'node:timers/promises';
import { ProblemError, type Receipt, type SeenAlert, type VigiaApi } from '@vigia/client';
import type { ServiceName, Services } from '@vigia/services';
import { listOf, passengerList, seeded, travellerOf, type SimulatedList } from '@vigia/simulator';
import { eventually } from '@vigia/testing';
import { createConnection, type Connection } from 'mongoose';
import os from 'node:os';
import { apiOf, importSampleLists, startPlatform } from './platform';

const LISTS = 50;
const TRAVELLERS = 100;
const VICTIMS: readonly ServiceName[] = ['ingestion', 'screening', 'exchange', 'analysis'];
const ROUNDS = 2;

const day = (offset: number): string =>
  new Date(Date.now() + offset * 24 * 3600 * 1000).toISOString().slice(0, 10);

const aBus = (index: number): Parameters<typeof passengerList>[1] => ({
  carrier: 'TICABUS',
  mode: 'road',
  journeyId: `TB${1000 + index}`,
  from: 'PAPTY',
  to: 'CRSJO',
  departure: `${day(2)}T05:00`,
  arrival: `${day(2)}T21:00`,
});

/** Every list has 100 travellers; every second one carries a person of the sample list. */
const theLists = (): SimulatedList[] =>
  Array.from({ length: LISTS }, (_, index) => {
    const list = passengerList(7000 + index, aBus(index), TRAVELLERS);
    if (index % 2 === 0) {
      const wanted = travellerOf(seeded(index), TRAVELLERS, `W${index}`);
      list.travellers[TRAVELLERS - 1] = {
        ...wanted,
        name: { surname: 'VASNETSOVSKIY', given: 'DMITRIY' },
        dateOfBirth: '1981-03-09',
        nationality: 'RUS',
        gender: 'M',
        documents: [{ type: 'P', number: `ZW${index}`, issuer: 'RUS', expires: '2035-01-01' }],
      };
    }
    return list;
  });

/** Submits as a carrier would in bad weather: again and again until there is a receipt. */
const submitStubbornly = async (api: VigiaApi, list: SimulatedList): Promise<Receipt> => {
  const body = JSON.stringify(list);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await api.submit({ body, contentType: 'application/json' });
    } catch (error) {
      if (error instanceof ProblemError && !error.retriable) throw error;
      if (attempt > 200) throw error;
      await wait(100);
    }
  }
};

const allAlerts = async (api: VigiaApi): Promise<SeenAlert[]> => {
  const alerts: SeenAlert[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await api.alerts(cursor, 500);
    // The same name on 25 coaches meets indicators too; counted here are the list matches.
    alerts.push(...page.items.filter(({ kind }) => kind === 'listMatch'));
    if (!page.next) return alerts;
    cursor = page.next;
  }
};

describe('a platform whose services are killed while 5,000 travellers flow', () => {
  let services: Services;
  let mongo: Connection;

  beforeAll(async () => {
    services = await startPlatform({
      requiredLists: ['sample-persons'],
      memberStates: ['cri'],
      env: { OUTBOX_GRACE_MS: '1000' },
    });
    await importSampleLists(services);
    await services.ready();
    mongo = await createConnection(process.env['MONGODB_URI'] ?? '', {
      runtimeAdapters: { os },
    }).asPromise();
  }, 120_000);

  afterAll(async () => {
    await mongo?.close();
    await services?.stop();
  }, 60_000);

  it('loses no receipt, misses no alert and gives none two ids', async () => {
    const carrier = await apiOf(services, 'ingestion', { role: 'carrier', carrier: 'TICABUS' });
    const waiting = theLists();
    const receipts: Receipt[] = [];
    const sender = async (): Promise<void> => {
      for (let list = waiting.shift(); list; list = waiting.shift()) {
        receipts.push(await submitStubbornly(carrier, list));
      }
    };
    const killer = async (): Promise<void> => {
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const name of VICTIMS) {
          const victim = services.processes[name];
          await victim.stop('SIGKILL');
          await victim.start();
        }
      }
    };
    await Promise.all([sender(), sender(), killer()]);
    expect(receipts).toHaveLength(LISTS);
    expect(receipts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(LISTS * TRAVELLERS);

    const ids = new Set(
      receipts.flatMap(({ manifests }) => manifests.map((one) => one.manifestId)),
    );
    const rows = mongo.useDb(services.database('analysis')).collection('manifests');
    const travellers = mongo.useDb(services.database('analysis')).collection('travellers');
    const authority = await apiOf(services, 'exchange', { role: 'authority', state: 'cri' });
    await eventually(
      async () => {
        expect(await rows.countDocuments({ _id: { $in: [...ids] as never[] } })).toBe(ids.size);
        expect(await travellers.countDocuments({})).toBe(LISTS * TRAVELLERS);
        expect((await allAlerts(authority)).length).toBe(LISTS / 2);
      },
      { timeoutMs: 90_000 },
    );

    const alerts = await allAlerts(authority);
    const causes = alerts.map(
      ({ legs, listEntry }) => `${legs[0]?.conveyance} ${listEntry?.entryId}`,
    );
    expect(new Set(alerts.map(({ alertId }) => alertId)).size).toBe(LISTS / 2);
    expect(new Set(causes).size).toBe(LISTS / 2);

    await eventually(
      async () => {
        const seen = await allAlerts(authority);
        expect(seen.every(({ acknowledged }) => acknowledged?.by === 'member-state-cri')).toBe(
          true,
        );
      },
      { timeoutMs: 60_000 },
    );
  }, 240_000);

  it('answers the same bytes with the same receipt after all that', async () => {
    const carrier = await apiOf(services, 'ingestion', { role: 'carrier', carrier: 'TICABUS' });
    const list = listOf(aBus(1), passengerList(7001, aBus(1), TRAVELLERS).travellers);
    const [first, second] = [
      await submitStubbornly(carrier, list),
      await submitStubbornly(carrier, list),
    ];
    expect(second).toEqual(first);
  });
});
