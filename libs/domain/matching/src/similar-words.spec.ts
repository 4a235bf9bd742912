import { SimilarWords } from './similar-words';
import { Vocabulary } from './token';

const numbersOf = (words: SimilarWords, text: string, from: Vocabulary): number[] =>
  words.like(from.get(text, false)).map(({ id }) => id);

it('knows a word again that a store describes anew after starting afresh', () => {
  const [words, before, after] = [new SimilarWords(), new Vocabulary(), new Vocabulary()];
  const number = words.add(before.get('FERNANDEZ', false));
  expect(after.get('FERNANDEZ', false)).not.toBe(before.get('FERNANDEZ', false));
  expect(words.add(after.get('FERNANDEZ', false))).toBe(number);
  expect(words.add(before.get('FERNANDEZ', false))).toBe(number);
  expect(words.size).toBe(1);
  expect(numbersOf(words, 'FERNANDES', after)).toEqual([number]);
});

it('keeps a particle apart from the name that is spelt like it', () => {
  const [words, from] = [new SimilarWords(), new Vocabulary()];
  const numbers = [from.get('LE', false), from.asName('LE'), from.get('LE', true)].map((word) =>
    words.add(word),
  );
  expect(new Set(numbers).size).toBe(3);
});

it('remembers the words of a field only in a store that is bounded', () => {
  const [bounded, endless] = [new Vocabulary(10), new Vocabulary()];
  const count = { reads: 0 };
  for (const from of [bounded, bounded, endless, endless]) {
    from.field('given ANA', () => {
      count.reads += 1;
      return [from.get('ANA', false)];
    });
  }
  expect(count.reads).toBe(3);
  for (const name of ['EVA', 'IDA']) bounded.field(name, () => [bounded.get(name, false)]);
  bounded.field('given ANA', () => {
    count.reads += 1;
    return [];
  });
  expect(count.reads).toBe(4);
});
