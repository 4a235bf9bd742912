import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningService } from '@vigia/service';
import { eventually, serviceTest, type ServiceTest } from '@vigia/testing';
import { watchlistConfig } from '../src/config';
import { startWatchlist } from '../src/start';
import { allEntries, callerOf, persons, SETTINGS, topicsOf, type Call } from './lists-client';

jest.setTimeout(30_000);

describe('the watchlist service', () => {
  let test: ServiceTest;
  let service: RunningService;
  let owner: Call;
  let second: Call;
  let spool: string;

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

  const importCsv = (id: string, list: string, query = '') =>
    owner('POST', `/v1/lists/${id}/imports?format=persons-csv${query}`, list, {
      'content-type': 'text/csv',
    });

  beforeAll(async () => {
    test = await serviceTest();
    spool = mkdtempSync(join(tmpdir(), 'vigia-spool-'));
    service = await startWatchlist(
      watchlistConfig({
        ...test.env,
        SPOOL_FOLDER: spool,
        LEASE_MS: '8000',
        EXPIRY_SWEEP_MS: '200',
        UPLOAD_LIMIT_BYTES: '3000000',
      }),
    );
    owner = await as({ role: 'list-owner', state: 'pan' }, 'ana');
    second = await as({ role: 'list-owner', state: 'pan' }, 'berta');
  });

  afterAll(async () => {
    await service?.stop();
    await test?.close();
  });

  describe('importing', () => {
    it('publishes the entries of a version, and then that it is whole', async () => {
      await aList('whole', persons(30), { sharing: { rule: 'named', states: ['CRI'] } });
      const { entries, published } = await topicsOf(test, 'whole');
      expect(new Set(entries.map(({ value }) => value.listVersion))).toEqual(new Set([1]));
      expect(new Set(entries.map(({ key }) => key)).size).toBe(30);
      expect(published.map(({ value }) => value)).toMatchObject([
        {
          listId: 'whole',
          version: 1,
          changes: 30,
          entries: 30,
          sharing: { rule: 'named', states: ['cri'] },
          staleAfterDays: 30,
        },
      ]);
      const last = Math.max(...entries.map(({ timestamp }) => Number(timestamp)));
      expect(Number(published[0]?.timestamp)).toBeGreaterThanOrEqual(last);
    });

    it('publishes only what differs, and confirms a list without differences', async () => {
      await aList('differs', persons(10));
      const changed = persons(10).replace('E3,Quintavalle,Ana', 'E3,Quintavalle,Eva');
      const { body } = await importCsv('differs', changed);
      expect(body).toMatchObject({ version: 2, added: 0, changed: 1, removed: 0, unchanged: 9 });
      const again = await importCsv('differs', changed);
      expect(again.body).toMatchObject({ version: 2, changed: 0, unchanged: 10, published: true });
      const { entries, published } = await topicsOf(test, 'differs');
      expect(entries.filter(({ value }) => value.listVersion === 2)).toHaveLength(1);
      const told = published.map(({ value }) => [value.version, value.changes]);
      expect(told).toEqual([
        [1, 10],
        [2, 1],
        [2, 1],
      ]);
      const [, first, last] = published.map(({ value }) => value.confirmedAt);
      expect(new Date(last ?? '').getTime()).toBeGreaterThan(new Date(first ?? '').getTime());
    });

    it('takes a file as the body, parts as multipart, and leaves nothing lying about', async () => {
      await owner('PUT', '/v1/lists/parts', { ...SETTINGS, kind: 'sanctions' });
      const none = ',-0- '.repeat(7);
      const row = `1,"PEREZ, Juan","individual","SDGT"${none},"DOB 1970."\r\n`;
      const form = new FormData();
      form.append('sdn', new Blob([row]), 'sdn.csv');
      form.append('alt', new Blob(['1,5,"aka","PERES, J.",-0- \r\n']), 'alt.csv');
      const { status, body } = await owner('POST', '/v1/lists/parts/imports?format=ofac', form);
      expect([status, body['added']]).toEqual([200, 1]);
      const { body: page } = await owner('GET', '/v1/lists/parts/entries');
      expect(page.items[0]).toMatchObject({ names: [{}, { full: 'PERES, J.' }] });
      expect(readdirSync(spool)).toEqual([]);
    });

    it('tells what would happen and changes nothing when asked to', async () => {
      await aList('dry', persons(10));
      const { body } = await importCsv('dry', persons(9, 'Eva', 2), '&dryRun=true');
      expect(body).toMatchObject({ dryRun: true, version: 1, added: 1, changed: 8, removed: 2 });
      expect((await allEntries(owner, 'dry')).map(({ names }) => names[0]?.given)).toEqual(
        Array.from({ length: 10 }, () => 'Ana'),
      );
      expect((await topicsOf(test, 'dry')).published).toHaveLength(1);
    });

    it.each<[string, string, string | undefined]>([
      ['empty', '', undefined],
      ['of another kind', 'shoe,size\nred,43\n', 'LIST_COLUMNS_MISSING'],
      ['cut in a row', `${persons(10).slice(0, -14)}`, 'LIST_FILE_CUT'],
      ['40 % smaller', persons(6), undefined],
      ['binary noise', '\u0000\u0001\u0002\n\u0003', 'LIST_COLUMNS_MISSING'],
    ])('refuses a list that is %s and leaves the live one alone', async (name, text, code) => {
      const id = `broken-${name.replace(/[^a-z0-9]+/g, '-')}`.slice(0, 40);
      await aList(id, persons(10));
      const { status, body } = await importCsv(id, text);
      expect([status, body.code]).toEqual([422, 'VIGIA_IMPORT_REFUSED']);
      expect(body['detail']).toMatchObject({ es: expect.any(String), en: expect.any(String) });
      if (code) expect(body.problems.at(-1)).toMatchObject({ code });
      expect(await allEntries(owner, id)).toHaveLength(10);
      expect((await owner('GET', `/v1/lists/${id}`)).body.version).toBe(1);
      expect((await topicsOf(test, id)).published).toHaveLength(1);
    });

    it('withdraws a large part only when told to', async () => {
      await aList('shrinks', persons(10));
      const { body } = await importCsv('shrinks', persons(6), '&allowShrink=true');
      expect(body).toMatchObject({ version: 2, removed: 4, unchanged: 6 });
      const { entries } = await topicsOf(test, 'shrinks');
      const gone = entries.filter(({ value }) => value.status === 'withdrawn');
      expect(gone.map(({ key }) => key).sort()).toEqual(
        [6, 7, 8, 9].map((number) => `shrinks:E${number}`),
      );
    });

    it('reports bad and repeated rows one by one and takes the good ones', async () => {
      await aList('rows', persons(10));
      const rows = `${persons(10)}E3,Twice,Ana,,\nE11,,,,\nE12,Paz,Luz,soon,\nE13,a,b,c,d,e,f\n`;
      const { status, body } = await importCsv('rows', rows);
      expect([status, body['added'], body['refused']]).toEqual([200, 1, 3]);
      expect(body.problems.map(({ row, code, field }) => [row, code, field])).toEqual([
        [12, 'LIST_ROW_DUPLICATE', 'id'],
        [13, 'LIST_ROW_WITHOUT_NAME', 'name'],
        [14, 'LIST_DATE_UNREADABLE', 'dob'],
        [15, 'LIST_ROW_BROKEN', undefined],
      ]);
    });

    it('does not withdraw an entry because its row is broken', async () => {
      await aList('broken-row', persons(10));
      const { body } = await importCsv(
        'broken-row',
        persons(10).replace('E4,Quintavalle,Ana', 'E4,,'),
      );
      expect(body).toMatchObject({ removed: 0, refused: 1, version: 1 });
      expect(await allEntries(owner, 'broken-row')).toHaveLength(10);
    });

    it('refuses a file that is too large without keeping any of it', async () => {
      await aList('large', persons(3));
      expect((await importCsv('large', persons(90_000))).status).toBe(413);
      expect(readdirSync(spool)).toEqual([]);
      expect(await allEntries(owner, 'large')).toHaveLength(3);
    });

    it('refuses unknown parts, a missing format and bodies that do not fit', async () => {
      await aList('bad', persons(3));
      const form = new FormData();
      form.append('lsit', new Blob(['x']), 'x.csv');
      const path = '/v1/lists/bad/imports';
      const csv = { 'content-type': 'text/csv' };
      const answers = [
        await owner('POST', `${path}?format=persons-csv`, form),
        await owner('POST', path, persons(3), csv),
        await owner('POST', `${path}?format=ofac`, 'x', csv),
        await owner('POST', `${path}?format=shoes`, 'x', csv),
        await owner('POST', path, { format: 'persons-csv', files: {} }),
        await owner('POST', path),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400]);
      expect(readdirSync(spool)).toEqual([]);
    });

    it('lets one of two imports of a list through at a time and never mixes them', async () => {
      await aList('two', persons(2000, 'Old'));
      const [one, other] = await Promise.all([
        importCsv('two', persons(2000, 'One')),
        importCsv('two', persons(2000, 'Two')),
      ]);
      expect([200, 409]).toEqual(expect.arrayContaining([one.status, other.status]));
      const names = (await allEntries(owner, 'two')).map(({ names }) => names[0]?.given);
      expect(new Set(names).size).toBe(1);
      const { body } = await owner('GET', '/v1/lists/two/imports');
      expect(body.items[0]).toMatchObject({ changed: 2000 });
    });

    it('shows the pages of one reader at one version although a new one comes between', async () => {
      await aList('pages', persons(20, 'Old'));
      const { body: first } = await owner('GET', '/v1/lists/pages/entries?limit=10');
      await importCsv('pages', persons(20, 'New'));
      const { body: rest } = await owner(
        'GET',
        `/v1/lists/pages/entries?limit=10&cursor=${first.next}`,
      );
      const given = [...first.items, ...rest.items].map(
        (item) => (item['names'] as { given: string }[])[0]?.given,
      );
      expect(new Set(given)).toEqual(new Set(['Old']));
    });
  });

  describe('edits by hand', () => {
    const entry = { names: [{ surname: 'Vasnetsovski', given: 'Dmitri' }], nationalities: ['RU'] };
    const put = (id: string, entryId: string, body: object, call = owner) =>
      call('PUT', `/v1/lists/${id}/entries/${entryId}`, { entry, reason: 'court order', ...body });

    it('are versions of their own, published, with author and reason in the history', async () => {
      await aList('edits', persons(3));
      expect((await put('edits', 'M-1', {})).body).toMatchObject({ version: 2, changed: true });
      expect((await put('edits', 'M-1', {})).body).toMatchObject({ version: 2, changed: false });
      const removed = await owner('DELETE', '/v1/lists/edits/entries/M-1', { reason: 'appeal' });
      expect(removed.body).toMatchObject({ version: 3 });
      const { body } = await owner('GET', '/v1/lists/edits/entries/M-1/history');
      expect(body.items).toMatchObject([
        { status: 'active', by: 'ana', reason: 'court order', nationalities: ['RUS'] },
        { status: 'withdrawn', by: 'ana', reason: 'appeal', listVersion: 3 },
      ]);
      const { published } = await topicsOf(test, 'edits');
      expect(published.map(({ value }) => [value.version, value.changes, value.entries])).toEqual([
        [1, 3, 3],
        [2, 1, 4],
        [3, 1, 3],
      ]);
    });

    it('need a reason, a name and a future expiry', async () => {
      await aList('needs', persons(1));
      const bodies = [
        { reason: '' },
        { entry: {} },
        { expiresAt: '2020-01-01T00:00:00Z' },
        { entry: { names: [{ full: 'x' }], sex: 'X' } },
      ];
      const answers = await Promise.all(bodies.map((body) => put('needs', 'M-1', body)));
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
      const gone = await owner('DELETE', '/v1/lists/needs/entries/none', { reason: 'x' });
      expect(gone.status).toBe(404);
    });

    it('live on when an import does not name them, and yield when the file says something new', async () => {
      await aList('live-on', persons(10));
      await put('live-on', 'M-1', {});
      await put('live-on', 'E1', {});
      await owner('DELETE', '/v1/lists/live-on/entries/E2', { reason: 'wrong person' });
      const same = await importCsv('live-on', persons(10));
      expect(same.body).toMatchObject({ added: 0, changed: 0, removed: 0, edited: 2 });
      const ids = (await allEntries(owner, 'live-on')).map(({ entryId }) => entryId);
      expect(ids).toContain('live-on:M-1');
      expect(ids).not.toContain('live-on:E2');
      const news = persons(10).replace('E2,Quintavalle,Ana', 'E2,Quintavalle,Eva');
      const { body } = await importCsv('live-on', news);
      expect(body).toMatchObject({ added: 1, edited: 1 });
      expect(body.problems).toMatchObject([{ code: 'LIST_EDIT_OVERRIDDEN', refused: false }]);
    });

    it('go with the entry when the source no longer names it', async () => {
      await aList('cleared', persons(10));
      await put('cleared', 'E9', {});
      const { body } = await importCsv('cleared', persons(9));
      expect(body).toMatchObject({ removed: 1 });
    });

    it('are withdrawn and published when they expire', async () => {
      await aList('expires', persons(2));
      const expiresAt = new Date(Date.now() + 700).toISOString();
      expect((await put('expires', 'M-1', { expiresAt })).body.version).toBe(2);
      await eventually(async () => {
        const { body } = await owner('GET', '/v1/lists/expires');
        expect(body).toMatchObject({ version: 3, entries: 2, published: true });
      });
      const { entries } = await topicsOf(test, 'expires');
      const last = entries.filter(({ key }) => key === 'expires:M-1').at(-1);
      expect(last?.value).toMatchObject({ status: 'withdrawn', listVersion: 3 });
      const { body } = await owner('GET', '/v1/lists/expires/versions');
      expect(body.items[0]).toMatchObject({ kind: 'expiry', reason: 'expired', removed: 1 });
    });

    it('wait for another person on a list with four eyes', async () => {
      await aList('four', persons(2), { fourEyes: true });
      const proposed = await put('four', 'M-1', {});
      expect([proposed.status, proposed.body['state']]).toEqual([202, 'open']);
      expect((await owner('GET', '/v1/lists/four')).body.version).toBe(1);
      const path = `/v1/lists/four/proposals/${String(proposed.body['proposalId'])}`;
      const own = await owner('POST', `${path}/approve`);
      expect([own.status, own.body.code]).toEqual([403, 'VIGIA_FORBIDDEN']);
      expect((await owner('GET', '/v1/lists/four')).body.version).toBe(1);
      const approved = await second('POST', `${path}/approve`);
      expect(approved.body).toMatchObject({ state: 'approved', by: 'ana', decidedBy: 'berta' });
      const { body } = await owner('GET', '/v1/lists/four/entries/M-1');
      expect(body).toMatchObject({ by: 'ana', approvedBy: 'berta', listVersion: 2 });
      expect((await second('POST', `${path}/approve`)).status).toBe(409);
    });

    it('are as if they had not been when the second person rejects them', async () => {
      await aList('rejected', persons(2), { fourEyes: true });
      const removal = await owner('DELETE', '/v1/lists/rejected/entries/E1', { reason: 'error' });
      const path = `/v1/lists/rejected/proposals/${String(removal.body['proposalId'])}`;
      const { body } = await second('POST', `${path}/reject`, { reason: 'no proof' });
      expect(body).toMatchObject({ state: 'rejected', decisionReason: 'no proof' });
      expect(await allEntries(owner, 'rejected')).toHaveLength(2);
      const open = await owner('GET', '/v1/lists/rejected/proposals?state=open');
      expect(open.body.items).toEqual([]);
    });

    it('do not escape four eyes by a change of the settings', async () => {
      await aList('escape', persons(2), { fourEyes: true });
      const proposed = await owner('PUT', '/v1/lists/escape', SETTINGS);
      expect(proposed.status).toBe(202);
      expect((await owner('GET', '/v1/lists/escape')).body).toMatchObject({ fourEyes: true });
      const path = `/v1/lists/escape/proposals/${String(proposed.body['proposalId'])}/approve`;
      await second('POST', path);
      expect((await owner('GET', '/v1/lists/escape')).body).toMatchObject({ fourEyes: false });
    });

    it('reach all readers in order when many come at the same time', async () => {
      await aList('many', persons(1));
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, at) => put('many', `M-${at}`, {})),
      );
      // One that waits for longer than its patience is refused, and nothing of it remains.
      const done = answers.filter(({ status }) => status === 200).length;
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(6 - done);
      expect(done).toBeGreaterThan(0);
      const { published } = await topicsOf(test, 'many');
      const told = Array.from({ length: done + 1 }, (_, at) => at + 1);
      expect(published.map(({ value }) => value.version)).toEqual(told);
      expect(published.at(-1)?.value.entries).toBe(1 + done);
    });
  });
});
