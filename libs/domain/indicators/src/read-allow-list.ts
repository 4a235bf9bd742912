import { alpha3Of } from '@vigia/manifest';
import type { AllowedContact, AllowedRole, AllowList } from './allow-list';

type Row = Readonly<Record<string, unknown>>;

const EMAIL = /^(e-?mail|mail|correo)/i;
const DAY = /^\d{4}-\d\d-\d\d/;
const CONTACT = ['type', 'value', 'validFrom', 'validTo'];
const ROLE = ['role', 'document', 'issuer'];

/**
 * The allow-list of a JSON file: `{contacts: [{type, value, validFrom, validTo}], roles: [{role,
 * document, issuer}]}`; either part and either date may be missing. `strict`, as services read it,
 * demands both and takes no other field, since a mistyped date would silence a rule for good. Throws
 * one error with the place of every problem, in English and Spanish. Source: spec/indicators.md,
 * *Allow-list*.
 */
export const readAllowList = (text: string, { strict = false } = {}): AllowList => {
  const problems: string[] = [];
  const root = parseJson(text.replace(/^\uFEFF/, ''));
  if (!isRow(root)) problems.push('(root): expected an object / se espera un objeto');
  const only = (row: Row, place: string, fields: readonly string[]): void => {
    for (const field of strict ? Object.keys(row) : []) {
      if (!fields.includes(field)) problems.push(`${place}${field}: unknown / desconocido`);
    }
  };
  if (isRow(root)) only(root, '', ['contacts', 'roles']);
  const rows = (part: string, fields: readonly string[]): Row[] => {
    const value = isRow(root) ? (root[part] ?? (strict ? undefined : [])) : [];
    if (Array.isArray(value) && value.every(isRow)) {
      value.forEach((row, at) => only(row, `${part}.${at}.`, fields));
      return value;
    }
    problems.push(`${part}: expected a list of objects / se espera una lista de objetos`);
    return [];
  };
  const word = (row: Row, place: string): string => {
    const value = row[place.slice(place.lastIndexOf('.') + 1)];
    if (typeof value === 'string') return value;
    problems.push(`${place}: expected a text / se espera un texto`);
    return '';
  };
  const day = (row: Row, place: string): string | undefined => {
    const value = row[place.slice(place.lastIndexOf('.') + 1)] ?? undefined;
    if (value === undefined && !strict) return undefined;
    if (typeof value === 'string' && (strict ? isDay(value) : DAY.test(value))) return value;
    problems.push(`${place}: expected YYYY-MM-DD / se espera AAAA-MM-DD`);
    return undefined;
  };
  const contacts = rows('contacts', CONTACT).map((row, at): AllowedContact => {
    const place = `contacts.${at}`;
    const type = word(row, `${place}.type`);
    const [validFrom, validTo] = [day(row, `${place}.validFrom`), day(row, `${place}.validTo`)];
    const value = word(row, `${place}.value`);
    if (strict && type !== 'phone' && type !== 'email') {
      problems.push(`${place}.type: expected phone or email / se espera phone o email`);
    }
    if (strict && value.length < 3) problems.push(`${place}.value: too short / demasiado corto`);
    return {
      type: EMAIL.test(type) ? 'email' : type,
      value,
      ...(validFrom !== undefined && { validFrom }),
      ...(validTo !== undefined && { validTo }),
    };
  });
  const roles = rows('roles', ROLE).map((row, at): AllowedRole => {
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

/** A day that the calendar has. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
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
