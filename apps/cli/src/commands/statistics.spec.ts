import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerStatistics, rowsOf } from './statistics';

const folder = mkdtempSync(join(tmpdir(), 'vigia-sheets-'));

const convert = async (name: string, bytes: string | Uint8Array) => {
  writeFileSync(join(folder, name), bytes);
  let out = '';
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const program = new Command();
    registerStatistics(program);
    await program.parseAsync(['node', 'vigia', 'statistics', 'convert', join(folder, name)]);
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
  return JSON.parse(out) as { layout: string; points: object[]; problems: object[] };
};

describe('vigia statistics convert', () => {
  afterEach(() => (process.exitCode = undefined));

  it.each([
    ['years-across', 'País;2010;2011\nNepal;12;1.204\nTotal;12;1204\n'],
    ['months-across', '"Año 2012",,,\nPaís,Ene,Feb,Set\n"Nepal, y otros",3,4,5\n'],
    ['one-figure-a-row', 'Year\tMonth\tCountry\tCount\n2011\tMarch\tNepal\t7\n2011\t4\tNepal\t9\n'],
  ])('reads a sheet with %s', async (layout, text) => {
    const series = await convert(`${layout}.csv`, text);
    expect(series.layout).toBe(layout);
    expect(series.points.length).toBeGreaterThan(1);
    expect(series.points[0]).toMatchObject({
      provenance: { file: `${layout}.csv`, row: 2 + Number(layout === 'months-across') },
    });
  });

  it('reads the encoding of old Spanish files', async () => {
    const series = await convert(
      'old.csv',
      Buffer.from('Pa\xeds;2010;2011\nCamer\xfan;3;4\n', 'latin1'),
    );
    expect(series.points[0]).toMatchObject({ group: 'CAMERUN', count: 3 });
  });

  it('says of a sheet that is none that no row is a header, and ends with an error', async () => {
    const series = await convert('none.csv', 'a;b\n1;2\n');
    expect(series).toMatchObject({ layout: 'unknown', problems: [{ row: 1 }] });
    expect(process.exitCode).toBe(1);
  });
});

describe('rowsOf', () => {
  it('takes quotes, doubled quotes and line breaks inside quotes apart', () => {
    expect(rowsOf('"a ""b""";"c\nd";\r\ne;f;g')).toEqual([
      ['a "b"', 'c\nd', ''],
      ['e', 'f', 'g'],
    ]);
  });

  it('comes to an end whatever it is given', () => {
    expect(rowsOf('"open;a;b\n;;;"x"y;')).toBeInstanceOf(Array);
    expect(rowsOf('')).toEqual([[]]);
  });
});
