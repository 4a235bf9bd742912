import {
  duplicateFinding,
  interchangeHeads,
  lateFinding,
  partFindings,
  testFindings,
} from '../index';

const set = (numbers: number[], last?: number) => ({
  ...{ key: 'COPA|passengers|X', numbers, since: '2026-12-01T10:00:00Z' },
  ...(last !== undefined && { last }),
});

const codes = (findings: { code: string }[]): string[] => findings.map(({ code }) => code);

describe('what the door notices', () => {
  it('is LATE_LIST from the first instant after the deadline', () => {
    const late = (at: string): string[] => codes(lateFinding('2026-12-01T10:00:00Z', at));
    expect(late('2026-12-01T10:00:00.000Z')).toEqual([]);
    expect(late('2026-12-01T10:00:00.001Z')).toEqual(['LATE_LIST']);
    expect(lateFinding(undefined, '2026-12-01T10:00:00Z')).toEqual([]);
  });

  it.each([
    ['within the limit', set([1, 3], 3), '2026-12-01T10:59:59Z', []],
    ['complete', set([1, 2, 3], 3), '2026-12-02T10:00:00Z', []],
    ['without one between', set([1, 3], 3), '2026-12-01T11:00:00Z', ['part 2 is missing']],
    ['without the last', set([1, 2]), '2026-12-01T11:00:00Z', ['the last part is missing']],
  ])('is PARTS_MISSING of a list %s, or nothing', (_, parts, now, texts) => {
    const found = partFindings([parts], now, 3_600_000);
    expect(found.map(({ text }) => text.en.split(': ')[1]?.replace('.', ''))).toEqual(texts);
    for (const { code } of found) expect(code).toBe('PARTS_MISSING');
  });

  it('is TEST_AND_REAL_MIXED only where both are in one file', () => {
    const heads = (...tests: string[]) =>
      interchangeHeads(
        new TextEncoder().encode(
          tests
            .map(
              (test, index) =>
                `UNB+UNOA:4+CM:ZZ+PA:ZZ+261205:0340+R${index}++APIS++++${test}'UNZ+0+R${index}'`,
            )
            .join(`\r\n${'NOISE '.repeat(2000)}\r\n`),
        ),
      );
    expect(codes(testFindings(heads('1', '')))).toEqual(['TEST_AND_REAL_MIXED']);
    expect(testFindings(heads('1', '1'))).toEqual([]);
    expect(testFindings(heads('', ''))).toEqual([]);
    expect(testFindings([])).toEqual([]);
  });

  it('is DUPLICATE_INTERCHANGE, which quotes the reference', () => {
    expect(duplicateFinding('R1')).toMatchObject({
      code: 'DUPLICATE_INTERCHANGE',
      text: { en: expect.stringContaining('“R1”') as string },
    });
  });
});
