import type { ManifestAccepted } from '@vigia/contracts';
import { Publisher } from '@vigia/kafka';
import { travellerId, type Traveller } from '@vigia/manifest';
import type { SimulatedList } from '@vigia/simulator';
import { eventually } from '@vigia/testing';
import type { ShownList } from '../src/lists/show-list';
import { aList, aTrip, openDoor, type Door } from './door';

describe('the life of a list', () => {
  let door: Door;

  beforeAll(async () => {
    door = await openDoor();
  });

  afterAll(() => door?.close());

  const keyOf = ({ carrier, conveyance, itinerary }: SimulatedList): string => {
    const [leg] = itinerary as { departureLocal: string }[];
    return `${carrier.code}:${conveyance.journeyId}:${leg?.departureLocal.slice(0, 10)}`;
  };
  const idsOf = (list: SimulatedList): string[] =>
    list.travellers.map((one) => travellerId(keyOf(list), one as unknown as Traveller));

  const recordsOf = async (list: SimulatedList): Promise<ManifestAccepted[]> =>
    (await door.accepted()).filter((record) => record.conveyanceKey === keyOf(list));

  const show = async (manifestId: string | undefined, query = ''): Promise<ShownList> =>
    (await door.call(`/v1/manifests/${manifestId}${query}`)).body as unknown as ShownList;

  it('adds what a second list brings and removes nobody', async () => {
    const list = aList(aTrip(), 3);
    const first = await door.submit(JSON.stringify(list));
    expect(first.manifests).toMatchObject([
      { listVersion: 1, effect: 'list', late: false, added: 3, removed: [] },
    ]);
    const more = {
      ...list,
      travellers: [...list.travellers.slice(0, 1), ...aList(aTrip(), 1).travellers],
    };
    const second = await door.submit(JSON.stringify(more));
    expect(second.manifests).toMatchObject([{ listVersion: 2, added: 1, changed: 0, removed: [] }]);
    const shown = await show(second.manifestId);
    expect(shown.current).toMatchObject({ listVersion: 2, status: 'open', travellers: 4 });
  });

  it('replaces a list as a whole, and says who has left', async () => {
    const list = aList(aTrip(), 3);
    const [, , third = ''] = idsOf(list);
    const { manifestId } = await door.submit(JSON.stringify(list));
    const [one, two] = list.travellers;
    if (!one || !two) throw new Error('no travellers');
    const corrected = { ...two, documents: [{ ...two.documents[0], number: 'ZZNEW77' }] };
    const { status, body } = await door.call(`/v1/manifests/${manifestId}`, {
      method: 'PUT',
      body: JSON.stringify({ ...list, travellers: [one, corrected] }),
    });
    expect(status).toBe(202);
    expect(body.manifests).toMatchObject([
      { listVersion: 2, effect: 'change', added: 0, changed: 1, removed: [third] },
    ]);
    const [, record] = await recordsOf(list);
    expect(record).toMatchObject({ listVersion: 2, effect: 'change', late: false });
    const [, second = ''] = idsOf(list);
    expect(record?.removed.sort()).toEqual([second, third].sort());
    expect(record?.manifest.travellers.map(({ documents }) => documents[0]?.number)).toEqual([
      one.documents[0]?.number,
      'ZZNEW77',
    ]);
  });

  it('takes a bare table for a new version, since the trip is known', async () => {
    const list = aList(aTrip(), 2);
    const { manifestId } = await door.submit(JSON.stringify(list));
    const csv =
      'surname,given names,document type,document number,issuing country,nationality,date of birth,sex\n' +
      'RUIZ,CARLA,passport,ZZ01938475,NIC,NIC,1990-03-17,F\n';
    const { status, body } = await door.call(`/v1/manifests/${manifestId}`, {
      method: 'PUT',
      body: csv,
      headers: { 'content-type': 'text/csv' },
    });
    expect([status, body.manifests[0]?.conveyanceKey]).toEqual([202, keyOf(list)]);
    expect(body.manifests[0]?.removed?.sort()).toEqual(idsOf(list).sort());
  });

  it('refuses to replace a list by that of another trip', async () => {
    const { manifestId } = await door.submit(JSON.stringify(aList(aTrip())));
    const { status, body } = await door.call(`/v1/manifests/${manifestId}`, {
      method: 'PUT',
      body: JSON.stringify(aList(aTrip())),
    });
    expect([status, body.code]).toEqual([409, 'VIGIA_CONFLICT']);
  });

  it('cancels a trip, or takes travellers off', async () => {
    const list = aList(aTrip(), 3);
    const [first = '', second = '', third = ''] = idsOf(list);
    const { manifestId } = await door.submit(JSON.stringify(list));
    const cancel = (body: object, headers = {}) =>
      door.call(`/v1/manifests/${manifestId}/cancel`, { body: JSON.stringify(body), headers });
    const document = list.travellers[0]?.documents[0]?.number ?? '';
    const one = await cancel({ travellers: [{ document }] });
    expect([one.status, one.body.manifests[0]]).toMatchObject([
      202,
      { effect: 'reduction', removed: [first], listVersion: 2 },
    ]);
    const unknown = await cancel({ travellers: [{ seat: '99Z' }] });
    expect(unknown.body.findings.map(({ code }) => code)).toEqual(['TRAVELLER_NOT_LISTED']);
    const whole = await cancel({}, { 'idempotency-key': 'cancel-1' });
    expect(whole.body.manifests).toMatchObject([
      { effect: 'cancellation', removed: [second, third] },
    ]);
    const again = await cancel({}, { 'idempotency-key': 'cancel-1' });
    expect([again.headers.get('vigia-repeated'), again.body]).toEqual(['true', whole.body]);
    const records = await recordsOf(list);
    expect(records.map(({ effect, removed }) => [effect, removed])).toEqual([
      ['list', []],
      ['reduction', [first]],
      ['reduction', []],
      ['cancellation', [second, third]],
    ]);
    expect(records[3]?.manifest.travellers).toEqual([]);
    expect((await show(manifestId)).current).toMatchObject({ status: 'cancelled', travellers: 0 });
  });

  it('closes a list by who was on board', async () => {
    const list = aList(aTrip(), 3);
    const [first, second, third] = idsOf(list);
    const { manifestId } = await door.submit(JSON.stringify(list));
    const locator = list.travellers[1]?.refs.locator ?? '';
    const { status, body } = await door.call(`/v1/manifests/${manifestId}/close-out`, {
      body: JSON.stringify({ onBoard: [{ travellerId: first }, { locator }] }),
    });
    expect([status, body.manifests[0]]).toMatchObject([
      202,
      { effect: 'closeOut', boarded: 2, notBoarded: 1, removed: [] },
    ]);
    const record = (await recordsOf(list))[1];
    expect([record?.effect, record?.boarded, record?.notBoarded]).toEqual([
      'closeOut',
      [first, second],
      [third],
    ]);
    expect((await show(manifestId)).current?.status).toBe('closed');
  });

  it.each([
    ['cancel', '{"travellers": []}'],
    ['cancel', '{"travellers": [{}]}'],
    ['cancel', '{"why": "x"}'],
    ['cancel', '{'],
    ['close-out', '{"onBoard": [{"seat": "1"}], "notOnBoard": [{"seat": "2"}]}'],
    ['close-out', '[]'],
  ])('names what is wrong with the order to %s: %s', async (action, body) => {
    const { manifestId } = await door.submit(JSON.stringify(aList(aTrip(), 1)));
    const answer = await door.call(`/v1/manifests/${manifestId}/${action}`, { body });
    expect([answer.status, answer.body.code]).toEqual([400, 'VIGIA_BAD_REQUEST']);
  });

  it('lets nobody order anything about the list of another carrier', async () => {
    const { manifestId } = await door.submit(JSON.stringify(aList(aTrip(), 1)));
    const path = `/v1/manifests/${manifestId}`;
    const statuses = await Promise.all(
      [
        door.call(path, { carrier: 'TRANSNICA' }),
        door.call(path, { carrier: 'TRANSNICA', method: 'PUT', body: '{}' }),
        door.call(`${path}/cancel`, { carrier: 'TRANSNICA', body: '{}' }),
        door.call(`${path}/close-out`, { carrier: 'TRANSNICA', body: '{}' }),
      ].map(async (answer) => (await answer).status),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  it('tells the timeline and the difference between any two versions, without values', async () => {
    const list = aList(aTrip(), 2);
    const [first, second] = idsOf(list);
    const { manifestId } = await door.submit(JSON.stringify(list));
    const changed = { ...list.travellers[0], nationality: 'HND' };
    await door.submit(JSON.stringify({ ...list, travellers: [changed] }));
    await door.call(`/v1/manifests/${manifestId}/cancel`, {
      body: JSON.stringify({ travellers: [{ travellerId: second }] }),
    });
    const shown = await show(manifestId);
    expect(shown.timeline.map(({ listVersion, effect }) => [listVersion, effect])).toEqual([
      [1, 'list'],
      [2, 'list'],
      [3, 'reduction'],
    ]);
    expect(shown.diff).toEqual({ from: 2, to: 3, added: [], removed: [second], changed: [] });
    expect((await show(manifestId, '?from=1&to=3')).diff).toEqual({
      ...{ from: 1, to: 3, added: [], removed: [second] },
      changed: [{ travellerId: first, fields: ['nationality'] }],
    });
    expect(shown.receipt.receiptId).toBe(shown.timeline[0]?.receiptId);
    const stored = await door.database.collection('lists').findOne({ _id: keyOf(list) as never });
    const values = list.travellers.flatMap(({ name, dateOfBirth, documents }) => [
      ...[name.surname, name.given, dateOfBirth],
      ...documents.map(({ number }) => number),
    ]);
    for (const value of values) expect(JSON.stringify([stored, shown])).not.toContain(value);
  });

  it('gives submissions about one trip at once distinct versions, in Kafka in their order', async () => {
    const trip = aTrip();
    const lists = Array.from({ length: 12 }, () => aList(trip, 2));
    const receipts = await Promise.all(lists.map((list) => door.submit(JSON.stringify(list))));
    const versions = receipts.map(({ manifests }) => manifests[0]?.listVersion ?? 0);
    expect([...versions].sort((a, b) => a - b)).toEqual(lists.map((_, index) => index + 1));
    const [list] = lists;
    if (!list) throw new Error('no list');
    const records = await recordsOf(list);
    // On a slow machine the relay may have sent one again: at least once, and never out of order.
    const order = [...new Set(records.map(({ listVersion }) => listVersion))];
    expect(order).toEqual(lists.map((_, i) => i + 1));
    expect((await show(receipts[0]?.manifestId)).current?.travellers).toBe(24);
  });

  it('keeps the order also between two instances of the service', async () => {
    const other = await door.another();
    const trip = aTrip();
    const lists = Array.from({ length: 10 }, () => aList(trip, 1));
    const receipts = await Promise.all(
      lists.map((list, index) =>
        door.submit(JSON.stringify(list), {}, '/v1/manifests', index % 2 ? other.url : undefined),
      ),
    );
    await other.stop();
    const versions = receipts.map(({ manifests }) => manifests[0]?.listVersion ?? 0);
    expect([...versions].sort((a, b) => a - b)).toEqual(lists.map((_, index) => index + 1));
    expect((await show(receipts[0]?.manifestId)).current?.travellers).toBe(10);
  });

  it('accepts a late list, and stamps it', async () => {
    const list = aList(aTrip({ departure: '2026-01-05T05:00', arrival: '2026-01-05T20:00' }), 1);
    const receipt = await door.submit(JSON.stringify(list));
    expect(receipt).toMatchObject({
      status: 'accepted-with-warnings',
      deadline: '2026-01-05T09:30:00Z',
      manifests: [{ late: true }],
    });
    expect(receipt.findings.map(({ code }) => code)).toContain('LATE_LIST');
    expect((await recordsOf(list))[0]?.late).toBe(true);
  });

  it('goes on counting versions when the list of a trip long past has been forgotten', async () => {
    const list = aList(aTrip({ departure: '2026-01-06T05:00', arrival: '2026-01-06T20:00' }), 1);
    await door.submit(JSON.stringify(list));
    await door.database.collection('lists').deleteOne({ _id: keyOf(list) as never });
    const more = { ...list, travellers: aList(aTrip(), 1).travellers };
    const { manifests } = await door.submit(JSON.stringify(more));
    expect(manifests).toMatchObject([{ listVersion: 2, added: 1 }]);
  });

  describe('when something breaks between two writes', () => {
    /** Makes MongoDB refuse every receipt: the last write of the transaction fails like in a crash. */
    const refuseReceipts = async (on: boolean): Promise<void> => {
      await door.database.db?.command({
        collMod: 'receipts',
        validator: on ? { _id: 'nothing' } : {},
      });
    };

    it('leaves no trace of a submission whose last write failed, and takes it when sent again', async () => {
      const list = aList(aTrip(), 2);
      const first = await door.submit(JSON.stringify(list));
      const more = JSON.stringify({ ...list, travellers: aList(aTrip(), 1).travellers });
      await refuseReceipts(true);
      const failed = await door
        .call('/v1/manifests', { body: more })
        .finally(() => refuseReceipts(false));
      expect(failed.status).toBe(500);
      const before = await show(first.manifestId);
      expect([before.current?.listVersion, before.timeline.length]).toEqual([1, 1]);
      const again = await door.submit(more);
      expect(again.manifests).toMatchObject([{ listVersion: 2, added: 1 }]);
      expect((await recordsOf(list)).map(({ listVersion }) => listVersion)).toEqual([1, 2]);
    });

    it('publishes after a restart what was stored but not sent, under the same version', async () => {
      const list = aList(aTrip(), 1);
      const body = JSON.stringify(list);
      // Crashed between the transaction and Kafka: the events stand in the receipt.
      const published = jest
        .spyOn(Publisher.prototype, 'publishAll')
        .mockImplementation(() => new Promise<void>(() => undefined));
      void door.call('/v1/manifests', { body }).catch(() => undefined);
      await eventually(async () => {
        const waiting = await door.database
          .collection('lists')
          .countDocuments({ _id: keyOf(list) as never });
        expect(waiting).toBe(1);
      });
      published.mockRestore();
      expect(await recordsOf(list)).toEqual([]);
      await door.restart();
      await eventually(
        async () => {
          const [record, ...others] = await recordsOf(list);
          expect([record?.listVersion, others]).toEqual([1, []]);
        },
        { timeoutMs: 15_000 },
      );
      const repeat = await door.call('/v1/manifests', { body });
      expect([repeat.status, repeat.headers.get('vigia-repeated')]).toEqual([202, 'true']);
      expect(repeat.body.manifests).toMatchObject([{ listVersion: 1 }]);
    });
  });
});
