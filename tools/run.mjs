// The door to every command: installs what is missing, builds what is stale, then runs it.
// Plain JavaScript without dependencies, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = ['apps', 'libs', 'tools'];
const COMMANDS = {
  bench: 'tools/bench/main.js',
  demo: 'tools/demo/main.js',
  generate: 'tools/generate/main.js',
  redrive: 'tools/redrive/main.js',
  scorecard: 'tools/scorecard/main.js',
  stack: 'tools/stack/main.js',
  test: 'tools/test/main.js',
  topics: 'tools/topics/main.js',
  vigia: 'apps/cli/src/main.js',
};

const say = (text) => process.stderr.write(`${text}\n`);

const run = (command, args) => {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
};

const install = () => {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules', '.vigia-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  say('Installing dependencies (npm ci) …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [
    'ci',
    '--no-progress',
    '--loglevel=error',
  ]);
  writeFileSync(stamp, digest);
};

const newest = (folder) => {
  let time = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return time;
};

const build = (force) => {
  const dist = join(root, 'dist');
  const stamp = join(dist, '.built');
  const changed = Math.max(
    ...SOURCES.map((folder) => newest(join(root, folder))),
    statSync(join(root, '.swcrc')).mtimeMs,
  );
  if (!force && existsSync(stamp) && statSync(stamp).mtimeMs >= changed) return;
  say('Building …');
  const fresh = join(root, `dist.${process.pid}`);
  const old = join(root, `dist.${process.pid}.old`);
  try {
    const swc = join(root, 'node_modules', '@swc', 'cli', 'bin', 'swc.js');
    const specs = ['--ignore', '**/*.spec.ts', '--ignore', '**/node_modules/**'];
    run(process.execPath, [swc, ...SOURCES, '-d', fresh, '-q', '--copy-files', ...specs]);
    mkdirSync(join(fresh, 'deploy'), { recursive: true });
    cpSync(join(root, 'deploy', 'topics.yaml'), join(fresh, 'deploy', 'topics.yaml'));
    writeFileSync(join(fresh, '.built'), '');
    // Swapped as a whole: whoever runs from the old tree meanwhile keeps a complete one.
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
};

const main = () => {
  const [command, ...args] = process.argv.slice(2);
  const entry = COMMANDS[command];
  if (!entry && command !== 'build') {
    say(`Commands: ${[...Object.keys(COMMANDS), 'build'].sort().join(', ')}`);
    process.exit(2);
  }
  install();
  build(command === 'build');
  if (!entry) return;
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(root, 'dist', entry), ...args],
    {
      stdio: 'inherit',
      env: { ...process.env, VIGIA_ROOT: root },
    },
  );
  // Ctrl-C reaches the child by itself; other signals are passed on. Either way it ends in its own time.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
};

try {
  main();
} catch (error) {
  say(String(error.message ?? error));
  process.exit(1);
}
