import fc from 'fast-check';
import { isShown, type MonthBoarded } from './boarding-patterns';

const months = fc.array(
  fc
    .tuple(fc.nat(25), fc.nat(25))
    .map(([aboard, notBoarded]): MonthBoarded => ({ listed: aboard + notBoarded, notBoarded })),
  { minLength: 1, maxLength: 8 },
);

/** Counts of those who boarded and of those who did not. */
const countsOf = (period: readonly MonthBoarded[]): [aboard: number, notBoarded: number] => [
  period.reduce((sum, { listed, notBoarded }) => sum + listed - notBoarded, 0),
  period.reduce((sum, { notBoarded }) => sum + notBoarded, 0),
];

const periodsOf = (year: readonly MonthBoarded[]): MonthBoarded[][] =>
  year.flatMap((_, from) => year.slice(from).map((__, more) => year.slice(from, from + more + 1)));

describe('isShown', () => {
  it.each([
    ['fewer than ten who did not board', { listed: 50, notBoarded: 9 }],
    ['fewer than ten who boarded', { listed: 50, notBoarded: 41 }],
  ])('hides a stop with %s', (_, month) => {
    expect(isShown([month])).toBe(false);
    expect(isShown([{ listed: 400, notBoarded: 100 }, month])).toBe(false);
  });

  it('shows a stop where ten or more boarded, or nobody, and ten or more did not', () => {
    expect(isShown([{ listed: 50, notBoarded: 10 }])).toBe(true);
    expect(isShown([{ listed: 50, notBoarded: 50 }])).toBe(true);
    expect(
      isShown([
        { listed: 400, notBoarded: 100 },
        { listed: 50, notBoarded: 0 },
      ]),
    ).toBe(true);
  });

  it('lets no small count be worked out from what any two periods show', () => {
    fc.assert(
      fc.property(months, (year) => {
        const shown = periodsOf(year).filter(isShown).map(countsOf);
        const differences = periodsOf(year)
          .filter(isShown)
          .flatMap((outer) => {
            const all = countsOf(outer);
            const parts = periodsOf(outer).filter(isShown).map(countsOf);
            return parts.map((part) => all.map((count, at) => count - (part[at] ?? 0)));
          });
        for (const count of [...shown, ...differences].flat())
          expect(count === 0 || count >= 10).toBe(true);
      }),
    );
  });
});
