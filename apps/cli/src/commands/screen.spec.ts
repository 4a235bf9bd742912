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

  it('states the threshold in force', () => {
    const program = new Command();
    registerScreen(program);
    const help = program.commands[0]?.helpInformation() ?? '';
    expect(help).toContain(`default: ${DEFAULT_POLICY.threshold.toFixed(2)}`);
  });

  it('names the line that is not JSON', async () => {
    const broken = file('broken.jsonl', '{"id":1}\n{oops\n');
    const call = run('screen', '--watchlist', persons, '--passengers', broken);
    await expect(call).rejects.toThrow('line 2: not JSON');
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
});
