import fc from 'fast-check';
import { checksum, shortChecksum, steady } from './steady';

const fact = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ minLength: 1 }),
    fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { minKeys: 1, maxKeys: 4 }),
  ),
})).value;

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const facts = Object.entries(value).map(([key, one]) => [key, turned(one)] as const);
  return Object.fromEntries(facts.reverse());
};

describe('the checksum of a fact', () => {
  it('is the same whatever the order of its keys, and five characters long', () => {
    fc.assert(
      fc.property(fact, fc.integer(), (one, seed) => {
        expect(shortChecksum(turned(one), seed)).toBe(shortChecksum(one, seed));
        expect(shortChecksum(one, seed)).toHaveLength(5);
      }),
    );
  });

  it('tells two facts apart', () => {
    fc.assert(
      fc.property(fact, fact, (one, other) => {
        fc.pre(steady(one) !== steady(other));
        expect(shortChecksum(one, 7)).not.toBe(shortChecksum(other, 7));
      }),
    );
  });

  it.each([[undefined], [null], [''], [[]], [{}], [{ given: undefined }]])(
    'is empty where nothing is known: %j',
    (nothing) => expect(shortChecksum(nothing, 7)).toBe(''),
  );

  it('tells flags and numbers apart', () => {
    expect(shortChecksum(true, 7)).not.toBe(shortChecksum(false, 7));
    expect(shortChecksum({ count: 1 }, 7)).not.toBe(shortChecksum({ count: 2 }, 7));
  });

  it('is salted', () => {
    expect(shortChecksum('NIC', 7)).not.toBe(shortChecksum('NIC', 8));
    expect(checksum('d', 'NIC', 7)).not.toBe(checksum('d', 'NIC', 8));
  });
});
