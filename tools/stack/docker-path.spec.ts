import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dockerPath, kafkaEnvironment } from './docker-path';

/** A `docker` on the PATH that answers as the script says. */
describe('dockerPath', () => {
  const path = process.env['PATH'];
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigia-docker-spec-'));
    process.env['PATH'] = `${folder}:${path}`;
  });
  afterEach(async () => {
    process.env['PATH'] = path;
    await rm(folder, { recursive: true });
  });

  const docker = async (script: string): Promise<void> => {
    await writeFile(join(folder, 'docker'), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, 'docker'), 0o755);
  };

  it('is closed when no engine answers', async () => {
    await docker('echo "no daemon here" >&2; exit 1');

    expect(await dockerPath(() => undefined).unavailable()).toBe(
      'no Docker engine: no daemon here',
    );
  });

  it('is closed when an image is neither here nor to be had', async () => {
    await docker('case "$1" in version) echo 29 ;; *) echo "no route" >&2; exit 1 ;; esac');
    const lines: string[] = [];

    const reason = await dockerPath((line) => lines.push(line)).unavailable();

    expect(reason).toBe('apache/kafka:4.3.0 cannot be pulled: no route');
    expect(lines).toContain('docker: pulling mongo:8 (at most 60 s)');
  });

  it('is open when both images are here', async () => {
    await docker('case "$1" in pull) exit 1 ;; *) exit 0 ;; esac');

    expect(await dockerPath(() => undefined).unavailable()).toBeUndefined();
  });

  it('makes Kafka tell its clients the address they can reach', () => {
    expect(kafkaEnvironment('172.17.0.1:40000')).toMatchObject({
      KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://172.17.0.1:40000',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    });
  });
});
