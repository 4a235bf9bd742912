import { install as mapStacks } from 'source-map-support';
import { ConfigError } from './config';
import type { RunningService } from './start-service';

/**
 * The outermost frame of a service's process: starts it, stops it gracefully at SIGTERM or SIGINT,
 * and ends with a non-zero code when it cannot start, telling why in one place.
 */
export const runMain = (start: () => Promise<RunningService>): void => {
  // Reads a source map when a stack is asked for; Node's own way keeps those of all files in memory.
  mapStacks({ environment: 'node', handleUncaughtExceptions: false });
  const fail = (error: unknown): void => {
    const text = error instanceof ConfigError ? error.message : String((error as Error).stack);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  };
  start().then((service) => {
    const stop = (): void => {
      service.stop().then(() => process.exit(0), fail);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    // Started by one of our tools: when that process dies, however it dies, so does this one.
    process.once('disconnect', stop);
    service.consuming.catch(fail);
  }, fail);
};
