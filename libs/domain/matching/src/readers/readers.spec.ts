import { readDocumentsCsv } from './read-documents-csv';
import { readDate } from './read-date';
import { readOfac } from './read-ofac';
import { readPersonsCsv } from './read-persons-csv';

const none = ',-0- '.repeat(7);
const sdn = (id: string, name: string, remarks: string, type = '"individual"') =>
  `${id},"${name}",${type},"SDGT] [IRGC"${none},"${remarks}"\r\n`;

describe('readOfac', () => {
  it('reads dates, nationality, papers, sex and weak aliases out of the remarks', () => {
    const remarks =
      "DOB 10 Dec 1948; alt. DOB circa 1950; alt. DOB 1960 to 1962; POB Baghdad, Iraq; nationality Iran; citizen Congo, Democratic Republic of the; Passport A-123 (Iran); alt. Passport AF465508 Colombia; National ID No. 77-88 (Colombia) issued 01 Jan 2000; Gender Male; a.k.a. 'EL NEGRO'; Linked To: SOMEBODY.";
    const { entries, problems } = readOfac({ sdn: sdn('12', 'NAVARRO, Amina', remarks), alt: '' });
    expect(problems).toEqual([]);
    expect(entries).toEqual([
      {
        entryId: '12',
        listId: 'ofac-sdn',
        kind: 'person',
        names: [
          { full: 'NAVARRO, Amina', surname: 'NAVARRO', given: 'Amina', quality: 'primary' },
          { full: 'EL NEGRO', quality: 'weak' },
        ],
        datesOfBirth: ['1948-12-10', '1948/1952', '1960/1962'],
        nationalities: ['IRN', 'COD'],
        documents: [
          { type: 'P', number: 'A-123', country: 'IRN' },
          { type: 'P', number: 'AF465508', country: 'COL' },
          { type: 'I', number: '77-88', country: 'COL' },
        ],
        sex: 'M',
        programmes: ['SDGT', 'IRGC'],
      },
    ]);
  });

  it('adds further names, carries long remarks on, and skips companies', () => {
    const { entries, counts } = readOfac({
      sdn: sdn('1', 'PEREZ, Juan', 'DOB 19') + sdn('2', 'ACME LTD.', '-0- ', '-0- '),
      alt: '1,5,"aka","PERES, J.",-0- \r\n2,6,"aka","ACME",-0- \r\n',
      comments: '1,"70; nationality Mexico."\r\n',
    });
    expect(entries[0]?.names.map(({ full }) => full)).toEqual(['PEREZ, Juan', 'PERES, J.']);
    expect(entries[0]).toMatchObject({ datesOfBirth: ['1970'], nationalities: ['MEX'] });
    expect(counts).toEqual({ rows: 2, entries: 1, refused: 0, skipped: 1 });
  });

  it('refuses broken, nameless, repeated and orphaned rows one by one', () => {
    const { entries, problems } = readOfac({
      sdn: sdn('1', 'PEREZ, Juan', '-0- ') + '7,"CUT, Of',
      alt: '99,5,"aka","NOBODY, A",-0- \r\n1,"aka"\r\n',
    });
    expect(entries.map(({ entryId }) => entryId)).toEqual(['1']);
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['LIST_FILE_CUT', 'sdn.csv'],
      ['LIST_ROW_ORPHAN', 'alt.csv'],
      ['LIST_ROW_BROKEN', 'alt.csv'],
    ]);
  });
});

describe('readDate', () => {
  it.each([
    ['10 Dec 1948', '1948-12-10'],
    ['Dec 1948', '1948-12'],
    ['1948', '1948'],
    ['circa 1961', '1959/1963'],
    ['01 Jan 1960 to 31 Dec 1965', '1960/1965'],
    ['circa 1979-1982', '1979/1982'],
    ['04/03/1970', '1970-03-04'],
    ['31 Foo 1970', undefined],
  ])('reads %s as %s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });
});

describe('readPersonsCsv', () => {
  it('reads Spanish headings, semicolons and several values of one column', () => {
    const text =
      '\ufeffID;Apellidos;Nombres;Alias;Fecha de nacimiento;Nacionalidad;Número de documento;País emisor;Sexo\n' +
      'A1;Muñoz Peña;José;El Chepe|J. Muñoz;04/03/1970|1971;Honduras;H-123;HN;M\n;;;;;;;;\n';
    const { entries, problems } = readPersonsCsv(text, 'hnd');
    expect(entries).toEqual([
      {
        entryId: 'A1',
        listId: 'hnd',
        kind: 'person',
        names: [
          { surname: 'Muñoz Peña', given: 'José', quality: 'primary' },
          { full: 'El Chepe', quality: 'strong' },
          { full: 'J. Muñoz', quality: 'strong' },
        ],
        datesOfBirth: ['1970-03-04', '1971'],
        nationalities: ['HND'],
        documents: [{ type: 'U', number: 'H-123', country: 'HND' }],
        sex: 'M',
      },
    ]);
    expect(problems).toMatchObject([{ code: 'LIST_ROW_WITHOUT_NAME', row: 3, refused: true }]);
  });

  it('notes an unreadable date and keeps the person', () => {
    const { entries, problems } = readPersonsCsv('name,dob\nAmina Navarro,soon\n', 'x');
    expect(entries[0]?.datesOfBirth).toEqual([]);
    expect(problems).toMatchObject([{ code: 'LIST_DATE_UNREADABLE', refused: false }]);
  });
});

describe('readDocumentsCsv', () => {
  it('makes one entry a document and refuses repeats and rows without number', () => {
    const text =
      'number,issuer,type,status,reportedOn\nA-12345,HND,P,stolen,2026-01-02\nA12345,Honduras,P,lost,\n,MEX,P,lost,\n';
    const { entries, problems } = readDocumentsCsv(text, 'stolen');
    expect(entries).toEqual([
      {
        entryId: 'HND:A12345',
        listId: 'stolen',
        kind: 'document',
        names: [],
        datesOfBirth: [],
        nationalities: [],
        documents: [{ type: 'P', number: 'A12345', country: 'HND' }],
        programmes: ['stolen'],
      },
    ]);
    expect(problems.map(({ code }) => code)).toEqual([
      'LIST_ROW_DUPLICATE',
      'LIST_ROW_WITHOUT_NUMBER',
    ]);
  });
});
