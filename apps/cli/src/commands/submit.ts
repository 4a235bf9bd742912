import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ProblemError, VigiaApi, type Receipt } from '@vigia/client';
import type { Command } from 'commander';
import { contentTypeOf } from '../content-type';
import { explain } from '../explain';

interface Options {
  url: string;
  token: string;
  trip?: string[];
}

/** `vigia submit`: sends files, or the files of folders, and prints a receipt a line. */
export const registerSubmit = (program: Command): void => {
  program
    .command('submit')
    .description('Submit passenger lists; prints a receipt a line, findings and progress to stderr')
    .argument('<path...>', 'files or folders')
    .requiredOption('--url <url>', 'address of the ingestion service')
    .requiredOption('--token <token>', 'bearer token of a carrier (see vigia token)')
    .option('--trip <name=value...>', 'facts that a CSV does not tell, e.g. journeyId=TB210')
    .addHelpText(
      'after',
      '\nExit code 0 when every list was accepted in whole or in part, 1 otherwise.\n' +
        'Example: vigia submit lists/ --url http://127.0.0.1:3001 --token "$(vigia token --role carrier --carrier TICABUS)"',
    )
    .action(async (paths: string[], options: Options) => {
      const files = (await Promise.all(paths.map(filesOf))).flat();
      const api = new VigiaApi({ url: options.url, token: options.token });
      let failures = 0;
      for (const [index, file] of files.entries()) {
        const line = await submitOne(api, file, tripOf(options.trip ?? []));
        if (!line.accepted) failures += 1;
        process.stdout.write(`${JSON.stringify({ file, ...line.answer })}\n`);
        process.stderr.write(`[${index + 1}/${files.length}] ${basename(file)}: ${line.summary}\n`);
      }
      if (failures > 0) process.exitCode = 1;
    });
};

const filesOf = async (path: string): Promise<string[]> => {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  const nested = await Promise.all(
    names
      .filter((name) => !name.startsWith('.'))
      .sort()
      .map((name) => filesOf(join(path, name))),
  );
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

interface Line {
  accepted: boolean;
  answer: object;
  summary: string;
}

const submitOne = async (
  api: VigiaApi,
  file: string,
  trip: Record<string, string>,
): Promise<Line> => {
  try {
    const body = await readFile(file);
    const receipt = await api.submit({ body, contentType: contentTypeOf(file), trip });
    return { accepted: true, answer: receipt, summary: summaryOf(receipt) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { findings = [] } = error.problem as unknown as Partial<Receipt>;
    const reasons = findings.slice(0, 5).map(findingLine);
    return {
      accepted: false,
      answer: error.problem,
      summary: [explain(error), ...reasons].join('\n    '),
    };
  }
};

const summaryOf = (receipt: Receipt): string => {
  const { accepted, received, refused, findings } = receipt;
  const head = `${accepted} of ${received} travellers accepted, ${refused} refused`;
  return [head, ...findings.slice(0, 10).map(findingLine)].join('\n    ');
};

const findingLine = ({
  severity,
  code,
  row,
  segment,
  text,
}: Receipt['findings'][number]): string => {
  const place =
    row !== undefined ? `row ${row}: ` : segment !== undefined ? `segment ${segment}: ` : '';
  return `${severity} ${code} ${place}${text.en} / ${text.es}`;
};
