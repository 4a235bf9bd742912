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

describe('a store of words', () => {
  const reader = (from: Vocabulary) => {
    const count = { reads: 0 };
    const read = (key: string): void => {
      from.field(key, () => {
        count.reads += 1;
        return [from.get('ANA', false)];
      });
    };
    return { read, count };
  };

  it('remembers the words of a field when it is bounded', () => {
    const { read, count } = reader(new Vocabulary(10));
    for (const key of ['given ANA', 'given ANA', 'given EVA', 'given EVA']) read(key);
    expect(count.reads).toBe(2);
    // A third field is one too many for ten words.
    for (const key of ['given IDA', 'given ANA']) read(key);
    expect(count.reads).toBe(4);
  });

  it('remembers no field that is longer than a name can be', () => {
    const { read, count } = reader(new Vocabulary(10));
    for (const key of ['A'.repeat(1000), 'A'.repeat(1000)]) read(key);
    expect(count.reads).toBe(2);
  });

  it('remembers no field when it never forgets', () => {
    const { read, count } = reader(new Vocabulary());
    for (const key of ['given ANA', 'given ANA']) read(key);
    expect(count.reads).toBe(2);
  });

  it('forgets fields together with their words', () => {
    const words = new Vocabulary(5);
    const { read, count } = reader(words);
    read('given ANA');
    for (const text of ['BEA', 'EVA', 'IDA', 'LEA', 'MIA']) words.get(text, false);
    read('given ANA');
    expect(count.reads).toBe(2);
  });
});
