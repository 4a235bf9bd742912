import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { TOPICS } from '@vigia/contracts';
import { FINDINGS, parse, submissionProblems, type TripFacts } from '@vigia/formats';
import { topicDefinitions } from '@vigia/kafka';
import { ERRORS } from '@vigia/service';

const root = join(__dirname, '..', '..');

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', 'generated'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });

const apps = readdirSync(join(root, 'apps'));

const nameOf = (path: string): string => basename(path, '.ts');

const read = (path: string): string => readFileSync(path, 'utf8');
const doc = (name: string): string => read(join(root, 'docs', name));

const pages = [
  ...['README.md', 'CHANGELOG.md'].map((name) => join(root, name)),
  ...filesIn(join(root, 'docs'), '.md'),
].map((path) => ({ name: relative(root, path), path, text: read(path) }));

/** What stands in back-quotes or in a code block: names that a reader will type or look for. */
const codeIn = (text: string): string =>
  [...text.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([code]) => code).join('\n');

const all = (pattern: RegExp, text: string): string[] =>
  [...new Set([...text.matchAll(pattern)].map((found) => found[1] ?? found[0]))].sort();

/** The anchor that forges give a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replace(/ /g, '-');

const anchorsOf = (path: string): string[] => all(/^#+ +(.+)$/gm, read(path)).map(anchor);

const brokenLinks = (path: string, text: string): string[] =>
  all(/\]\(([^)\s]+)\)/g, text.replace(/```[\s\S]*?```/g, '')).filter((link) => {
    if (/^(https?|mailto):/.test(link)) return false;
    const [file = '', hash] = link.split('#');
    const target = file === '' ? path : join(dirname(path), file);
    if (!existsSync(target)) return true;
    return hash !== undefined && !anchorsOf(target).includes(hash);
  });

describe.each(pages)('$name', ({ path, text }) => {
  it('has no broken link', () => expect(brokenLinks(path, text)).toEqual([]));

  it('names only topics that exist', () => {
    const definitions = topicDefinitions(read(join(root, 'deploy', 'topics.yaml')));
    const known = new Set(definitions.map(({ name }) => name));
    const named = all(/\bvigia\.[a-z-]+(?:\.[a-z-]+)*\.v\d+/g, codeIn(text));
    expect(named.filter((topic) => !known.has(topic))).toEqual([]);
  });

  it('names only package scripts that exist', () => {
    const { scripts } = JSON.parse(read(join(root, 'package.json'))) as {
      scripts: Record<string, string>;
    };
    const named = all(/npm run (?:-s )?([a-z-]+)/g, codeIn(text));
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it('names only commands of vigia and services that exist', () => {
    const commands = filesIn(join(root, 'apps', 'cli', 'src', 'commands'), '.ts').map(nameOf);
    const named = all(/npm run -s vigia -- ([a-z]+)/g, codeIn(text));
    expect(named.filter((command) => !commands.includes(command))).toEqual([]);
    const services = all(/--service ([a-z-]+)/g, codeIn(text));
    expect(services.filter((service) => !apps.includes(service))).toEqual([]);
  });

  it('names only files and folders that exist', () => {
    const named = all(/`((?:apps|libs|tools|deploy|docs|data)\/[\w./-]+?)\/?`/g, text);
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe('docs/ARCHITECTURE.md', () => {
  const text = doc('ARCHITECTURE.md');

  it('describes every app, and no other', () => {
    const described = all(/^\| \[`([a-z0-9-]+)`\]\(\.\.\/apps\//gm, text);
    expect(described).toEqual([...apps].sort());
  });

  it('has every topic of the catalogue in its table', () => {
    const named = all(/^\| `(vigia\.[^`]+)`/gm, text);
    const families = ['vigia.alerts.<state>.v1', 'vigia.dead.<service>.v1'];
    expect(named).toEqual([...Object.values(TOPICS), ...families].sort());
  });
});

describe('docs/errors.md', () => {
  const documented = all(/^\| `(VIGIA_[A-Z_]+)`/gm, doc('errors.md'));
  const thrown = ['apps', 'libs']
    .flatMap((folder) => filesIn(join(root, folder), '.ts'))
    .filter((path) => !path.endsWith('.spec.ts') && !path.includes(join('libs', 'testing')))
    .flatMap((path) => all(/new ServiceError\(\s*'(VIGIA_[A-Z_]+)'/g, read(path)));

  it('explains every code that a service answers or parks with, and no other', () => {
    expect(documented).toEqual([...new Set([...Object.keys(ERRORS), ...thrown])].sort());
  });
});

describe('docs/findings.md', () => {
  const lines = doc('findings.md').split('\n');
  const missing = Object.entries(FINDINGS).flatMap(([code, { severity, es, en }]) => {
    const head = `| \`${code}\` | ${severity} |`;
    const known = lines.some((line) => line.startsWith(head));
    return known ? [] : [`${head} ${es} | ${en} |`.replaceAll(/(?<=\w)\|(?=\w)/g, '\\|')];
  });

  it('has every finding with its severity; a missing row can be pasted from here', () => {
    expect(missing).toEqual([]);
  });

  it('explains no code that cannot be found', () => {
    const section = doc('findings.md').split('\n## Watchlist rows')[0] ?? '';
    expect(all(/^\| `([A-Z_]+)` \|/gm, section)).toEqual(Object.keys(FINDINGS).sort());
  });
});

const pagesIn = (folder: string): { name: string; text: string }[] =>
  pages.filter(({ name }) => name.startsWith(join('docs', folder)));

const headingsOf = (text: string): (string | undefined)[] =>
  [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

describe('the decision records', () => {
  const records = pagesIn('adr').sort((a, b) => (a.name < b.name ? -1 : 1));

  it.each(records)('tell background, decision and consequences: $name', ({ text }) => {
    expect(headingsOf(text)).toEqual(['Background', 'Decision', 'Consequences']);
  });

  it('are numbered without a gap, in the file name and in the title', () => {
    const numbers = records.map((_, index) => String(index + 1).padStart(4, '0'));
    expect(records.map(({ name }) => /(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1])).toEqual(numbers);
    expect(records.map(({ text }) => /^# (\d{4}) /.exec(text)?.[1])).toEqual(numbers);
  });
});

describe('the runbook', () => {
  it.each(pagesIn('runbook'))('tells what is seen, what to do and what after: $name', ({ text }) =>
    expect(headingsOf(text)).toEqual(['What is seen', 'Check', 'Act', 'Afterwards']),
  );
});

const EXAMPLE =
  /<!-- example: (?<kind>\w+), carrier (?<carrier>\w+)(?:, trip (?<trip>[^>]*?))? -->\n```\w+\n(?<body>[\s\S]*?)```/g;

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  edifact: 'application/edifact',
};

/** The query of an example as ingestion hands it to the reader. */
const tripOf = (text: string, carrier: string): TripFacts => {
  const given = Object.fromEntries(text.split(' ').map((pair) => pair.split('='))) as Record<
    string,
    string
  >;
  const { journeyId = '', departure = '', arrival = '', from = '', to = '' } = given;
  return {
    ...{ carrier, journeyId, departureLocal: departure, arrivalLocal: arrival },
    ...{ origin: from, destination: to },
  };
};

describe('docs/carriers.md', () => {
  const examples = [...doc('carriers.md').matchAll(EXAMPLE)].map(({ groups = {} }) => groups);

  it('has an example of every format', () => {
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(Object.keys(TYPES)));
  });

  it.each(examples)(
    'gives a list of $carrier as $kind that is accepted as it stands',
    (example) => {
      const { kind = '', carrier = '', trip, body = '' } = example;
      const result = parse(Buffer.from(body), {
        file: `example.${kind}`,
        contentType: TYPES[kind] ?? '',
        rawSha256: '0'.repeat(64),
        receivedOn: '2026-07-01',
        sender: carrier,
        ...(trip ? { trip: tripOf(trip, carrier) } : { trip: { carrier } }),
      });
      const problems = [...result.findings, ...result.manifests.flatMap(submissionProblems)];
      expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(result.manifests.map((manifest) => manifest.carrier.code)).toEqual([carrier]);
      expect(result.counts.accepted).toBeGreaterThan(0);
    },
  );
});
