import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { VigiaApi } from '@vigia/client';
import type { Command } from 'commander';

interface Options {
  url: string;
  token: string;
  list: string;
  name?: string;
  kind: string;
  legalBasis?: string;
  sample?: boolean;
  format?: string;
  allowShrink?: boolean;
}

/** `vigia watchlist import`: makes a list of the caller's state what a file or OFAC folder says. */
export const registerWatchlist = (program: Command): void => {
  const watchlist = program.command('watchlist').description('The lists of a member state');
  watchlist
    .command('import')
    .description('Create the list if need be and import a new version of it')
    .argument('<path>', 'a CSV of persons or documents, or a folder with the OFAC SDN files')
    .requiredOption('--url <url>', 'address of the watchlist service')
    .requiredOption('--token <token>', 'bearer token of a list-owner (see vigia token)')
    .requiredOption('--list <id>', 'list id, e.g. ofac-sdn')
    .option('--kind <kind>', 'sanctions, trafficking, documents, missing or own', 'own')
    .option('--name <text>', 'name of the list; default: its id')
    .option('--legal-basis <text>', 'why the list is kept; default: "unspecified"')
    .option('--sample', 'mark the list as one of invented people')
    .option('--format <format>', 'ofac, persons-csv or documents-csv; guessed when absent')
    .option('--allow-shrink', 'import even if it withdraws a large part of the list')
    .action(async (path: string, options: Options) => {
      const api = new VigiaApi({ url: options.url, token: options.token, timeoutMs: 300_000 });
      const { list } = options;
      await api.put(`/v1/lists/${encodeURIComponent(list)}`, {
        name: options.name ?? list,
        kind: options.kind,
        legalBasis: options.legalBasis ?? 'unspecified',
        sample: options.sample ?? false,
      });
      process.stderr.write(`reading ${basename(path)} …\n`);
      const body = await bodyOf(path, options.format);
      const report = await api.post(`/v1/lists/${encodeURIComponent(list)}/imports`, {
        ...body,
        allowShrink: options.allowShrink ?? false,
      });
      process.stdout.write(`${JSON.stringify(report)}\n`);
    });
};

const bodyOf = async (path: string, format: string | undefined): Promise<object> => {
  if ((await stat(path)).isDirectory()) {
    const [sdn, alt, comments] = await Promise.all([
      readFile(join(path, 'sdn.csv'), 'utf8'),
      readFile(join(path, 'alt.csv'), 'utf8'),
      readFile(join(path, 'sdn_comments.csv'), 'utf8').catch(() => undefined),
    ]);
    return { format: 'ofac', files: { sdn, alt, ...(comments && { comments }) } };
  }
  const list = await readFile(path, 'utf8');
  const guessed = /surname|apellido|nombre|name/i.test(list.slice(0, list.indexOf('\n')))
    ? 'persons-csv'
    : 'documents-csv';
  return { format: format ?? guessed, files: { list } };
};
