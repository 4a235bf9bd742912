import type { Leg, Mode } from '@vigia/manifest';
import { DEADLINES, deadlineOf } from '../index';

const leg = (from: string, to: string, departureLocal?: string): Leg => ({
  seq: 1,
  stage: 'main',
  from: { code: from, role: 'stop' },
  to: { code: to, role: 'stop' },
  ...(departureLocal && { departureLocal }),
});
const at = (mode: Mode, ...itinerary: Leg[]): string | undefined =>
  deadlineOf({ itinerary, conveyance: { mode, journeyId: 'X1' } })?.at;

describe('deadlineOf', () => {
  it.each<[string, Mode, Leg[], string | undefined]>([
    [
      'half an hour before, for flights to the United States',
      'air',
      [leg('PTY', 'MIA', '2026-12-05T12:00')],
      '2026-12-05T16:30:00Z',
    ],
    [
      'an hour before, by air elsewhere',
      'air',
      [leg('PTY', 'SJO', '2026-12-05T12:00')],
      '2026-12-05T16:00:00Z',
    ],
    [
      'from the first departure, where the leg over the border has no time',
      'road',
      [leg('NIMGA', 'NIPBL', '2026-12-05T05:00'), leg('NIPBL', 'CRSJO')],
      '2026-12-05T10:30:00Z',
    ],
    [
      'at the earliest of several states',
      'road',
      [leg('GTGUA', 'SVSAL', '2026-12-05T05:00'), leg('SVSAL', 'HNTGU', '2026-12-05T11:00')],
      '2026-12-05T10:30:00Z',
    ],
    ['nowhere without a time', 'air', [leg('PTY', 'SJO')], undefined],
    ['nowhere without an itinerary', 'air', [], undefined],
  ])('is %s', (_, mode, itinerary, expected) => {
    expect(at(mode, ...itinerary)).toBe(expected);
  });

  it('has a row for every state and mode, each with its source', () => {
    expect(DEADLINES.at(-1)).toMatchObject({ state: '*', mode: '*' });
    for (const { source, minutesBefore } of DEADLINES) {
      expect(source.length).toBeGreaterThan(20);
      expect(minutesBefore).toBeGreaterThan(0);
    }
  });
});
