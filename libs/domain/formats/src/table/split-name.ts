import type { Name } from '@vigia/manifest';

const PARTICLES: ReadonlySet<string> = new Set(
  'de del la las los san santa santo y von van da das dos do di'.split(' '),
);

/**
 * Joins particles to the word that follows: `DE LA CRUZ`, `SAN MARTÍN`. Married surnames in
 * `DE X` form stay joined to what stands before them when they end the name.
 */
const groups = (words: readonly string[]): string[] => {
  const result: string[] = [];
  let pending: string[] = [];
  for (const word of words) {
    pending.push(word);
    if (PARTICLES.has(word.toLowerCase())) continue;
    result.push(pending.join(' '));
    pending = [];
  }
  if (pending.length > 0) result.push(pending.join(' '));
  return result;
};

const isMarried = (group: string | undefined): boolean => /^de\s+\S/i.test(group ?? '');

/**
 * Takes a name in one field apart (formats 8.4). A comma or a slash marks the surnames; else the
 * order of the title holds and the division is marked as assumed.
 */
export const splitFullName = (text: string, surnameFirst = false): Name | undefined => {
  const raw = text.replace(/\s+/g, ' ').trim();
  const plain = withoutRemarks(raw);
  if (!plain) return undefined;
  const mark = /[,/]/.exec(plain);
  if (mark) {
    const surname = plain.slice(0, mark.index).trim();
    const given = plain
      .slice(mark.index + 1)
      .replace(/[,/]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (surname && given) return { surname, given, split: 'given', raw };
    const only = surname || given;
    return only ? { surname: only, mononym: true, raw } : undefined;
  }
  const parts = groups(plain.split(' '));
  if (parts.length === 1) {
    return { surname: plain, mononym: true, ...(plain !== raw && { raw }) };
  }
  const surnames = surnameCount(parts, surnameFirst);
  const [surname, given] = surnameFirst
    ? [parts.slice(0, surnames), parts.slice(surnames)]
    : [parts.slice(-surnames), parts.slice(0, -surnames)];
  return { surname: surname.join(' '), given: given.join(' '), split: 'assumed', raw };
};

const TITLE = /^(?:(?:sra|srta|mr|mrs|miss)\.?|(?:sr|ms|dr|dra|lic|licda|ing)\.) +(?=\S+ +\S)/i;

/** A name without what is said beside it in brackets, and without a form of address before it. */
const withoutRemarks = (name: string): string =>
  name
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(TITLE, '');

/** Two surnames from three groups on; a married `DE X` comes on top, at the end of the surnames. */
const surnameCount = (parts: readonly string[], surnameFirst: boolean): number => {
  if (surnameFirst) {
    if (parts.length === 2) return 1;
    return parts.length > 3 && isMarried(parts[2]) ? 3 : 2;
  }
  const married = parts.length > 2 && isMarried(parts[parts.length - 1]);
  const others = married ? parts.length - 1 : parts.length;
  const plain = others <= 2 ? 1 : 2;
  return married ? plain + 1 : plain;
};

/** Joins the cells of separate name columns. */
export const joinName = (
  surname: string,
  surname2: string,
  given: string,
  given2: string,
): Name | undefined => {
  const surnames = joined(surname, surname2);
  const [first, second] = [joined(given, ''), joined(given2, '')];
  if (!surnames) {
    const only = joined(first, second);
    return only ? { surname: only, mononym: true } : undefined;
  }
  if (!first && !second) return { surname: surnames, mononym: true };
  if (!second) return { surname: surnames, given: first };
  return { surname: surnames, ...(first && { given: first }), middle: second };
};

/** Two parts with one blank between them and within them. */
const joined = (one: string, other: string): string => {
  const text = one && other ? `${one} ${other}` : one || other;
  return /\s\s|^\s|\s$|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
};
