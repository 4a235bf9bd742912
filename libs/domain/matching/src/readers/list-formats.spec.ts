import { readFollowTheMoney } from './read-follow-the-money';
import { readOpenSanctionsCsv } from './read-open-sanctions-csv';
import { readUnXml } from './read-un-xml';

describe('readOpenSanctionsCsv', () => {
  it('takes persons, skips companies and refuses broken rows', () => {
    const { entries, counts } = readOpenSanctionsCsv(
      'id,schema,name,aliases,birth_date,countries,identifiers\n' +
        'Q1,Person,Amina Navarro,"A. Navarro;أمينة",1970-03-04;1971,hn,H-123\n' +
        'Q2,Company,Acme,,,,\nQ3,Person,,,,,\n"Q4,Person,cut',
      'os',
    );
    expect(entries).toEqual([
      {
        entryId: 'Q1',
        listId: 'os',
        kind: 'person',
        names: [
          { full: 'Amina Navarro', quality: 'primary' },
          { full: 'A. Navarro', quality: 'strong' },
          { full: 'أمينة', quality: 'strong' },
        ],
        datesOfBirth: ['1970-03-04', '1971'],
        nationalities: ['HND'],
        documents: [{ type: 'U', number: 'H-123' }],
      },
    ]);
    expect(counts).toEqual({ rows: 4, entries: 1, refused: 2, skipped: 1 });
  });
});

describe('readFollowTheMoney', () => {
  it('gives persons the documents that other entities hold for them', () => {
    const lines = [
      {
        id: 'd',
        schema: 'Passport',
        properties: { holder: ['p'], number: ['X1'], country: ['mx'] },
      },
      {
        id: 'p',
        schema: 'Person',
        properties: {
          name: ['Amina Navarro'],
          weakAlias: ['La Jefa'],
          birthDate: ['1970'],
          gender: ['female'],
          nationality: ['mx'],
        },
      },
      { id: 'c', schema: 'Company', properties: { name: ['Acme'] } },
    ];
    const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"id": "cut`;
    const { entries, problems, counts } = readFollowTheMoney(text, 'ftm');
    expect(entries).toEqual([
      {
        entryId: 'p',
        listId: 'ftm',
        kind: 'person',
        names: [
          { full: 'Amina Navarro', quality: 'primary' },
          { full: 'La Jefa', quality: 'weak' },
        ],
        datesOfBirth: ['1970'],
        nationalities: ['MEX'],
        documents: [{ type: 'P', number: 'X1', country: 'MEX' }],
        sex: 'F',
      },
    ]);
    expect(problems).toMatchObject([{ code: 'LIST_FILE_CUT', row: 4 }]);
    expect(counts).toEqual({ rows: 4, entries: 1, refused: 1, skipped: 2 });
  });
});

describe('readUnXml', () => {
  const individual = `<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>AMINA</FIRST_NAME><SECOND_NAME>NAVARRO &amp; SONS</SECOND_NAME>
    <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.001</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>أمينة</NAME_ORIGINAL_SCRIPT>
    <NATIONALITY><VALUE>Mexico</VALUE></NATIONALITY>
    <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>La Jefa</ALIAS_NAME></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1970-03-04</DATE></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1968</FROM_YEAR><TO_YEAR>1972</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>G123</NUMBER><ISSUING_COUNTRY>Mexico</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT></INDIVIDUAL>`;
  const wrap = (content: string) =>
    `<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS>${content}</INDIVIDUALS><ENTITIES><ENTITY><DATAID>2</DATAID></ENTITY></ENTITIES></CONSOLIDATED_LIST>`;

  it('reads individuals with aliases, dates and documents', () => {
    const { entries, counts } = readUnXml(wrap(individual), 'un');
    expect(entries).toEqual([
      {
        entryId: 'QDi.001',
        listId: 'un',
        kind: 'person',
        names: [
          { full: 'AMINA NAVARRO & SONS', quality: 'primary' },
          { full: 'أمينة', quality: 'primary' },
          { full: 'La Jefa', quality: 'weak' },
        ],
        datesOfBirth: ['1970-03-04', '1968/1972'],
        nationalities: ['MEX'],
        documents: [{ type: 'P', number: 'G123', country: 'MEX' }],
        programmes: ['Al-Qaida'],
      },
    ]);
    expect(counts).toEqual({ rows: 2, entries: 1, refused: 0, skipped: 1 });
  });

  it('reports a file that was cut, and refuses repeats', () => {
    const whole = wrap(individual + individual);
    expect(readUnXml(whole, 'un').problems).toMatchObject([{ code: 'LIST_ROW_DUPLICATE', row: 2 }]);
    expect(readUnXml(whole.slice(0, -60), 'un').problems.at(-1)).toMatchObject({
      code: 'LIST_FILE_CUT',
    });
  });
});
