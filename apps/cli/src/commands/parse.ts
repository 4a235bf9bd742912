import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Command } from 'commander';
import { parse, type Format } from '@vigia/formats';

/** PNRGOV is UN/EDIFACT too: it is read as such and refused by name. */
const FORMATS: Readonly<Record<string, Format>> = {
  paxlst: 'paxlst',
  csv: 'csv',
  xlsx: 'xlsx',
  json: 'json',
  pnrgov: 'paxlst',
};

interface ParseFlags {
  format?: string;
}

/** Where the command reads and writes; tests give their own. */
export interface ParseSurroundings {
  readStdin: () => Promise<Uint8Array>;
  write: (line: string) => void;
  complain: (line: string) => void;
  today: () => string;
  fail: (code: number) => void;
}

const surroundings: ParseSurroundings = {
  readStdin: () => buffer(process.stdin),
  write: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  today: () => new Date().toISOString().slice(0, 10),
  fail: (code) => {
    process.exitCode = code;
  },
};

/**
 * Adds `vigia parse FILE… [--format F]`: one ParseResult a file as a line of JSON on stdout. A list
 * that is refused is an answer like any other (exit 0); a file that cannot be read is not (exit 2).
 */
export const registerParse = (program: Command, io: ParseSurroundings = surroundings): void => {
  program
    .command('parse')
    .description('read passenger lists and print what they say, one JSON document a line')
    .argument('<file...>', 'files to read; - is standard input')
    .option('--format <format>', `one of ${Object.keys(FORMATS).join(', ')}; guessed when absent`)
    .action(async (files: string[], flags: ParseFlags) => {
      const format = flags.format === undefined ? undefined : FORMATS[flags.format.toLowerCase()];
      if (flags.format !== undefined && !format) {
        io.complain(`unknown format ${flags.format}; one of ${Object.keys(FORMATS).join(', ')}`);
        io.fail(2);
        return;
      }
      for (const file of files) await parseFile(file, format, io);
    });
};

const parseFile = async (
  file: string,
  format: Format | undefined,
  io: ParseSurroundings,
): Promise<void> => {
  let bytes: Uint8Array;
  try {
    bytes = file === '-' ? await io.readStdin() : await readFile(file);
  } catch (error) {
    io.complain(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    io.fail(2);
    return;
  }
  const result = parse(bytes, {
    file: file === '-' ? '-' : basename(file),
    rawSha256: createHash('sha256').update(bytes).digest('hex'),
    receivedOn: io.today(),
    ...(format && { format }),
  });
  io.write(JSON.stringify(result));
};
