import { alpha2Codes, alpha2Of, alpha3Of } from '@vigia/manifest';
import { stateCode } from '../state-code';
import { fold } from './fold';

/** Demonyms by stem: endings of gender and number are taken off before the comparison. */
const DEMONYMS: Readonly<Record<string, string>> = {
  NI: 'nicaraguense,nica,nicaraguan',
  CR: 'costarricense,tico,costarican,costa rican',
  HN: 'hondureno,catracho,honduran',
  SV: 'salvadoreno,guanaco,salvadoran,salvadorean',
  GT: 'guatemalteco,chapin,guatemalan',
  PA: 'panameno,panamanian',
  BZ: 'beliceno,belizean',
  MX: 'mexicano,mexican',
  US: 'estadounidense,norteamericano,american,usa,eeuu,ee uu,eua',
  CA: 'canadiense,canadian',
  CU: 'cubano,cuban',
  VE: 'venezolano,venezuelan',
  HT: 'haitiano,haitian',
  CO: 'colombiano,colombian',
  EC: 'ecuatoriano,ecuadorian',
  PE: 'peruano,peruvian',
  BO: 'boliviano,bolivian',
  CL: 'chileno,chilean',
  AR: 'argentino,argentine,argentinian',
  UY: 'uruguayo,uruguayan',
  PY: 'paraguayo,paraguayan',
  BR: 'brasileno,brasilero,brazilian',
  DO: 'dominicano,dominican,rep dominicana',
  JM: 'jamaiquino,jamaicano,jamaican',
  PR: 'puertorriqueno,boricua',
  ES: 'espanol,spanish,spaniard',
  FR: 'frances,francesa,french',
  DE: 'aleman,alemana,german',
  IT: 'italiano,italian',
  PT: 'portugues,portuguesa,portuguese',
  GB: 'britanico,ingles,inglesa,british',
  NL: 'holandes,holandesa,neerlandes,neerlandesa,dutch',
  BE: 'belga,belgian',
  CH: 'suizo,swiss',
  AT: 'austriaco,austrian',
  SE: 'sueco,swedish',
  NO: 'noruego,norwegian',
  PL: 'polaco,polish',
  RU: 'ruso,russian',
  UA: 'ucraniano,ukrainian',
  TR: 'turco,turkish',
  CN: 'chino,chinese',
  JP: 'japones,japonesa,japanese',
  KR: 'coreano,surcoreano,korean',
  TW: 'taiwanes,taiwanesa,taiwanese',
  IN: 'indio,hindu,indian',
  PK: 'pakistani,paquistani',
  BD: 'bangladesi,bangladeshi',
  NP: 'nepali,nepales,nepalesa,nepalese',
  AF: 'afgano,afghan',
  SY: 'sirio,syrian',
  IR: 'irani,iranian',
  IQ: 'iraqui,iraqi',
  IL: 'israeli',
  EG: 'egipcio,egyptian',
  CM: 'camerunes,camerunesa,cameroonian',
  CD: 'congoleno,congolese',
  GH: 'ghanes,ghanesa,ghanaian',
  NG: 'nigeriano,nigerian',
  SN: 'senegales,senegalesa,senegalese',
  ER: 'eritreo,eritrean',
  ET: 'etiope,ethiopian',
  SO: 'somali',
  AO: 'angoleno,angolan',
};

let names: Map<string, string> | undefined;

/** Taken together when first needed: names in both languages from CLDR, and demonyms. */
const countryNames = (): Map<string, string> => {
  if (names) return names;
  names = new Map();
  for (const language of ['es', 'en']) {
    const display = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of alpha2Codes()) {
      const name = display.of(code);
      if (name && name !== code) names.set(fold(name), code);
    }
  }
  for (const [code, demonyms] of Object.entries(DEMONYMS)) {
    for (const demonym of demonyms.split(',')) names.set(demonym, code);
  }
  return names;
};

const variants = (folded: string): string[] => {
  const singular = folded.replace(/(?:e)?s$/, '');
  const masculine = [folded, folded.replace(/s$/, ''), singular].flatMap((word) => [
    word,
    word.replace(/a$/, 'o'),
    word.replace(/a$/, ''),
  ]);
  return masculine;
};

/**
 * The country that a cell names (formats 8.4): alpha-2 or alpha-3, a name in Spanish or English, a
 * demonym in any gender and number. Answers a Doc 9303 code; nothing when no country is meant.
 */
export const countryOfText = (text: string): string | undefined => {
  const known = answers.get(text);
  if (known !== undefined || answers.has(text)) return known;
  const code = findCountry(text);
  if (answers.size >= MOST_ANSWERS) answers.clear();
  if (text.length <= LONGEST_NAME) answers.set(text, code);
  return code;
};

const MOST_ANSWERS = 2048;
const LONGEST_NAME = 60;
const answers = new Map<string, string | undefined>();

const findCountry = (text: string): string | undefined => {
  const trimmed = text.trim();
  if (/^[A-Za-z]{1,3}$/.test(trimmed)) {
    const { code, known } = stateCode(trimmed);
    if (known) return code;
  }
  const folded = fold(trimmed);
  const table = countryNames();
  for (const variant of variants(folded)) {
    const code = table.get(variant);
    if (code) return alpha3Of(code);
  }
  return undefined;
};

/** True when a cell is unmistakably a country and not a terminal. */
export const isCountry = (text: string): boolean => {
  const code = countryOfText(text);
  return code !== undefined && alpha2Of(code) !== undefined;
};
