import { checkDigit } from './check-digit';
import { SIZE, type Mrz, type MrzKind } from './layout';
import { mrzName, transliterate } from './transliterate';

/** What a zone is written from; dates are ISO 8601. */
export type MrzFacts = Pick<
  Mrz,
  'kind' | 'code' | 'issuer' | 'number' | 'surname' | 'nationality'
> &
  Partial<Pick<Mrz, 'given' | 'dateOfBirth' | 'gender' | 'expires' | 'optional' | 'optional2'>>;

/**
 * Writes the lines of a machine-readable zone with all check digits (Doc 9303 parts 3 to 7). Names
 * that do not fit are cut so that something of both parts stays; numbers of more than nine
 * characters go on in the optional field of TD1 and TD2.
 */
export const writeMrz = (facts: MrzFacts): string[] => {
  const [, width] = SIZE[facts.kind];
  const code = fill(clean(facts.code), 2) + state(facts.issuer);
  if (facts.kind === 'TD1') return writeTd1(facts, code);
  const name = nameField(facts, width - 5);
  return [code + name, secondLine(facts, facts.kind, width)];
};

const clean = (text: string): string => transliterate(text).replace(/[^A-Z0-9]/g, '<');
const fill = (text: string, width: number): string => text.slice(0, width).padEnd(width, '<');
const state = (code: string): string => fill(code === 'DEU' ? 'D' : clean(code), 3);
const date = (iso: string | undefined): string =>
  iso?.length === 10 ? iso.slice(2).replace(/-/g, '') : '<<<<<<';
const sex = (gender: Mrz['gender'] | undefined): string =>
  gender === 'M' || gender === 'F' ? gender : '<';
const checked = (field: string): string => field + checkDigit(field);

/** Number field with its check digit, and what overflows into the optional field. */
const numberField = (number: string, mayOverflow: boolean): { field: string; overflow: string } => {
  const digits = clean(number).replace(/</g, '');
  if (digits.length <= 9 || !mayOverflow) return { field: checked(fill(digits, 9)), overflow: '' };
  return { field: `${digits.slice(0, 9)}<`, overflow: `${digits.slice(9)}${checkDigit(digits)}<` };
};

const secondLine = (facts: MrzFacts, kind: MrzKind, width: number): string => {
  const { field, overflow } = numberField(facts.number, kind === 'TD2');
  const birth = checked(date(facts.dateOfBirth));
  const expiry = checked(date(facts.expires));
  const middle = birth + sex(facts.gender) + expiry;
  const head = field + state(facts.nationality) + middle;
  const optional = overflow + clean(facts.optional ?? '');
  if (kind === 'MRV-A' || kind === 'MRV-B') return head + fill(optional, width - 28);
  const rest = kind === 'TD3' ? personal(fill(optional, 14)) : fill(optional, 7);
  return head + rest + checkDigit(field + birth + expiry + rest);
};

/** An empty personal number may carry a filler for its check digit. */
const personal = (field: string): string => (/^<+$/.test(field) ? `${field}<` : checked(field));

const writeTd1 = (facts: MrzFacts, code: string): string[] => {
  const { field, overflow } = numberField(facts.number, true);
  const first = code + field + fill(overflow + clean(facts.optional ?? ''), 15);
  const birth = checked(date(facts.dateOfBirth));
  const expiry = checked(date(facts.expires));
  const optional = fill(clean(facts.optional2 ?? ''), 11);
  const composite = checkDigit(first.slice(5) + birth + expiry + optional);
  return [
    first,
    birth + sex(facts.gender) + expiry + state(facts.nationality) + optional + composite,
    nameField(facts, 30),
  ];
};

const nameField = ({ surname, given }: MrzFacts, width: number): string => {
  const primary = mrzName(surname);
  const secondary = given ? mrzName(given) : '';
  if (!secondary) return fill(primary, width);
  const whole = `${primary}<<${secondary}`;
  if (whole.length <= width) return fill(whole, width);
  // At least one character of the given names stays, and so much of the surname as then fits.
  const first = primary.slice(0, Math.max(1, width - 2 - Math.min(secondary.length, 1)));
  return fill(`${first}<<${secondary}`, width);
};
