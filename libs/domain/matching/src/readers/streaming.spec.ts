import fc from 'fast-check';
import { guessListFormat, LIST_FORMATS, streamList, type ListFormat } from './list-format';
import { collectList, refusesWholeFile, type ListRow, type ReadList } from './read-list';

const none = ',-0- '.repeat(7);
const OFAC = {
  sdn: `1,"PEREZ, Juan","individual","SDGT"${none},"DOB 10 Dec 1948; Passport A-1 (Iran)."\r\n2,"ACME","-0- ","SDGT"${none},-0- \r\n\u001a`,
  alt: '1,5,"aka","PERES, ""J"".",-0- \r\n9,6,"aka","NOBODY",-0- \r\n\u001a',
  comments: '1," nationality Mexico."\r\n',
  add: '1,7,"A street","Lima","Peru",-0- \r\n',
};

/** A small list of every format: a good entry, what is skipped, what is refused. */
const GOLDEN: Readonly<Record<ListFormat, Record<string, string>>> = {
  ofac: OFAC,
  'open-sanctions-csv': {
    list: 'id,schema,name,aliases,birth_date,countries\nQ1,Person,"Amina ""A"" Navarro","Ámina;أمينة",1970-03-04,hn\nQ2,Company,Acme,,,\nQ3,Person,,,,\n',
  },
  'follow-the-money': {
    list: `${[
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
          documents: [{ schema: 'Identification', properties: { number: ['I2'] } }],
        },
      },
      { id: 'c', schema: 'Company', properties: {} },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n')}\nnot json\n`,
  },
  'un-xml': {
    list: '<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><REFERENCE_NUMBER>QDi.1</REFERENCE_NUMBER><FIRST_NAME>A &amp; B</FIRST_NAME><COMMENTS1><![CDATA[<x>]]></COMMENTS1></INDIVIDUAL><INDIVIDUAL><DATAID>7</DATAID></INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY/></ENTITIES></CONSOLIDATED_LIST>',
  },
  'persons-csv': {
    list: '\ufeffID;Apellidos;Nombres;Fecha de nacimiento\nA1;Muñoz;José;04/03/1970\n;;;\n"A2";"Pe""ña\nPaz";Luz;pronto\n',
  },
  'documents-csv': { list: 'number,issuer,type,status\nA-12345,HND,P,stolen\n,MEX,P,lost\n' },
  'persons-json': {
    list: '[{"entry_id":"A1","apellidos":"Muñoz","nombres":["José"],"dob":["1970","soon"]},\n {"entryId":"A2","names":[{"full":"Ana \\"{\\" Paz","quality":"weak"}],"documents":[{"number":"X9","country":"mx"}]}, {"name":""}, {"oops"}]',
  },
  'documents-json': {
    list: '{"number":"A-12345","issuer":"HND","status":"lost"}\n{"number":"1"}\n',
  },
};

const read = async (
  format: ListFormat,
  files: Readonly<Record<string, string>>,
  pieces: (text: string) => string[] = (text) => [text],
): Promise<ReadList> => {
  const opened = Object.entries(files).map(([name, text]) => [
    name,
    async function* () {
      yield* pieces(text);
    },
  ]);
  const rows: ListRow[] = [];
  for await (const some of streamList(format, Object.fromEntries(opened), 'l')) rows.push(...some);
  return collectList(rows);
};

const cutEvery =
  (size: number) =>
  (text: string): string[] =>
    Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
      text.slice(at * size, (at + 1) * size),
    );

describe.each(LIST_FORMATS)('the reader of %s', (format) => {
  it('reads the golden rows', async () => {
    const { entries, problems, counts } = await read(format, GOLDEN[format]);
    expect({ entries, counts, problems: problems.map(({ text: _, ...rest }) => rest) }).toEqual(
      EXPECTED[format],
    );
  });

  it.each([1, 2, 7, 64])('reads the same in pieces of %i characters', async (size) => {
    const whole = await read(format, GOLDEN[format]);
    expect(await read(format, GOLDEN[format], cutEvery(size))).toEqual(whole);
  });

  it('never throws, whatever the bytes, and says where each problem is in both languages', async () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => new TextDecoder().decode(bytes)),
      fc
        .array(fc.constantFrom(...'<>{}[]",;\n\\/&-!:ab1\u0000'.split(''), 'id', 'INDIVIDUAL'), {
          maxLength: 60,
        })
        .map((parts) => parts.join('')),
    );
    const broken = fc.tuple(noise, fc.nat(), fc.nat(20)).map(([text, at, length]) =>
      Object.fromEntries(
        Object.entries(GOLDEN[format]).map(([name, golden]) => {
          const place = at % (golden.length + 1);
          return [name, golden.slice(0, place) + text + golden.slice(place + length)];
        }),
      ),
    );
    const onlyNoise = noise.map((text) =>
      Object.fromEntries(Object.keys(GOLDEN[format]).map((name) => [name, text])),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(broken, onlyNoise),
        fc.integer({ min: 1, max: 50 }),
        async (files, size) => {
          const { problems, entries } = await read(format, files, cutEvery(size));
          for (const { row, text } of problems) {
            expect(row).toBeGreaterThan(0);
            expect([text.es, text.en]).not.toContain('');
          }
          for (const { entryId } of entries) expect(entryId).not.toBe('');
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  });

  it('is recognised by its content', () => {
    if (format === 'ofac') return;
    expect(guessListFormat(GOLDEN[format]['list'] ?? '')).toBe(format);
  });
});

describe('a list that is cut', () => {
  it.each<[ListFormat, number]>([
    ['open-sanctions-csv', 4],
    ['follow-the-money', 12],
    ['un-xml', 10],
    ['persons-csv', 9],
    ['persons-json', 1],
  ])('is refused as a whole: %s', async (format, cut) => {
    const text = (GOLDEN[format]['list'] ?? '').replace('not json\n', '');
    const { problems } = await read(format, { list: text.slice(0, -cut) });
    expect(problems.filter(refusesWholeFile).map(({ code }) => code)).toEqual(['LIST_FILE_CUT']);
  });
});

describe('hostile files', () => {
  const bomb =
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>&b;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>';

  it.each([
    ['an entity bomb', bomb],
    ['bottomless elements', '<a>'.repeat(100_000)],
    ['elements that close another', '<a><b></a></b>'],
    ['an endless tag', `<a ${'x'.repeat(1_200_000)}`],
  ])('refuses XML with %s', async (_, text) => {
    const { entries, problems } = await read('un-xml', { list: text }, cutEvery(65_536));
    expect(entries).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['LIST_FILE_FORBIDDEN']);
  });

  it('loses one row, not the file, to a quotation mark that nobody closes', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `E${at},Name number ${at} of many\n`);
    rows[3] = 'E3,"Never closed\n';
    const list = `id,name\n${rows.join('')}`;
    const { entries, problems } = await read('persons-csv', { list }, cutEvery(65_536));
    expect(problems.map(({ code, row }) => [code, row])).toEqual([['LIST_ROW_BROKEN', 5]]);
    expect(entries).toHaveLength(59_999);
  });

  it('refuses names that came through a wrong encoding, and columns that say nothing', async () => {
    const garbled = await read('persons-csv', { list: 'id,name\n1,Mu\ufffdoz\n' });
    expect(garbled.problems).toMatchObject([{ code: 'LIST_TEXT_UNREADABLE', field: 'name' }]);
    const shoes = await read('persons-csv', { list: 'shoe,size\nred,43\n' });
    expect(shoes.problems).toMatchObject([{ code: 'LIST_COLUMNS_MISSING', row: 1 }]);
  });

  it('puts no name or document number into an id that it has to make itself', async () => {
    const { entries } = await read('persons-csv', { list: 'name,doc_number\nAmina Navarro,H1\n' });
    expect(entries[0]?.entryId).toMatch(/^en_[a-z0-9]{26}$/);
  });
});

const problem = (code: string, row: number, rest: object = {}) => ({
  code,
  row,
  refused: true,
  ...rest,
});
const counts = (entries: number, refused: number, skipped = 0) => ({
  ...{ rows: entries + refused + skipped, entries, refused, skipped },
});
const base = { listId: 'l', kind: 'person', datesOfBirth: [], nationalities: [], documents: [] };

const EXPECTED: Readonly<Record<ListFormat, object>> = {
  ofac: {
    entries: [
      {
        ...base,
        entryId: '1',
        names: [
          { full: 'PEREZ, Juan', surname: 'PEREZ', given: 'Juan', quality: 'primary' },
          { full: 'PERES, "J".', surname: 'PERES', given: '"J".', quality: 'strong' },
        ],
        datesOfBirth: ['1948-12-10'],
        documents: [{ type: 'P', number: 'A-1', country: 'IRN' }],
        programmes: ['SDGT'],
      },
    ],
    problems: [problem('LIST_ROW_ORPHAN', 2, { file: 'alt.csv', field: 'ent_num' })],
    counts: counts(1, 1, 2),
  },
  'open-sanctions-csv': {
    entries: [
      {
        ...base,
        entryId: 'Q1',
        names: [
          { full: 'Amina "A" Navarro', quality: 'primary' },
          { full: 'Ámina', quality: 'strong' },
          { full: 'أمينة', quality: 'strong' },
        ],
        datesOfBirth: ['1970-03-04'],
        nationalities: ['HND'],
      },
    ],
    problems: [problem('LIST_ROW_WITHOUT_NAME', 4, { entryId: 'Q3', field: 'name' })],
    counts: counts(1, 1, 1),
  },
  'follow-the-money': {
    entries: [
      {
        ...base,
        entryId: 'p',
        names: [{ full: 'Amina Navarro', quality: 'primary' }],
        documents: [
          { type: 'I', number: 'I2' },
          { type: 'P', number: 'X1', country: 'MEX' },
        ],
      },
    ],
    problems: [problem('LIST_ROW_BROKEN', 4)],
    counts: counts(1, 1, 2),
  },
  'un-xml': {
    entries: [{ ...base, entryId: 'QDi.1', names: [{ full: 'A & B', quality: 'primary' }] }],
    problems: [problem('LIST_ROW_WITHOUT_NAME', 2, { entryId: '7', field: 'FIRST_NAME' })],
    counts: counts(1, 1, 1),
  },
  'persons-csv': {
    entries: [
      {
        ...base,
        entryId: 'A1',
        names: [{ surname: 'Muñoz', given: 'José', quality: 'primary' }],
        datesOfBirth: ['1970-03-04'],
      },
      {
        ...base,
        entryId: 'A2',
        names: [{ surname: 'Pe"ña\nPaz', given: 'Luz', quality: 'primary' }],
      },
    ],
    problems: [
      problem('LIST_ROW_WITHOUT_NAME', 3, { field: 'name' }),
      problem('LIST_DATE_UNREADABLE', 4, { refused: false, entryId: 'A2', field: 'dob' }),
    ],
    counts: counts(2, 1),
  },
  'documents-csv': {
    entries: [
      {
        ...base,
        kind: 'document',
        entryId: 'HND:A12345',
        names: [],
        documents: [{ type: 'P', number: 'A12345', country: 'HND' }],
        programmes: ['stolen'],
      },
    ],
    problems: [problem('LIST_ROW_WITHOUT_NUMBER', 3, { field: 'number' })],
    counts: counts(1, 1),
  },
  'persons-json': {
    entries: [
      {
        ...base,
        entryId: 'A1',
        names: [{ surname: 'Muñoz', given: 'José', quality: 'primary' }],
        datesOfBirth: ['1970'],
      },
      {
        ...base,
        entryId: 'A2',
        names: [{ full: 'Ana "{" Paz', quality: 'weak' }],
        documents: [{ type: 'U', number: 'X9', country: 'MEX' }],
      },
    ],
    problems: [
      problem('LIST_DATE_UNREADABLE', 1, { refused: false, entryId: 'A1', field: 'dob' }),
      problem('LIST_ROW_WITHOUT_NAME', 3, { field: 'name' }),
      problem('LIST_ROW_BROKEN', 4),
    ],
    counts: counts(2, 2),
  },
  'documents-json': {
    entries: [
      {
        ...base,
        kind: 'document',
        entryId: 'HND:A12345',
        names: [],
        documents: [{ type: 'U', number: 'A12345', country: 'HND' }],
        programmes: ['lost'],
      },
    ],
    problems: [problem('LIST_ROW_WITHOUT_NUMBER', 2, { field: 'number' })],
    counts: counts(1, 1),
  },
};
