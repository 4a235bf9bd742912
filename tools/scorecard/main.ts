import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOfac } from './load-ofac';
import { f1, falsePositiveRate, precision, recall } from './measure';
import { runScorecard, type Size } from './run-scorecard';
import { writeScorecard } from './write-scorecard';

const SIZE: Size = {
  truePerKind: 120,
  falsePerKind: 400,
  aliases: 600,
  innocents: 6000,
  second: { truePerKind: 120, falsePerKind: 300, innocents: 6000 },
};

const root = process.cwd();
const { entries, counts } = loadOfac(join(root, 'data', 'ofac'));
const card = runScorecard(entries, 'test', SIZE, () => performance.now());
writeFileSync(join(root, 'docs', 'scorecard.md'), writeScorecard(card, SIZE));

const { total } = card.pairs;
const { search } = card;
const of = (value: number): string => value.toFixed(4);
console.log(`list: ${counts.entries} entries, ${counts.refused} rows refused`);
console.log(
  `pairs: precision ${of(precision(total))}, recall ${of(recall(total))}, F1 ${of(f1(total))}, false-positive rate ${of(falsePositiveRate(total))}`,
);
for (const [kind, { same, right, of: all }] of card.pairs.byKind) {
  const wrong = ((all - right) * 1000) / all;
  console.log(`  ${kind}: ${same ? `found ${right} of ${all}` : `${wrong.toFixed(1)} per 1,000`}`);
}
for (const [kind, { right, of: all }] of card.aliases.byKind) {
  console.log(`  ${kind}: found ${right} of ${all} (${of(right / all)})`);
}
console.log(
  `baselines: exact F1 ${of(f1(card.exact.total))}, Jaro-Winkler F1 ${of(f1(card.jaroWinkler.total))}`,
);
console.log(
  `search: recall ${of(search.found / search.of)}, ${((search.alarms * 1000) / search.innocents).toFixed(1)} false alarms per 1,000; ` +
    `${search.perSecond}/s, p50 ${search.p50Ms.toFixed(3)} ms, p99 ${search.p99Ms.toFixed(3)} ms`,
);
const { second } = card;
console.log(
  `second generator: F1 ${of(f1(second.fields.total))}, one field ${of(f1(second.oneField.total))}, recall of search ` +
    `${of(second.search.found / second.search.of)}, ${((second.search.alarms * 1000) / second.search.innocents).toFixed(1)} false alarms per 1,000, ` +
    `${((second.undated.alarms * 1000) / second.undated.innocents).toFixed(1)} without birth dates`,
);
console.log('written: docs/scorecard.md');
