import { codecOf, decodeRecord, stateAlertsTopic, TOPICS } from './topics';
import { UndecodableError } from './codec';
import { topicNames } from './revisions';
import type { AlertDelivered } from './generated/alert-delivered-v1';
import type { ManifestRejected } from './generated/manifest-rejected-v1';

const delivered: AlertDelivered = {
  eventId: 'ev_1',
  occurredAt: '2026-01-01T00:00:00.000Z',
  alertId: 'al_1',
  state: 'cri',
  channel: 'kafka',
  view: 'full',
};

const rejected: ManifestRejected = {
  eventId: 'ev_2',
  occurredAt: '2026-01-01T00:00:00.000Z',
  receiptId: 'rc_1',
  carrierId: 'TICABUS',
  format: 'csv',
  rawSha256: '00',
  received: 0,
  findings: [{ code: 'NO_HEADER', severity: 'error', text: { es: 'a', en: 'b' }, row: 1 }],
};

describe('the codec of a topic', () => {
  it('writes golden bytes that never change for a published revision', () => {
    const bytes = codecOf(TOPICS.alertDelivered).encode(delivered);
    expect(bytes.toString('hex')).toBe(
      'c301de547b4ce5649f6d0865765f3130323032362d30312d30315430303a30303a30302e3030305a08616c5f31066372690a6b61666b6100',
    );
  });

  it('reads back what it wrote, leaving absent values out', () => {
    const codec = codecOf(TOPICS.manifestRejected);
    expect(codec.decode(codec.encode(rejected))).toEqual(rejected);
    expect(Object.keys(codec.decode(codec.encode(rejected)).findings[0] ?? {})).toEqual([
      'code',
      'severity',
      'text',
      'row',
    ]);
  });

  it('writes a large record as whole as a small one after it', () => {
    const codec = codecOf(TOPICS.manifestRejected);
    const large = { ...rejected, format: 'x'.repeat(300_000) };
    const bytes = codec.encode(large);
    expect(codec.decode(codec.encode(rejected))).toEqual(rejected);
    expect(codec.decode(bytes)).toEqual(large);
  });

  it('refuses bytes of another topic, cut bytes and noise with an UndecodableError', () => {
    const codec = codecOf(TOPICS.alertDelivered);
    const bytes = codec.encode(delivered);
    for (const bad of [
      Buffer.alloc(0),
      Buffer.from('noise'),
      bytes.subarray(0, bytes.length - 3),
      Buffer.concat([bytes, Buffer.from([1])]),
      codecOf(TOPICS.manifestRejected).encode(rejected),
    ]) {
      expect(() => codec.decode(bad)).toThrow(UndecodableError);
    }
  });

  it('has one schema for the topics of all member states', () => {
    expect(stateAlertsTopic('CRI')).toBe('vigia.alerts.cri.v1');
    expect(() => decodeRecord('vigia.alerts.cri.v1', Buffer.from('x'))).toThrow(/alerts\.state/);
    expect(() => decodeRecord('vigia.unknown.v1', Buffer.from('x'))).toThrow(UndecodableError);
  });
});

describe('the topic catalogue', () => {
  it('has a schema for every topic', () => {
    expect(topicNames).toEqual(expect.arrayContaining(Object.values(TOPICS)));
  });
});
