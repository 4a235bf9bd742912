import { DEFAULT_POLICY, MATCHER_VERSION } from '@vigia/matching';
import { f1, falsePositiveRate, precision, recall, type PairResult } from './measure';
import type { Scorecard, SecondCard, Size } from './run-scorecard';

const three = (value: number): string => value.toFixed(3);
const perThousand = (wrong: number, of: number): string => ((wrong * 1000) / (of || 1)).toFixed(1);

const totals = (name: string, { total }: PairResult): string =>
  `| ${name} | ${three(precision(total))} | ${three(recall(total))} | ${three(f1(total))} | ${three(falsePositiveRate(total))} |`;

const kinds = ({ pairs, exact, jaroWinkler }: Scorecard, same: boolean): string[] =>
  [...pairs.byKind]
    .filter(([, kind]) => kind.same === same)
    .map(([name, { right, of }]) => {
      const others = [exact, jaroWinkler].map((result) => result.byKind.get(name)?.right ?? 0);
      const values = [right, ...others].map((count) =>
        same ? three(count / of) : perThousand(of - count, of),
      );
      return `| ${name} | ${of} | ${values.join(' | ')} |`;
    });

const ownKinds = ({ fields, oneField }: SecondCard, same: boolean): string[] =>
  [...fields.byKind]
    .filter(([, kind]) => kind.same === same)
    .map(([name, { right, of }]) => {
      const other = oneField.byKind.get(name) ?? { right: 0, of: 1 };
      const values = same
        ? [three(right / of), three(other.right / other.of)]
        : [perThousand(of - right, of), perThousand(other.of - other.right, other.of)];
      return `| ${name} | ${of} | ${values.join(' | ')} |`;
    });

/** What the second generator shows, as a part of the page. */
const writeSecond = (second: SecondCard): string => {
  const { search, undated } = second;
  return `## A second generator
Written against this matcher by another hand: other code, other differences (names in one word, words in the wrong field, fields
cut by their limit, other clerks' spelling, misread letters, forms of address), other facts (an eighth without birth date, some
with only the year or with day and month exchanged), and strangers who share more. Its *tune* half was looked at, this half was not.

| listed names | precision | recall | F1 | false-positive rate |
|---|---|---|---|---|
${totals('in two fields', second.fields)}
${totals('in one field, given names first', second.oneField)}

| kind of difference | pairs | found, two fields | found, one field |
|---|---|---|---|
${ownKinds(second, true).join('\n')}

| kind of stranger | pairs | false alarms per 1,000, two fields | one field |
|---|---|---|---|
${ownKinds(second, false).join('\n')}

Against the whole list: ${search.found} of ${search.of} travellers found, recall ${three(search.found / search.of)}. Innocents are ${search.innocents} travellers with the very
commonest names of forty countries: ${search.alarms} false alarms, ${perThousand(search.alarms, search.innocents)} per 1,000, when all state a birth date;
${undated.alarms} of ${undated.innocents}, ${perThousand(undated.alarms, undated.innocents)} per 1,000, when none does: a bare common name cannot be told from its namesake on a list.
`;
};

/** The scorecard as a page of Markdown. Timing stays out of it, so that the same code writes the same page. */
export const writeScorecard = (card: Scorecard, size: Size): string => {
  const { search, aliases } = card;
  const aliasLines = [...aliases.byKind].map(
    ([name, { right, of }]) => `| ${name} | ${of} | ${three(right / of)} |`,
  );
  return `# Scorecard of the matcher

Written by \`npm run scorecard\`. Matcher
\`${MATCHER_VERSION}\`, policy \`${DEFAULT_POLICY.version}\`, threshold ${DEFAULT_POLICY.threshold}, fixed beforehand.

## How it is made
True pairs take the individuals of the OFAC list in \`data/ofac\` and change the primary name or the birth date by seeded
perturbations. About one traveller in eight gives no birth date, and two in five no nationality. False pairs set traps; innocents
are ${size.innocents} made-up travellers with common names of the region and of countries of origin, one in ten without birth date. Entries fall into three splits
by their id: *look* (read while writing the matcher), *tune* (numbers of the policy), *test* (this page). The generator was
written together with the matcher, so these figures flatter it; a set made by others is the better judge.

## Pairs (${card.split} split)
| matcher | precision | recall | F1 | false-positive rate |
|---|---|---|---|---|
${totals('**Vigía**', card.pairs)}
${totals('exact name, birth date not contradicting', card.exact)}
${totals('Jaro-Winkler ≥ .95, equal metaphone, birth year ± 3', card.jaroWinkler)}

## Found, by kind of difference (share of true pairs)
| kind | pairs | Vigía | exact | Jaro-Winkler |
|---|---|---|---|---|
${kinds(card, true).join('\n')}

## False alarms, by kind of trap (per 1,000 pairs)
| kind | pairs | Vigía | exact | Jaro-Winkler |
|---|---|---|---|---|
${kinds(card, false).join('\n')}

## Real aliases (each against its entry without that alias)
*Related* aliases share the beginning of a word with another name of the entry; the others are by-names of a different name
altogether, which only a shared document or list of aliases can reveal.

| kind | pairs | found |
|---|---|---|
${aliasLines.join('\n')}

## Searches against the whole list
${search.of} travellers of the true pairs: ${search.found} found, recall ${three(search.found / search.of)}.
${search.innocents} innocents: ${search.alarms} false alarms, ${perThousand(search.alarms, search.innocents)} per 1,000.

${writeSecond(card.second)}`;
};
