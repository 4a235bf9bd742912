import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from './main';

const root = join(__dirname, '../..');
const target = join(root, 'libs/contracts/src/generated');

describe('the generated contracts', () => {
  it.each([...generate(root)])('%s is what the schemas say today', (name, text) => {
    expect(readFileSync(join(target, name), 'utf8')).toBe(text);
  });

  it('hold no file that the schemas do not ask for', () => {
    expect(readdirSync(target).sort()).toEqual([...generate(root).keys()].sort());
  });
});
