// Stands between the stack and one of its programs, so that nothing outlives the stack: when the
// pipe to its parent closes, for whatever reason (a clean stop, a crash, SIGKILL), it ends the
// program by its handle and cleans up. Its only argument is JSON:
// { "program"?: [command, …args], "environment"?: {…}, "remove"?: [folder, …], "finally"?: [[command, …args], …] }
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const task = JSON.parse(process.argv[2]);
const child = task.program
  ? spawn(task.program[0], task.program.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...task.environment },
    })
  : undefined;

let ended = false;
const end = (code) => {
  if (ended) return;
  ended = true;
  const cleanUp = () => {
    for (const [command, ...args] of task.finally ?? []) spawnSync(command, args);
    for (const folder of task.remove ?? []) {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
    process.exit(code);
  };
  if (!child || child.exitCode !== null || child.signalCode !== null || !child.pid)
    return cleanUp();
  child.once('exit', cleanUp);
  child.kill('SIGKILL'); // its data are thrown away, so there is nothing to close in order
};

child?.on('error', (error) => {
  process.stdout.write(`${error.message}\n`);
  end(127);
});
child?.on('exit', (code) => end(code ?? 1));
child?.stdout.pipe(process.stdout, { end: false });
child?.stderr.pipe(process.stdout, { end: false });
process.stdout.on('error', () => {
  // The parent is gone; the closing of stdin tells it as well, and deals with it.
  child?.stdout.unpipe().resume();
  child?.stderr.unpipe().resume();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
process.stdin
  .on('end', () => end(0))
  .on('close', () => end(0))
  .on('error', () => end(0));
process.stdin.resume();
