import { deadLetterTopic, intakeTopic, receiptsTopic } from '@vigia/contracts';
import { readTable, type Received } from '@vigia/kafka';
import { eventually, RecordingLog } from '@vigia/testing';
import type { Receipt } from '../src/receipt';
import { aList, aTrip, openDoor, type Door } from './door';

/** An answer as the carrier reads it from its topic. */
interface Read {
  key: string | null;
  status: string;
  headers: Record<string, string>;
  text: string;
  json: Receipt & { code: string; detail: { es: string; en: string } };
}

describe('the Kafka intake', () => {
  let door: Door;

  beforeAll(async () => {
    door = await openDoor({ INTAKE_CARRIERS: 'TICABUS,CM' });
    await door.service.consuming;
  });

  afterAll(() => door?.close());

  const push = (
    value: string | Buffer | null,
    headers: Record<string, string> = {},
    { key = 'k1', carrier = 'TICABUS' } = {},
  ): Promise<void> =>
    door.test.publisher.publishRaw({
      ...{ topic: intakeTopic(carrier), key, headers },
      value: typeof value === 'string' ? Buffer.from(value) : value,
    });

  const rawRecords = async (topic: string): Promise<Received<Buffer>[]> => {
    const found: Received<Buffer>[] = [];
    const { brokers, topicPrefix } = door.test.stack;
    const table = await readTable({
      ...{ brokers, topicPrefix, topic, clientId: 'carrier', log: new RecordingLog() },
      decode: (_, bytes) => bytes,
      onRecords: (records) => void found.push(...(records as Received<Buffer>[])),
    });
    await table.caughtUp;
    await table.stop();
    return found;
  };

  const answers = async (carrier = 'TICABUS'): Promise<Read[]> =>
    (await rawRecords(receiptsTopic(carrier))).map(({ key, headers, value }) => {
      const text = value.toString('utf8');
      const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Read['json'];
      return { key, headers, text, json, status: headers['vigia-status'] ?? '' };
    });

  const answerTo = async (key: string, carrier?: string): Promise<Read[]> => {
    let found: Read[] = [];
    await eventually(
      async () => {
        found = (await answers(carrier)).filter((answer) => answer.key === key);
        expect(found.length).toBeGreaterThan(0);
      },
      { timeoutMs: 20_000 },
    );
    return found;
  };

  it('answers like HTTP: the same bytes have the same receipt by either way', async () => {
    const list = JSON.stringify(aList(aTrip(), 2));
    await push(list, { 'Content-Type': 'application/json' }, { key: 'same' });
    const [answer] = await answerTo('same');
    expect([answer?.status, answer?.headers['content-type']]).toEqual(['202', 'application/json']);
    const http = await door.call('/v1/manifests', { body: list });
    expect([http.headers.get('vigia-repeated'), http.body]).toEqual(['true', answer?.json]);
    const records = (await door.accepted()).filter(
      ({ receiptId }) => receiptId === answer?.json.receiptId,
    );
    expect(new Set(records.map(({ eventId }) => eventId)).size).toBe(1);
  });

  it('takes the facts of the trip from headers, and tests', async () => {
    const csv =
      'surname,given names,document type,document number,issuing country,nationality,date of birth,sex\n' +
      'RUIZ,CARLA,passport,ZZ01938476,NIC,NIC,1990-03-17,F\n';
    const { journeyId, departure, arrival, from, to } = aTrip();
    const headers = { 'content-type': 'text/csv', journeyId, departure, arrival, from, to };
    await push(csv, { ...headers, test: 'true' }, { key: 'facts' });
    const [answer] = await answerTo('facts');
    expect([answer?.status, answer?.json]).toMatchObject(['202', { test: true, accepted: 1 }]);
  });

  it('answers with CUSRES where the carrier accepts it', async () => {
    await push(
      'noise',
      { 'content-type': 'application/edifact', accept: 'application/edifact' },
      {
        ...{ key: 'cusres', carrier: 'CM' },
      },
    );
    const [noise] = await answerTo('cusres', 'CM');
    expect([noise?.status, noise?.headers['content-type']]).toEqual(['422', 'application/edifact']);
    expect(noise?.text).toMatch(/BGM\+962'ERP\+1'ERC\+118'FTX\+AAP\+\+\+REFUSED/);
  });

  it('answers poison with a refusal, and goes on with the next record at once', async () => {
    await push(null, {}, { key: 'none' });
    await push('', {}, { key: 'empty' });
    await push(Buffer.from([0, 255, 1, 254, 200, 13, 10, 0]), {}, { key: 'noise' });
    await push('x', { departure: 'soon' }, { key: 'facts-wrong' });
    await push('x', { 'idempotency-key': 'ñ' }, { key: 'key-wrong' });
    await push(JSON.stringify(aList(aTrip({ carrier: 'TRANSNICA' }))), {}, { key: 'foreign' });
    await push(JSON.stringify(aList(aTrip(), 1)), {}, { key: 'good' });
    const [good] = await answerTo('good');
    expect(good?.status).toBe('202');
    const told = new Map(
      (await answers()).map(({ key, status, json }) => [key, [status, json.code]]),
    );
    expect(Object.fromEntries(told)).toMatchObject({
      none: ['400', 'VIGIA_EMPTY_BODY'],
      empty: ['400', 'VIGIA_EMPTY_BODY'],
      noise: ['422', 'VIGIA_MANIFEST_REFUSED'],
      'facts-wrong': ['400', 'VIGIA_BAD_REQUEST'],
      'key-wrong': ['400', 'VIGIA_BAD_REQUEST'],
      foreign: ['403', 'VIGIA_UNKNOWN_CARRIER'],
    });
    expect(await rawRecords(deadLetterTopic('ingestion'))).toEqual([]);
  });

  it('refuses another body under a used idempotency key', async () => {
    const key = { 'idempotency-key': 'kafka-1' };
    await push(JSON.stringify(aList(aTrip(), 1)), key, { key: 'i1' });
    await push(JSON.stringify(aList(aTrip(), 1)), key, { key: 'i2' });
    const [second] = await answerTo('i2');
    expect([second?.status, second?.json.code]).toEqual(['422', 'VIGIA_IDEMPOTENCY_CONFLICT']);
    expect(second?.headers['idempotency-key']).toBe('kafka-1');
  });

  it('takes a carrier’s lists in the order in which it sent them', async () => {
    const trip = aTrip();
    for (let index = 0; index < 6; index += 1) {
      await push(JSON.stringify(aList(trip, 1)), {}, { key: `order-${index}` });
    }
    await answerTo('order-5');
    const versions = (await answers())
      .filter(({ key }) => key?.startsWith('order-'))
      .map(({ key, json }) => [key, json.manifests[0]?.listVersion]);
    expect(versions).toEqual(versions.map((_, index) => [`order-${index}`, index + 1]));
  });

  it('takes after a restart what came meanwhile, and answers it once more at most', async () => {
    await door.service.stop();
    await push(JSON.stringify(aList(aTrip(), 1)), {}, { key: 'meanwhile' });
    await door.restart();
    const [answer] = await answerTo('meanwhile');
    expect(answer?.status).toBe('202');
  });
});
