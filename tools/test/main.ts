import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingOptionals } from './missing-optionals';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = process.env['VIGIA_ROOT'] ?? process.cwd();

/** Runs a program of node_modules with its output shown; true when it ended well. */
const runs = (file: string, ...args: string[]): boolean => {
  const path = join(root, 'node_modules', file);
  const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
  return (
    spawnSync(process.execPath, [path, ...args], { cwd: root, stdio: 'inherit', env }).status === 0
  );
};

const CHECKS: readonly [name: string, check: () => boolean][] = [
  ['lockfile is whole on every platform', () => lockfileIsWhole()],
  ['format', () => runs('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.')],
  ['types', () => runs('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')],
  [
    'lint and walls',
    () =>
      runs('nx/dist/bin/nx.js', 'run-many', '-t', 'lint', '--parallel=2', '--outputStyle=static'),
  ],
];

const lockfileIsWhole = (): boolean => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Parameters<
    typeof missingOptionals
  >[0];
  const missing = missingOptionals(lock);
  for (const name of missing) console.error(`package-lock.json lacks ${name}`);
  return missing.length === 0;
};

/** Runs jest projects; a run that ends without a report counts as one failure. */
const jest = (...args: string[]): Counts => {
  const folder = mkdtempSync(join(tmpdir(), 'vigia-jest-'));
  const report = join(folder, 'report.json');
  try {
    const good = runs('jest/bin/jest.js', '--json', `--outputFile=${report}`, ...args);
    const result = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    const {
      numPassedTests: passed = 0,
      numFailedTests = 0,
      numPendingTests: skipped = 0,
      numRuntimeErrorTestSuites = 0,
    } = result;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed, skipped, failed: good ? failed : Math.max(1, failed) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const main = (): void => {
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const add = ({ passed, failed, skipped }: Counts): void => {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  };
  for (const [name, check] of CHECKS) {
    console.log(`\n== ${name}`);
    const good = check();
    console.log(`${good ? 'ok' : 'FAILED'}: ${name}`);
    add({ passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });
  }
  console.log('\n== unit and contract tests');
  add(jest('--selectProjects', 'unit'));
  console.log('\n== integration and end-to-end tests, on real Kafka and MongoDB');
  add(jest('--runInBand', '--forceExit', '--selectProjects', 'integration', 'e2e'));
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
};

main();
