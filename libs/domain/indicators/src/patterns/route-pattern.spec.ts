import { aLeg } from '../travellers.fixture';
import { matchRoutePattern } from './match-route-pattern';
import { parseRoutePattern } from './parse-route-pattern';

const stepsOf = (text: string) => {
  const parsed = parseRoutePattern(text);
  if (!parsed.ok) throw new Error(parsed.problem.text.en);
  return parsed.steps;
};

describe('a route pattern', () => {
  it('is read into steps with gaps', () => {
    expect(stepsOf('svo > HAV >(30d) PA>#CENTRAL')).toEqual([
      { kind: 'place', code: 'SVO' },
      { kind: 'place', code: 'HAV' },
      { kind: 'country', code: 'PA', withinMs: 30 * 86_400_000 },
      { kind: 'region', code: 'CENTRAL' },
    ]);
  });

  it.each([
    ['', 1, 'a place'],
    ['SVO', 4, 'two steps'],
    ['SVO HAV', 5, '">"'],
    ['SVO>', 5, 'a place'],
    ['SVO>(30) HAV', 5, 'a gap such as'],
    ['SVO>(0d) HAV', 5, '1 h to 365 d'],
    ['SVO>ZZ', 5, 'unknown code ZZ'],
    ['SVO>#NOWHERE', 5, 'unknown code #NOWHERE'],
    [Array(13).fill('PA').join('>'), 37, 'more than 12'],
  ])('is refused with its place: %s', (text, column, reason) => {
    const parsed = parseRoutePattern(text);
    expect(parsed).toMatchObject({ ok: false, problem: { column } });
    expect(parsed.ok ? '' : parsed.problem.text.en).toContain(reason);
    expect(parsed.ok ? '' : parsed.problem.text.es).not.toBe('');
  });

  const legs = [
    aLeg('SVO>HAV', '2026-03-01'),
    aLeg('PTY>SJO', '2026-03-20', { mode: 'road' }),
    aLeg('SJO>MGA>TGU', '2026-03-22', { mode: 'road' }),
  ];

  it.each([
    ['SVO>HAV >(30d) PA>CR', true],
    ['SVO>HAV >(10d) PA>CR', false],
    ['SVO>(30d) CR', true],
    ['HAV>PTY', false],
    ['PA>CR>NI>HN', true],
    ['SJO>TGU', false],
    ['RU>CU>(60d)#CENTRAL>HN', true],
    ['HN>(60d)RU', false],
  ])('%s: %s', (text, follows) => {
    expect(matchRoutePattern(stepsOf(text), legs) !== undefined).toBe(follows);
  });

  it('says where each step was met', () => {
    expect(
      matchRoutePattern(stepsOf('SVO>HAV>(30d)CR'), legs)?.map(({ place }) => place.code),
    ).toEqual(['SVO', 'HAV', 'SJO']);
  });
});
