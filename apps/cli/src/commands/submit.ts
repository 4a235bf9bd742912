import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ProblemError, VigiaApi, type Receipt, type Submission } from '@vigia/client';
import type { Command } from 'commander';
import { contentTypeOf } from '../content-type';
import { explain } from '../explain';
import { previewText, summaryOf, tableOfCounts, type Counts } from './submit-text';

interface Options {
  url: string;
  token: string;
  trip?: string[];
  test?: boolean;
  preview?: boolean;
  errorsTo?: string;
  retries: string;
}

/** Where the command writes and waits; tests give their own. */
export interface SubmitSurroundings {
  write: (line: string) => void;
  progress: (line: string) => void;
  wait: (ms: number) => Promise<unknown>;
  fail: (code: number) => void;
}

const surroundings: SubmitSurroundings = {
  write: (line) => process.stdout.write(`${line}\n`),
  progress: (line) => process.stderr.write(`${line}\n`),
  wait: (ms) => wait(ms),
  fail: (code) => {
    process.exitCode = code;
  },
};

const HELP = `
Exit code 0 when every list was accepted in whole or in part, 1 when one was refused or could not be
sent, 2 when a file could not be read. A service that is busy or away is asked again, after the time
it names.
Example: vigia submit lists/ --url http://127.0.0.1:3001 --token "$(vigia token --role carrier --carrier TICABUS)"`;

/** `vigia submit`: sends files, or the files of folders, and prints a receipt a line. */
export const registerSubmit = (program: Command, io: SubmitSurroundings = surroundings): void => {
  program
    .command('submit')
    .description('Submit passenger lists; prints a receipt a line, findings and progress to stderr')
    .argument('<path...>', 'files or folders')
    .requiredOption('--url <url>', 'address of the ingestion service')
    .requiredOption('--token <token>', 'bearer token of a carrier (see vigia token)')
    .option('--trip <name=value...>', 'facts that a CSV does not tell, e.g. journeyId=TB210')
    .option('--test', 'only have the lists checked: nothing is screened or passed on')
    .option('--preview', 'only show how the lists are understood: nothing is stored')
    .option(
      '--errors-to <file>',
      'write the bad rows of tables there, .csv or .xlsx; of several lists the name is put before the ending',
    )
    .option('--retries <n>', 'how often a list is sent again while the service is away', '5')
    .addHelpText('after', HELP)
    .action((paths: string[], options: Options) => submitAll(paths, options, io));
};

const submitAll = async (
  paths: readonly string[],
  options: Options,
  io: SubmitSurroundings,
): Promise<void> => {
  const trip = tripOf(options.trip ?? []);
  const files: string[] = [];
  let unreadable = 0;
  for (const path of paths) {
    try {
      files.push(...(await filesOf(path)));
    } catch (error) {
      unreadable += 1;
      io.progress(explain(error));
    }
  }
  const api = new VigiaApi({ url: options.url, token: options.token });
  const counts: Counts = { lists: files.length, accepted: 0, warned: 0, refused: 0, unsent: 0 };
  for (const [index, file] of files.entries()) {
    const head = `[${index + 1}/${files.length}] ${basename(file)}`;
    let body: Uint8Array;
    try {
      body = await readFile(file);
    } catch (error) {
      unreadable += 1;
      io.progress(`${head}: ${explain(error)}`);
      continue;
    }
    const submission = {
      body,
      contentType: contentTypeOf(file),
      trip,
      test: options.test === true,
    };
    const retries = Math.max(0, Number.parseInt(options.retries, 10) || 0);
    const line = await submitOne({ api, submission, options, io, head, retries, counts });
    io.write(JSON.stringify({ file, ...line.answer }));
    io.progress(`${head}: ${line.summary}`);
    if (options.errorsTo && line.receiptId) {
      const target = files.length > 1 ? besideName(options.errorsTo, file) : options.errorsTo;
      if (await saveErrors(api, line.receiptId, target)) io.progress(`    → ${target}`);
    }
  }
  if (!options.preview) io.progress(tableOfCounts(counts));
  if (unreadable > 0) io.fail(2);
  else if (counts.refused + counts.unsent > 0) io.fail(1);
};

const filesOf = async (path: string): Promise<string[]> => {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
  const nested = await Promise.all(names.map((name) => filesOf(join(path, name))));
  return nested.flat();
};

const tripOf = (pairs: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new Error(`--trip takes name=value, not "${pair}"`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );

interface Work {
  api: VigiaApi;
  submission: Submission;
  options: Options;
  io: SubmitSurroundings;
  head: string;
  retries: number;
  counts: Counts;
}

interface Line {
  answer: object;
  summary: string;
  receiptId?: string;
}

const submitOne = async ({ counts, ...work }: Work): Promise<Line> => {
  const { api, submission, options } = work;
  try {
    if (options.preview) {
      const preview = await patiently(work, () => api.preview(submission));
      return { answer: preview, summary: previewText(preview) };
    }
    const receipt = await patiently(work, () => api.submit(submission));
    counts[receipt.status === 'accepted' ? 'accepted' : 'warned'] += 1;
    return { answer: receipt, summary: summaryOf(receipt), receiptId: receipt.receiptId };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.retriable) counts.unsent += 1;
    else counts.refused += 1;
    if (!(error instanceof ProblemError))
      return { answer: { error: explain(error) }, summary: explain(error) };
    const { receiptId, findings = [] } = error.problem as unknown as Partial<Receipt>;
    const summary = summaryOf({ head: explain(error), findings });
    return { answer: error.problem, summary, ...(receiptId && { receiptId }) };
  }
};

const LONGEST_WAIT_MS = 60_000;

/** Tries again while the service is busy or away: after the time it names, else 1, 2, 4 … seconds. */
const patiently = async <Result>(
  { io, head, retries }: Pick<Work, 'io' | 'head' | 'retries'>,
  send: () => Promise<Result>,
): Promise<Result> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (attempt >= retries || !isAway(error)) throw error;
      const named = error instanceof ProblemError ? error.retryAfterMs : undefined;
      const ms = Math.min(named ?? 1000 * 2 ** attempt, LONGEST_WAIT_MS);
      io.progress(`${head}: ${explain(error)}; again in ${ms / 1000} s`);
      await io.wait(ms);
    }
  }
};

/** Sending the same bytes again is safe: they get the same receipt. */
const isAway = (error: unknown): boolean =>
  error instanceof ProblemError
    ? error.retriable
    : error instanceof TypeError || (error as Error).name === 'TimeoutError';

const besideName = (target: string, file: string): string => {
  const ending = extname(target);
  return `${target.slice(0, target.length - ending.length)}.${basename(file, extname(file))}${ending}`;
};

/** False when the list has no bad row. */
const saveErrors = async (api: VigiaApi, receiptId: string, target: string): Promise<boolean> => {
  const format = extname(target).toLowerCase() === '.xlsx' ? 'xlsx' : 'csv';
  try {
    await writeFile(target, await api.errorFile(receiptId, { format, language: 'es' }));
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return false;
    throw error;
  }
};
