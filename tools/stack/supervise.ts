import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Task {
  program?: readonly [string, ...string[]];
  environment?: Readonly<Record<string, string>>;
  /** Folders to remove at the end. */
  remove?: readonly string[];
  /** Commands to run at the end. */
  finally?: readonly (readonly [string, ...string[]])[];
}

export interface Supervised {
  /** Rejects when the program ends although nobody stopped it; never resolves. */
  failed: Promise<never>;
  /** Ends the program and resolves when the clean-up is done. */
  stop(): Promise<void>;
}

/**
 * Runs a program that cannot outlive this process: the supervisor between the two ends it when the
 * pipe from here closes, which the operating system sees to even when this process is killed.
 */
export const supervise = (name: string, task: Task): Supervised => {
  const child = spawn(process.execPath, [supervisorPath(), JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Out of the terminal's process group: Ctrl-C is for us, we then stop in order.
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-4000);
  });
  child.stdin.on('error', () => undefined);
  let stopping = false;
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  const failed = exited.then((code) => {
    if (stopping) return new Promise<never>(() => undefined);
    throw new Error(`${name} ended with code ${code}:\n${output.trim() || '(no output)'}`);
  });
  failed.catch(() => undefined);
  child.unref();
  for (const stream of [child.stdin, child.stdout] as { unref?(): void }[]) stream.unref?.();
  return {
    failed,
    stop: async () => {
      stopping = true;
      child.ref();
      child.stdin.end();
      await exited;
    },
  };
};

/** Beside this file's source, wherever the compiled form of it lies. */
const supervisorPath = (): string => {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'tools', 'stack', 'supervisor.mjs');
    if (existsSync(path)) return path;
  }
  throw new Error('tools/stack/supervisor.mjs is missing');
};
