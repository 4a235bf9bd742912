import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROCESS_ARGUMENTS, PROCESS_ENV } from './service-process';

const deployed = (name: string): string =>
  readFileSync(join(__dirname, '..', '..', 'deploy', name), 'utf8');

it('gives a service the environment that the image gives it', () => {
  const pairs = [...deployed('Dockerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) =>
    line.split(' '),
  );
  const image = Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
  expect(image).toEqual({ NODE_ENV: 'production', ...PROCESS_ENV });
});

it('gives a service the arguments that the image gives it', () => {
  const [, said] =
    /^ +exec node (.*) "\/app\/dist\/apps\/\$what/m.exec(deployed('entrypoint.sh')) ?? [];
  expect(said?.split(' ')).toEqual(PROCESS_ARGUMENTS);
});
