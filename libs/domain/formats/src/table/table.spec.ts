import fc from 'fast-check';
import { splitCsv } from './split-csv';
import { writeCsv } from './write-csv';
import { splitFullName } from './split-name';
import { isSoundCui, isSoundDui } from './national-document';

describe('CSV', () => {
  it('reads what it writes, whatever the cells', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, fc.constantFrom(';', ',', '\t'), (table, delimiter) => {
        const text = writeCsv(table, delimiter).replace('\ufeff', '');
        const read = splitCsv(text, delimiter).rows.map(({ cells }) => cells);
        const bare = table.map((row) => row.map((c) => c.replace(/^'(?=[=+\-@])/, '')));
        expect(read).toEqual(bare);
      }),
    );
  });

  it('writes nothing that a spreadsheet evaluates', () => {
    for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1']) {
      expect(writeCsv([[cell]])).toMatch(/^\ufeff"?'/);
    }
  });
});

describe('splitFullName', () => {
  it('loses no word, whatever the name', () => {
    const word = fc.constantFrom('Ana', 'José', 'de', 'la', 'San', 'Pérez', 'Cruz', 'y', 'García');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.boolean(), (words, first) => {
        const name = splitFullName(words.join(' '), first);
        const parts = [name?.surname, name?.given].filter(Boolean).join(' ').split(' ');
        expect(parts.sort()).toEqual([...words].sort());
      }),
    );
  });
});

describe('check digits of identity numbers', () => {
  it('agree with one digit in ten, and only one', () => {
    const sound = (test: (digits: string) => boolean, make: (d: number) => string): number =>
      [...Array(10).keys()].filter((digit) => test(make(digit))).length;
    expect(sound(isSoundDui, (digit) => `00016297${digit}`)).toBe(1);
    expect(sound(isSoundCui, (digit) => `12345678${digit}0101`)).toBe(1);
  });
});
