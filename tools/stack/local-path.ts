import type { StackPath } from './choose-path';
import { startLocalKafka, type LocalProgram } from './local-kafka';
import { startLocalMongod } from './local-mongod';

/** Programs on this machine, fetched into the user's cache at the first use. */
export const localPath = (log: (line: string) => void): StackPath => ({
  name: 'local',
  unavailable: async () =>
    process.platform === 'win32' ? 'not supported on Windows; use WSL or Docker' : undefined,
  start: async () => {
    const begin = performance.now();
    const ready = (name: string) => (program: LocalProgram) => {
      log(
        `${name} is up on ${program.address} (${((performance.now() - begin) / 1000).toFixed(1)} s)`,
      );
      return program;
    };
    const [kafka, mongod] = await Promise.allSettled([
      startLocalKafka(log).then(ready('Kafka')),
      startLocalMongod(log).then(ready('MongoDB')),
    ]);
    const stop = async (): Promise<void> => {
      const started = [kafka, mongod].filter((one) => one.status === 'fulfilled');
      await Promise.all(started.map(({ value }) => value.process.stop()));
    };
    if (kafka.status === 'rejected' || mongod.status === 'rejected') {
      await stop();
      throw kafka.status === 'rejected' ? kafka.reason : (mongod as PromiseRejectedResult).reason;
    }
    return {
      kafkaBrokers: kafka.value.address,
      mongodbUri: `mongodb://${mongod.value.address}/?replicaSet=vigia`,
      stop,
    };
  },
});
