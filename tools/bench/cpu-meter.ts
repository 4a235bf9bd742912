import { readdirSync, readFileSync } from 'node:fs';
import type { Services } from '@vigia/services';

/** Linux counts a process's time in hundredths of a second. */
const MS_A_TICK = 10;

/**
 * Begins to count processor time; the result tells, as a text, the milliseconds since then for each
 * of `units` pieces of work: by service, for MongoDB, for Kafka and for this load generator. Linux
 * only; empty elsewhere.
 */
export const cpuMeter = (services: Services): ((units: number) => string) => {
  const before = cpuByName(services);
  return (units) =>
    [...cpuByName(services)]
      .map(([name, ms]) => [name, (ms - (before.get(name) ?? 0)) / units] as const)
      .filter(([, ms]) => ms >= 0.01)
      .map(([name, ms]) => `${name} ${ms.toFixed(2)}`)
      .join(', ');
};

const cpuByName = (services: Services): Map<string, number> => {
  const names = new Map<number, string>([[process.pid, 'load']]);
  for (const { pid, name } of Object.values(services.processes)) if (pid) names.set(pid, name);
  const sums = new Map<string, number>();
  for (const pid of pids()) {
    const { command, ms } = cpuOf(pid);
    const name = names.get(pid) ?? { mongod: 'mongod', java: 'kafka' }[command];
    if (name) sums.set(name, (sums.get(name) ?? 0) + ms);
  }
  return sums;
};

const pids = (): number[] => {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
};

/** proc(5), /proc/pid/stat: command in parentheses, then utime and stime as fields 14 and 15. */
const cpuOf = (pid: number): { command: string; ms: number } => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    return {
      command: stat.slice(stat.indexOf('(') + 1, end),
      ms: (Number(fields[11]) + Number(fields[12])) * MS_A_TICK,
    };
  } catch {
    return { command: '', ms: 0 };
  }
};
