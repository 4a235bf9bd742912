import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerSubmit } from './submit';

interface Planned {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

const receipt = (more: object = {}): Planned => ({
  status: 202,
  body: {
    receiptId: 'rc_1',
    status: 'accepted',
    ...{ received: 2, accepted: 2, refused: 0, findings: [], manifests: [] },
    ...more,
  },
});
const busy: Planned = {
  status: 503,
  body: { code: 'VIGIA_UNAVAILABLE', title: 'away', status: 503 },
  headers: { 'retry-after': '7' },
};
const refused: Planned = {
  status: 422,
  body: {
    ...{ code: 'VIGIA_MANIFEST_REFUSED', title: 'no', receiptId: 'rc_2' },
    findings: [{ code: 'BAD_JSON', severity: 'error', text: { es: 'malo', en: 'bad' } }],
  },
};

/** A service that gives the planned answers one after the other, then the last one again. */
class Script {
  readonly asked: string[] = [];
  private server: Server | undefined;

  constructor(private readonly answers: Planned[]) {}

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      this.asked.push(`${request.method} ${request.url}`);
      const [next = refused] = this.answers;
      if (this.answers.length > 1) this.answers.shift();
      request.resume().on('end', () => {
        response.writeHead(next.status, next.headers);
        response.end(typeof next.body === 'string' ? next.body : JSON.stringify(next.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.server = server;
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

const run = async (answers: Planned[], ...args: string[]) => {
  const script = new Script(answers);
  const url = await script.start();
  const [lines, progress, waits]: [string[], string[], number[]] = [[], [], []];
  let exit = 0;
  const program = new Command().exitOverride();
  registerSubmit(program, {
    write: (line) => lines.push(line),
    progress: (line) => progress.push(line),
    wait: async (ms) => void waits.push(ms),
    fail: (code) => {
      exit = code;
    },
  });
  await program
    .parseAsync(['node', 'vigia', 'submit', '--url', url, '--token', 'a.b.c', ...args])
    .finally(() => script.stop());
  const results = lines.map((line) => JSON.parse(line) as { file: string; receiptId: string });
  return { results, progress, waits, exit, asked: script.asked };
};

const folderOf = async (...names: string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vigia-submit-'));
  await mkdir(join(folder, 'more'));
  for (const name of names) await writeFile(join(folder, name), '{}');
  return folder;
};

describe('vigia submit', () => {
  it('sends every file of a folder, prints a receipt a line and sums up', async () => {
    const folder = await folderOf('a.json', 'b.csv', '.hidden', 'more/c.json');
    const warned = receipt({ status: 'accepted-with-warnings' });
    const { results, progress, exit } = await run([receipt(), warned, receipt()], folder);
    expect(results.map(({ file }) => file.slice(folder.length + 1))).toEqual([
      'a.json',
      'b.csv',
      'more/c.json',
    ]);
    expect(progress).toHaveLength(4);
    expect(progress[0]).toBe('[1/3] a.json: 2 of 2 travellers accepted, 0 refused');
    expect(progress[3]).toBe(
      '3 lists: 2 accepted, 1 accepted with warnings, 0 refused, 0 not sent',
    );
    expect(exit).toBe(0);
  });

  it('waits as long as the service asks and sends again', async () => {
    const folder = await folderOf('a.json');
    const { waits, exit, asked } = await run([busy, busy, receipt()], folder);
    expect([waits, asked.length, exit]).toEqual([[7000, 7000], 3, 0]);
  });

  it('gives up in the end, and goes on with the next list', async () => {
    const folder = await folderOf('a.json', 'b.json');
    const planned = [busy, busy, receipt()];
    const { progress, exit } = await run(planned, folder, '--retries', '1');
    expect(progress.at(-1)).toMatch(/^2 lists: 1 accepted, .* 0 refused, 1 not sent$/);
    expect(exit).toBe(1);
  });

  it('tells why a list was refused, does not send it again, and exits with 1', async () => {
    const { progress, exit, asked } = await run([refused], await folderOf('a.json'));
    expect(progress[0]).toMatch(/VIGIA_MANIFEST_REFUSED[\s\S]*error BAD_JSON bad \/ malo/);
    expect([asked.length, exit]).toEqual([1, 1]);
  });

  it('goes on past a file that cannot be read and exits with 2', async () => {
    const folder = await folderOf('a.json');
    const { results, exit } = await run([receipt()], join(folder, 'none.json'), folder);
    expect([results.length, exit]).toEqual([1, 2]);
  });

  it('asks for a test, and for a preview', async () => {
    const folder = await folderOf('a.csv');
    const test = await run([receipt({ test: true })], folder, '--test', '--trip', 'journeyId=TB1');
    expect(test.asked).toEqual(['POST /v1/manifests?journeyId=TB1&test=true']);
    const preview: Planned = {
      status: 200,
      body: {
        ...{ format: 'csv', outcome: 'accepted', received: 1, accepted: 1, warned: 0, refused: 0 },
        columns: [{ column: 1, title: 'Apellidos', field: 'surname' }],
        ...{ lists: [], findings: [] },
      },
    };
    const shown = await run([preview], folder, '--preview');
    expect(shown.asked).toEqual(['POST /v1/manifests?preview=true']);
    expect(shown.progress).toEqual([
      expect.stringContaining('"Apellidos" → surname') as unknown as string,
    ]);
  });

  it('saves the bad rows, one file a list', async () => {
    const folder = await folderOf('a.csv', 'b.csv');
    const file: Planned = { status: 200, body: 'Fila;Motivo\r\n' };
    const none: Planned = { status: 404, body: { code: 'VIGIA_NOT_FOUND', title: 'no' } };
    const target = join(folder, 'bad.csv');
    const planned = [receipt(), file, receipt(), none];
    const { asked } = await run(
      planned,
      join(folder, 'a.csv'),
      join(folder, 'b.csv'),
      '--errors-to',
      target,
    );
    expect(asked[1]).toBe('GET /v1/receipts/rc_1/errors?format=csv&language=es');
    expect(await readFile(join(folder, 'bad.a.csv'), 'utf8')).toBe('Fila;Motivo\r\n');
    await expect(readFile(join(folder, 'bad.b.csv'))).rejects.toThrow('ENOENT');
  });
});
