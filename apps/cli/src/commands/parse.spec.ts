import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerParse } from './parse';

const run = async (...args: string[]) => {
  const lines: string[] = [];
  const complaints: string[] = [];
  let exit = 0;
  const program = new Command().exitOverride();
  registerParse(program, {
    readStdin: () => Promise.resolve(new TextEncoder().encode('{"travellers":[]}')),
    write: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
    today: () => '2026-11-24',
    fail: (code) => {
      exit = code;
    },
  });
  await program.parseAsync(['node', 'vigia', 'parse', ...args]);
  const results = lines.map(
    (line) => JSON.parse(line) as { file: string; outcome: string; format: string },
  );
  return { results, complaints, exit };
};

const fileOf = async (name: string, text: string): Promise<string> => {
  const file = join(await mkdtemp(join(tmpdir(), 'vigia-parse-')), name);
  await writeFile(file, text);
  return file;
};

describe('vigia parse', () => {
  it('prints a line a file, and a refused list is an answer like any other', async () => {
    const list = await fileOf('a.csv', 'Apellidos;Nombres;Documento\nRuiz;Ana;C1');
    const none = await fileOf('b.txt', 'hello');
    const { results, exit } = await run(list, none);
    expect(results).toMatchObject([
      { file: 'a.csv', format: 'csv', outcome: 'accepted-with-warnings' },
      { file: 'b.txt', outcome: 'rejected' },
    ]);
    expect(exit).toBe(0);
  });

  it('reads standard input for a dash', async () => {
    expect((await run('-')).results).toMatchObject([{ file: '-', format: 'json' }]);
  });

  it('goes on past an unreadable file and exits with 2', async () => {
    const list = await fileOf('a.json', '{"travellers":[]}');
    const { results, exit, complaints } = await run('no-such-file.csv', list);
    expect(results).toHaveLength(1);
    expect(complaints).toHaveLength(1);
    expect(exit).toBe(2);
  });

  it('takes the format from the flag and refuses one it does not know', async () => {
    const list = await fileOf('a.dat', 'Apellidos;Nombres;Documento\nRuiz;Ana;C1');
    expect((await run('--format', 'csv', list)).results).toMatchObject([{ format: 'csv' }]);
    expect((await run('--format', 'pdf', list)).exit).toBe(2);
  });
});
