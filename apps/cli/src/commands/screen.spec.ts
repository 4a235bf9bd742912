import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '@vigia/matching';
import { Command } from 'commander';
import { registerCompare } from './compare';
import { registerScreen } from './screen';

const folder = mkdtempSync(join(tmpdir(), 'vigia-screen-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program and answers what it wrote on both streams. */
const run = async (...args: string[]): Promise<{ out: string; err: string }> => {
  const written = { out: '', err: '' };
  const catching = (key: keyof typeof written) => (piece: unknown) => {
    written[key] += String(piece);
    return true;
  };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(catching('out'));
  const err = jest.spyOn(process.stderr, 'write').mockImplementation(catching('err'));
  const program = new Command().exitOverride();
  registerScreen(program);
  registerCompare(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
  return written;
};

const lines = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('vigia screen', () => {
  const persons = file(
    'persons.csv',
    'entry_id,surname,given,dob\nE1,Muñoz Peña,José,1970-03-04\nE2,Okonkwo,Amina,1988\n',
  );
  const stolen = file('stolen.csv', 'number,issuer,type,status\nH1234567,HND,P,stolen\n');
  const travellers = file(
    'travellers.jsonl',
    '{"id":"a","surname":"MUNOZ PENA","given":"JOSE","dob":"1970-03-04"}\n\n' +
      '{"id":"b","surname":"KIM","given":"CHOL","docNumber":"H1234567","docCountry":"HN"}\n' +
      '{"id":"c","surname":"LOPEZ","given":"ANA"}\n',
  );

  it('writes a line a traveller with matches and evidence, and timing beside it', async () => {
    const { out, err } = await run(
      ...['screen', '--watchlist', persons, stolen, '--passengers', travellers],
    );
    expect(lines(out)).toMatchObject([
      { id: 'a', hits: [{ entryId: 'E1', evidence: [{ kind: 'name' }, { kind: 'birthDate' }] }] },
      { id: 'b', hits: [{ entryId: 'HND:H1234567', score: 1 }] },
      { id: 'c', hits: [] },
    ]);
    expect(err).toMatch(/entries 3.*\n.*travellers 3, with matches 2/);
  });

  it('lists the best entries whatever the threshold when asked to', async () => {
    const { out } = await run(
      ...['screen', '--watchlist', persons, '--passengers', travellers],
      ...['--all-scores', '--limit', '1', '--threshold', '1'],
    );
    expect(lines(out)).toMatchObject([{ hits: [{ entryId: 'E1' }] }, {}, {}]);
  });

  it('keeps entries of two lists apart though their ids are the same', async () => {
    const other = file('other.csv', 'entry_id,surname,given,dob\nE1,Lopez,Ana,\n');
    const { out } = await run(
      ...['screen', '--watchlist', persons, other, '--passengers', travellers],
    );
    expect(lines(out)).toMatchObject([
      { id: 'a', hits: [{ entryId: 'E1' }] },
      { id: 'b', hits: [] },
      { id: 'c', hits: [{ entryId: 'E1' }] },
    ]);
  });

  it('states the threshold in force', () => {
    const program = new Command();
    registerScreen(program);
    const help = program.commands[0]?.helpInformation() ?? '';
    expect(help).toContain(`default: ${DEFAULT_POLICY.threshold})`);
  });

  it('names broken lines on stderr, goes on and ends with 2', async () => {
    const broken = file(
      'broken.jsonl',
      '\ufeff{"id":1,"name":"Amina Okonkwo"}\r\n\r\n{oops\r\n[1]\r\nnull\r\n{"given":["x"],"dob":{},"surname":null}\r\n',
    );
    const { out, err } = await run('screen', '--watchlist', persons, '--passengers', broken);
    expect(lines(out)).toMatchObject([{ id: 1 }, { id: null, hits: [] }]);
    expect(err).toContain('line 3: not JSON / no es JSON');
    expect(err).toContain('line 4: not a JSON object / no es un objeto JSON');
    expect(err).toContain('line 5: not a JSON object');
    expect(process.exitCode).toBe(2);
    process.exitCode = undefined;
  });
});

describe('vigia compare', () => {
  it('writes score and evidence of every pair', async () => {
    const pairs = file(
      'pairs.jsonl',
      '{"id":1,"query":{"name":"Amina Okonkwo","dob":"1988-05-05"},"target":{"names":["OKONKWO, Amina"],"dob":"1988","nationality":"NGA","docs":[]}}\n' +
        '{"id":2,"query":{"name":"Kim Chol"},"target":{"names":["OKONKWO, Amina"]}}\n',
    );
    const { out } = await run('compare', '--pairs', pairs);
    const [same, other] = lines(out) as { id: number; score: number; evidence: object[] }[];
    expect(same).toMatchObject({ id: 1, evidence: [{ kind: 'name' }, { kind: 'birthDate' }] });
    expect(same?.score).toBeGreaterThan(DEFAULT_POLICY.threshold);
    expect(other).toMatchObject({ id: 2, score: 0 });
  });

  it('takes one name or several, numbers for text, and papers without a number for none', async () => {
    const pairs = file(
      'odd-pairs.jsonl',
      '{"id":1,"query":{"name":"Amina Okonkwo","docNumber":1234567,"docCountry":"NG"},"target":{"names":"OKONKWO, Amina","docs":[{"number":1234567,"country":"NGA"},{},null]}}\n' +
        '{"id":2}\n{"id":3,"query":{},"target":{"names":[null,""],"dob":null,"docs":"none"}}\n',
    );
    const { out } = await run('compare', '--pairs', pairs);
    expect(lines(out)).toMatchObject([{ id: 1, score: 0.97 }, { score: 0 }, { score: 0 }]);
  });
});
