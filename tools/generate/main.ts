import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { typesOf, type Schema } from './types';

const SOURCE = 'libs/contracts/avro';
const TARGET = 'libs/contracts/src/generated';

/** The generated files by name: types of the newest revision of each topic, and every schema. */
export const generate = (root: string): Map<string, string> => {
  const files = new Map<string, string>();
  const topics = readdirSync(join(root, SOURCE)).sort();
  const revisions = topics.map((topic) => {
    const numbers = readdirSync(join(root, SOURCE, topic))
      .map((file) => Number(file.replace('.avsc', '')))
      .sort((a, b) => a - b);
    const schemas = numbers.map(
      (number) =>
        JSON.parse(readFileSync(join(root, SOURCE, topic, `${number}.avsc`), 'utf8')) as Schema,
    );
    return { topic, numbers, schemas };
  });
  const header = '// Generated from libs/contracts/avro by `npm run generate`. Do not edit.\n';
  for (const { topic, schemas } of revisions) {
    const newest = schemas.at(-1);
    if (newest) files.set(`${fileName(topic)}.ts`, `${header}\n${typesOf(newest)}\n`);
  }
  const table = revisions.map(
    ({ topic, numbers, schemas }) =>
      `  '${topic}': [\n${schemas.map((schema, index) => `    { number: ${numbers[index]}, schema: ${JSON.stringify(schema)} },\n`).join('')}  ],\n`,
  );
  files.set(
    'schemas.ts',
    `${header}/** Every published revision of every topic's schema, oldest first. */\n` +
      `export const SCHEMAS: Readonly<Record<string, readonly { number: number; schema: object }[]>> = {\n${table.join('')}};\n`,
  );
  return files;
};

const fileName = (topic: string): string => topic.replace(/^vigia\./, '').replaceAll('.', '-');

/** Writes the files, or with `--check` names those that are not fresh and exits with 1. */
const main = (): void => {
  const files = generate(process.cwd());
  if (process.argv.includes('--check')) {
    const stale = [...files].filter(([name, text]) => {
      try {
        return readFileSync(join(TARGET, name), 'utf8') !== text;
      } catch {
        return true;
      }
    });
    const known = readdirSync(TARGET).filter((name) => !files.has(name));
    const problems = [...stale.map(([name]) => name), ...known];
    if (problems.length > 0) {
      console.error(`Not fresh: ${problems.join(', ')}. Run \`npm run generate\`.`);
      process.exitCode = 1;
    }
    return;
  }
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(TARGET, name), text);
};

if (require.main === module) main();
