import { birthYear, isoDate } from '../calendar';
import { stateCode } from '../state-code';
import { checkDigit } from './check-digit';
import { SIZE, type CheckedField, type Mrz, type MrzKind } from './layout';

/** Why a zone could not be read: its lines fit no layout, or hold what no zone may. */
export type MrzProblem = 'layout' | 'characters';

export type MrzReading = { ok: true; mrz: Mrz } | { ok: false; problem: MrzProblem };

const OCR: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
};

/**
 * Reads a machine-readable zone (Doc 9303 parts 3 to 7): TD1, TD2, TD3, MRV-A, MRV-B, by number and
 * length of lines. Blanks and small letters are forgiven; letters where digits must stand only if
 * the check digit then agrees. `reference` (`YYYY-MM-DD`) settles the century of the birth date.
 */
export const readMrz = (text: string | readonly string[], reference: string): MrzReading => {
  const lines = cleanLines(typeof text === 'string' ? text : text.join('\n'));
  const kind = kindOf(lines);
  if (!kind) return { ok: false, problem: 'layout' };
  if (lines.some((line) => /[^A-Z0-9<]/.test(line))) return { ok: false, problem: 'characters' };
  const [first = '', second = '', third = ''] = lines;
  return {
    ok: true,
    mrz:
      kind === 'TD1'
        ? readTd1(first, second, third, reference)
        : readTwoLines(kind, first, second, reference),
  };
};

const cleanLines = (text: string): string[] => {
  const lines = text
    .toUpperCase()
    .replace(/«/g, '<<')
    .replace(/‹/g, '<')
    .split(/[\r\n|/]+/)
    .map((line) => line.replace(/\s/g, ''))
    .filter(Boolean);
  // The lines may have been joined by a blank or by nothing.
  const [only = ''] = lines;
  if (lines.length > 1) return lines;
  if (only.length === 90) return [0, 30, 60].map((at) => only.slice(at, at + 30));
  if (only.length === 88 || only.length === 72) {
    return [only.slice(0, only.length / 2), only.slice(only.length / 2)];
  }
  return lines;
};

const kindOf = (lines: readonly string[]): MrzKind | undefined => {
  const length = lines[0]?.length ?? 0;
  if (lines.some((line) => line.length !== length)) return undefined;
  const visa = lines[0]?.startsWith('V');
  if (lines.length === 3) return length === 30 ? 'TD1' : undefined;
  if (lines.length !== 2) return undefined;
  if (length === 44) return visa ? 'MRV-A' : 'TD3';
  return length === 36 ? (visa ? 'MRV-B' : 'TD2') : undefined;
};

const unfill = (text: string): string => text.replace(/</g, ' ').trim().replace(/ +/g, ' ');

/** Digits in place of the letters that readers take for them, if the check digit then agrees. */
const repaired = (field: string, check: string): string => {
  const digits = [...field].map((character) => OCR[character] ?? character).join('');
  return checkDigit(field) !== check && checkDigit(digits) === check ? digits : field;
};

const agrees = (field: string, check: string): boolean =>
  checkDigit(field) === check || (check === '<' && /^<*$/.test(field));

const namesOf = (field: string): Pick<Mrz, 'surname' | 'given' | 'truncated'> => {
  const split = field.indexOf('<<');
  const surname = unfill(split < 0 ? field : field.slice(0, split));
  const given = split < 0 ? '' : unfill(field.slice(split));
  return { surname, ...(given && { given }), truncated: !field.endsWith('<') };
};

const birthOf = (field: string, reference: string): string | undefined => {
  if (!/^\d{6}$/.test(field)) return undefined;
  const [year, month, day] = [0, 2, 4].map((at) => Number(field.slice(at, at + 2)));
  const full = birthYear(year ?? 0, `${field.slice(2, 4)}-${field.slice(4)}`, reference);
  return isoDate(full, month ?? 0, day ?? 0);
};

const expiryOf = (field: string): string | undefined =>
  /^\d{6}$/.test(field)
    ? isoDate(2000 + Number(field.slice(0, 2)), Number(field.slice(2, 4)), Number(field.slice(4)))
    : undefined;

const genderOf = (character: string): Mrz['gender'] =>
  character === 'M' || character === 'F' ? character : 'X';

const state = (field: string): string => {
  const code = unfill(field);
  return code === '' ? '' : stateCode(code).code;
};

/** A number longer than its field goes on, with its check digit, in the optional field. */
const longNumber = (number: string, check: string, optional: string) => {
  const match = check === '<' ? /^([A-Z0-9]+)([0-9])(?=<|$)/.exec(optional) : null;
  if (!match?.[1]) return { number: unfill(number), sound: agrees(number, check), optional };
  const whole = number + match[1];
  return {
    number: whole,
    sound: checkDigit(whole) === match[2],
    optional: optional.slice(match[0].length),
  };
};

const readTwoLines = (kind: MrzKind, first: string, second: string, reference: string): Mrz => {
  const [, width] = SIZE[kind];
  const visa = kind === 'MRV-A' || kind === 'MRV-B';
  const [birthCheck = '', expiryCheck = ''] = [second[19], second[27]];
  const birth = repaired(second.slice(13, 19), birthCheck);
  const expiry = repaired(second.slice(21, 27), expiryCheck);
  const rest = visa ? second.slice(28) : second.slice(28, kind === 'TD3' ? 42 : 35);
  const numberField = second.slice(0, 9);
  const long =
    kind === 'TD2'
      ? longNumber(numberField, second[9] ?? '', rest)
      : {
          number: unfill(numberField),
          sound: agrees(numberField, second[9] ?? ''),
          optional: rest,
        };
  const failed: CheckedField[] = [];
  if (!long.sound) failed.push('number');
  if (!agrees(birth, birthCheck)) failed.push('birth');
  if (!agrees(expiry, expiryCheck)) failed.push('expiry');
  if (kind === 'TD3' && !agrees(rest, second[42] ?? '')) failed.push('optional');
  if (!visa) {
    const checked = second.slice(0, 10) + birth + birthCheck + expiry + second.slice(27, width - 1);
    if (checkDigit(checked) !== second[width - 1]) failed.push('composite');
  }
  return assemble({
    kind,
    first,
    nameField: first.slice(5),
    number: long.number,
    nationality: second.slice(10, 13),
    birth,
    sex: second[20] ?? '',
    expiry,
    optional: long.optional,
    optional2: '',
    failed,
    reference,
  });
};

const readTd1 = (first: string, second: string, third: string, reference: string): Mrz => {
  const [birthCheck = '', expiryCheck = ''] = [second[6], second[14]];
  const birth = repaired(second.slice(0, 6), birthCheck);
  const expiry = repaired(second.slice(8, 14), expiryCheck);
  const long = longNumber(first.slice(5, 14), first[14] ?? '', first.slice(15));
  const failed: CheckedField[] = [];
  if (!long.sound) failed.push('number');
  if (!agrees(birth, birthCheck)) failed.push('birth');
  if (!agrees(expiry, expiryCheck)) failed.push('expiry');
  const checked = first.slice(5) + birth + birthCheck + expiry + expiryCheck + second.slice(18, 29);
  if (checkDigit(checked) !== second[29]) failed.push('composite');
  return assemble({
    kind: 'TD1',
    first,
    nameField: third,
    number: long.number,
    nationality: second.slice(15, 18),
    birth,
    sex: second[7] ?? '',
    expiry,
    optional: long.optional,
    optional2: second.slice(18, 29),
    failed,
    reference,
  });
};

interface Fields {
  kind: MrzKind;
  first: string;
  nameField: string;
  number: string;
  nationality: string;
  birth: string;
  sex: string;
  expiry: string;
  optional: string;
  optional2: string;
  failed: CheckedField[];
  reference: string;
}

const assemble = (fields: Fields): Mrz => {
  const dateOfBirth = birthOf(fields.birth, fields.reference);
  const expires = expiryOf(fields.expiry);
  const [optional, optional2] = [unfill(fields.optional), unfill(fields.optional2)];
  return {
    kind: fields.kind,
    code: unfill(fields.first.slice(0, 2)),
    issuer: state(fields.first.slice(2, 5)),
    number: fields.number,
    ...namesOf(fields.nameField),
    nationality: state(fields.nationality),
    ...(dateOfBirth && { dateOfBirth }),
    gender: genderOf(fields.sex),
    ...(expires && { expires }),
    ...(optional && { optional }),
    ...(optional2 && { optional2 }),
    failed: fields.failed,
  };
};
