import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Figure } from './result';

const RUNS: readonly (readonly [part: string, size: number])[] = [
  ['search', 20_000],
  ['search', 100_000],
  ['search', 1_000_000],
  ['rescreen', 1_000_000],
];

/**
 * Measures the matcher on the OFAC list filled up to 20 thousand, 100 thousand and one million
 * names, beside linear scans of the same names, and the re-screening of a million travellers. Each
 * size has a process of its own, so that memory is that of one list.
 */
export const benchMatching = async (
  root: string,
  say: (text: string) => void,
): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const [part, size] of RUNS) {
    say(`  ${part}: ${size.toLocaleString('en')}`);
    const child = fork(join(__dirname, 'matching-child.js'), [part, root, `${size}`], {
      execArgv: ['--max-old-space-size=3072', '--expose-gc'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`the run of ${part} ${size} ended with code ${String(code)}`);
    });
    const [measured] = (await Promise.race([once(child, 'message'), ended])) as [Figure[]];
    ended.catch(() => undefined);
    figures.push(...measured);
  }
  return figures;
};
