import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { startStack } from '@vigia/stack';
import { benchFormats, benchWorkbooks } from './formats';
import { benchJourneys } from './journeys';
import { benchLine } from './line';
import { benchMatching } from './matching';
import { benchQueries } from './queries';
import { benchReceipts } from './receipts';
import { table, type Figure } from './result';
import { benchRescreening, benchSwap } from './screening';

const root = process.env['VIGIA_ROOT'] ?? process.cwd();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const HELP = `npm run bench [-- PART…]

Measures on this machine, against loopback only, and prints a table; the same figures go
to bench-results.json. Default: all parts, which takes an hour. Parts:
  formats    readers beside bare ones
  matching   searches at 20k, 100k and 1M names beside other matchers
  screening  one entry against 1M upcoming travellers; a list version taken over
  journeys   stitching and indicators with 1M live journeys
  receipts   the door's answer to 400 travellers
  line       endpoint, whole line, latency, memory
  queries    the analysts' questions over 5M legs (VIGIA_BENCH_LEGS=N for fewer)`;

const PARTS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  formats: async () => [...benchFormats(say), ...(await benchWorkbooks())],
  matching: () => benchMatching(root, say),
  screening: async () => [...benchRescreening(root, 1_000_000), ...(await benchSwap(root, 20_000))],
  journeys: benchJourneys,
  receipts: async () => benchReceipts(root, say),
  line: async () => {
    const stack = await startStack({ log: (line) => say(`  ${line}`) });
    try {
      return await benchLine(root, stack, say);
    } finally {
      await stack.stop();
    }
  },
  queries: () => benchQueries(root, say),
};

const main = async (): Promise<void> => {
  const wanted = process.argv.slice(2);
  if (wanted.includes('--help')) return say(HELP);
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}`);
  const figures: Figure[] = [];
  for (const [name, run] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    say(`\n── ${name}`);
    figures.push(...(await run()));
  }
  const machine = { cores: cpus().length, node: process.version };
  writeFileSync(
    join(root, 'bench-results.json'),
    JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2),
  );
  say(`\n${table(figures)}\n\n${machine.cores} cores, Node ${machine.node}`);
};

main().catch((error: unknown) => {
  say(error instanceof Error ? String(error.stack) : String(error));
  process.exitCode = 1;
});
