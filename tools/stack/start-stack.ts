import { choosePath, type PathName } from './choose-path';
import { dockerPath } from './docker-path';
import { envPath } from './env-path';
import { localPath } from './local-path';

export interface StackOptions {
  /** Receives a line of progress now and then. */
  log?: (line: string) => void;
}

export interface Stack {
  /** host:port, comma-separated */
  kafkaBrokers: string;
  mongodbUri: string;
  path: PathName;
  reason: string;
  /** Ends what was started and removes its data; may be called again. */
  stop(): Promise<void>;
}

/**
 * Provides a Kafka broker and a MongoDB replica set: those of the environment, else containers, else
 * local programs. VIGIA_INFRA=env|docker|local allows only that path. What it starts dies with this
 * process, however this process dies. Rejects when no path works, naming the reason of each.
 */
export const startStack = async ({ log = () => undefined }: StackOptions = {}): Promise<Stack> => {
  const paths = [envPath(process.env), dockerPath(log), localPath(log)];
  const chosen = await choosePath(paths, process.env['VIGIA_INFRA'] || undefined, log);
  let stopped: Promise<void> | undefined;
  return { ...chosen, stop: () => (stopped ??= chosen.stop()) };
};
