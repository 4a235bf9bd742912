import { createHash } from 'node:crypto';
import type { ManifestAccepted, ManifestRejected } from '@vigia/contracts';
import { codecOf, TOPICS } from '@vigia/contracts';
import type { RunningService } from '@vigia/service';
import { passengerList } from '@vigia/simulator';
import { eventually, serviceTest, type ServiceTest } from '@vigia/testing';
import { ingestionConfig } from '../src/config';
import type { Receipt } from '../src/receipt';
import { startIngestion } from '../src/start';
import { day } from './door';

const TRIP = {
  carrier: 'TICABUS',
  mode: 'road',
  journeyId: 'TB210',
  from: 'PAPTY',
  to: 'CRSJO',
  departure: `${day(8)}T05:00`,
  arrival: `${day(8)}T21:00`,
} as const;

let seed = 100;
const aList = (size = 3): string => JSON.stringify(passengerList((seed += 1), TRIP, size));

interface Answer {
  status: number;
  headers: Headers;
  body: Receipt & { code: string; id: string; title: string; detail: { es: string; en: string } };
}

describe('the ingestion service', () => {
  let test: ServiceTest;
  let service: RunningService;
  let carrier: string;

  const call = async (
    body: string | Buffer | undefined,
    headers: Record<string, string> = {},
    path = '/v1/manifests',
  ): Promise<Answer> => {
    const response = await fetch(service.url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${carrier}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Answer['body'],
    };
  };

  const acceptedRecords = async (): Promise<ManifestAccepted[]> =>
    (await test.records(TOPICS.manifestAccepted)).map(({ value }) => value as ManifestAccepted);

  beforeAll(async () => {
    test = await serviceTest();
    service = await startIngestion(
      ingestionConfig({ ...test.env, OUTBOX_GRACE_MS: '300', BODY_LIMIT_BYTES: '9000000' }),
    );
    carrier = await test.token({ role: 'carrier', carrier: 'TICABUS' });
  });

  afterAll(async () => {
    await service?.stop();
    await test?.close();
  });

  it('answers with a receipt once the event is on Kafka', async () => {
    const body = aList();
    const { status, body: receipt } = await call(body);
    expect({ status, problem: receipt.code }).toEqual({ status: 202, problem: undefined });
    expect(receipt).toMatchObject({ received: 3, accepted: 3, refused: 0, format: 'json' });
    expect(receipt.sha256).toBe(createHash('sha256').update(body).digest('hex'));
    const record = (await acceptedRecords()).find((one) => one.receiptId === receipt.receiptId);
    expect(record?.manifestId).toBe(receipt.manifestId);
    expect(record?.manifest.travellers).toHaveLength(3);
  });

  it('hands the caller’s trace on to Kafka', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { body } = await call(aList(), { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
    const records = await test.records(TOPICS.manifestAccepted);
    const own = records.find(
      ({ value }) => (value as ManifestAccepted).receiptId === body.receiptId,
    );
    expect(own?.traceparent?.split('-')[1]).toBe(traceId);
  });

  it('gives the same receipt for the same bytes and publishes them once', async () => {
    const list = aList();
    const first = await call(list);
    const second = await call(list);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('vigia-repeated')).toBe('true');
    const records = await acceptedRecords();
    expect(records.filter((one) => one.receiptId === first.body.receiptId)).toHaveLength(1);
  });

  it('refuses another body under a used Idempotency-Key, and takes the same one again', async () => {
    const list = aList();
    const key = { 'idempotency-key': 'monday-1' };
    const first = await call(list, key);
    expect((await call(list, key)).body.receiptId).toBe(first.body.receiptId);
    const other = await call(aList(), key);
    expect([other.status, other.body.code]).toEqual([422, 'VIGIA_IDEMPOTENCY_CONFLICT']);
  });

  it('does not use up the key on a first try that was refused', async () => {
    const key = { 'idempotency-key': 'tuesday-1' };
    expect((await call('{"travellers": 7}', key)).status).toBe(422);
    expect((await call(aList(), key)).status).toBe(202);
  });

  it('accepts many repeats at the same time as one', async () => {
    const list = aList();
    const answers = await Promise.all(Array.from({ length: 12 }, () => call(list)));
    expect(new Set(answers.map(({ body }) => body.receiptId)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 202));
  });

  it('shows a receipt and a manifest to their carrier and to nobody else', async () => {
    const { body } = await call(aList());
    const paths = [`/v1/receipts/${body.receiptId}`, `/v1/manifests/${body.manifestId}`];
    const stranger = await test.token({ role: 'carrier', carrier: 'TRANSNICA' });
    for (const path of paths) {
      expect((await call(undefined, {}, path)).status).toBe(200);
      const foreign = await call(undefined, { authorization: `Bearer ${stranger}` }, path);
      const absent = await call(undefined, {}, `${path}x`);
      expect([foreign.status, foreign.body.code]).toEqual([404, 'VIGIA_NOT_FOUND']);
      expect([absent.status, absent.body.title]).toEqual([404, foreign.body.title]);
    }
  });

  it('tells analysis of a list of which nothing could be accepted', async () => {
    const { status, body } = await call('{"travellers": []}');
    expect([status, body.code]).toEqual([422, 'VIGIA_MANIFEST_REFUSED']);
    expect(body.findings.length).toBeGreaterThan(0);
    for (const { text } of body.findings) expect([text.es, text.en]).not.toContain('');
    const records = await test.records(TOPICS.manifestRejected);
    const ids = records.map(({ value }) => (value as ManifestRejected).receiptId);
    expect(ids).toContain(body.receiptId);
  });

  describe('given bad input', () => {
    it.each<[string, string | Buffer, Record<string, string>, number, string]>([
      ['an empty body', '', {}, 400, 'VIGIA_EMPTY_BODY'],
      [
        'an unknown content type',
        'x',
        { 'content-type': 'image/png' },
        415,
        'VIGIA_UNSUPPORTED_MEDIA_TYPE',
      ],
      ['no JSON', '{"travellers": [', {}, 422, 'VIGIA_MANIFEST_REFUSED'],
      [
        'binary noise',
        Buffer.from([0, 255, 1, 254, 200, 13, 10, 0]),
        { 'content-type': 'application/edifact' },
        422,
        'VIGIA_MANIFEST_REFUSED',
      ],
      [
        'a cut interchange',
        "UNB+UNOA:4+A:ZZ+B:ZZ+261205:0340+1++APIS'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'NAD+FL+++A",
        { 'content-type': 'application/edifact' },
        422,
        'VIGIA_MANIFEST_REFUSED',
      ],
      [
        'an impossible Idempotency-Key',
        'x',
        { 'idempotency-key': 'ñ'.repeat(3) },
        400,
        'VIGIA_BAD_REQUEST',
      ],
      ['a body of 50 MB', Buffer.alloc(50_000_000, 32), {}, 413, 'VIGIA_TOO_LARGE'],
    ])('answers %s clearly', async (_, body, headers, status, code) => {
      const encoded = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          Buffer.from(value).toString('latin1'),
        ]),
      );
      const answer = await call(body, encoded).catch((error: unknown) => error as Error);
      // A server may close on a caller that goes on sending what it has refused.
      if (answer instanceof Error) expect(status).toBe(413);
      else expect([answer.status, answer.body.code]).toEqual([status, code]);
    });

    it.each([
      ['no token', ''],
      ['half a token', 'Bearer abc'],
      [
        'an unsigned token',
        `Bearer ${[{ alg: 'none' }, { sub: 'x', role: 'carrier', carrier: 'TICABUS', exp: 9e9 }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`,
      ],
    ])('lets nobody in with %s', async (_, authorization) => {
      const { status, body } = await call(aList(), { authorization });
      expect([status, body.code]).toEqual([401, 'VIGIA_UNAUTHENTICATED']);
    });

    it('lets nobody in with an expired or forged token, or in another role', async () => {
      const expired = await test.token({ role: 'carrier', carrier: 'TICABUS' }, '-1m');
      const [head = '', claims = '', signature = ''] = carrier.split('.');
      const altered = Buffer.from(
        JSON.stringify({
          ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object),
          carrier: 'SU',
        }),
      ).toString('base64url');
      const analyst = await test.token({ role: 'analyst', state: 'cri' });
      const statuses = await Promise.all(
        [expired, `${head}.${altered}.${signature}`, analyst].map(
          async (token) => (await call(aList(), { authorization: `Bearer ${token}` })).status,
        ),
      );
      expect(statuses).toEqual([401, 401, 403]);
    });

    it('refuses the list of another carrier', async () => {
      const foreign = JSON.stringify(passengerList(1, { ...TRIP, carrier: 'TRANSNICA' }, 2));
      const { status, body } = await call(foreign);
      expect([status, body.code]).toEqual([403, 'VIGIA_UNKNOWN_CARRIER']);
    });

    it('keeps what is good of a list with unknown fields, __proto__ and control characters', async () => {
      const list = passengerList((seed += 1), TRIP, 3);
      const [first] = list.travellers;
      if (first) first.name.surname = 'PE\u0000ÑA\u0007 RUIZ';
      const text = JSON.stringify(list).replace(
        '"listType"',
        '"__proto__": {"polluted": true}, "shoeSize": 43, "listType"',
      );
      const { status, body } = await call(text);
      expect(status).toBe(202);
      expect(body.accepted).toBe(3);
      expect(body.findings.length).toBeGreaterThan(0);
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      const record = (await acceptedRecords()).find((one) => one.receiptId === body.receiptId);
      expect(record?.manifest.travellers[0]?.name.surname).not.toMatch(/[\u0000-\u001f]/);
    });

    it('goes on serving everybody else', async () => {
      expect((await call(aList())).status).toBe(202);
      expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    });
  });

  it('names wrong trip parameters of a CSV', async () => {
    const csv = 'apellidos;nombres;documento\nPAZ;LUZ;X123';
    const { status, body } = await call(
      csv,
      { 'content-type': 'text/csv' },
      '/v1/manifests?departure=soon&colour=red',
    );
    expect([status, body.code]).toEqual([400, 'VIGIA_BAD_REQUEST']);
    expect(body.detail.es).toMatch(/departure/);
  });

  it('describes itself and shows no metric with personal data', async () => {
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/v1/manifests',
        '/v1/manifests/{id}',
        '/v1/manifests/{id}/cancel',
        '/v1/manifests/{id}/close-out',
        '/v1/receipts/{id}',
        '/v1/receipts/{id}/errors',
        '/v1/templates/{file}',
      ]),
    );
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/^vigia_manifests_total\{.*status="accepted"/m);
  });

  it('publishes after a restart what a crash left between MongoDB and Kafka', async () => {
    const list = aList();
    const { body } = await call(list);
    await service.stop();
    const { createConnection } = await import('mongoose');
    const connection = await createConnection(test.env['MONGODB_URI'] ?? '', {
      dbName: test.stack.database,
      runtimeAdapters: { os: await import('node:os') },
    }).asPromise();
    const [record] = (await test.records(TOPICS.manifestAccepted)).filter(
      ({ value }) => (value as ManifestAccepted).receiptId === body.receiptId,
    );
    await connection.collection('receipts').updateOne(
      { _id: body.receiptId as never },
      {
        $set: {
          outboxAt: new Date(Date.now() - 60_000),
          outbox: [
            {
              topic: TOPICS.manifestAccepted,
              key: record?.key,
              value: codecOf(TOPICS.manifestAccepted).encode(record?.value as ManifestAccepted),
              headers: {},
            },
          ],
        },
      },
    );
    service = await startIngestion(ingestionConfig({ ...test.env, OUTBOX_GRACE_MS: '300' }));
    await eventually(
      async () => {
        const again = (await acceptedRecords()).filter((one) => one.receiptId === body.receiptId);
        expect(again).toHaveLength(2);
        expect(new Set(again.map(({ eventId }) => eventId)).size).toBe(1);
        const left = await connection
          .collection('receipts')
          .countDocuments({ outboxAt: { $exists: true } });
        expect(left).toBe(0);
      },
      { timeoutMs: 15_000 },
    );
    await connection.close();
  });
});
