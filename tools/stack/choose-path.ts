export type PathName = 'env' | 'docker' | 'local';

/** Where Kafka and MongoDB are, and how to be rid of them. */
export interface Services {
  kafkaBrokers: string;
  mongodbUri: string;
  stop(): Promise<void>;
}

/** One way of getting them. */
export interface StackPath {
  name: PathName;
  /** Why this way is closed here, or undefined when it is open. */
  unavailable(): Promise<string | undefined>;
  start(): Promise<Services>;
}

export interface Chosen extends Services {
  path: PathName;
  /** Why this path, and not one before it. */
  reason: string;
}

/**
 * Takes the first path that works. `forced` (VIGIA_INFRA) allows only one path, and then there is no
 * silent fall-back. Rejects with every reason when nothing works.
 */
export const choosePath = async (
  paths: readonly StackPath[],
  forced: string | undefined,
  log: (line: string) => void,
): Promise<Chosen> => {
  const allowed = paths.filter(({ name }) => !forced || name === forced);
  if (allowed.length === 0) {
    const names = paths.map(({ name }) => name).join(', ');
    throw new Error(`VIGIA_INFRA=${forced}: must be one of ${names}`);
  }
  const skipped: string[] = [];
  for (const path of allowed) {
    let why = await path.unavailable();
    if (why === undefined) {
      const reason = forced ? `VIGIA_INFRA=${forced}` : ['first that works', ...skipped].join('; ');
      log(`stack: taking ${path.name} (${reason})`);
      try {
        return { ...(await path.start()), path: path.name, reason };
      } catch (error) {
        why = error instanceof Error ? error.message : String(error);
      }
    }
    skipped.push(`${path.name} skipped: ${why}`);
    log(`stack: ${path.name} skipped: ${why}`);
  }
  throw new Error(
    `${forced ? `VIGIA_INFRA=${forced} does not work` : 'no way to Kafka and MongoDB works'}:\n${skipped.join('\n')}`,
  );
};
