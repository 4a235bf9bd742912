/** The part of a lockfile (version 3) that this check reads. */
export interface Lockfile {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/**
 * Optional dependencies (builds for other platforms) that the lockfile has no entry for. `npm ci`
 * on such a platform would fail, though it works on the machine where the file was written.
 */
export const missingOptionals = ({ packages }: Lockfile): string[] => {
  const missing = new Set<string>();
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const name of Object.keys(optionalDependencies)) {
      if (!foldersAbove(path).some((folder) => `${folder}node_modules/${name}` in packages)) {
        missing.add(`${name} (of ${path})`);
      }
    }
  }
  return [...missing].sort();
};

/** Where Node looks for a package from `path`: `node_modules/a/node_modules/b` → itself, a's, the root's. */
const foldersAbove = (path: string): string[] => {
  const folders = [path === '' ? '' : `${path}/`];
  for (let at = path.lastIndexOf('node_modules/'); at >= 0;) {
    folders.push(path.slice(0, at));
    at = at === 0 ? -1 : path.lastIndexOf('node_modules/', at - 1);
  }
  return folders;
};
