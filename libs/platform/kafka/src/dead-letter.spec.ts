import fc from 'fast-check';
import { deadLetter, originalOf } from './dead-letter';
import type { RawRecord } from './received';

const bytes = fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array));
const rawRecord: fc.Arbitrary<RawRecord> = fc.record({
  offset: fc.nat().map(String),
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), bytes),
  timestamp: fc.constant('0'),
});

const parking = {
  topic: 'vigia.x.v1',
  partition: 2,
  code: 'VIGIA_X',
  cause: 'TypeError',
  at: 'now',
};

describe('deadLetter', () => {
  it('comes back as the record it was, byte for byte, marked as redriven', () => {
    fc.assert(
      fc.property(rawRecord, (record) => {
        const letter = deadLetter('dead', record, parking);
        const headers = Object.fromEntries(
          Object.entries(letter.headers ?? {}).map(([name, value]) => [name, Buffer.from(value)]),
        );

        expect(originalOf({ ...record, headers })).toEqual({
          topic: 'vigia.x.v1',
          key: record.key,
          value: record.value,
          headers: { ...record.headers, 'vigia-redriven': '1' },
        });
      }),
    );
  });

  it('counts how often a record was sent back', () => {
    const headers = {
      'vigia-origin-topic': Buffer.from('vigia.x.v1'),
      'vigia-redriven': Buffer.from('2'),
    };
    const record = { offset: '0', key: null, value: null, headers, timestamp: '0' };

    expect(originalOf(record)?.headers).toEqual({ 'vigia-redriven': '3' });
  });

  it('has no original when it does not say where it came from', () => {
    const record = { offset: '0', key: null, value: null, headers: {}, timestamp: '0' };

    expect(originalOf(record)).toBeUndefined();
  });
});
