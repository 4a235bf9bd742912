import { DEFAULT_RULES, INDICATORS, thresholds } from './rules';
import { withThresholds } from './with-thresholds';

const codesOf = (changes: Record<string, Record<string, unknown>>): string[] => {
  const found = withThresholds(DEFAULT_RULES, changes);
  return found.ok ? [] : found.problems.map(({ path, code }) => `${path} ${code}`);
};

describe('the thresholds of the indicators', () => {
  it('are changed in a rule set of its own, whose version says how', () => {
    const found = withThresholds(DEFAULT_RULES, {
      N2: { bookings: 6, days: 30 },
      R4: { ratio: 3 },
    });
    if (!found.ok) throw new Error('refused');
    expect(found.rules.version).toBe(`${DEFAULT_RULES.version}+N2.bookings=6,R4.ratio=3`);
    expect(thresholds(found.rules, 'N2')).toEqual({ bookings: 6, days: 30 });
    expect(thresholds(DEFAULT_RULES, 'N2').bookings).toBe(4);
  });

  it('stay the very rule set when nothing differs', () => {
    expect(withThresholds(DEFAULT_RULES, { N2: { bookings: 4 } })).toEqual({
      ok: true,
      rules: DEFAULT_RULES,
    });
  });

  it('are refused with path and reason, all at once', () => {
    expect(
      codesOf({
        N2: { bookings: 2, days: 30.5, letters: 1 },
        R4: { ratio: '3' },
        N3: { groups: NaN },
        Z9: {},
      }),
    ).toEqual([
      'N2.bookings PARAMETER_OUT_OF_BOUNDS',
      'N2.days PARAMETER_NOT_WHOLE',
      'N2.letters PARAMETER_UNKNOWN',
      'R4.ratio PARAMETER_NOT_A_NUMBER',
      'N3.groups PARAMETER_NOT_A_NUMBER',
      'Z9 INDICATOR_UNKNOWN',
    ]);
  });

  it.each(['nationality', 'nacionalidad', 'sex', 'age', 'birthplace', 'language', 'religion'])(
    'have no way to %s',
    (name) => expect(codesOf({ B1: { [name]: 1 } })).toEqual([`B1.${name} ATTRIBUTE_FORBIDDEN`]),
  );

  it('do not take what every object has for a parameter', () => {
    expect(codesOf({ N2: { constructor: 4 } })).toEqual(['N2.constructor PARAMETER_UNKNOWN']);
  });

  it('have a title in both languages and a value within their bounds', () => {
    for (const { parameters } of INDICATORS) {
      for (const { title, value, least, most } of Object.values(parameters)) {
        expect([title.es, title.en].every(Boolean)).toBe(true);
        expect(least <= value && value <= most).toBe(true);
      }
    }
  });
});
