import { alpha3Of } from '@vigia/manifest';
import type { AllowedContact, AllowedRole, AllowList } from './allow-list';

type Row = Readonly<Record<string, unknown>>;

const EMAIL = /^(e-?mail|mail|correo)/i;
const DAY = /^\d{4}-\d\d-\d\d/;

/**
 * The allow-list of a JSON file: `{contacts: [{type, value, validFrom, validTo}], roles: [{role,
 * document, issuer}]}`; either part and either date may be missing. Throws one error with the place of
 * every problem, in English and Spanish. Source: spec/indicators.md, *Allow-list*.
 */
export const readAllowList = (text: string): AllowList => {
  const problems: string[] = [];
  const root = parseJson(text.replace(/^\uFEFF/, ''));
  if (!isRow(root)) problems.push('(root): expected an object / se espera un objeto');
  const rows = (part: string): Row[] => {
    const value = isRow(root) ? (root[part] ?? []) : [];
    if (Array.isArray(value) && value.every(isRow)) return value;
    problems.push(`${part}: expected a list of objects / se espera una lista de objetos`);
    return [];
  };
  const word = (row: Row, place: string): string => {
    const value = row[place.slice(place.lastIndexOf('.') + 1)];
    if (typeof value === 'string' && value.trim()) return value;
    problems.push(`${place}: expected a text / se espera un texto`);
    return '';
  };
  const day = (row: Row, place: string): string | undefined => {
    const value = row[place.slice(place.lastIndexOf('.') + 1)] ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value === 'string' && DAY.test(value)) return value;
    problems.push(`${place}: expected YYYY-MM-DD / se espera AAAA-MM-DD`);
    return undefined;
  };
  const contacts = rows('contacts').map((row, at): AllowedContact => {
    const place = `contacts.${at}`;
    const type = word(row, `${place}.type`);
    const [validFrom, validTo] = [day(row, `${place}.validFrom`), day(row, `${place}.validTo`)];
    return {
      type: EMAIL.test(type) ? 'email' : type,
      value: word(row, `${place}.value`),
      ...(validFrom !== undefined && { validFrom }),
      ...(validTo !== undefined && { validTo }),
    };
  });
  const roles = rows('roles').map((row, at): AllowedRole => {
    const issuer = word(row, `roles.${at}.issuer`).trim().toUpperCase();
    return {
      role: word(row, `roles.${at}.role`),
      document: word(row, `roles.${at}.document`),
      issuer: (issuer.length === 2 ? alpha3Of(issuer) : undefined) ?? issuer,
    };
  });
  if (problems.length > 0) {
    throw new Error(`not an allow-list / no es una lista de permitidos: ${problems.join('; ')}`);
  }
  return { contacts, roles };
};

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a JSON text breaks, by line and column. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    const before = text.slice(0, offset).split('\n');
    const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    throw new Error(`${place}: not JSON / no es JSON`, { cause: error });
  }
};
