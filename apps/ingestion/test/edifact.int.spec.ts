import { readCusres } from '@vigia/formats';
import { eventually } from '@vigia/testing';
import type { ShownList } from '../src/lists/show-list';
import { day, openDoor, type Answer, type Door } from './door';

const digits = (iso: string): string => iso.slice(2).replaceAll('-', '');
const DEPARTS = digits(day(6));

interface Message {
  flight: string;
  /** BGM 1001 and 1004. */
  bgm?: string;
  /** 0068 and S010. */
  access?: string;
  travellers?: string[];
}

const traveller = (name: string, reference: string): string =>
  `NAD+FL+++${name}:ANA'ATT+2++F'DTM+329:900101'NAT+2+NIC'RFF+AVF:L${reference}'RFF+ABO:U${reference}'DOC+P+ZZ${reference}'LOC+91+NIC'`;

const message = ({ flight, bgm = '745', access = '', travellers = [] }: Message): string => {
  const segments =
    `UNH+1+PAXLST:D:05B:UN:IATA${access && `+${access}`}'BGM+${bgm}'RFF+TN:TX${flight}'TDT+20+${flight}+4'` +
    `LOC+125+PTY'DTM+189:${DEPARTS}1200:201'LOC+87+SJO'DTM+232:${DEPARTS}1330:201'${travellers.join('')}`;
  return `${segments}UNT+${segments.split("'").length}+1'`;
};

/** `head` may set the reference, the preparation time, the application and the test indicator. */
const interchange = (
  body: string,
  head: { reference: string; time?: string; application?: string; test?: boolean },
): string => {
  const { reference, time = '1030', application = 'APIS', test } = head;
  return `UNB+UNOA:3+COPA:ZZ+PAMIGRA:ZZ+${digits(day(0))}:${time}+${reference}++${application}${test ? '++++1' : ''}'${body}UNZ+1+${reference}'`;
};

describe('UN/EDIFACT callers', () => {
  let door: Door;
  let flights = 100;

  beforeAll(async () => {
    door = await openDoor();
  });

  afterAll(() => door?.close());

  const aFlight = (): string => `CM${(flights += 1)}`;
  const send = (body: string, headers: Record<string, string> = {}): Promise<Answer> =>
    door.call('/v1/manifests', {
      body,
      carrier: 'CM',
      headers: { 'content-type': 'application/edifact', ...headers },
    });
  const edifact = { accept: 'application/edifact', 'accept-language': 'en' };
  const answersIn = ({ bytes }: Answer): string[] =>
    readCusres(bytes).answers.map(({ code, text = '' }) => `${code} ${text}`.trim());
  const versions = async (flight: string) =>
    (await door.accepted()).filter(({ conveyanceKey }) => conveyanceKey.includes(`:${flight}:`));
  const show = async ({ body }: Answer): Promise<ShownList> =>
    (await door.call(`/v1/manifests/${body.manifestId}`, { carrier: 'CM' }))
      .body as unknown as ShownList;

  describe('who accept application/edifact', () => {
    it('get a CUSRES 962 with the references of their list', async () => {
      const flight = aFlight();
      const list = message({
        flight,
        access: `${flight}/X`,
        travellers: [traveller('RUIZ', 'A1')],
      });
      const answer = await send(interchange(list, { reference: 'CU1' }), edifact);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        202,
        'application/edifact; charset=us-ascii',
      ]);
      expect(answer.text).toMatch(
        /^UNB\+UNOA:3\+PAMIGRA:ZZ\+COPA:ZZ\+\d{6}:\d{4}\+CU1\+\+APIS'UNH\+1\+CUSRES:D:05B:UN:IATA\+/,
      );
      expect(answer.text).toContain(`RFF+TN:TX${flight}'RFF+AF:${flight}'`);
      expect(answersIn(answer)).toEqual(['500 ACCEPTED 1 TRAVELLERS 0 WARNINGS']);
      const receipt = await door.call(answer.headers.get('location') ?? '', { carrier: 'CM' });
      expect(receipt.body).toMatchObject({ accepted: 1, format: 'paxlst' });
    });

    it('get an answer for each traveller of an interactive list', async () => {
      const travellers = [traveller('RUIZ', 'B1'), "NAD+FL+++SOLO:EVA'RFF+AVF:LB2'"];
      const list = message({ flight: aFlight(), travellers });
      const answer = await send(
        interchange(list, { reference: 'CU2', application: 'IAPI' }),
        edifact,
      );
      expect(answersIn(answer)).toEqual([
        '0Z',
        '4Z MISSING SEX, BIRTH DATE, NATIONALITY, DOCUMENT',
      ]);
    });

    it('get a refusal as status and as CUSRES', async () => {
      const cut = interchange(message({ flight: aFlight() }), { reference: 'CU3' }).slice(0, 150);
      const answer = await send(cut, edifact);
      expect(answer.status).toBe(422);
      expect(answersIn(answer)).toEqual(['118 REFUSED UNTERMINATED_INTERCHANGE']);
      expect((await send(cut)).body.code).toBe('VIGIA_MANIFEST_REFUSED');
    });

    it('get the stored answer to a repeated interchange, byte for byte', async () => {
      const list = message({ flight: aFlight(), travellers: [traveller('RUIZ', 'C1')] });
      const bytes = interchange(list, { reference: 'CU4' });
      const first = await send(bytes, edifact);
      // The answer holds the minute: a second one made now would differ within a minute at most.
      await door.restart();
      const again = await send(bytes, edifact);
      expect(again.headers.get('vigia-repeated')).toBe('true');
      expect(again.bytes.equals(first.bytes)).toBe(true);
    });
  });

  it('may not use a control reference again for other bytes', async () => {
    const flight = aFlight();
    const list = (name: string): string =>
      interchange(message({ flight, travellers: [traveller(name, `D${name}`)] }), {
        reference: 'DUP1',
      });
    expect((await send(list('ADA'))).status).toBe(202);
    const other = await send(list('EVA'));
    expect([other.status, other.body.findings.map(({ code }) => code)[0]]).toEqual([
      422,
      'DUPLICATE_INTERCHANGE',
    ]);
    expect(answersIn(await send(list('EVA'), edifact))).toEqual([
      '118 REFUSED DUPLICATE_INTERCHANGE',
    ]);
    expect((await send(list('ADA'))).headers.get('vigia-repeated')).toBe('true');
    expect(await versions(flight)).toHaveLength(1);
  });

  it('may use a reference again whose list was refused', async () => {
    const flight = aFlight();
    const refused = interchange("UNH+1+PAXLST:D:05B:UN:IATA'BGM+999'UNT+3+1'", {
      reference: 'RE1',
    });
    expect((await send(refused)).status).toBe(422);
    const good = message({ flight, travellers: [traveller('ADA', 'R1')] });
    expect((await send(interchange(good, { reference: 'RE1' }))).status).toBe(202);
  });

  it('change, reduce, cancel and close their lists by function codes', async () => {
    const flight = aFlight();
    const [ada, eva, ines] = ['ADA', 'EVA', 'INES'].map((name) => traveller(name, `E${name}`));
    const steps: [string, (string | undefined)[], object][] = [
      ['745', [ada, eva, ines], { effect: 'list', added: 3, removed: [] }],
      ['745', [ada], { effect: 'list', added: 0, changed: 0, removed: [] }],
      ['745+CP', [ada?.replace('NIC', 'HND')], { effect: 'change', changed: 1 }],
      ['745+XR', [eva], { effect: 'reduction', removed: [expect.any(String)] }],
      ['266+CLOB', ["NAD+FL'RFF+ABO:UEADA'"], { effect: 'closeOut', boarded: 1, notBoarded: 1 }],
      ['266+XF', [], { effect: 'cancellation', removed: [expect.any(String), expect.any(String)] }],
    ];
    for (const [index, [bgm, travellers, expected]] of steps.entries()) {
      const list = message({ flight, bgm, travellers: travellers.flatMap((one) => one ?? []) });
      const time = `10${30 + index}`;
      const answer = await send(interchange(list, { reference: `FN${index}`, time }));
      expect(answer.body.manifests).toMatchObject([{ listVersion: index + 1, ...expected }]);
    }
    const records = await versions(flight);
    expect(records.map(({ listVersion }) => listVersion)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(records.map(({ manifest }) => manifest.travellers.length)).toEqual([3, 1, 1, 0, 0, 0]);
  });

  it('cannot bring old data back by a version that comes late', async () => {
    const flight = aFlight();
    const ada = traveller('ADA', 'F1');
    const newer = message({ flight, travellers: [ada.replace('NIC', 'HND')] });
    const older = message({ flight, travellers: [ada, traveller('EVA', 'F2')] });
    await send(interchange(newer, { reference: 'OLD2', time: '1100' }));
    const late = await send(interchange(older, { reference: 'OLD1', time: '1000' }));
    expect(late.body).toMatchObject({
      status: 'accepted-with-warnings',
      manifests: [{ listVersion: 2, added: 1, superseded: 1 }],
    });
    const [, record] = await versions(flight);
    expect(record?.manifest.travellers.map(({ name }) => name.surname)).toEqual(['EVA']);
    const { timeline } = await show(late);
    expect(
      timeline.map(({ preparedAt, superseded }) => [preparedAt?.slice(11), superseded]),
    ).toEqual([
      ['11:00', 0],
      ['10:00', 1],
    ]);
  });

  it('send lists in parts, in any order, and see how far they have come', async () => {
    const flight = aFlight();
    const part = (number: string, name: string): string =>
      interchange(
        message({
          flight,
          access: `${flight}/K+${number}`,
          travellers: [traveller(name, `P${name}`)],
        }),
        { reference: `${flight}${number.slice(0, 2)}` },
      );
    const last = await send(part('03:F', 'INES'));
    await send(part('01:C', 'ADA'));
    expect(await show(last)).toMatchObject({
      complete: false,
      parts: [{ key: `${flight}/K`, received: [1, 3], missing: [2], complete: false }],
      findings: [],
    });
    // Each part is screened at once: nobody waits for the rest.
    expect((await versions(flight)).map(({ manifest }) => manifest.source.part?.seq)).toEqual([
      3, 1,
    ]);
    await send(part('02', 'EVA'));
    expect(await show(last)).toMatchObject({
      complete: true,
      current: { travellers: 3 },
      parts: [{ received: [1, 2, 3], missing: [] }],
    });
  });

  it('are told of parts that do not come within the limit', async () => {
    const flight = aFlight();
    const list = message({
      flight,
      access: `${flight}/K+02:F`,
      travellers: [traveller('ADA', 'Q1')],
    });
    const answer = await send(interchange(list, { reference: 'PARTS' }));
    expect((await show(answer)).findings).toEqual([]);
    await door.database
      .collection('lists')
      .updateOne(
        { _id: answer.body.manifests[0]?.conveyanceKey as never },
        { $set: { 'state.parts.0.since': new Date(Date.now() - 121 * 60_000).toISOString() } },
      );
    const { findings, complete } = await show(answer);
    expect([complete, findings.map(({ code }) => code)]).toEqual([false, ['PARTS_MISSING']]);
  });

  describe('in test mode', () => {
    it('have a list fully checked, and nothing of it is passed on or put on a list', async () => {
      const flight = aFlight();
      const list = message({ flight, travellers: [traveller('ADA', 'T1')] });
      const tried = await send(interchange(list, { reference: 'T1', test: true }));
      expect(tried.body).toMatchObject({ test: true, accepted: 1, manifests: [{ travellers: 1 }] });
      expect(tried.body.manifests[0]).not.toHaveProperty('listVersion');
      const real = await send(interchange(list, { reference: 'T1' }));
      expect(real.body.manifests).toMatchObject([{ listVersion: 1 }]);
      await eventually(async () => expect(await versions(flight)).toHaveLength(1));
    });

    it('may ask for it in the address, and the receipt goes after a day', async () => {
      const flight = aFlight();
      const list = interchange(message({ flight, travellers: [traveller('ADA', 'T2')] }), {
        reference: 'T2',
      });
      const headers = { 'content-type': 'application/edifact' };
      const tried = await door.call('/v1/manifests?test=true', {
        body: list,
        carrier: 'CM',
        headers,
      });
      const path = `/v1/receipts/${tried.body.receiptId}`;
      expect((await door.call(path, { carrier: 'CM' })).status).toBe(200);
      expect(await versions(flight)).toEqual([]);
      const receipts = door.database.collection('receipts');
      const id = tried.body.receiptId as never;
      const stored = await receipts.findOne<{ expiresAt: Date; receivedAt: Date }>({ _id: id });
      expect(Number(stored?.expiresAt) - Number(stored?.receivedAt)).toBe(24 * 3_600_000);
      await receipts.updateOne({ _id: id }, { $set: { expiresAt: new Date(Date.now() - 1) } });
      expect((await door.call(path, { carrier: 'CM' })).status).toBe(404);
    });

    it('may not mix tests and real lists in one file', async () => {
      const one = (test: boolean): string =>
        interchange(message({ flight: aFlight(), travellers: [traveller('ADA', 'T3')] }), {
          reference: `T3${test ? 'T' : 'R'}`,
          test,
        });
      const { status, body } = await send(one(true) + one(false));
      expect([status, body.findings.map(({ code }) => code)]).toEqual([
        422,
        ['TEST_AND_REAL_MIXED', 'TEST_AND_REAL_MIXED'],
      ]);
    });
  });
});
