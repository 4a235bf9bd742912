import { choosePath, type PathName, type StackPath } from './choose-path';
import { envPath } from './env-path';

const aPath = (name: PathName, problem?: string, failure?: string): StackPath => ({
  name,
  unavailable: async () => problem,
  start: async () => {
    if (failure) throw new Error(failure);
    return { kafkaBrokers: `${name}:1`, mongodbUri: `mongodb://${name}`, stop: async () => {} };
  },
});

const choose = (paths: StackPath[], forced?: string) => {
  const lines: string[] = [];
  return choosePath(paths, forced, (line) => lines.push(line)).then((chosen) => ({
    ...chosen,
    lines,
  }));
};

describe('choosePath', () => {
  it('takes the first path that is open', async () => {
    const chosen = await choose([aPath('env'), aPath('docker'), aPath('local')]);

    expect(chosen).toMatchObject({
      path: 'env',
      kafkaBrokers: 'env:1',
      reason: 'first that works',
    });
  });

  it('says why it skipped the paths before', async () => {
    const chosen = await choose([
      aPath('env', 'not set'),
      aPath('docker', 'no engine'),
      aPath('local'),
    ]);

    expect(chosen.path).toBe('local');
    expect(chosen.reason).toContain('env skipped: not set; docker skipped: no engine');
    expect(chosen.lines).toContain('stack: docker skipped: no engine');
  });

  it('goes on to the next path when one fails to start', async () => {
    const chosen = await choose([aPath('docker', undefined, 'no space'), aPath('local')]);

    expect(chosen.path).toBe('local');
    expect(chosen.reason).toContain('docker skipped: no space');
  });

  it('does not fall back from a forced path, closed or failing', async () => {
    const paths = [aPath('env', 'not set'), aPath('docker', undefined, 'no space'), aPath('local')];

    await expect(choose(paths, 'env')).rejects.toThrow(
      /VIGIA_INFRA=env does not work.*\n.*not set/,
    );
    await expect(choose(paths, 'docker')).rejects.toThrow(/no space/);
  });

  it('passes over an open path when a later one is forced', async () => {
    expect((await choose([aPath('env'), aPath('local')], 'local')).path).toBe('local');
  });

  it('refuses a word that names no path', async () => {
    await expect(choose([aPath('env'), aPath('local')], 'cloud')).rejects.toThrow(
      'VIGIA_INFRA=cloud: must be one of env, local',
    );
  });

  it('names every reason when nothing works', async () => {
    await expect(choose([aPath('env', 'not set'), aPath('local', 'no java')])).rejects.toThrow(
      /env skipped: not set\nlocal skipped: no java/,
    );
  });
});

describe('envPath', () => {
  it('is closed while an address is missing, and says which', async () => {
    expect(await envPath({ KAFKA_BROKERS: 'a:1' }).unavailable()).toBe('MONGODB_URI not set');
    expect(await envPath({ MONGODB_URI: '' }).unavailable()).toBe(
      'KAFKA_BROKERS and MONGODB_URI not set',
    );
  });

  it('passes the addresses on as they are', async () => {
    const path = envPath({ KAFKA_BROKERS: 'a:1,b:2', MONGODB_URI: 'mongodb://c' });

    expect(await path.unavailable()).toBeUndefined();
    expect(await path.start()).toMatchObject({
      kafkaBrokers: 'a:1,b:2',
      mongodbUri: 'mongodb://c',
    });
  });
});
