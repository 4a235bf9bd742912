import fc from 'fast-check';
import { toCsv, wantsCsv } from './csv';

const cellOf = (text: string): string => toCsv([[text]]).slice(1, -2);

describe('a CSV file for people', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '|x', '%x', '\u00a0=1'])(
    'guards what a spreadsheet would evaluate: %j',
    (text) => expect(cellOf(text)).toMatch(/^"'/),
  );

  it('quotes every cell, so that no other delimiter can cut a formula out of one', () => {
    expect(cellOf('a,=1+1')).toBe('"a,=1+1"');
    expect(cellOf('a";=1+1')).toBe('"a"";=1+1"');
    expect(toCsv([['a', 1, undefined]])).toBe('\ufeff"a";"1";""\r\n');
  });

  it('never lets a cell begin with a sign that is evaluated', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cellOf(text)).not.toMatch(/^"\s*[=+\-@]/);
      }),
    );
  });

  it.each([
    ['text/csv', true],
    ['application/json, text/csv;q=0.9', true],
    ['application/json', false],
    [undefined, false],
  ])('is asked for by Accept: %s is %s', (accept, expected) => {
    expect(wantsCsv(accept)).toBe(expected);
  });
});
