import type { AllowList } from '@vigia/indicators';
import { z } from 'zod';
import { stateCode } from './journeys-documents';

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/, 'expected YYYY-MM-DD / se espera AAAA-MM-DD')
  .nullish()
  .transform((value) => value ?? undefined);
const allowListShape = z.object({
  contacts: z
    .array(z.object({ type: z.string(), value: z.string(), validFrom: day, validTo: day }))
    .default([]),
  roles: z
    .array(z.object({ role: z.string(), document: z.string(), issuer: z.string() }))
    .default([]),
});

const EMAIL = /^(e-?mail|mail|correo)/i;

/** The allow-list of a file. Throws with the place of every problem, in English and Spanish. */
export const readAllowList = (text: string): AllowList => {
  const read = allowListShape.safeParse(parseJson(text.replace(/^\uFEFF/, '')));
  if (!read.success) {
    const problems = read.error.issues.map(
      ({ path, message }) => `${path.map(String).join('.') || '(root)'}: ${message}`,
    );
    throw new Error(`not an allow-list / no es una lista de permitidos: ${problems.join('; ')}`);
  }
  const { contacts, roles } = read.data;
  return {
    contacts: contacts.map(({ type, value, validFrom, validTo }) => ({
      type: EMAIL.test(type) ? 'email' : type,
      value,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validTo === undefined ? {} : { validTo }),
    })),
    roles: roles.map((role) => ({ ...role, issuer: stateCode(role.issuer) })),
  };
};

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
