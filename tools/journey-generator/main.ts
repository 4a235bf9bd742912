import { assessYear, figuresOf } from './figures';
import { generateYear } from './year';

const wish = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? fallback : Number(process.argv[at + 1]);
  if (!Number.isFinite(value)) throw new Error(`--${name} needs a number`);
  return value;
};

/** Rules and generator are tuned on years of the one split; the other is only looked at for figures. */
const SPLITS = { train: 0, test: 1_000_000 } as const;
const split = process.argv.includes('--train') ? 'train' : 'test';
const seed = SPLITS[split] + wish('seed', 2);
const started = process.hrtime.bigint();
const secondsSince = (from: bigint): number => Number(process.hrtime.bigint() - from) / 1e9;
const year = generateYear({
  ...{ seed, attributeSeed: wish('attribute-seed', seed + 1000) },
  ...{ travellers: wish('travellers', 200_000), ringsPerPattern: wish('rings', 10) },
});
const generated = secondsSince(started);
const cpu = process.cpuUsage();
const run = process.hrtime.bigint();
const assessed = assessYear(year);
const seconds = secondsSince(run);
const { user, system } = process.cpuUsage(cpu);
const cpuSeconds = (user + system) / 1e6;
const figures = figuresOf(year, assessed);
const travellers = year.people.size;

process.stdout.write(
  [
    `${split} split, seed ${seed}: ${travellers} travellers, ${year.legs.length} legs, written in ${generated.toFixed(1)} s`,
    `stitched and assessed in ${seconds.toFixed(1)} s: ${Math.round(travellers / seconds)} travellers/s; ${cpuSeconds.toFixed(1)} s of processor: ${Math.round(travellers / cpuSeconds)} travellers/s`,
    `memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
    '',
    '| pattern | rings | found | touched | people | alerted | hidden by suspension |',
    '|---|---|---|---|---|---|---|',
    ...figures.patterns.map((row) => `| ${Object.values(row).join(' | ')} |`),
    '',
    `rings found ${figures.found} of ${figures.rings} (${((100 * figures.found) / figures.rings).toFixed(1)} %)`,
    `innocents alerted ${figures.innocentsAlerted} of ${figures.innocents}: ${figures.per2000.toFixed(2)} per 2,000`,
    ...figures.causes.slice(0, 12).map(([ids, people]) => `  ${ids}: ${people}`),
    `rules suspended on departures: ${figures.suspensions}`,
    '',
  ].join('\n'),
);
