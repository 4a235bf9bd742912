import fc from 'fast-check';
import { nameKey } from './identity';

const word = fc.stringMatching(/^[A-Z0-9]{1,4}$/);

describe('a name key', () => {
  it('holds the words of a name in one order, however many there are', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), (words) => {
        const key = nameKey({ surname: words.join(' ') });

        expect(key).toBe([...words].sort().join(' '));
      }),
    );
  });

  it.each([
    ['case, accents and punctuation', { surname: 'Núñez-de  la Ó', given: "d'Ana" }],
    ['order', { surname: 'ANA O', given: 'LA NUNEZ', middle: 'DE D' }],
  ])('is the same whatever the %s', (_, name) => {
    expect(nameKey(name)).toBe('ANA D DE LA NUNEZ O');
  });
});
