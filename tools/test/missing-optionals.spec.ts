import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingOptionals, type Lockfile } from './missing-optionals';

describe('missingOptionals', () => {
  it('names an optional dependency that no folder above provides', () => {
    const packages = {
      '': {},
      'node_modules/a': { optionalDependencies: { 'a-linux': '1', 'a-mac': '1' } },
      'node_modules/a/node_modules/a-linux': {},
      'node_modules/b': { optionalDependencies: { shared: '1' } },
      'node_modules/shared': {},
    };
    expect(missingOptionals({ packages })).toEqual(['a-mac (of node_modules/a)']);
  });

  it('finds nothing missing in our own lockfile', () => {
    const path = join(__dirname, '../../package-lock.json');
    expect(missingOptionals(JSON.parse(readFileSync(path, 'utf8')) as Lockfile)).toEqual([]);
  });
});
