import type { Doc } from '@vigia/manifest';

/** What the shape of an identity number tells, by the formats of formats 8.4. */
export interface NationalNumber {
  type: 'I' | 'A';
  issuer: string;
  /** False when a check digit or a date inside the number does not agree. */
  sound: boolean;
  /** Year and, where the number has them, month and day of birth (`YYYY` or `YYMMDD`). */
  born?: string;
}

interface Shape {
  issuer: string;
  type: 'I' | 'A';
  /** Dashes or letters make this shape unmistakable. */
  telling: RegExp;
  /** The shape as it is when only the title of the column tells whose it is. */
  bare: RegExp;
  sound?: (digits: string) => boolean;
  born?: (digits: string) => string;
}

/** Check digit of a Salvadoran DUI: (10 − Σ dᵢ·(9−i) mod 10) mod 10 over the first eight. */
export const isSoundDui = (digits: string): boolean => {
  const sum = [...digits.slice(0, 8)].reduce((total, d, i) => total + Number(d) * (9 - i), 0);
  return (10 - (sum % 10)) % 10 === Number(digits[8]);
};

/** Check digit and department of a Guatemalan CUI: digit nine is Σ dᵢ·(i+2) mod 11. */
export const isSoundCui = (digits: string): boolean => {
  const sum = [...digits.slice(0, 8)].reduce((total, d, i) => total + Number(d) * (i + 2), 0);
  const department = Number(digits.slice(9, 11));
  const municipality = Number(digits.slice(11, 13));
  return sum % 11 === Number(digits[8]) && department >= 1 && department <= 22 && municipality >= 1;
};

const isSoundDni = (digits: string): boolean => {
  const [department, year] = [Number(digits.slice(0, 2)), Number(digits.slice(4, 8))];
  return department >= 1 && department <= 18 && year >= 1880 && year <= 2100;
};

const SHAPES: readonly Shape[] = [
  {
    issuer: 'NIC',
    type: 'I',
    telling: /^\d{3}[- ]?\d{6}[- ]?\d{4}[A-Z]$/,
    bare: /^\d{13}[A-Z]$/,
    born: (digits) => digits.slice(7, 9) + digits.slice(5, 7) + digits.slice(3, 5),
  },
  {
    issuer: 'HND',
    type: 'I',
    telling: /^\d{4}[- ]\d{4}[- ]\d{5}$/,
    bare: /^\d{13}$/,
    sound: isSoundDni,
    born: (digits) => digits.slice(4, 8),
  },
  { issuer: 'SLV', type: 'I', telling: /^\d{8}-\d$/, bare: /^\d{9}$/, sound: isSoundDui },
  {
    issuer: 'GTM',
    type: 'I',
    telling: /^\d{4}[- ]\d{5}[- ]\d{4}$/,
    bare: /^\d{13}$/,
    sound: isSoundCui,
  },
  { issuer: 'CRI', type: 'I', telling: /^[1-9]-\d{4}-\d{4}$/, bare: /^[1-9]\d{8}$/ },
  {
    issuer: 'PAN',
    type: 'I',
    telling: /^(?:1[0-3]|0?[1-9]|E|N|PE|PI|\d{1,2}(?:AV|PI))-0?\d{1,3}-\d{1,6}$/,
    bare: /^(?!)/,
  },
  {
    issuer: 'MEX',
    type: 'I',
    telling: /^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d$/,
    bare: /^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d$/,
    born: (text) => text.slice(4, 10),
  },
  { issuer: 'CRI', type: 'A', telling: /^(?!)/, bare: /^\d{11,12}$/ },
];

/**
 * Recognises an identity number of the region. Without an issuer only a shape that no other state
 * uses counts; with one (from its column or title) its bare digits do.
 */
export const nationalNumber = (
  number: string,
  issuer?: string,
  type?: string,
): NationalNumber | undefined => {
  const upper = number.toUpperCase().trim();
  const bare = upper.replace(/[\s-]/g, '');
  const shape = SHAPES.find((candidate) => {
    if (issuer !== undefined && candidate.issuer !== issuer) return false;
    if (type !== undefined && candidate.type !== type) return false;
    return candidate.telling.test(upper) || (issuer !== undefined && candidate.bare.test(bare));
  });
  if (!shape) return undefined;
  const born = shape.born?.(bare);
  return {
    type: shape.type,
    issuer: shape.issuer,
    sound: shape.sound?.(bare) ?? true,
    ...(born && { born }),
  };
};

/** How many digits the number of a state has, and how many the part before its last dash. */
const LENGTH: Readonly<Record<string, { digits: number; check?: (digits: string) => boolean }>> = {
  SLV: { digits: 9, check: isSoundDui },
  GTM: { digits: 13, check: isSoundCui },
  HND: { digits: 13, check: isSoundDni },
};
const FEW = 2;

/**
 * Puts back the zeros that a spreadsheet took from the front of a number of fixed length. More than
 * two only where the check digit then agrees.
 */
export const withZeros = (number: string, issuer: string): string => {
  const rule = Object.hasOwn(LENGTH, issuer) ? LENGTH[issuer] : undefined;
  const digits = number.replace('-', '');
  const lost = rule && /^\d+(?:-\d)?$/.test(number) ? rule.digits - digits.length : 0;
  if (!rule || lost <= 0) return number;
  const whole = digits.padStart(rule.digits, '0');
  return lost <= FEW || rule.check?.(whole) ? '0'.repeat(lost) + number : number;
};

/** True when the birth date inside a number and the one on the list contradict each other. */
export const contradictsBirth = (born: string, dateOfBirth: string): boolean => {
  if (born.length === 4) return dateOfBirth.slice(0, 4) !== born;
  const short = dateOfBirth.slice(2).replace(/-/g, '');
  return dateOfBirth.length === 10 && short !== born;
};

const TYPES: readonly (readonly [RegExp, string, string?])[] = [
  [/^(pasaporte|passport|pasap|pas|psp|pp|p)( .*)?$/, 'P'],
  [/^(dui|documento unico identidad|documento unico de identidad)$/, 'I', 'SLV'],
  [/^(dpi|cui|documento personal de identificacion)$/, 'I', 'GTM'],
  [/^curp$/, 'I', 'MEX'],
  [/^dimex$/, 'A', 'CRI'],
  [/^a$|\bresiden(cia|te|ce|t)\b/, 'A'],
  [/^(cedula|ced|dni|id|identidad|i|identity card|id card|tarjeta)( .*)?$/, 'I'],
  [/^(documento nacional|documento) de identi(dad|ficacion)$/, 'I'],
  [/^(licencia|license|licence)( .*)?$/, 'L'],
  [/^(visa|v)$/, 'V'],
  [
    /^(permiso provisional|salvoconducto|ca 4|ca4|f|partida nacimiento|partida de nacimiento)$/,
    'F',
  ],
  [/^(acta de nacimiento|certificado de nacimiento|birth certificate)$/, 'F'],
];

/** The type that a cell of a document type column means, and the issuer if it tells it. */
export const typeOfText = (folded: string): Pick<Doc, 'type' | 'issuer'> | undefined => {
  const entry = TYPES.find(([pattern]) => pattern.test(folded));
  return entry && { type: entry[1], ...(entry[2] && { issuer: entry[2] }) };
};
