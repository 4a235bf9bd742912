import { LIST_FORMATS, type ListFiles } from '@vigia/matching';
import { z } from 'zod';
import type { ImportRequest } from './import-list';

const options = {
  /** Import even if a large part of the list goes. */
  allowShrink: z.boolean().default(false),
  /** Say what would happen and change nothing. */
  dryRun: z.boolean().default(false),
};

/** An import as one JSON document: its format and the text of its files. */
export const importBody = z.discriminatedUnion('format', [
  z.strictObject({
    format: z.literal('ofac'),
    files: z.strictObject({
      sdn: z.string().min(1),
      alt: z.string().default(''),
      comments: z.string().optional(),
      add: z.string().optional(),
    }),
    ...options,
  }),
  z.strictObject({
    format: z.enum(LIST_FORMATS.filter((format) => format !== 'ofac')),
    files: z.strictObject({ list: z.string().min(1) }),
    ...options,
  }),
]);

const flag = z.enum(['true', 'false']).default('false');

/** The same in the address, for an import whose body is the file itself or its parts. */
export const importQuery = z.object({
  format: z.enum(LIST_FORMATS).optional(),
  allowShrink: flag,
  dryRun: flag,
});

const PIECE = 256 * 1024;

/** The request of a JSON document; its texts are read piece by piece like files. */
export const requestOf = ({
  format,
  files,
  ...flags
}: z.infer<typeof importBody>): ImportRequest => {
  const texts = Object.entries(files as ListFiles<string>).filter(([, text]) => text);
  const opened = texts.map(([name, text]) => [name, () => piecesOf(text)] as const);
  return { format, files: Object.fromEntries(opened), ...flags };
};

async function* piecesOf(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE);
}
