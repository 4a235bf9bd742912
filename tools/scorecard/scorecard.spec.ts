import { join } from 'node:path';
import { loadOfac } from './load-ofac';
import { f1, falsePositiveRate } from './measure';
import { runScorecard } from './run-scorecard';

const size = {
  truePerKind: 25,
  falsePerKind: 80,
  aliases: 300,
  innocents: 500,
  second: { truePerKind: 20, falsePerKind: 60, innocents: 1500 },
};

/** The floor: a change of the matcher that loses accuracy does not pass. */
describe('the scorecard of the test split', () => {
  const { entries } = loadOfac(join(__dirname, '..', '..', 'data', 'ofac'));
  const card = runScorecard(entries, 'test', size, () => 0);

  it('holds F1 of pairs at .98 with false positives at .01 at most', () => {
    expect(f1(card.pairs.total)).toBeGreaterThanOrEqual(0.98);
    expect(falsePositiveRate(card.pairs.total)).toBeLessThanOrEqual(0.01);
  });

  it('finds .97 of searched travellers with at most 8 false alarms in 1,000 innocents', () => {
    expect(card.search.found / card.search.of).toBeGreaterThanOrEqual(0.97);
    expect((card.search.alarms * 1000) / card.search.innocents).toBeLessThanOrEqual(8);
  });

  it('finds .86 of real related aliases', () => {
    const related = card.aliases.byKind.get('real alias');
    expect((related?.right ?? 0) / (related?.of ?? 1)).toBeGreaterThanOrEqual(0.86);
  });

  it('holds F1 of the second generator at .97, listed names in two fields or in one', () => {
    for (const result of [card.second.fields, card.second.oneField]) {
      expect(f1(result.total)).toBeGreaterThanOrEqual(0.97);
      expect(falsePositiveRate(result.total)).toBeLessThanOrEqual(0.01);
    }
  });

  it('finds .95 of its travellers, with at most 10 false alarms in 1,000 of the commonest names', () => {
    const { found, of, alarms, innocents } = card.second.search;
    expect(found / of).toBeGreaterThanOrEqual(0.95);
    expect((alarms * 1000) / innocents).toBeLessThanOrEqual(10);
  });

  it('beats the simple matchers on the same pairs', () => {
    expect(f1(card.pairs.total)).toBeGreaterThan(f1(card.jaroWinkler.total) + 0.1);
    expect(f1(card.pairs.total)).toBeGreaterThan(f1(card.exact.total) + 0.1);
  });
});
