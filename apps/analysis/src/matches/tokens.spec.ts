import fc from 'fast-check';
import { legsOf, matchRoutePattern, parseRoutePattern } from '@vigia/indicators';
import { aList, aTraveller } from '../../test/events';
import { conditionsOf, seenWith, tokensOf } from './tokens';

const CODES = ['SVO', 'HAV', 'PTY', 'SJO', 'MGA', 'LIM', 'BOG'];
const STEPS = [...CODES, 'RU', 'CU', 'PA', 'CR', 'NI', '#CENTRAL', '#SOUTH'];

/** Of states that see a journey, whether it calls there or not. */
const SEEN_FROM = ['CR', 'GT'];

const legsFor = (routes: readonly string[]) =>
  routes.flatMap((route, index) => {
    const list = aList({
      ...{
        route,
        on: `2026-12-${String(index + 1).padStart(2, '0')}`,
        travellers: [aTraveller(1)],
      },
    });
    return legsOf(list.manifest, list.manifestId, ({ value }) => value);
  });

const stepsOf = (text: string) => {
  const parsed = parseRoutePattern(text);
  if (!parsed.ok) throw new Error(parsed.problem.text.en);
  return parsed.steps;
};

describe('the tokens of a journey', () => {
  it('are its places, countries, hops, and which country came before which', () => {
    const tokens = tokensOf(legsFor(['SVO>HAV', 'PTY>SJO>MGA']));
    expect(tokens).toEqual(
      expect.arrayContaining(['SVO', 'CR', 'SVO>HAV', 'RU>CU', 'SJO>MGA', 'RU»NI', 'CU»PA']),
    );
    expect(tokens).not.toContain('HAV>PTY');
    expect(tokens).not.toContain('NI»CR');
  });

  it('pair every country with that of a state that sees the journey, travelled to or not', () => {
    expect(tokensOf(legsFor(['GUA>BOG']), ['CR', 'GT'])).toEqual(
      expect.arrayContaining(['GT»CR', 'CO»CR', 'GT»CO']),
    );
    expect(tokensOf(legsFor(['GUA>SJO']), ['CR', 'GT'])).not.toContain('CR»GT');
  });

  it('never rule out a journey that a pattern matches', () => {
    const route = fc
      .array(fc.constantFrom(...CODES), { minLength: 2, maxLength: 4 })
      .filter((codes) => codes.every((code, at) => code !== codes[at - 1]))
      .map((codes) => codes.join('>'));
    const pattern = fc
      .tuple(
        fc.constantFrom(...STEPS),
        fc.array(fc.tuple(fc.constantFrom('>', '>(30d)', '>(12h)'), fc.constantFrom(...STEPS)), {
          minLength: 1,
          maxLength: 3,
        }),
      )
      .map(([first, rest]) => first + rest.flat().join(''));
    let matched = 0;
    fc.assert(
      fc.property(fc.array(route, { minLength: 1, maxLength: 3 }), pattern, (routes, text) => {
        const legs = legsFor(routes);
        if (!matchRoutePattern(stepsOf(text), legs)) return;
        matched += 1;
        const tokens = new Set(tokensOf(legs, SEEN_FROM));
        const seen = stepsOf(text).flatMap((step) => SEEN_FROM.map((c) => seenWith(step, c)));
        const conditions = [...conditionsOf(stepsOf(text)), ...seen.filter(({ length }) => length)];
        for (const alternatives of conditions) {
          expect(alternatives.some((token) => tokens.has(token))).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
    expect(matched).toBeGreaterThan(20);
  });
});
