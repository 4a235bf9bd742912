import { numberRunsOn } from './number-runs';
import { aLeg } from './travellers.fixture';

const onBoard = (people: number, inARow: number) =>
  Array.from({ length: people }, (_, at) =>
    aLeg('MIA>TGU', '2026-03-01', {
      who: `W${at}`,
      documents: [
        {
          type: 'P',
          number: `SC${at < inARow ? 5_000_000 + at : 1_000_000 + at * 977}`,
          issuer: 'UTO',
        },
      ],
    }),
  );

describe('runs of numbers on a departure', () => {
  it('are documents in a row of strangers among others', () => {
    expect(numberRunsOn(onBoard(40, 6))).toMatchObject([
      { kind: 'document', legIds: { length: 6 } },
    ]);
  });

  it('are none when an authority issued the documents of most on board in one go', () => {
    expect(numberRunsOn(onBoard(30, 30))).toEqual([]);
    expect(numberRunsOn(onBoard(30, 20))).toEqual([]);
  });

  it('stay when a ring fills a small vehicle', () => {
    expect(numberRunsOn(onBoard(10, 9))).toHaveLength(1);
    expect(numberRunsOn(onBoard(60, 22))).toHaveLength(1);
  });
});
