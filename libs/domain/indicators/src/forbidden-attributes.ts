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
  ...[
    'emisor',
    'estadocivil',
    'expedidopor',
    'expedidoen',
    'issuedby',
    'issuedin',
    'migrantsfrom',
    'peoplefrom',
    'naturalde',
    'originari',
    'homeaddress',
    'endswith',
    'mrz',
    'visacountry',
    'residence',
    'residencia',
  ],
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
  ...[
    'boy',
    'girl',
    'nina',
    'ninas',
    'kin',
    'kinship',
    'romani',
    'velo',
    'tez',
    'gay',
    'hiv',
    'vih',
    'trans',
  ],
  ...['chino', 'latino', 'latina', 'arab', 'look'],
]);

/**
 * Beginnings of words for ages, peoples, creeds, families and looks; a word that begins so is
 * refused. Names of countries and authorities do not begin so: a corridor has to name its places.
 */
const BEGINNINGS = [
  ...['young', 'youth', 'joven', 'adult', 'older', 'years', 'mayores', 'menores'],
  ...['teenag', 'senior', 'boys', 'girls', 'muchach', 'widow', 'viud', 'grandm'],
  ...['grandf', 'abuel', 'fnac', 'african', 'asian', 'asiatic', 'european', 'europeo'],
  ...['europea', 'arabs', 'arabe', 'arabic', 'latinos', 'latinas', 'hispan', 'haitian'],
  ...['cubano', 'cubana', 'cubans', 'venezolan', 'venezuelan', 'chinos', 'chinas'],
  ...['chinese', 'indios', 'hindo', 'somalis', 'somalie', 'nepales', 'nepali'],
  ...['eritrean', 'eritreo', 'ethiopian', 'etiope', 'camerunes', 'cameroonian'],
  ...['senegales', 'nigerian', 'ghanaian', 'ghanes', 'congoles', 'bangladeshi', 'bengal'],
  ...['pakistani', 'afgano', 'afgana', 'afghans', 'iranian', 'irani', 'iraqi', 'iraki'],
  ...['sirio', 'siria', 'syrian', 'uzbek', 'tayik', 'ruso', 'rusa', 'russian'],
  ...['ucranian', 'ukrainian', 'turco', 'turca', 'turkish', 'kurd', 'hondureno'],
  ...['hondurena', 'honduran', 'salvadoren', 'salvadoran', 'guatemalt', 'guatemalan'],
  ...['nicaraguense', 'nicaraguan', 'colombian', 'ecuatorian', 'ecuadorian', 'peruan'],
  ...['peruvian', 'brasilen', 'brazilian', 'mexican', 'gypsy', 'gypsies', 'gitan'],
  ...['black', 'negro', 'negra', 'white', 'mestiz', 'mulat', 'creed', 'credo', 'church'],
  ...['iglesia', 'mosque', 'mezquita', 'ramadan', 'hijab', 'turban', 'dress', 'vestim'],
  ...['appear', 'aparien', 'aspecto', 'looks', 'foreigner', 'extranjero', 'extranjera'],
  ...['aliens', 'oriund', 'proceden', 'marital', 'married', 'casad', 'solter', 'lgbt'],
  ...['lesb', 'transgen', 'transexual', 'transsex', 'salud', 'health', 'acento'],
  ...['prefijo', 'prefix', 'vegetarian', 'vegan', 'domicil', 'postcode', 'zipcode'],
  ...['visa', 'visado', 'mohammed', 'muhammad', 'natlit', 'ntnlt'],
];

const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  і: 'i',
  ѕ: 's',
  ɑ: 'a',
  ι: 'i',
  ο: 'o',
  α: 'a',
  ν: 'v',
  т: 't',
  н: 'h',
  м: 'm',
  к: 'k',
  в: 'b',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
  ı: 'i',
  '€': 'e',
  '£': 'l',
  '!': 'i',
  '|': 'l',
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
 * Disguises are undone first: accents, invisible characters, escapes, look-alike letters, digits
 * for letters, camel case, separators between the letters, the order of letters.
 */
export const forbiddenAttribute = (text: string): string | undefined => {
  const written = text.replace(/\\u\{?([0-9a-f]{4})\}?/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const spaced = written.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2');
  const words = fold(spaced)
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  const squeezed = words.join('');
  const backwards = [...squeezed].reverse().join('');
  const spelt = spaced.match(/(?<!\p{L})\p{L}(?:[^\p{L}]+\p{L}){2,}(?!\p{L})/gu) ?? [];
  const letters = spelt.map((one) => fold(one).replace(/[^\p{L}]/gu, ''));
  return (
    [...words, ...letters].find((word) => WORDS.has(word) || beginsBadly(word)) ??
    STEMS.find((stem) => squeezed.includes(stem)) ??
    STEMS.find((stem) => stem.length >= LONG_STEM && backwards.includes(stem)) ??
    (/\+\d{1,4}\b/.test(written) ? 'calling code' : undefined)
  );
};

const LONG_STEM = 8;

const beginsBadly = (word: string): boolean =>
  BEGINNINGS.some((beginning) => word.startsWith(beginning));
