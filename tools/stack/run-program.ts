import { execFile } from 'node:child_process';

export interface ProgramResult {
  ok: boolean;
  /** What it printed, on both streams. */
  output: string;
}

interface Options {
  timeoutMs: number;
  environment?: Readonly<Record<string, string>>;
}

/** Runs a program to its end; a program that is absent, fails or takes too long is not `ok`. */
export const runProgram = (
  command: string,
  args: readonly string[],
  { timeoutMs, environment }: Options,
): Promise<ProgramResult> =>
  new Promise((resolve) => {
    const options = {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, ...environment },
    } as const;
    const child = execFile(command, [...args], options, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      if (!error) return resolve({ ok: true, output });
      const reason = error.killed ? `gave no answer within ${timeoutMs / 1000} s` : error.message;
      resolve({ ok: false, output: output || reason });
    });
    child.stdin?.end();
  });

/** As `runProgram`, but rejects with the last lines of the output. */
export const mustRun = async (
  what: string,
  command: string,
  args: readonly string[],
  options: Options,
): Promise<string> => {
  const { ok, output } = await runProgram(command, args, options);
  if (!ok) throw new Error(`${what}: ${command} failed:\n${output.slice(-1500)}`);
  return output;
};
