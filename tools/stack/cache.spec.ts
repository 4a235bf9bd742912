import { mkdtemp, readdir, readFile, rm, utimes, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, cacheFolder } from './cache';

describe('cached', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'vigia-cache-spec-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const filling = (text: string) => (folder: string) => writeFile(join(folder, 'file'), text);

  it('fills a folder once and answers it from then on', async () => {
    const first = await cached('thing-1', filling('first'), root);
    const second = await cached('thing-1', filling('second'), root);

    expect(second).toBe(first);
    expect(await readFile(join(second, 'file'), 'utf8')).toBe('first');
  });

  it('leaves nothing behind when filling fails', async () => {
    const failing = async (folder: string): Promise<void> => {
      await filling('half')(folder);
      throw new Error('no network');
    };

    await expect(cached('thing-1', failing, root)).rejects.toThrow('no network');
    expect(await readdir(root)).toEqual([]);
  });

  it('shows nobody a folder that is still being filled', async () => {
    const names: string[] = [];
    await cached('thing-1', async () => void names.push(...(await readdir(root))), root);

    expect(names).toHaveLength(1);
    expect(names).not.toContain('thing-1');
  });

  it('lets two runs at once end with one complete folder', async () => {
    const [a, b] = await Promise.all([
      cached('thing-1', filling('a'), root),
      cached('thing-1', filling('b'), root),
    ]);

    expect(a).toBe(b);
    expect(await readdir(root)).toEqual(['thing-1']);
    expect(await readFile(join(a, 'file'), 'utf8')).toMatch(/^[ab]$/);
  });

  it('removes what a killed run left long ago, and spares what a run fills now', async () => {
    const [old, young] = ['.unfinished-old-x', '.unfinished-young-x'];
    for (const name of [old, young]) await mkdir(join(root, name));
    const longAgo = new Date(Date.now() - 86_400_000);
    await utimes(join(root, old), longAgo, longAgo);

    await cached('thing-1', filling('x'), root);

    expect((await readdir(root)).sort()).toEqual([young, 'thing-1']);
  });

  it('lies where XDG says, else under the home folder', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' })).toBe('/somewhere/vigia');
    expect(cacheFolder({})).toMatch(/[/\\]\.cache[/\\]vigia$/);
  });
});
