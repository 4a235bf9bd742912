import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { compileCorridor } from './compile-corridor';
import { forbiddenAttribute } from './forbidden-attributes';
import { C01 } from './corridors/c-01';
import { C02 } from './corridors/c-02';

const refuse = (text: string) => {
  const compiled = compileCorridor(text, 'x.yaml');
  return compiled.ok ? undefined : compiled.problems;
};
const put = (line: string, after: string | RegExp = /^version.*$/m) =>
  C01.replace(after, (found) => `${found}\n${line}`);

/** What a rule must not read, and what would stand in for it. */
const ATTRIBUTES = [
  ...[
    'nationality',
    'citizenship',
    'birthplace',
    'placeOfBirth',
    'countryOfBirth',
    'sex',
    'gender',
  ],
  ...['age', 'ageBand', 'dateOfBirth', 'dob', 'birthYear', 'language', 'motherTongue', 'religion'],
  ...[
    'ethnicity',
    'race',
    'skinColour',
    'name',
    'surname',
    'givenName',
    'nameOrigin',
    'nameMatches',
  ],
  ...['documentIssuer', 'passportIssuer', 'issuingState', 'issuer', 'residence', 'visaCountry'],
  ...['asylumStatus', 'refugee', 'stateless', 'mealCode', 'halal', 'phonePrefix', 'callingCode'],
  ...[
    'emailDomain',
    'disability',
    'politicalOpinion',
    'sexualOrientation',
    'pregnant',
    'maritalMinor',
  ],
  ...['nacionalidad', 'ciudadania', 'ciudadanía', 'lugarDeNacimiento', 'paisDeNacimiento', 'sexo'],
  ...['género', 'edad', 'fechaDeNacimiento', 'idioma', 'lengua', 'religión', 'etnia', 'raza'],
  ...['apellido', 'nombre', 'emisor', 'paisEmisor', 'residencia', 'país', 'origen', 'gentilicio'],
];
const DISGUISES: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => word.toUpperCase(),
  (word) => [...word].join('_'),
  (word) => `traveller.${word}`,
  (word) => `x-${word}`,
  (word) => word.replace(/a/g, 'а').replace(/e/g, 'е'),
  (word) => word.replace(/o/g, '0').replace(/i/g, '1'),
  (word) => `${word.slice(0, 2)}\u200b${word.slice(2)}`,
];

describe('compileCorridor', () => {
  it.each([
    ['c-01.yaml', C01],
    ['c-02.yaml', C02],
  ])('compiles %s, whose embedded text equals the file', (file, text) => {
    expect(readFileSync(join(__dirname, '../corridors', file), 'utf8')).toBe(text);
    const compiled = compileCorridor(text, file);
    expect(compiled).toMatchObject({ ok: true, corridor: { version: '1' } });
  });

  const definitions = ATTRIBUTES.flatMap((word) =>
    DISGUISES.flatMap((disguise) => {
      const bad = disguise(word);
      return [
        put(`'${bad}': [UTO]`),
        put(`    '${bad}': UTO`, /^ {4}within: 3d$/m),
        C01.replace('[HAV, VRA, CUHAV, CUVRA]', `['${bad}:UTO']`),
        C01.replace('es: Moscú –', `es: ${bad} –`),
      ];
    }),
  );
  it(`refuses ${definitions.length} definitions that read a forbidden attribute or a stand-in`, () => {
    expect(definitions.length).toBeGreaterThan(1500);
    const accepted = definitions.filter((text) => refuse(text) === undefined);
    expect(accepted.filter((text) => text !== C01)).toEqual([]);
  });

  it('hears groups of people in a text, whatever they are called', () => {
    const ages = ['young adults', 'mayores de 30', 'widows', 'boys'];
    const peoples = ['haitianos', 'Chinese', 'hispanic', 'people from', 'natural de', 'foreigners'];
    const others = ['estado civil', 'creed', 'turban', 'ytilanoitan', 's.e.x', 'g€nder', '+53'];
    for (const word of [...ages, ...peoples, ...others]) {
      expect(forbiddenAttribute(`Travellers by ${word} are looked at`)).toBeDefined();
    }
  });

  it('lets a corridor name its countries and authorities', () => {
    const names = ['Kathmandu, Nepal', 'Mogadiscio, Somalia', 'Bucharest, Romania', 'Honduras'];
    const owners = ['Ministerio de Relaciones Exteriores', 'Dirección de Migración y Extranjería'];
    for (const text of [...names, ...owners, 'Transit law, article 3']) {
      expect(forbiddenAttribute(text)).toBeUndefined();
    }
  });

  it('names the attribute and the line', () => {
    const [problem] = refuse(put('nationality: CUB')) ?? [];
    expect(problem).toMatchObject({
      ...{ file: 'x.yaml', line: 3, code: 'CORRIDOR_FORBIDDEN_ATTRIBUTE', severity: 'error' },
    });
    expect(problem?.text.en).toContain('nationality');
    expect(problem?.text.es).toContain('nationality');
  });

  it.each([
    ['an unknown key', put('colour: red'), 'CORRIDOR_UNKNOWN_KEY', 3],
    ['a key given twice', put('version: "2"'), 'CORRIDOR_SYNTAX', 3],
    ['a missing owner', C01.replace(/^owner.*\n/m, ''), 'CORRIDOR_MISSING', 1],
    ['no source', C01.replace(/^source: .*/m, 'source: ""'), 'CORRIDOR_FORM', 7],
    ['broken YAML', C01.replace('nodes:', 'nodes: ['), 'CORRIDOR_SYNTAX', undefined],
    [
      'an alias',
      C01.replace('[air, road, sea]', '&m [air]').concat('x: *m\n'),
      'CORRIDOR_FORM',
      22,
    ],
    ['a tag', C01.replace("version: '1'", 'version: !!js/function "1"'), 'CORRIDOR_FORM', 2],
    ['a comment on whom to look for', put('# only women'), 'CORRIDOR_FORBIDDEN_ATTRIBUTE', 3],
    ['two documents', `${C01}---\n${C02}`, 'CORRIDOR_NOT_ONE', 1],
    ['an impossible review date', C01.replace('2027-11-30', '2027-13-30'), 'CORRIDOR_FORM', 11],
    [
      'a window beyond a journey',
      C01.replace('within: 30d', 'within: 90d'),
      'CORRIDOR_TOO_WIDE',
      21,
    ],
    ['a number for a window', C01.replace('within: 30d', 'within: 30'), 'CORRIDOR_FORM', 21],
    ['an unknown mode', C01.replace('[air, road, sea]', '[foot]'), 'CORRIDOR_FORM', 12],
    ['nothing', '', 'CORRIDOR_NOT_ONE', 1],
    ['a list', '- a\n- b\n', 'CORRIDOR_FORM', 1],
  ])('refuses %s with its line', (_, text, code, line) => {
    const problems = refuse(text) ?? [];
    const found = problems.find((problem) => problem.code === code);
    expect(found).toBeDefined();
    if (line !== undefined) expect(problems.map((problem) => problem.line)).toContain(line);
  });

  it('refuses a country as the first step and two steps alone: nationality by another name', () => {
    const country = C01.replace(/places: \[SVO.*\]/, 'countries: [RU]');
    expect(refuse(country)?.map(({ code }) => code)).toContain('CORRIDOR_TOO_WIDE');
    const two = C01.replace(/ {2}- name: \{ es: La Habana[\s\S]*?within: 3d\n/, '');
    expect(refuse(two)?.map(({ code }) => code)).toContain('CORRIDOR_TOO_WIDE');
  });

  it('never throws, whatever the text', () => {
    const mutated = fc
      .tuple(fc.nat(C01.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 30 }))
      .map(([at, cut, text]) => C01.slice(0, at) + text + C01.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string()), (text) => {
        const compiled = compileCorridor(text, 'x.yaml');
        return compiled.ok || compiled.problems.length > 0;
      }),
      { numRuns: 400 },
    );
  });
});
