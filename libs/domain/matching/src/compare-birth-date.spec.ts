import { compareBirthDate, parseBirthDate, type BirthDate } from './compare-birth-date';

const date = (text: string): BirthDate => parseBirthDate(text) as BirthDate;

describe('compareBirthDate', () => {
  it.each([
    ['1970-03-04', '1970-03-04', 'same'],
    ['19700304', '1970-03-04', 'same'],
    ['1970-03-04', '1970-04-03', 'swapped'],
    ['1970-03-04', '1971-03-04', 'offByOneYear'],
    ['1970-03-04', '1970-03-14', 'oneDigit'],
    ['1957-03-04', '1975-03-04', 'oneDigit'],
    ['1976-03-01', '1976-02-29', 'oneDigit'],
    ['1975-08-01', '1975-07-31', 'oneDigit'],
    ['1975-03-01', '1975-02-27', 'sameYearOtherDay'],
    ['1970-09-14', '1970-10-14', 'oneDigit'],
    ['1970-09-14', '1970-12-14', 'sameYearOtherDay'],
    ['1970-03-04', '1970-11-23', 'sameYearOtherDay'],
    ['1970-03-04', '1988-11-23', 'different'],
    ['1970-03-04', '1970', 'sameYear'],
    ['1970-00-00', '1970-03-04', 'sameYear'],
    ['1970-03-00', '1970-03-04', 'sameMonth'],
    ['1970-01-01', '1970-03-04', 'sameYear'],
    ['1970', '1971', 'nearYear'],
    ['1962-05-05', '1960/1964', 'withinYears'],
    ['1962-05-05', '1962/1963', 'sameYear'],
    ['1965', '1960/1964', 'nearYear'],
    ['1980', '1960/1964', 'different'],
  ])('says of %s and %s: %s, both ways', (one, other, relation) => {
    expect(compareBirthDate(date(one), date(other))).toBe(relation);
    expect(compareBirthDate(date(other), date(one))).toBe(relation);
  });

  it.each(['', 'unknown', '0000-00-00', '12/03/1970', '19'])('cannot read %p', (text) => {
    expect(parseBirthDate(text)).toBeUndefined();
  });
});
