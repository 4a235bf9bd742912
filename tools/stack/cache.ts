import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { supervise } from './supervise';

const UNFINISHED = '.unfinished-';
/** A program that outlived its killed run can still write for a while. */
const ABANDONED_AFTER_MS = 900_000;

/** The user's cache folder for this platform, by the XDG base directory specification. */
export const cacheFolder = (environment: NodeJS.ProcessEnv = process.env): string =>
  join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'vigia');

/**
 * Answers the folder `name` of the cache, filled by `fill` at the first use. It is filled under
 * another name and renamed, so a killed run leaves nothing that looks complete; of two runs at once
 * the first to finish wins and the other uses its result.
 */
export const cached = async (
  name: string,
  fill: (folder: string) => Promise<void>,
  root = cacheFolder(),
): Promise<string> => {
  const target = join(root, name);
  if (existsSync(target)) return target;
  await mkdir(root, { recursive: true });
  await removeAbandoned(root);
  const folder = await mkdtemp(join(root, `${UNFINISHED}${name}-`));
  // Removes the folder even when this process is killed meanwhile; after the rename it finds nothing.
  const guard = supervise('cache clean-up', { remove: [folder] });
  try {
    await fill(folder);
    await rename(folder, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    await guard.stop();
  }
  return target;
};

const removeAbandoned = async (root: string): Promise<void> => {
  for (const name of await readdir(root)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const folder = join(root, name);
    const changed = await stat(folder).catch(() => undefined);
    if (changed && Date.now() - changed.mtimeMs > ABANDONED_AFTER_MS) {
      await rm(folder, { recursive: true, force: true });
    }
  }
};
