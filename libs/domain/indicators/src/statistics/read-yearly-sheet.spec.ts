import { readYearlySheet } from './read-yearly-sheet';

const sheet = (text: string) => text.split('\n').map((line) => line.split(';'));
const short = (text: string) => {
  const { layout, points, problems } = readYearlySheet(sheet(text), 'old.csv');
  return {
    layout,
    problems,
    points: points.map(({ year, month, group, count }) => [group, year, month, count]),
  };
};

describe('the yearly sheets of the past', () => {
  it('are read with years across', () => {
    expect(
      short('Extracontinentales\nPaís;2010;2011;Total\nNepal;12;1.204;1216\nTotal;12;1204;'),
    ).toEqual({
      layout: 'years-across',
      problems: [],
      points: [
        ['NEPAL', 2010, undefined, 12],
        ['NEPAL', 2011, undefined, 1204],
      ],
    });
  });

  it('are read with months across under a title', () => {
    const { layout, points } = short('Año 2012;;;\nPaís;Ene;Feb;Set\nCamerún;3;-;n/d\nGhana;0;4;5');
    expect(layout).toBe('months-across');
    expect(points).toEqual([
      ['CAMERUN', 2012, 1, 3],
      ['GHANA', 2012, 1, 0],
      ['GHANA', 2012, 2, 4],
      ['GHANA', 2012, 9, 5],
    ]);
  });

  it('are read with one figure a row, and say which cell is no figure', () => {
    const found = short(
      'Year;Month;Country;Count\n2011;March;Nepal;7\n2011;4;Nepal;many\n?;5;Nepal;3',
    );
    expect(found.points).toEqual([['NEPAL', 2011, 3, 7]]);
    expect(found.problems).toMatchObject([
      { row: 3, column: 4, text: { en: '"many" is not a figure' } },
      { row: 4, column: 1, text: { es: '«?» no es una cifra' } },
    ]);
  });

  it('keep the cell that every figure was read from', () => {
    const { points } = readYearlySheet(sheet('Country;2010;2011\nNepal;5;6'), 'old.csv');
    expect(points[1]?.provenance).toEqual({ file: 'old.csv', row: 2, column: 3, text: '6' });
  });

  it('are refused without a known header', () => {
    expect(short('a;b\n1;2')).toMatchObject({ layout: 'unknown', problems: [{ row: 1 }] });
  });
});
