import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { VigiaApi, type LegacySeries } from '@vigia/client';
import { readYearlySheet, type FlowSeries } from '@vigia/indicators';
import type { Command } from 'commander';

/** Longest sheet that is read, in characters; yearly sheets have some hundred rows. */
const MOST_CHARACTERS = 5_000_000;

interface ImportOptions {
  url: string;
  token: string;
  name?: string;
  source: string;
}

/**
 * `vigia statistics convert` turns a yearly sheet of the past (CSV, three layouts, Spanish or
 * English) into a series with the cell that every figure was read from; `import` stores it.
 */
export const registerStatistics = (program: Command): void => {
  const statistics = program
    .command('statistics')
    .description('Yearly sheets of the past as series with provenance');
  statistics
    .command('convert')
    .description('Print the series of yearly sheets, one JSON document a file, a line each')
    .argument('<file...>', 'CSV: years across, months across under a year, or one figure a row')
    .action(async (files: string[]) => {
      for (const file of files) {
        const series = await convert(file);
        process.stdout.write(`${JSON.stringify({ file: basename(file), ...series })}\n`);
        warn(file, series);
        if (series.layout === 'unknown') process.exitCode = 1;
      }
    });
  statistics
    .command('import')
    .description('Convert a yearly sheet and store it at the analysis service')
    .argument('<file>')
    .requiredOption('--url <url>', 'address of the analysis service')
    .requiredOption('--token <token>', 'bearer token of an analyst or operator (see vigia token)')
    .requiredOption('--source <text>', 'who kept the sheet, and of what it tells')
    .option('--name <text>', 'name of the series; default: the file')
    .action(async (file: string, { url, token, name, source }: ImportOptions) => {
      const { layout, points, problems } = await convert(file);
      warn(file, { layout, points, problems });
      if (layout === 'unknown' || points.length === 0) {
        process.exitCode = 1;
        return;
      }
      const series: LegacySeries = {
        name: name ?? basename(file),
        source,
        file: basename(file),
        layout,
        points,
      };
      const stored = await new VigiaApi({ url, token }).storeSeries(series);
      process.stdout.write(`${JSON.stringify(stored)}\n`);
    });
};

/** Reads one sheet; a byte order mark and either usual encoding of old Spanish files will do. */
const convert = async (file: string): Promise<FlowSeries> => {
  const text = decoded(await readFile(file)).slice(0, MOST_CHARACTERS);
  return readYearlySheet(rowsOf(text), basename(file));
};

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

/** CSV by RFC 4180; the delimiter is whichever of `;`, tab and `,` stands most often in the text. */
export const rowsOf = (text: string): string[][] => {
  const counts = [';', '\t', ','].map((sign) => [sign, text.split(sign).length] as const);
  const [delimiter = ';'] = counts.sort(([, a], [, b]) => b - a)[0] ?? [];
  const rows: string[][] = [[]];
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*|))(${delimiter}|\\r\\n|\\n|\\r|$)`,
    'y',
  );
  for (let at = 0; at < text.length;) {
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (!found) {
      at += 1;
      continue;
    }
    const [whole, quoted, plain, end] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    at += Math.max(1, whole.length);
    if (end !== delimiter && at < text.length) rows.push([]);
  }
  return rows;
};

const warn = (file: string, { layout, points, problems }: FlowSeries): void => {
  process.stderr.write(`${basename(file)}: ${layout}, ${points.length} figures\n`);
  for (const { row, column, text } of problems.slice(0, 50)) {
    process.stderr.write(`  row ${row}, column ${column}: ${text.es} / ${text.en}\n`);
  }
};
