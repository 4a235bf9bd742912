import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/**
 * One process for all texts, because jest's module registry cannot load ESLint's configuration.
 * It makes the project graph itself: without one the boundary rule passes everything over with a
 * mere warning, and a graph that cannot be made must be an error here.
 */
const LINT = `
  import { createProjectGraphAsync } from '@nx/devkit';
  import { ESLint } from 'eslint';
  const { nodes } = await createProjectGraphAsync({ exitOnError: false });
  const eslint = new ESLint();
  const results = [];
  for (const [file, text] of JSON.parse(process.argv[1])) {
    const [result] = await eslint.lintText(text, { filePath: file });
    results.push(result.messages.map(({ ruleId }) => ruleId));
  }
  console.log(JSON.stringify({ projects: Object.keys(nodes), results }));
`;

interface Linted {
  /** The projects that the boundary rule knows. */
  projects: string[];
  /** For each text the rules that it breaks when it stands in its file of the tree. */
  results: string[][];
}

const lint = (texts: readonly (readonly [file: string, text: string])[]): Linted => {
  // With CI=true typescript-eslint takes one run over the files on disk for granted, and these are
  // texts that stand in for a file: the boundary rule would read the file and find nothing wrong.
  const env = { ...process.env, NX_DAEMON: 'false', TSESTREE_SINGLE_RUN: 'false' };
  const args = ['--input-type=module', '-e', LINT, JSON.stringify(texts)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`lint ended with ${status}: ${stdout}${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Linted;
};

const VIOLATIONS: readonly [what: string, file: string, text: string, rule: string][] = [
  [
    'a domain library that imports the platform',
    'libs/domain/manifest/src/ids.ts',
    `import { Publisher } from '@vigia/kafka';\nexport const made = Publisher;\n`,
    '@nx/enforce-module-boundaries',
  ],
  [
    'contracts that import the domain',
    'libs/contracts/src/codec.ts',
    `import { deriveId } from '@vigia/manifest';\nexport const made = deriveId;\n`,
    '@nx/enforce-module-boundaries',
  ],
  [
    'a platform library that imports the domain',
    'libs/platform/mongo/src/errors.ts',
    `import { deriveId } from '@vigia/manifest';\nexport const made = deriveId;\n`,
    '@nx/enforce-module-boundaries',
  ],
  [
    'an app that imports another app',
    'apps/exchange/src/start.ts',
    `import { startAnalysis } from '../../analysis/src/start';\nexport const made = startAnalysis;\n`,
    '@nx/enforce-module-boundaries',
  ],
  [
    'a domain library with I/O',
    'libs/domain/manifest/src/ids.ts',
    `import { readFileSync } from 'node:fs';\nexport const made = readFileSync;\n`,
    'no-restricted-imports',
  ],
  [
    'a domain library with a clock',
    'libs/domain/manifest/src/ids.ts',
    `export const made = (): number[] => [Date.now(), new Date().getTime(), Math.random()];\n`,
    'no-restricted-syntax',
  ],
  [
    'properties grouped in spreads in the domain',
    'libs/domain/manifest/src/ids.ts',
    `export const made = (a: string, b: string): object => ({ ...{ a, b }, c: a + b });\n`,
    'no-restricted-syntax',
  ],
  [
    'properties grouped in spreads in an app',
    'apps/exchange/src/start.ts',
    `export const made = (a: string, b: string): object => ({ ...{ a, b }, c: a + b });\n`,
    'no-restricted-syntax',
  ],
  [
    'kafkajs outside platform/kafka',
    'apps/exchange/src/start.ts',
    `import { Kafka } from 'kafkajs';\nexport const made = Kafka;\n`,
    'no-restricted-imports',
  ],
  [
    'test helpers in the product',
    'apps/exchange/src/start.ts',
    `import { eventually } from '@vigia/testing';\nexport const made = eventually;\n`,
    'no-restricted-imports',
  ],
  [
    'configuration read outside config.ts',
    'apps/exchange/src/start.ts',
    `export const made = process.env['HOME'];\n`,
    'no-restricted-properties',
  ],
];

describe('the walls', () => {
  let found: Linted = { projects: [], results: [] };
  beforeAll(() => {
    found = lint(VIOLATIONS.map(([, file, text]) => [file, text]));
  }, 120_000);

  it('know every project', () => expect(found.projects).toHaveLength(projectFiles(root).length));

  it.each(VIOLATIONS.map(([what, , , rule], index) => ({ what, rule, index })))(
    'stop $what',
    ({ rule, index }) => expect(found.results[index]).toContain(rule),
  );

  it('leave no project without a tag', () => {
    const projects = projectFiles(root).map(
      (path) => JSON.parse(readFileSync(path, 'utf8')) as { tags?: string[] },
    );
    expect(projects.length).toBeGreaterThan(15);
    for (const { tags } of projects) expect(tags?.[0]).toMatch(/^type:/);
  });
});

const projectFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', '.nx', '.git'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return projectFiles(path);
    return entry.name === 'project.json' ? [path] : [];
  });
