import { alpha3, type Entry } from '@vigia/matching';
import { z } from 'zod';

const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\ufffd]*$/u, 'control or unreadable characters');

const entryName = z
  .strictObject({
    full: text(300).optional(),
    surname: text(300).optional(),
    given: text(300).optional(),
    quality: z.enum(['primary', 'strong', 'weak']).default('primary'),
  })
  .refine(({ full, surname, given }) => full ?? surname ?? given, 'a name is missing');

const listedDocument = z.strictObject({
  type: text(40).default('U'),
  number: text(60),
  country: text(60).transform(alpha3).optional(),
});

const birthDate = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|\/\d{4})?$/,
    'YYYY, YYYY-MM, YYYY-MM-DD or YYYY/YYYY',
  );

/** An entry as a person writes it; ids come from the address. */
const entryContent = z
  .strictObject({
    kind: z.enum(['person', 'document']).default('person'),
    names: z.array(entryName).max(100).default([]),
    datesOfBirth: z.array(birthDate).max(20).default([]),
    nationalities: z.array(text(60).transform(alpha3)).max(20).default([]),
    documents: z.array(listedDocument).max(100).default([]),
    sex: z.enum(['M', 'F']).optional(),
    programmes: z.array(text(200)).max(50).optional(),
  })
  .refine(({ kind, names }) => kind === 'document' || names.length > 0, {
    message: 'a person needs a name',
    path: ['names'],
  })
  .refine(({ kind, documents }) => kind === 'person' || documents.length > 0, {
    message: 'a document needs a number',
    path: ['documents'],
  });

const reason = text(1000);

export const putEntryBody = z.strictObject({
  entry: entryContent,
  reason,
  /** When the entry is withdrawn by itself. */
  expiresAt: z.iso.datetime().optional(),
});

export const removeEntryBody = z.strictObject({ reason });

export const decisionBody = z.strictObject({ reason: reason.optional() });

/** The list's own id of an entry. */
export const entryIdText = z
  .string()
  .min(1)
  .max(240)
  .regex(/^[^\p{Cc}]+$/u);

/** One change of one entry by a person. */
export type EntryChange =
  | { action: 'put'; entryId: string; entry: Entry; reason: string; expiresAt?: Date }
  | { action: 'remove'; entryId: string; reason: string };

/** The entry of a body under its key, without fields that are not stated. */
export const entryOf = (
  listId: string,
  key: string,
  {
    kind,
    names,
    datesOfBirth,
    nationalities,
    documents,
    sex,
    programmes,
  }: z.infer<typeof entryContent>,
): Entry => ({
  entryId: key,
  listId,
  kind,
  names: names.map(({ full, surname, given, quality }) => ({
    ...(full && { full }),
    ...(surname && { surname }),
    ...(given && { given }),
    quality,
  })),
  datesOfBirth,
  nationalities,
  documents: documents.map(({ type, number, country }) => ({
    type,
    number,
    ...(country && { country }),
  })),
  ...(sex && { sex }),
  ...(programmes && programmes.length > 0 && { programmes }),
});
