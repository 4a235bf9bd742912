import { buildIndex, DEFAULT_POLICY, match, type Match, type Policy } from '@vigia/matching';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { loadWatchlist } from './load-watchlist';
import { readJsonLines, reportBrokenLine } from './read-json-lines';
import { queryOf, type TravellerLine } from './traveller-line';
import { LineWriter } from './write-lines';

interface ScreenOptions {
  watchlist: string[];
  passengers: string;
  threshold: number;
  limit: number;
  allScores?: true;
}

/** Adds `vigia screen`: an offline comparison of travellers with lists, no Kafka and no MongoDB. */
export const registerScreen = (program: Command): void => {
  program
    .command('screen')
    .description(
      'compare travellers with watchlists, offline; a JSON line a traveller; broken lines are named on stderr (exit 2)',
    )
    .requiredOption('--watchlist <path...>', 'list files, or folders with the OFAC files')
    .requiredOption('--passengers <file>', 'travellers as JSON lines; - is stdin')
    .addOption(
      new Option('--threshold <score>', 'least score shown, 0 to 1')
        .default(DEFAULT_POLICY.threshold, `${DEFAULT_POLICY.threshold}`)
        .argParser(parseScore),
    )
    .option('--limit <n>', 'most entries a traveller', parseCount, 10)
    .option('--all-scores', 'show the best entries whatever the threshold')
    .action(screen);
};

const screen = async (options: ScreenOptions): Promise<void> => {
  const started = performance.now();
  const lists = await Promise.all(options.watchlist.map(loadWatchlist));
  const read = performance.now();
  // A list's ids are its own, so each has its own index.
  const indexes = lists.map(({ entries }) => buildIndex(entries));
  const built = performance.now();
  const policy: Policy = { ...DEFAULT_POLICY, threshold: options.threshold };
  const settings = { limit: options.limit, allScores: options.allScores ?? false };
  const out = new LineWriter(process.stdout);
  const times: number[] = [];
  let matched = 0;
  for await (const line of readJsonLines<TravellerLine>(options.passengers, reportBrokenLine)) {
    const before = performance.now();
    const query = queryOf(line);
    const matches = indexes
      .flatMap((index) => match(query, index, policy, settings))
      .sort((a, b) => b.score - a.score)
      .slice(0, options.limit);
    times.push(performance.now() - before);
    if (matches.length > 0) matched += 1;
    await out.write({ id: line.id ?? null, hits: matches.map(shown) });
  }
  await out.flush();
  const refused = lists.reduce((sum, { counts }) => sum + counts.refused, 0);
  process.stderr.write(
    `entries ${indexes.reduce((sum, { size }) => sum + size, 0)}, refused rows ${refused}, read ${ms(read - started)}, index ${ms(built - read)}\n` +
      `travellers ${times.length}, with matches ${matched}, ${timing(times)}\n`,
  );
};

const shown = ({ entryId, score, evidence }: Match) => ({ entryId, score, evidence });

const ms = (value: number): string => `${value.toFixed(value < 10 ? 3 : 0)} ms`;

const timing = (times: readonly number[]): string => {
  if (times.length === 0) return 'nothing to time';
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const total = times.reduce((sum, time) => sum + time, 0);
  const rate = Math.round((times.length / total) * 1000);
  return `matching ${ms(total)}, ${rate}/s, p50 ${ms(at(0.5))}, p99 ${ms(at(0.99))}`;
};

const parseScore = (value: string): number => {
  const score = Number(value);
  if (value.trim() === '' || !(score >= 0 && score <= 1)) {
    throw new InvalidArgumentError('must be a number from 0 to 1');
  }
  return score;
};

const parseCount = (value: string): number => {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1) {
    throw new InvalidArgumentError('must be a whole number from 1');
  }
  return count;
};
