import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOfac, type ReadList } from '@vigia/matching';

/** Reads the OFAC files of a folder. */
export const loadOfac = (folder: string): ReadList => {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return readOfac({
    sdn: read('sdn.csv'),
    alt: read('alt.csv'),
    comments: read('sdn_comments.csv'),
    add: read('add.csv'),
  });
};
