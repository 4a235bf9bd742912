import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { TOPICS } from '@vigia/contracts';
import { freePorts, ServiceProcess } from '@vigia/services';
import { eventually, serviceTest, type ServiceTest } from '@vigia/testing';
import { createConnection, type Connection } from 'mongoose';
import { allEntries, callerOf, persons, SETTINGS, topicsOf, type Call } from './lists-client';

const ROOT = join(__dirname, '../../..');
const SIZE = 2500;

/** What a moment of an import looks like from outside; the service is killed as soon as it is seen. */
type Moment = (database: Connection, listId: string) => Promise<boolean>;

const listOf = (database: Connection, listId: string) =>
  database.collection('lists').findOne({ _id: listId as never });

const MOMENTS: Readonly<Record<string, Moment>> = {
  'its turn is taken': async (database, id) => !!(await listOf(database, id))?.['staging'],
  'a first part is staged': async (database, id) =>
    !!(await database.collection('revisions').findOne({ listId: id, from: 2 })),
  'all of it is staged': async (database, id) =>
    (await database.collection('revisions').countDocuments({ listId: id, from: 2 })) >= SIZE,
  'it is committed': async (database, id) => (await listOf(database, id))?.['version'] === 2,
  'it is being published': async (database, id) => !!(await listOf(database, id))?.['publishing'],
};

describe('an import whose service is killed', () => {
  let test: ServiceTest;
  let service: ServiceProcess;
  let database: Connection;
  let owner: Call;

  beforeAll(async () => {
    const built = spawnSync(process.execPath, [join(ROOT, 'tools/run.mjs'), 'build']);
    expect(built.status).toBe(0);
    test = await serviceTest();
    const [port = 0] = await freePorts(1);
    service = new ServiceProcess({
      name: 'watchlist',
      entry: join(ROOT, 'dist/apps/watchlist/src/main.js'),
      port,
      env: { ...test.env, LEASE_MS: '8000', LOG_LEVEL: 'warn' },
      logs: mkdtempSync(join(tmpdir(), 'vigia-logs-')),
    });
    await service.start();
    const token = await test.token({ role: 'list-owner', state: 'pan' });
    owner = callerOf(() => service.url, token);
    database = await createConnection(test.env['MONGODB_URI'] ?? '', {
      dbName: test.stack.database,
      runtimeAdapters: { os },
    }).asPromise();
  }, 180_000);

  afterAll(async () => {
    await database?.close();
    await service?.stop();
    await test?.close();
  }, 30_000);

  const importCsv = (id: string, mark: string) =>
    owner('POST', `/v1/lists/${id}/imports?format=persons-csv`, persons(SIZE, mark), {
      'content-type': 'text/csv',
    });

  /** Kills the service once `reached`, or lets the import end if that is sooner. */
  const killDuring = async (id: string, reached: () => Promise<boolean>): Promise<void> => {
    const importing = importCsv(id, 'New').then(
      () => 'answered',
      () => 'cut off',
    );
    let isOver = false;
    void importing.then(() => (isOver = true));
    while (!isOver && !(await reached())) await wait(1);
    await service.stop('SIGKILL');
    await importing;
  };

  /** Everything of one version, in the API and on the topics; answers the version. */
  const expectOneVersion = async (id: string): Promise<number> => {
    await eventually(
      async () => {
        const { body } = await owner('GET', `/v1/lists/${id}`);
        expect([body['published'], body['underWay']]).toEqual([true, undefined]);
      },
      { timeoutMs: 60_000, intervalMs: 200 },
    );
    const { version } = (await owner('GET', `/v1/lists/${id}`)).body;
    const marks = (await allEntries(owner, id)).map(({ names }) => names[0]?.given);
    expect(marks).toHaveLength(SIZE);
    expect(new Set(marks)).toEqual(new Set([version === 1 ? 'Old' : 'New']));

    const { entries, published } = await topicsOf(test, id);
    // Nothing of a version that is not live was ever sent.
    expect(Math.max(...entries.map(({ value }) => value.listVersion))).toBe(version);
    for (const { value, timestamp } of published) {
      const own = entries.filter((entry) => entry.value.listVersion === value.version);
      expect(new Set(own.map(({ key }) => key)).size).toBe(value.changes);
      // The record that says "whole" comes after a first sending of every entry.
      const first = new Map<string | null, number>();
      for (const { key, timestamp: at } of own) if (!first.has(key)) first.set(key, Number(at));
      expect(Number(timestamp)).toBeGreaterThanOrEqual(Math.max(...first.values()));
    }
    expect(published.at(-1)?.value.version).toBe(version);
    const left = {
      $or: [{ from: { $gt: version } }, { until: { $gt: version, $lt: 2 ** 31 - 1 } }],
    };
    expect(await database.collection('revisions').countDocuments({ listId: id, ...left })).toBe(0);
    return version;
  };

  const aKilledImport = async (
    id: string,
    reached: (since: number) => Promise<boolean>,
  ): Promise<number> => {
    await owner('PUT', `/v1/lists/${id}`, SETTINGS);
    expect((await importCsv(id, 'Old')).status).toBe(200);
    const since = performance.now();
    await killDuring(id, () => reached(since));
    await service.start();
    const version = await expectOneVersion(id);
    // And the list goes on working.
    const again = await importCsv(id, 'New');
    expect([again.status, again.body.version, again.body['published']]).toEqual([200, 2, true]);
    return version;
  };

  it.each(Object.entries(MOMENTS))(
    'has the old or the new version, never a mix, when killed once %s',
    async (name, moment) => {
      const id = `killed-${name.replaceAll(' ', '-')}`;
      const version = await aKilledImport(id, () => moment(database, id));
      if (/turn|first/.test(name)) expect(version).toBe(1);
      if (/committed|published/.test(name)) expect(version).toBe(2);
    },
    180_000,
  );

  it('says of a version that it is whole only after it was sent, also when killed while sending', async () => {
    const id = 'killed-sending';
    await aKilledImport(id, async () => {
      const { entries } = await topicsOf(test, id);
      return entries.some(({ value }) => value.listVersion === 2);
    });
    const { published } = await topicsOf(test, id);
    expect(published.map(({ value }) => value.version).sort()).toEqual(
      expect.arrayContaining([1, 2]),
    );
    expect(TOPICS.watchlistPublished).toBe(published[0]?.topic);
  }, 180_000);

  it('has the old or the new version, never a mix, when killed at any other time', async () => {
    const versions: number[] = [];
    for (const delay of [50, 400]) {
      const reached = async (since: number) => performance.now() - since > delay;
      versions.push(await aKilledImport(`killed-after-${delay}`, reached));
    }
    expect(versions.every((version) => version === 1 || version === 2)).toBe(true);
  }, 180_000);
});
