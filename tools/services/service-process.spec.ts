import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROCESS_ENV } from './service-process';

const dockerfile = readFileSync(join(__dirname, '..', '..', 'deploy', 'Dockerfile'), 'utf8');

it('runs a service as the image does', () => {
  const pairs = [...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) =>
    line.split(' '),
  );
  const image = Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  expect(image).toEqual({ NODE_ENV: 'production', ...PROCESS_ENV });
});
