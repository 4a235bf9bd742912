import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parse } from '@vigia/formats';
import type { ListedManifest } from '@vigia/indicators';
import { deriveId, type Manifest, type Traveller } from '@vigia/manifest';

const PROGRESS_MS = 5000;

/**
 * The lists of a folder and its sub-folders, in the order of their paths. Hidden files and the
 * files given beside the folder are left out. A file that cannot be read, or of which nothing can
 * be taken, is named through `say`; the others go on. Throws only when the folder cannot be read.
 */
export const readLists = async (
  folder: string,
  beside: ReadonlySet<string>,
  say: (line: string) => void,
): Promise<ListedManifest[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !beside.has(resolve(path)))
    .sort();
  if (files.length === 0) say(`no lists in ${folder} / no hay listas en ${folder}`);
  const lists: ListedManifest[] = [];
  const receivedOn = new Date().toISOString().slice(0, 10);
  let told = Date.now();
  for (const [at, path] of files.entries()) {
    const file = relative(folder, path);
    const bytes = await readFile(path).catch((error: unknown) => {
      say(`unreadable / ilegible: ${file} (${codeOf(error)})`);
      return undefined;
    });
    if (Date.now() - told > PROGRESS_MS) {
      told = Date.now();
      say(`read ${at} of ${files.length} lists / leídas ${at} de ${files.length} listas`);
    }
    if (bytes === undefined) continue;
    const rawSha256 = createHash('sha256').update(bytes).digest('hex');
    const result = parse(bytes, { file, rawSha256, receivedOn });
    if (result.outcome === 'rejected') {
      const reason = result.findings.find(({ severity }) => severity === 'error')?.text;
      say(`refused: ${file}${reason ? ` (${reason.en} / ${reason.es})` : ''}`);
    }
    result.manifests.forEach((manifest, index) => {
      const manifestId = deriveId('manifest', manifest.carrier.code, rawSha256, index);
      lists.push({ manifest: lean(manifest), manifestId, order: lists.length });
    });
  }
  return lists;
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'error';

/** A year of lists stays in memory: what no rule reads is let go at once. */
const lean = (manifest: Manifest): Manifest => ({
  ...manifest,
  warnings: [],
  travellers: manifest.travellers.map(
    ({ seq, role, inTransit, name, dateOfBirth, embark, disembark, documents, ...rest }) => ({
      seq,
      role,
      inTransit,
      name,
      documents,
      visas: [],
      ...(dateOfBirth === undefined ? {} : { dateOfBirth }),
      ...(embark === undefined ? {} : { embark }),
      ...(disembark === undefined ? {} : { disembark }),
      ...bookingOf(rest),
    }),
  ),
});

const bookingOf = ({
  refs,
  bags,
  contacts,
}: Pick<Traveller, 'refs' | 'bags' | 'contacts'>): Pick<
  Traveller,
  'refs' | 'bags' | 'contacts'
> => ({
  refs,
  contacts,
  ...(bags === undefined ? {} : { bags }),
});
