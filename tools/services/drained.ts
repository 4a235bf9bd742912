import { setTimeout as wait } from 'node:timers/promises';
import { openLagReader } from '@vigia/kafka';
import type { ServiceProcess } from './service-process';

/** A group of consumers and the topics that it reads; what it publishes is read by the next one. */
export type Stage = readonly [groupId: string, topics: readonly string[]];

interface Line {
  brokers: readonly string[];
  topicPrefix: string;
  processes: readonly ServiceProcess[];
}

const BETWEEN_LOOKS_MS = 200;
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Resolves when each group in turn has finished all that is on its topics. Throws when a service has
 * ended by itself, or when it takes longer than `mostMs` altogether.
 */
export const drained = async (
  { brokers, topicPrefix, processes }: Line,
  stages: readonly Stage[],
  mostMs = Number.POSITIVE_INFINITY,
): Promise<void> => {
  const deadline = Date.now() + mostMs;
  for (const [groupId, topics] of stages) {
    const reader = await openLagReader({ brokers, groupId, topics, topicPrefix, log: QUIET });
    try {
      while ((await reader.lag()) > 0) {
        for (const service of processes) service.mustRun();
        if (Date.now() > deadline) throw new Error(`${groupId} does not come to an end`);
        await wait(BETWEEN_LOOKS_MS);
      }
    } finally {
      await reader.close();
    }
  }
};
