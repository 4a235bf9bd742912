import { EdifactStream, parse, Report, type EdifactSink, type ParseOptions } from './index';

const options: ParseOptions = { file: 'a', rawSha256: '', receivedOn: '2026-11-24' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const codes = (text: string, more: Partial<ParseOptions> = {}): string[] =>
  parse(bytes(text), { ...options, ...more }).findings.map(({ code }) => code);

const HEAD = "UNB+UNOA:3+A:ZZ+B:ZZ+261120:1030+R'UNH+1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+CM1'";

describe('limits', () => {
  it('refuses a segment beyond 4 KiB and reads the interchange after it', () => {
    const good = `${HEAD}NAD+FL+++A:B'UNT+5+1'UNZ+1+R'`;
    const result = parse(
      bytes(`${HEAD}FTX+AAA+++${'x'.repeat(5000)}'UNT+5+1'UNZ+1+R'${good}`),
      options,
    );
    expect(result.manifests).toHaveLength(1);
    expect(result.findings[0]?.code).toBe('LIMIT_EXCEEDED');
  });

  it('refuses a message of more than 5,000 travellers, and it alone', () => {
    const many = `${HEAD}${"NAD+FL+++A:B'".repeat(5001)}UNT+5006+1'UNZ+1+R'`;
    const result = parse(bytes(many + many.replace(/(NAD\+FL\+\+\+A:B')+/, '$1')), options);
    expect(result.counts).toMatchObject({ received: 5002, accepted: 1, refused: 5001 });
    expect(result.findings.map(({ code }) => code)).toContain('LIMIT_EXCEEDED');
  });

  it('refuses a message of a million segments as a whole', () => {
    const result = parse(bytes(`${HEAD}${"X+1'".repeat(1e6)}UNT+1000004+1'UNZ+1+R'`), options);
    expect(result.outcome).toBe('rejected');
    expect(result.findings.map(({ code }) => code)).toContain('LIMIT_EXCEEDED');
  });

  it.each([
    [
      'letters in every cell',
      `Nombre;Apellido;Documento\n${`${'ab;'.repeat(150)}\n`.repeat(19_000)}`,
    ],
    [
      'colons in the title rows',
      `${':a'.repeat(15_000)}\n`.repeat(40) + 'Nombre;Apellido;Documento\nA;B;C1',
    ],
    ['brackets in JSON', '['.repeat(4e6)],
    ['opening quotes', `Nombre;Apellido;Documento\n${'"a;'.repeat(2e5)}`],
  ])('says a bounded number of things about %s', (_, text) => {
    const { findings } = parse(bytes(text), options);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThanOrEqual(10_001);
  });

  it('refuses a file beyond the size of its format unread', () => {
    const huge = new Uint8Array(9 << 20).fill(65);
    const result = parse(huge, { ...options, format: 'paxlst' });
    expect(result.findings.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED']);
  });

  it.each([
    ['rows', `a;b\n`.repeat(25_000)],
    ['columns', `${'a;'.repeat(100_000)}\n`],
    ['the length of a cell', `"${'x'.repeat(10 << 20)}"`],
  ])('refuses a CSV beyond the limit of %s as a whole', (_, text) => {
    expect(codes(text, { format: 'csv' })).toEqual(['LIMIT_EXCEEDED']);
  });

  it('reads 20,000 travellers of a JSON list and refuses the rest', () => {
    const travellers = Array.from({ length: 20_001 }, () => ({ name: { surname: 'A' } }));
    const result = parse(bytes(JSON.stringify({ travellers })), { ...options, format: 'json' });
    expect(result.counts).toMatchObject({ received: 20_001, accepted: 20_000, refused: 1 });
  });

  it.each([
    ['brackets', `${'['.repeat(2e6)}${']'.repeat(2e6)}`, 'LIMIT_EXCEEDED'],
    ['objects', `${'{"travellers":'.repeat(4e5)}1${'}'.repeat(4e5)}`, 'LIMIT_EXCEEDED'],
    ['brackets in a text alone', `{"travellers":[],"x":"${'[\\"'.repeat(1e5)}"}`, 'NO_TRAVELLERS'],
  ])('reads no JSON of too many levels: %s', (_, text, code) => {
    expect(codes(text)).toContain(code);
  });

  it('gives the messages of an interchange of a hundred thousand travellers once it has closed', () => {
    const counts = { received: 0, accepted: 0, warned: 0, refused: 0 };
    let travellers = 0;
    const sink: EdifactSink = {
      manifest: (manifest) => (travellers += manifest.travellers.length),
      responses: () => undefined,
    };
    const stream = new EdifactStream(sink, options, new Report(), counts);
    const message = (ref: number): string =>
      `UNH+${ref}+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+CM1'${"NAD+FL+++A:B'".repeat(1000)}UNT+1004+${ref}'`;
    stream.push(bytes("UNB+UNOA:3+A:ZZ+B:ZZ+261120:1030+R'"));
    for (let ref = 1; ref <= 100; ref += 1) stream.push(bytes(message(ref)));
    expect(travellers).toBe(0);
    stream.push(bytes("UNZ+100+R'"));
    stream.end();
    expect({ travellers, ...counts }).toMatchObject({ travellers: 100_000, accepted: 100_000 });
  });

  it('says that there are more findings than it shows', () => {
    const travellers = Array.from({ length: 15_000 }, () => ({ name: { surname: 'A' } }));
    const result = parse(bytes(JSON.stringify({ travellers })), { ...options, format: 'json' });
    expect(result.findings.at(-1)?.code).toBe('TOO_MANY_FINDINGS');
    expect(result.findings.length).toBeLessThan(10_010);
    expect(result.counts.warned).toBe(15_000);
  });
});

describe('parse', () => {
  it('answers even when something inside it breaks', () => {
    const broken = Object.defineProperty({ ...options, format: 'json' as const }, 'trip', {
      get: () => {
        throw new Error('broken');
      },
    });
    const result = parse(bytes('{"travellers":[]}'), broken);
    expect(result).toMatchObject({ outcome: 'rejected', findings: [{ code: 'UNREADABLE' }] });
  });

  it('leaves no prototype changed by what it reads', () => {
    codes('{"__proto__":{"polluted":1},"travellers":[{"__proto__":{"polluted":1}}]}');
    expect(({} as Record<string, unknown>)['polluted']).toBe(undefined);
  });
});
