import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
  openSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chance } from '../random';
import { alertedBy, innocentsAlerted, verdictsOf, type Line } from './judge';
import { inventWorld } from './world';
import { filesOf } from './write-lists';

const wish = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isFinite(value)) throw new Error(`--${name} needs a number`);
  return value;
};

const cli = join(__dirname, '../../../apps/cli/src/main.js');

/** Writes the folder that `vigia journeys` reads; answers the number of lists. */
const writeFolder = async (
  folder: string,
  seed: number,
): Promise<ReturnType<typeof inventWorld>> => {
  const world = inventWorld({
    ...{ seed, innocents: wish('innocents', 60_000), rings: wish('rings', 8) },
  });
  const noise = chance(seed + 77);
  mkdirSync(join(folder, 'lists'));
  for (const departure of world.diary.departures.values()) {
    for (const { name, bytes } of await filesOf(departure, noise)) {
      writeFileSync(join(folder, 'lists', name), bytes);
    }
  }
  const rows = world.lost.map((one) =>
    [one.number, one.issuer, one.type, one.status, one.reportedOn].join(','),
  );
  writeFileSync(
    join(folder, 'lost.csv'),
    ['number,issuer,type,status,reportedOn', ...rows].join('\n'),
  );
  writeFileSync(join(folder, 'allowed.json'), JSON.stringify(world.allow));
  return world;
};

const main = async (): Promise<void> => {
  const seed = wish('seed', 1);
  const folder = mkdtempSync(join(tmpdir(), 'vigia-year-'));
  try {
    const world = await writeFolder(folder, seed);
    const started = Date.now();
    const out = openSync(join(folder, 'lines'), 'w');
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        ...[cli, 'journeys', '--manifests', join(folder, 'lists')],
        ...['--documents', join(folder, 'lost.csv'), '--allow-list', join(folder, 'allowed.json')],
      ],
      { stdio: ['ignore', out, 'pipe'], maxBuffer: 1 << 28 },
    );
    closeSync(out);
    const seconds = (Date.now() - started) / 1000;
    if (status !== 0) throw new Error(`vigia journeys ended with ${status}: ${String(stderr)}`);
    const text = readFileSync(join(folder, 'lines'), 'utf8');
    const lines = text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
    const alerted = alertedBy(world, lines);
    const verdicts = verdictsOf(world, alerted);
    const causes = innocentsAlerted(world, alerted);
    const [found, rings] = [
      verdicts.reduce((sum, row) => sum + row.found, 0),
      verdicts.reduce((sum, row) => sum + row.rings, 0),
    ];
    const wrong = causes.reduce((sum, [, people]) => sum + people, 0);
    const suspended = String(stderr)
      .split('\n')
      .filter((line) => line.startsWith('suspended'));
    process.stdout.write(
      [
        `other hand, seed ${seed}: ${world.cast.actors.length} people, ${world.diary.departures.size} departures, ${seconds.toFixed(1)} s`,
        '',
        '| pattern | rings | found | touched | people | alerted |',
        '|---|---|---|---|---|---|',
        ...verdicts.map((row) => `| ${Object.values(row).join(' | ')} |`),
        '',
        `rings found ${found} of ${rings} (${((100 * found) / rings).toFixed(1)} %)`,
        `innocents alerted ${wrong} of ${world.innocents}: ${((2000 * wrong) / world.innocents).toFixed(2)} per 2,000`,
        ...causes.slice(0, 12).map(([ids, people]) => `  ${ids}: ${people}`),
        `rules suspended on departures: ${suspended.length}`,
        '',
      ].join('\n'),
    );
  } finally {
    if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true, force: true });
    else process.stdout.write(`${folder}\n`);
  }
};

void main();
