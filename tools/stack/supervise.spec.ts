import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { supervise } from './supervise';

const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('the condition never came true');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('supervise', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigia-supervise-spec-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A program that ignores polite signals and notes its process id. */
  const stubborn = (pidFile: string): [string, ...string[]] => [
    process.execPath,
    '-e',
    `process.on('SIGTERM', () => {}); require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`,
  ];

  const pidIn = async (file: string): Promise<number> => {
    await until(async () => existsSync(file) && (await readFile(file, 'utf8')) !== '');
    return Number(await readFile(file, 'utf8'));
  };

  it('ends the program and removes its folder at stop', async () => {
    const data = await mkdtemp(join(folder, 'data-'));
    const pidFile = join(folder, 'pid');
    const supervised = supervise('stubborn', { program: stubborn(pidFile), remove: [data] });
    const pid = await pidIn(pidFile);

    await supervised.stop();

    expect(lives(pid)).toBe(false);
    expect(existsSync(data)).toBe(false);
  });

  it('ends the program and removes its folder when the parent is killed', async () => {
    const data = await mkdtemp(join(folder, 'data-'));
    const pidFile = join(folder, 'pid');
    const task = JSON.stringify({ program: stubborn(pidFile), remove: [data] });
    const supervisor = join(__dirname, 'supervisor.mjs');
    const parent = spawn(process.execPath, [
      '-e',
      `require('child_process').spawn(process.execPath, ${JSON.stringify([supervisor, task])}, { stdio: ['pipe', 'pipe', 'ignore'], detached: true }); setInterval(() => {}, 1000)`,
    ]);
    const pid = await pidIn(pidFile);
    expect(lives(pid)).toBe(true);

    parent.kill('SIGKILL');

    await until(() => !lives(pid) && !existsSync(data));
  });

  it('reports a program that ends by itself, with what it printed', async () => {
    const { failed } = supervise('brief', {
      program: [process.execPath, '-e', 'console.error("no licence"); process.exit(3)'],
    });

    await expect(failed).rejects.toThrow(/brief ended with code 3:\nno licence/);
  });

  it('reports a program that does not exist', async () => {
    const { failed } = supervise('absent', { program: [join(folder, 'absent')] });

    await expect(failed).rejects.toThrow(/absent ended with code 127/);
  });

  it('runs the last commands at stop, without a program as well', async () => {
    const file = join(folder, 'last');
    const write = `require('fs').writeFileSync(${JSON.stringify(file)}, 'done')`;
    const supervised = supervise('clean-up', { finally: [[process.execPath, '-e', write]] });

    await supervised.stop();

    expect(await readFile(file, 'utf8')).toBe('done');
  });
});
