import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { developmentKeys } from '@vigia/service';
import ExcelJS from 'exceljs';
import { openDoor, type Door } from './door';

jest.setTimeout(240_000);

const root = join(__dirname, '../../..');
const page = readFileSync(join(root, 'docs', 'carriers.md'), 'utf8');

const BLOCK =
  /(?:<!-- (?:example: \w+, |run as )carrier (?<carrier>\w+)[^>]*-->\n)?```(?<language>\w+)\n(?<body>[\s\S]*?)```/g;

interface Block {
  carrier: string;
  language: string;
  body: string;
}

/** The blocks of the page; each belongs to the carrier named last. */
const blocks = (): Block[] => {
  let carrier = 'TICABUS';
  return [...page.matchAll(BLOCK)].map(({ groups = {} }) => {
    carrier = groups['carrier'] ?? carrier;
    return { carrier, language: groups['language'] ?? '', body: groups['body'] ?? '' };
  });
};

/** Says `npm run -s vigia --` the way the page does, from a folder of the carrier's own. */
const PRELUDE = `
set -euo pipefail
npm() { [ "$1 $2 $3 $4" = "run -s vigia --" ]; shift 4; node "$ROOT/tools/run.mjs" vigia "$@"; }
`;

/** Everything on the page is run in one shell, in order, as a reader would who types it all. */
describe('docs/carriers.md, typed in by a carrier', () => {
  let door: Door;
  const folder = mkdtempSync(join(tmpdir(), 'vigia-carrier-'));
  const parts: { code: string; output: string }[] = [];

  const saveExample = (body: string, command: string): void => {
    const [, name] = /@([\w-]+\.(?:csv|json|edi))/.exec(command) ?? [];
    if (name) writeFileSync(join(folder, name), body);
  };

  beforeAll(async () => {
    const keys = await developmentKeys(join(folder, '.vigia', 'keys'));
    door = await openDoor({
      AUTH_JWKS: keys.jwksPath,
      AUTH_ISSUER: keys.issuer,
      INTAKE_CARRIERS: 'TICABUS',
    });
    await door.service.consuming;
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { topicPrefix } = door.test.stack;
    let example = '';
    const commands: { carrier: string; body: string }[] = [];
    for (const { language, body, carrier } of blocks()) {
      if (language === 'js') {
        const text = body.replaceAll("'vigia.", `'${topicPrefix}vigia.`);
        writeFileSync(join(folder, 'push.mjs'), text);
      } else if (language === 'sh') {
        if (example) saveExample(example, body);
        example = '';
        commands.push({ carrier, body });
      } else example = body;
    }
    const csv = readFileSync(join(folder, 'tb210.csv'), 'utf8');
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Lista');
    // Of a trip of its own, lest it be the CSV's list again.
    for (const line of csv.replace('TB210', 'TB211').split('\n')) sheet.addRow(line.split(';'));
    await workbook.xlsx.writeFile(join(folder, 'tb210.xlsx'));
    writeFileSync(join(folder, 'bad-rows.csv'), csv.replace('28/02/1987', '31/02/1987'));
    mkdirSync(join(folder, 'lists'));
    writeFileSync(join(folder, 'lists', 'tb214.csv'), csv.replace('TB210', 'TB214'));
    const tokens = new Map<string, string>();
    for (const { carrier } of commands) {
      tokens.set(carrier, await keys.sign({ subject: 'test', role: 'carrier', carrier }));
    }
    const script = commands
      .map(({ carrier, body }) => `echo "@@@@"; TOKEN=${tokens.get(carrier)}; ${body}`)
      .join('\n');
    const { PATH = '', HOME = '' } = process.env;
    const { stdout } = await promisify(execFile)('bash', ['-c', PRELUDE + script], {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...{ PATH, HOME, ROOT: root, INGESTION: door.service.url },
        KAFKA_BROKERS: door.test.env['KAFKA_BROKERS'],
      },
    });
    const outputs = stdout.split('@@@@\n').slice(1);
    commands.forEach(({ body }, index) =>
      parts.push({ code: body, output: (outputs[index] ?? '').trim() }),
    );
  });

  afterAll(() => door?.close());

  const outputOf = (code: string): string =>
    parts.find((part) => part.code.includes(code))?.output ?? 'not on the page';

  it('works from top to bottom without a refusal', () => {
    expect(parts.length).toBeGreaterThanOrEqual(14);
    expect(parts.filter(({ output }) => /VIGIA_[A-Z]/.test(output))).toEqual([]);
    for (const { code, output } of parts) {
      const silent = code.startsWith('TOKEN=') || code.includes('-o lista.xlsx');
      expect(output === '').toBe(silent);
    }
  });

  it.each([
    ['a CSV list', '--data-binary @tb210.csv', '"format":"csv"'],
    ['a bare table', '@tb212.csv', '"accepted":1'],
    ['a form', '-F journeyId', '"conveyanceKey":"TICABUS:TB213:2026-07-05"'],
    ['a workbook', '@tb210.xlsx', '"format":"xlsx"'],
    ['a preview', 'preview=true', '"field":"surname"'],
    ['JSON', '@cm225.json', '"format":"json"'],
    [
      'PAXLST by air',
      "'Content-Type: application/edifact' --data-binary @kl751.edi",
      '"accepted":1',
    ],
    ['PAXLST by road', '@gx0500.edi', '"conveyanceKey":"GALGOS:GX0500:2026-07-03"'],
    ['CUSRES', "'Accept: application/edifact'", "BGM+962'"],
    ['the command line', 'vigia -- submit', '"file":"lists/tb214.csv"'],
    ['Kafka', 'node push.mjs', '202 {"receiptId":"rc_'],
    ['the bad rows', '/errors?format=csv', 'Fila;Motivo;'],
    ['a test', 'test=true', '"test":true'],
  ])('shows %s', (_, code, expected) => {
    expect(outputOf(code)).toContain(expected);
  });

  it('shows a list through its whole life', () => {
    const output = outputOf('/close-out');
    const effects = [...output.matchAll(/"effect":"(\w+)"/g)].map(([, effect]) => effect);
    expect(effects.slice(0, 4)).toEqual(['change', 'reduction', 'closeOut', 'cancellation']);
    expect(output).toContain('"status":"cancelled"');
    expect(output).toMatch(/"diff":\{"from":1,"to":4/);
  });

  it('gives a template that a spreadsheet opens', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(folder, 'lista.xlsx'));
    expect(workbook.worksheets[0]?.actualRowCount).toBeGreaterThan(10);
  });
});
