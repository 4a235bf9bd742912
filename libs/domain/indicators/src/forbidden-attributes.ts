/**
 * Stems of the attributes that never raise risk, and of what stands in for them, in English and
 * Spanish. Source: design/safeguards.md, rule 1. Compared after accents, case and punctuation are
 * gone, so that `Nationality`, `NACIONALIDAD` and `na_tio-nal ity` meet the same stem.
 */
const STEMS = [
  ...['nationalit', 'nacionalidad', 'nationals', 'citizen', 'ciudadan', 'gentilicio', 'demonym'],
  ...['birthplace', 'placeofbirth', 'birthcountry', 'countryofbirth', 'bornin', 'lugarnac'],
  ...['lugardenac', 'paisnac', 'paisdenac', 'nacidoen', 'nacidaen', 'birth', 'nacimiento'],
  ...['gender', 'genero', 'female', 'woman', 'women', 'mujer', 'hombre', 'varon', 'pregnan'],
  ...['embaraz', 'ageband', 'agegroup', 'dateofbirth', 'minor', 'menordeedad', 'elderly'],
  ...['ethnic', 'etnia', 'etnic', 'racial', 'tribe', 'indigen'],
  ...['religi', 'muslim', 'musulman', 'islam', 'christian', 'cristian', 'jewish', 'judio', 'hindu'],
  ...['language', 'idioma', 'lengua', 'mothertongue', 'accent', 'alphabet', 'locale'],
  ...[
    'surname',
    'apellido',
    'givenname',
    'firstname',
    'lastname',
    'fullname',
    'nombrede',
    'namelike',
  ],
  ...['nameorigin', 'namematches', 'patronym', 'passportissu', 'documentissu', 'issuer', 'issuing'],
  ...['emisor', 'expedidopor', 'issuedby', 'mrz', 'visacountry', 'residence', 'residencia'],
  ...['homecountry', 'countryoforigin', 'paisdeorigen', 'paisorigen', 'migratorystatus', 'asylum'],
  ...['refugee', 'refugiad', 'asilo', 'stateless', 'apatrid', 'orientation', 'orientacionsex'],
  ...[
    'disabilit',
    'skincol',
    'colordepiel',
    'discapacid',
    'politic',
    'meal',
    'halal',
    'kosher',
    'phoneprefix',
  ],
  ...['callingcode', 'dialcode', 'dialingcode', 'emaildomain', 'frequentflyercountry'],
];

/** Words that are forbidden only as a whole word, since they stand inside harmless ones. */
const WORDS = new Set([
  ...['sex', 'sexo', 'sexe', 'age', 'ages', 'aged', 'dob', 'yob', 'race', 'nat', 'nac', 'natl'],
  ...['ssr', 'docs', 'name', 'names', 'nombre', 'nombres', 'male', 'males', 'men', 'man', 'child'],
  ...['children', 'nino', 'ninos', 'pob', 'lang', 'faith', 'fe', 'origin', 'origen', 'skin'],
  ...['edad', 'edades', 'raza', 'tribu', 'tribe', 'script', 'diet', 'caste'],
  ...['pais', 'ethnos', 'born', 'nacido', 'nacida', 'passport', 'pasaporte', 'issuer', 'holder'],
]);

const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y', і: 'i', ѕ: 's', ɑ: 'a', ι: 'i' },
  ...{ ο: 'o', α: 'a', ν: 'v', т: 't', н: 'h', м: 'm', к: 'k', в: 'b', '0': 'o', '1': 'i' },
  ...{ '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's', ı: 'i' },
};

const fold = (text: string): string =>
  [
    ...text
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .toLowerCase(),
  ]
    .map((letter) => LOOKALIKES[letter] ?? letter)
    .join('');

/**
 * The forbidden attribute, or a stand-in for one, that a text names; nothing when it names none.
 * Disguises are undone first: accents, invisible characters, look-alike letters, digits for
 * letters, camel case, separators between the letters.
 */
export const forbiddenAttribute = (text: string): string | undefined => {
  const spaced = text.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2');
  const words = fold(spaced)
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  const squeezed = words.join('');
  return words.find((word) => WORDS.has(word)) ?? STEMS.find((stem) => squeezed.includes(stem));
};
