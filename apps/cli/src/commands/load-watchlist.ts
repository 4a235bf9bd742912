import { basename } from 'node:path';
import { collectList, streamList, type ListRow, type ReadList } from '@vigia/matching';
import { listPaths, textOf } from './list-files';

/**
 * Loads a list of any format: a file, or a folder with the OFAC files (`sdn.csv`, optionally
 * `alt.csv`, `sdn_comments.csv`, `add.csv`). The file's name is the list's id; an OFAC list is
 * `ofac-sdn`. Throws when nothing can be read.
 */
export const loadWatchlist = async (path: string): Promise<ReadList> => {
  const { format, paths } = await listPaths(path);
  const listId = format === 'ofac' ? 'ofac-sdn' : basename(path).replace(/\.[^.]+$/, '');
  const files = Object.fromEntries(
    Object.entries(paths).map(([name, file]) => [name, () => textOf(file)]),
  );
  const rows: ListRow[] = [];
  for await (const piece of streamList(format, files, listId)) rows.push(...piece);
  return collectList(rows);
};
