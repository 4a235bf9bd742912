/** Which field a word came from; `unknown` when the name was one field. */
export type Role = 'surname' | 'given' | 'unknown';

/** The text of one field. */
export interface Field {
  readonly text: string;
  readonly role: Role;
}

/** Longest text of a field that is looked at. */
const LONGEST_TEXT = 320;

/** By-names in brackets or quotation marks stand beside a name and are not words of it. */
const BY_NAME = /\([^)]*\)|\[[^\]]*\]|"[^"]*"|“[^”]*”|«[^»]*»/g;

/**
 * The fields of a name: as stated, or a whole name parted at the comma (`SURNAME, given`), the
 * chevrons of a machine-readable zone (`SURNAME<<GIVEN`, ICAO Doc 9303) or the one oblique of an
 * airline's booking (`SURNAME/GIVEN`).
 */
export const fieldsOf = (name: {
  surname?: string | undefined;
  given?: string | undefined;
  middle?: string | undefined;
  whole?: string | undefined;
}): Field[] => {
  const fields: Field[] = [];
  const add = (text: string | undefined, role: Role): void => {
    if (text?.trim()) fields.push({ text: withoutByNames(text.slice(0, LONGEST_TEXT)), role });
  };
  const { surname, given, middle, whole } = name;
  if (surname?.trim() || given?.trim() || middle?.trim()) {
    const zone = surname !== undefined && !given?.trim() && !middle?.trim() && isParted(surname);
    if (zone) return fieldsOf({ whole: surname });
    if (isTorn(surname, given)) return fieldsOf({ whole: [surname, given, middle].join(' ') });
    add(surname, 'surname');
    add(given, 'given');
    add(middle, 'given');
    return fields;
  }
  if (!whole) return fields;
  const text = withoutByNames(withoutZoneHead(whole.slice(0, LONGEST_TEXT)));
  for (const mark of ['<<', ',', '/']) {
    const at = text.indexOf(mark);
    if (at <= 0 || (mark === '/' && text.indexOf('/', at + 1) > 0)) continue;
    const [one, other] = [text.slice(0, at), text.slice(at + mark.length)];
    if (!/[\p{L}\p{N}]/u.test(one) || !/[\p{L}\p{N}]/u.test(other)) continue;
    return fieldsOf({ surname: one.replaceAll('<<', ' '), given: other });
  }
  add(text, 'unknown');
  return fields;
};

/** VAN and DER MERWE JOHANNES: particles of a surname alone in its field, the rest in the next. */
const isTorn = (surname = '', given = ''): boolean =>
  surname.length <= 12 && OPENS_SURNAME.test(surname.trim()) && GOES_ON.test(given.trim());

const OPENS_SURNAME = /^(?:VAN|VON|DE|DEL|DOS|DA)$/i;
const GOES_ON = /^(?:DER|DEN|DE|LA|LAS|LOS|EL)\s+\S+\s+\S/i;

const isParted = (text: string): boolean => text.includes('<<');

/** `P<UTOERIKSSON<<ANNA`: document code and issuer before the name (ICAO Doc 9303-4). */
const withoutZoneHead = (text: string): string =>
  /^[PV][A-Z<][A-Z<]{3}[A-Z]+.*<</.test(text) && text.charAt(1) === '<' ? text.slice(5) : text;

const withoutByNames = (text: string): string => {
  if (!/[(["“«]/.test(text)) return text;
  const rest = text.replace(BY_NAME, ' ');
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
};
