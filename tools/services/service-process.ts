import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface ServiceProcessOptions {
  name: string;
  /** Absolute path of the compiled main file. */
  entry: string;
  port: number;
  env: Readonly<Record<string, string>>;
  /** Folder of the log, one file a service. */
  logs: string;
}

const START_TIMEOUT_MS = 60_000;

/**
 * How a service's process runs, here and in the image (ADR 0031): one helper thread for the garbage
 * collector, since services share processors; two arenas of glibc's allocator, which give back what
 * is free.
 */
export const PROCESS_ENV = {
  NODE_OPTIONS: '--v8-pool-size=1',
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
} as const;

/**
 * V8 first collects the old space at 64 MiB, as a service that has run for a while does; its own
 * first limit is several times that, and what grew until then is not given back. Node does not
 * take this one from NODE_OPTIONS.
 */
export const PROCESS_ARGUMENTS = ['--initial-old-space-size=64'] as const;

/** One service in a process of its own, which ends when this one does, however it ends. */
export class ServiceProcess {
  readonly url: string;
  private child: ChildProcess | undefined;

  constructor(private readonly options: ServiceProcessOptions) {
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get name(): string {
    return this.options.name;
  }

  get logFile(): string {
    return join(this.options.logs, `${this.options.name}.log`);
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Throws when the process has ended by itself, so that nobody waits for its work. */
  mustRun(): void {
    const { exitCode, signalCode } = this.child ?? {};
    if (exitCode == null && signalCode == null) return;
    throw new Error(`${this.name} ended with ${signalCode ?? exitCode}; see ${this.logFile}`);
  }

  /** Starts the process; resolves when it answers `/health/live`. */
  async start(): Promise<void> {
    const { entry, port, env, logs, name } = this.options;
    mkdirSync(logs, { recursive: true });
    const log = createWriteStream(this.logFile, { flags: 'a' });
    // The channel is never written to: its end tells the service that its parent is gone.
    const child = spawn(process.execPath, [...PROCESS_ARGUMENTS, entry], {
      env: { ...inherited(), ...PROCESS_ENV, ...env, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await this.answers('/health/live'))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`${name} did not start; see ${this.logFile}`);
      }
      await wait(50);
    }
  }

  /** Resolves when the service says that it is ready. */
  async ready(timeoutMs = START_TIMEOUT_MS): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!(await this.answers('/health/ready'))) {
      if (this.child?.exitCode !== null || Date.now() > deadline) {
        throw new Error(`${this.name} did not become ready; see ${this.logFile}`);
      }
      await wait(50);
    }
  }

  /** Asks the process to stop (SIGTERM), or ends it at once (SIGKILL); resolves when it is gone. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await exited;
    clearTimeout(late);
  }

  private async answers(path: string): Promise<boolean> {
    try {
      const response = await fetch(this.url + path, { signal: AbortSignal.timeout(2000) });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }
}

/** What a child needs of our environment to run at all; everything else is said explicitly. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'TZ', 'SystemRoot'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
