import {
  codecOf,
  TOPICS,
  type AlertRaised,
  type AlertRecalled,
  type ManifestAccepted,
  type TravellerAssessed,
  type WatchlistEntry,
  type WatchlistPublished,
} from '@vigia/contracts';
import { redrive } from '@vigia/kafka';
import type { RunningService } from '@vigia/service';
import {
  eventually,
  forgetNothingIn,
  RecordingLog,
  serviceTest,
  type ServiceTest,
} from '@vigia/testing';
import { screeningConfig } from '../src/config';
import { startScreening } from '../src/start';
import { anAccepted, anEntry, aVersion, type TravellerWish } from './accepted.fixture';

jest.setTimeout(90_000);

const person = (at: number): TravellerWish => ({
  surname: `SPECIMEN${'ABCDEFGHIJKLMNOPQRST'[at % 20]}${'XYZWV'[at % 5]}OV`,
  given: `NAME${'KLMNOPRSTV'[at % 10]}`,
  born: `19${50 + (at % 40)}-0${1 + (at % 9)}-1${at % 9}`,
  document: `S${at * 7919}`,
});
const WANTED: TravellerWish = {
  ...{ surname: 'VASNETSOVSKI', given: 'DMITRI', born: '1981-03-09', document: 'R660912347' },
};

describe('the screening service', () => {
  let test: ServiceTest;
  const running: RunningService[] = [];

  const start = async (part: Record<string, string> = {}): Promise<RunningService> => {
    const service = await startScreening(
      screeningConfig({
        ...{ ...test.env, CONTACT_KEY: 'a-key-for-tests-only', REQUIRED_LISTS: 'own' },
        ...{ SWEEP_MS: '200', ...part },
      }),
    );
    running.push(service);
    await forgetNothingIn(test.env);
    return service;
  };
  const stop = async (service: RunningService): Promise<void> => {
    running.splice(running.indexOf(service), 1);
    await service.stop();
  };
  const accept = (one: ManifestAccepted): Promise<void> =>
    test.publisher.publish({
      ...{ topic: TOPICS.manifestAccepted, key: one.conveyanceKey, headers: {} },
      value: codecOf(TOPICS.manifestAccepted).encode(one),
    });
  const list = async (
    published: WatchlistPublished,
    ...entries: WatchlistEntry[]
  ): Promise<void> => {
    await test.publisher.publishAll(
      entries.map((entry) => ({
        ...{ topic: TOPICS.watchlistEntry, key: entry.entryId, headers: {} },
        value: codecOf(TOPICS.watchlistEntry).encode(entry),
      })),
    );
    await test.publisher.publish({
      ...{ topic: TOPICS.watchlistPublished, key: published.listId, headers: {} },
      value: codecOf(TOPICS.watchlistPublished).encode(published),
    });
  };
  const valuesOf = async <Value>(topic: string): Promise<Value[]> =>
    (await test.records(topic)).map(({ value }) => value as Value);
  const assessed = async (conveyance: string): Promise<TravellerAssessed[]> =>
    (await valuesOf<TravellerAssessed>(TOPICS.travellerAssessed)).filter(
      ({ conveyanceKey }) => conveyanceKey === conveyance,
    );
  /** What stands by both topics, whoever of the instances said it. */
  const standing = async (): Promise<string[]> => {
    const last = new Map<string, { at: string; stands: boolean }>();
    for (const { alertId, occurredAt: at } of await valuesOf<AlertRaised>(TOPICS.alertRaised)) {
      if ((last.get(alertId)?.at ?? '') <= at) last.set(alertId, { at, stands: true });
    }
    for (const { alertId, occurredAt: at } of await valuesOf<AlertRecalled>(TOPICS.alertRecalled)) {
      if ((last.get(alertId)?.at ?? '') < at) last.set(alertId, { at, stands: false });
    }
    return [...last].flatMap(([id, { stands }]) => (stands ? [id] : [])).sort();
  };
  const future = (days: number): string =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const flight = (
    at: number,
    wanted: boolean,
    part: Partial<Parameters<typeof anAccepted>[0]> = {},
  ) =>
    anAccepted({
      ...{ route: 'SVO>HAV', day: future(2 + at * 2), carrier: 'SU' },
      travellers: [
        ...Array.from({ length: 4 }, (_, n) => person(at * 4 + n)),
        ...(wanted ? [WANTED] : []),
      ],
      ...part,
    });

  beforeAll(async () => {
    test = await serviceTest();
    await list(
      aVersion(1, 1),
      anEntry({ id: 'V', surname: 'VASNETSOVSKI', given: 'DMITRI', born: '1981-03-09' }),
    );
  });

  afterAll(async () => {
    for (const service of [...running]) await stop(service);
    await test?.close();
  });

  it('ends as if nothing had happened after a restart in mid-stream, a second instance and a replay', async () => {
    const lists = Array.from({ length: 24 }, (_, at) => flight(at, at % 3 === 0));
    const first = await start();
    await first.consuming;
    for (const one of lists.slice(0, 8)) await accept(one);
    await eventually(
      async () => expect(await assessed(lists[0]?.conveyanceKey ?? '')).not.toEqual([]),
      { timeoutMs: 30_000 },
    );
    await stop(first);
    for (const one of lists.slice(8, 16)) await accept(one);
    const second = await start();
    const third = await start();
    await Promise.all([second.consuming, third.consuming]);
    for (const one of lists.slice(16)) await accept(one);
    const everybody = async (): Promise<void> => {
      const seen = new Set(
        (await valuesOf<TravellerAssessed>(TOPICS.travellerAssessed)).map(
          ({ travellerId }) => travellerId,
        ),
      );
      expect(seen.size).toBe(24 * 4 + 8);
    };
    await eventually(everybody, { timeoutMs: 60_000 });
    // A second member leaves: its partitions move back in mid-stream.
    await accept(
      flight(0, true, { version: 2, effect: 'reduction', travellers: [], removed: [WANTED] }),
    );
    await stop(third);
    await eventually(async () => expect(await standing()).toHaveLength(7), { timeoutMs: 60_000 });
    const before = await standing();

    const replayed = [
      ...lists,
      flight(0, true, { version: 2, effect: 'reduction', travellers: [], removed: [WANTED] }),
    ];
    const told = (await valuesOf(TOPICS.travellerAssessed)).length;
    for (const one of replayed) await accept(one);
    await eventually(
      async () =>
        expect((await valuesOf(TOPICS.travellerAssessed)).length).toBeGreaterThanOrEqual(
          told + 24 * 4 + 7,
        ),
      { timeoutMs: 60_000 },
    );
    expect(await standing()).toEqual(before);
  });

  it('compares a new entry with those who are yet to travel, and takes back what is withdrawn', async () => {
    const upcoming = flight(60, false);
    await accept(upcoming);
    await eventually(async () => expect(await assessed(upcoming.conveyanceKey)).toHaveLength(4), {
      timeoutMs: 30_000,
    });
    const { surname, given, born } = person(241);
    const before = new Set(await standing());
    await list(
      aVersion(2, 1),
      anEntry({ id: 'N', version: 2, surname, ...(given && { given }), ...(born && { born }) }),
    );
    const raised = await eventually(
      async () => {
        const added = (await standing()).filter((id) => !before.has(id));
        expect(added.length).toBeGreaterThan(0);
        return added;
      },
      { timeoutMs: 30_000 },
    );
    await list(aVersion(3, 1), anEntry({ id: 'N', version: 3, surname, status: 'withdrawn' }));
    await eventually(async () => expect(await standing()).toEqual([...before].sort()), {
      timeoutMs: 30_000,
    });
    const recalled = await valuesOf<AlertRecalled>(TOPICS.alertRecalled);
    expect(
      recalled.filter(({ cause }) => cause === 'entryWithdrawn').map(({ alertId }) => alertId),
    ).toEqual(expect.arrayContaining(raised));
  });

  it.each([TOPICS.manifestAccepted, TOPICS.alertDisposed])(
    'parks what it cannot read of %s, goes on, and takes it again after a redrive',
    async (topic) => {
      const behind = flight(topic === TOPICS.manifestAccepted ? 70 : 71, false);
      const key = topic === TOPICS.manifestAccepted ? behind.conveyanceKey : `poison-${topic}`;
      await test.publisher.publish({ topic, key, value: Buffer.from(`poison ${topic}`) });
      await accept(behind);
      await eventually(async () => expect(await assessed(behind.conveyanceKey)).toHaveLength(4), {
        timeoutMs: 30_000,
      });
      const parked = async () =>
        (await test.records('vigia.dead.screening.v1')).filter((letter) => letter.key === key);
      await eventually(async () => expect(await parked()).toHaveLength(1));
      expect((await parked())[0]?.headers).toMatchObject({
        ...{ 'vigia-code': 'VIGIA_UNDECODABLE', 'vigia-origin-topic': topic },
      });
      await redrive({
        ...{ brokers: test.stack.brokers, deadLetterTopic: 'vigia.dead.screening.v1' },
        ...{ topicPrefix: test.stack.topicPrefix, log: new RecordingLog() },
      });
      await eventually(async () => expect(await parked()).toHaveLength(2), { timeoutMs: 30_000 });
    },
  );

  it.each([TOPICS.watchlistEntry, TOPICS.watchlistPublished])(
    'leaves out what it cannot read of %s and takes what stands behind it',
    async (topic) => {
      const [version, id] = topic === TOPICS.watchlistEntry ? [4, 'BAD'] : [5, 'own2'];
      await test.publisher.publish({ topic, key: `own:${id}`, value: Buffer.from('poison') });
      const { surname, given, born } = person(500 + version);
      const entry = anEntry({
        id: `B${version}`,
        version,
        surname,
        ...(given && { given }),
        ...(born && { born }),
      });
      // The unreadable one was of this version, if it was an entry.
      await list(aVersion(version, topic === TOPICS.watchlistEntry ? 2 : 1), entry);
      const carried = anAccepted({
        route: 'SVO>HAV',
        day: future(80 + version),
        carrier: 'SU',
        travellers: [person(500 + version)],
      });
      await eventually(
        async () => {
          await accept(carried);
          const seen = await assessed(carried.conveyanceKey);
          expect(seen.at(-1)?.matches.map(({ entryId }) => entryId)).toContain(entry.entryId);
        },
        { timeoutMs: 30_000, intervalMs: 500 },
      );
    },
  );

  it('shows a change of a list to the next traveller within 100 ms of its announcement', async () => {
    const { surname, given, born } = person(901);
    const delays: number[] = [];
    for (let version = 6; version < 11; version += 1) {
      await list(
        aVersion(version, 1),
        anEntry({ id: 'L', version, surname, ...(given && { given }), ...(born && { born }) }),
      );
      const announced = Date.now();
      const one = anAccepted({
        route: 'SVO>HAV',
        day: future(100 + version),
        carrier: 'SU',
        travellers: [person(901)],
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      await accept(one);
      const looks = await eventually(
        async () => {
          const found = await assessed(one.conveyanceKey);
          // A list that changes under way may have the traveller looked at twice; every look has the new one.
          expect(found.length).toBeGreaterThan(0);
          return found;
        },
        { timeoutMs: 30_000 },
      );
      for (const { versions } of looks) {
        expect(versions.lists).toContainEqual({ listId: 'own', version });
      }
      delays.push(Date.parse(looks[0]?.occurredAt ?? '') - announced);
    }
    expect(delays).toHaveLength(5);
  });
});
