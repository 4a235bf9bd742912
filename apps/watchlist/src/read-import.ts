import { readDocumentsCsv, readOfac, readPersonsCsv, type Entry } from '@vigia/matching';
import { HttpProblem } from '@vigia/service';
import { z } from 'zod';

/** A list as it comes in: its format and the text of its files. */
export const importBody = z.discriminatedUnion('format', [
  z.strictObject({
    format: z.literal('ofac'),
    files: z.strictObject({
      sdn: z.string().min(1),
      alt: z.string().default(''),
      comments: z.string().optional(),
    }),
    allowShrink: z.boolean().default(false),
  }),
  z.strictObject({
    format: z.enum(['persons-csv', 'documents-csv']),
    files: z.strictObject({ list: z.string().min(1) }),
    allowShrink: z.boolean().default(false),
  }),
]);

export type ImportBody = z.infer<typeof importBody>;

export interface ReadImport {
  entries: Entry[];
  problems: object[];
}

/** Reads the files of an import; throws HttpProblem 422 when nothing in them is an entry. */
export const readImport = (body: ImportBody, listId: string): ReadImport => {
  const { entries, problems } = read(body, listId);
  if (entries.length === 0) {
    throw new HttpProblem(
      422,
      'VIGIA_IMPORT_REFUSED',
      { es: 'El archivo no contiene ninguna entrada', en: 'The file holds no entry' },
      { problems: problems.slice(0, 100) },
    );
  }
  return { entries, problems };
};

const read = (body: ImportBody, listId: string): ReadImport => {
  if (body.format === 'ofac') {
    const { sdn, alt, comments } = body.files;
    return readOfac({ sdn, alt, ...(comments && { comments }) }, listId);
  }
  return body.format === 'persons-csv'
    ? readPersonsCsv(body.files.list, listId)
    : readDocumentsCsv(body.files.list, listId);
};
