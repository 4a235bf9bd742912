import { instantOf } from './instant';

describe('instantOf', () => {
  it.each([
    ['2026-12-05T05:00', 'GUA', '2026-12-05T11:00:00Z'],
    ['2026-12-05T05:00', 'PTY', '2026-12-05T10:00:00Z'],
    ['2026-07-01T12:00', 'MAD', '2026-07-01T10:00:00Z'],
    ['2026-12-01T12:00', 'MAD', '2026-12-01T11:00:00Z'],
    ['2026-12-01T00:15', 'KTM', '2026-11-30T18:30:00Z'],
  ])('turns %s at %s into %s', (local, code, instant) => {
    expect(instantOf(local, { code, scheme: 'IATA', role: 'stop' })).toBe(instant);
  });

  it('reads a time that happens twice as the earlier one', () => {
    const place = { code: 'MAD', scheme: 'IATA', role: 'stop' } as const;
    expect(instantOf('2026-10-25T02:30', place)).toBe('2026-10-25T00:30:00Z');
  });

  it('reads a time that the clocks skip with the offset before the change', () => {
    const place = { code: 'MAD', scheme: 'IATA', role: 'stop' } as const;
    expect(instantOf('2026-03-29T02:30', place)).toBe('2026-03-29T01:30:00Z');
  });

  it('says nothing about an unknown place, an impossible date or a country of many zones', () => {
    expect(instantOf('2026-12-05T05:00', { code: 'QQQ', scheme: 'IATA', role: 'stop' })).toBe(
      undefined,
    );
    expect(instantOf('2026-02-30T05:00', { code: 'GUA', scheme: 'IATA', role: 'stop' })).toBe(
      undefined,
    );
    expect(instantOf('2026-02-03T05:00', { country: 'US', role: 'stop' })).toBe(undefined);
    expect(instantOf('2026-02-03T05:00', { country: 'NI', role: 'stop' })).toBe(
      '2026-02-03T11:00:00Z',
    );
  });
});
