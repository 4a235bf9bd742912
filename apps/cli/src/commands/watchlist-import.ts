import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  ProblemError,
  type ImportReport,
  type ListProblem,
  type UploadedFile,
  type VigiaApi,
  type Watchlist,
} from '@vigia/client';
import { LIST_FORMATS } from '@vigia/matching';
import { Option, type Command } from 'commander';
import { explain } from '../explain';
import { listPaths, type ListPaths } from './list-files';
import { apiOf, pathOf, printEach, type Access } from './watchlist-access';

interface Options extends Access {
  list: string;
  name?: string;
  kind?: string;
  legalBasis?: string;
  sample?: boolean;
  sharing?: string;
  staleAfterDays?: string;
  fourEyes?: boolean;
  format?: string;
  allowShrink?: boolean;
  dryRun?: boolean;
}

const SHOWN_PROBLEMS = 20;

const HELP = `
Formats: ${LIST_FORMATS.join(', ')}.
The format is guessed from the content when it is not given. The file is sent as it is read,
so its size does not matter. What happened is one JSON line on stdout; progress, counts and
refused rows go to stderr. All of the list is imported or nothing.

Exit code 0 when the list was imported (or would be, with --dry-run), 1 when the service
refused it or does not answer, 2 when the file cannot be read.

Examples:
  vigia watchlist import data/ofac --url http://127.0.0.1:3002 --token "$TOKEN" --list ofac-sdn --kind sanctions
  vigia watchlist import lost.csv --format documents-csv --dry-run --list lost --url … --token …`;

/** `vigia watchlist import`: makes a list of the caller's state what a file or OFAC folder says. */
export const registerImport = (watchlist: Command): void => {
  watchlist
    .command('import')
    .description('Create the list if need be and import a new version of it')
    .argument('<path>', 'a list file, or a folder with the OFAC SDN files')
    .requiredOption('--url <url>', 'address of the watchlist service')
    .requiredOption('--token <token>', 'bearer token of a list-owner (see vigia token)')
    .requiredOption('--list <id>', 'list id, e.g. ofac-sdn')
    .addOption(
      new Option('--format <format>', 'format of the file; guessed when absent').choices([
        ...LIST_FORMATS,
      ]),
    )
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--allow-shrink', 'import even if it withdraws a large part of the list')
    .option('--kind <kind>', 'sanctions, trafficking, documents, missing or own (new list: own)')
    .option('--name <text>', 'name of the list; new list: its id')
    .option('--legal-basis <text>', 'why the list is kept; new list: "unspecified"')
    .option('--sample', 'mark the list as one of invented people')
    .option('--sharing <rule>', 'itinerary, owner, or the states to share with: cri,pan')
    .option('--stale-after-days <n>', 'days after which the list must be confirmed; new list: 30')
    .option('--four-eyes', 'edits of entries wait for a second person')
    .addHelpText('after', HELP)
    .action(async (path: string, options: Options) => {
      const paths = await listPaths(path, options.format).catch((error: unknown) => {
        process.stderr.write(`${explain(error)}\n`);
        return undefined;
      });
      if (!paths) process.exitCode = 2;
      else await importPaths(paths, options);
    });
};

const importPaths = async ({ format, paths }: ListPaths, options: Options): Promise<void> => {
  const api = apiOf(options);
  const started = performance.now();
  try {
    await settle(api, options);
    const report = await api.importList(options.list, {
      format,
      files: await withProgress(paths),
      ...(options.allowShrink && { allowShrink: true }),
      ...(options.dryRun && { dryRun: true }),
    });
    printEach([report]);
    const seconds = (performance.now() - started) / 1000;
    process.stderr.write(`${summaryOf(report)} in ${seconds.toFixed(1)} s\n`);
    printProblems(report.problems, report.problemsTotal);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    process.exitCode = 1;
    process.stderr.write(`${explain(error)}\n`);
    const { problems = [], problemsTotal = problems.length } =
      error.problem as unknown as Partial<ImportReport>;
    printProblems(
      problems.filter(({ text }) => text),
      problemsTotal,
    );
  }
};

/** Creates the list, or changes only those settings that were given. */
const settle = async (api: VigiaApi, options: Options): Promise<void> => {
  const { list, name, kind, legalBasis, sample, sharing, staleAfterDays, fourEyes } = options;
  const given = {
    ...(name && { name }),
    ...(kind && { kind }),
    ...(legalBasis && { legalBasis }),
    ...(sample && { sample }),
    ...(sharing && { sharing: sharingOf(sharing) }),
    ...(staleAfterDays && { staleAfterDays: Number(staleAfterDays) }),
    ...(fourEyes && { fourEyes }),
  };
  const known = await api.get<Watchlist>(pathOf(list)).catch((error: unknown) => {
    if (error instanceof ProblemError && error.status === 404) return undefined;
    throw error;
  });
  if (known && Object.keys(given).length === 0) return;
  const before = known && {
    name: known.name,
    kind: known.kind,
    legalBasis: known.legalBasis,
    sample: known.sample,
    sharing: known.sharing,
    staleAfterDays: known.staleAfterDays,
    fourEyes: known.fourEyes,
  };
  const settings = { name: list, kind: 'own', legalBasis: 'unspecified', ...before, ...given };
  await api.put(pathOf(list), settings);
};

const sharingOf = (text: string): object =>
  text === 'itinerary' || text === 'owner'
    ? { rule: text }
    : { rule: 'named', states: text.split(',').map((state) => state.trim()) };

/** The files, telling how much of them has been sent. */
const withProgress = async (paths: ListPaths['paths']): Promise<UploadedFile[]> => {
  const files = Object.entries(paths);
  const sizes = await Promise.all(files.map(async ([, path]) => (await stat(path)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let [sent, told] = [0, 0];
  const tell = (bytes: number): void => {
    sent += bytes;
    const tenth = total === 0 ? 10 : Math.floor((sent / total) * 10);
    if (tenth <= told) return;
    told = tenth;
    process.stderr.write(`sent ${tenth * 10} % of ${(total / 1e6).toFixed(1)} MB\n`);
  };
  return files.map(([name, path]) => ({ name, open: () => reading(path, tell) }));
};

async function* reading(path: string, tell: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  process.stderr.write(`reading ${basename(path)} …\n`);
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    tell((chunk as Buffer).length);
    yield chunk as Buffer;
  }
}

const summaryOf = (report: ImportReport): string => {
  const { listId, version, added, changed, removed, unchanged, edited } = report;
  const what = report.dryRun ? 'would be' : report.published ? 'published as' : 'live as';
  const of = report.dryRun ? `changed from version ${version}` : `version ${version}`;
  const edits = edited > 0 ? `, ${edited} edited by hand` : '';
  return `${listId} ${what} ${of}: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged${edits}; rows: ${report.rows}, refused ${report.refused}, skipped ${report.skipped}`;
};

const printProblems = (problems: readonly ListProblem[], total: number): void => {
  for (const { file, row, field, code, text } of problems.slice(0, SHOWN_PROBLEMS)) {
    const place = [file, `row ${row}`, field].filter(Boolean).join(', ');
    process.stderr.write(`  ${code} ${place}: ${text.en} / ${text.es}\n`);
  }
  const more = total - Math.min(problems.length, SHOWN_PROBLEMS);
  if (more > 0) process.stderr.write(`  … and ${more} more / y ${more} más\n`);
};
