import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Figure } from './result';

/**
 * Measures, on one core and without services: travellers a second through stitching and the whole
 * table while a million live journeys are in memory, and the memory of one of them. A process of
 * its own, with the young generation that a batch of this size asks for; the median of three runs.
 */
export const benchJourneys = async (): Promise<Figure[]> => {
  const child = fork(join(__dirname, 'journeys-child.js'), [], {
    execArgv: ['--expose-gc', '--max-semi-space-size=64'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the run of journeys ended with code ${String(code)}`);
  });
  const [figures] = (await Promise.race([once(child, 'message'), ended])) as [Figure[]];
  ended.catch(() => undefined);
  return figures;
};
