import type { RunningService } from '@vigia/service';
import { serviceTest, type ServiceTest } from '@vigia/testing';
import { watchlistConfig } from '../src/config';
import { startWatchlist } from '../src/start';
import { callerOf, persons, SETTINGS, topicsOf, type Call } from './lists-client';

jest.setTimeout(30_000);

describe('lists of the watchlist service', () => {
  let test: ServiceTest;
  let service: RunningService;
  let owner: Call;

  const as = async (claims: { role: 'list-owner' | 'operator'; state?: string }, subject: string) =>
    callerOf(() => service.url, await test.token({ ...claims, subject } as never));

  /** A new list with these entries, imported as JSON. */
  const aList = async (id: string, list = persons(10), settings: object = {}): Promise<void> => {
    await owner('PUT', `/v1/lists/${id}`, { ...SETTINGS, ...settings });
    const { status } = await owner('POST', `/v1/lists/${id}/imports`, {
      format: 'persons-csv',
      files: { list },
    });
    expect(status).toBe(200);
  };

  beforeAll(async () => {
    test = await serviceTest();
    service = await startWatchlist(
      watchlistConfig({
        ...test.env,
        LEASE_MS: '8000',
        EXPIRY_SWEEP_MS: '200',
        UPLOAD_LIMIT_BYTES: '3000000',
      }),
    );
    owner = await as({ role: 'list-owner', state: 'pan' }, 'ana');
  });

  afterAll(async () => {
    await service?.stop();
    await test?.close();
  });

  describe('a list', () => {
    it('keeps kind and sample mark after its first version, and tells of other settings', async () => {
      await aList('fixed', persons(2));
      const kind = await owner('PUT', '/v1/lists/fixed', { ...SETTINGS, kind: 'missing' });
      expect(kind.status).toBe(409);
      const renamed = { ...SETTINGS, name: 'Renamed', staleAfterDays: 7 };
      expect((await owner('PUT', '/v1/lists/fixed', renamed)).status).toBe(200);
      const { published, entries } = await topicsOf(test, 'fixed');
      expect(published.at(-1)?.value).toMatchObject({
        ...{ version: 1, changes: 2, name: 'Renamed', staleAfterDays: 7 },
      });
      // The sweep may send a version again: the same bytes, and nothing new.
      expect(new Set(entries.map(({ value }) => JSON.stringify(value))).size).toBe(2);
    });

    it('shows its age, and is confirmed without an import', async () => {
      await aList('age', persons(2));
      const before = (await owner('GET', '/v1/lists/age')).body;
      expect(before).toMatchObject({ stale: false, ageSeconds: expect.any(Number) });
      const after = (await owner('POST', '/v1/lists/age/confirm')).body;
      expect(String(after['confirmedAt']) > String(before['confirmedAt'])).toBe(true);
      expect(after.version).toBe(1);
      const metrics = await (await fetch(`${service.url}/metrics`)).text();
      expect(metrics).toMatch(/^vigia_list_age\{.*list="age".*\} \d+/m);
      expect(metrics).toMatch(/^vigia_list_stale\{.*list="age".*\} 0/m);
      expect(metrics).not.toMatch(/Quintavalle/);
    });

    it('is nobody else’s: another state finds nothing, an operator no entries', async () => {
      await aList('mine', persons(2));
      const stranger = await as({ role: 'list-owner', state: 'cri' }, 'carla');
      const operator = await as({ role: 'operator' }, 'oscar');
      const paths = ['', '/entries', '/imports', '/versions', '/proposals', '/entries/E1'];
      for (const path of paths) {
        expect((await stranger('GET', `/v1/lists/mine${path}`)).status).toBe(404);
      }
      expect((await stranger('PUT', '/v1/lists/mine', SETTINGS)).status).toBe(404);
      expect((await stranger('POST', '/v1/lists/mine/confirm')).status).toBe(404);
      const { body } = await stranger('GET', '/v1/lists');
      expect(body.items).toEqual([]);
      expect((await operator('GET', '/v1/lists/mine')).status).toBe(200);
      expect((await operator('GET', '/v1/lists/mine/entries')).status).toBe(403);
    });

    it('refuses wrong settings by name', async () => {
      const bad = [
        { ...SETTINGS, sharing: { rule: 'named' } },
        { ...SETTINGS, sharing: { rule: 'owner', states: ['cri'] } },
        { ...SETTINGS, staleAfterDays: 0 },
        { ...SETTINGS, colour: 'red' },
      ];
      for (const settings of bad) {
        expect((await owner('PUT', '/v1/lists/wrong', settings)).status).toBe(400);
      }
      expect((await owner('PUT', '/v1/lists/No%20Id', SETTINGS)).status).toBe(400);
    });

    it('stands in the service’s own description', async () => {
      const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
        paths: Record<string, Record<string, unknown>>;
      };
      const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path.replace('/v1/lists', '')}`),
      );
      expect(routes.sort()).toEqual([
        'delete /{id}/entries/{entryId}',
        'get ',
        'get /{id}',
        'get /{id}/entries',
        'get /{id}/entries/{entryId}',
        'get /{id}/entries/{entryId}/history',
        'get /{id}/imports',
        'get /{id}/proposals',
        'get /{id}/versions',
        'post /{id}/confirm',
        'post /{id}/imports',
        'post /{id}/proposals/{proposalId}/approve',
        'post /{id}/proposals/{proposalId}/reject',
        'put /{id}',
        'put /{id}/entries/{entryId}',
      ]);
    });
  });
});
