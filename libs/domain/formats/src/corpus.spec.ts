import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FINDINGS, parse, type Format, type ParseResult, type TripFacts } from './index';

/** One golden case; `lines` are joined by CR LF. Officers add cases here without writing code. */
interface Case {
  name: string;
  lines?: string[];
  /** Bytes in hexadecimal, where text would not do. */
  hex?: string;
  format?: Format;
  trip?: TripFacts;
  outcome: ParseResult['outcome'];
  /** Every warning and error, in order. */
  findings?: string[];
  /** Infos that must be there. */
  infos?: string[];
  counts?: Partial<ParseResult['counts']>;
  /** Facts by path; null means that the value must be absent. */
  facts?: Record<string, unknown>;
}

const folder = join(__dirname, '../cases');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const cases = files.flatMap((file) =>
  (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case[]).map((item) => ({
    ...item,
    file,
  })),
);

const at = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key], value);

const read = ({ file, lines, hex, format, trip }: Case & { file: string }): ParseResult => {
  const bytes = hex ? Buffer.from(hex, 'hex') : Buffer.from((lines ?? []).join('\r\n'), 'utf8');
  return parse(bytes, {
    file: file.replace('.json', ''),
    rawSha256: '0'.repeat(64),
    receivedOn: '2026-11-24',
    ...(format && { format }),
    ...(trip && { trip }),
  });
};

describe('golden corpus', () => {
  it('has at least eighty cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(80);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it.each(cases)('$file: $name', (item) => {
    const result = read(item);
    const troubles = result.findings.filter(({ severity }) => severity !== 'info');
    expect({
      outcome: result.outcome,
      findings: troubles.map(({ code }) => code),
    }).toEqual({ outcome: item.outcome, findings: item.findings ?? [] });
    const codes = result.findings.map(({ code }) => code);
    for (const info of item.infos ?? []) expect(codes).toContain(info);
    if (item.counts) expect(result.counts).toMatchObject(item.counts);
    const facts = Object.fromEntries(
      Object.keys(item.facts ?? {}).map((path) => [path, at(result, path) ?? null]),
    );
    expect(facts).toEqual(item.facts ?? {});
    const { received, accepted, refused } = result.counts;
    expect(accepted + refused).toBe(received);
    const inManifests = result.manifests.reduce(
      (sum, { travellers }) => sum + travellers.length,
      0,
    );
    expect(inManifests).toBe(accepted);
  });
});

describe('findings', () => {
  const provoked = new Set(cases.flatMap((item) => read(item).findings.map(({ code }) => code)));
  /** Provoked by the specs of spreadsheets, limits and submission, whose fixtures are made there. */
  const elsewhere = new Set(
    readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.spec.ts') && !file.endsWith('corpus.spec.ts'))
      .flatMap((file) => readFileSync(join(__dirname, file), 'utf8').match(/'[A-Z][A-Z_]+'/g) ?? [])
      .map((quoted) => quoted.slice(1, -1)),
  );

  it.each(Object.keys(FINDINGS))('%s is provoked by a fixture', (code) => {
    expect(provoked.has(code) || elsewhere.has(code)).toBe(true);
  });

  it.each(Object.entries(FINDINGS))('%s speaks both languages', (_, { es, en }) => {
    expect(es).toMatch(/\p{L}{3}/u);
    expect(en).toMatch(/\p{L}{3}/u);
    expect(es).not.toBe(en);
  });

  it('quotes at most forty characters of what was sent, without control characters', () => {
    const name = `\u0007${'x'.repeat(500)}`;
    const result = parse(Buffer.from(JSON.stringify({ [name]: 1, travellers: [] })), {
      file: 'a.json',
      rawSha256: '',
      receivedOn: '2026-11-24',
    });
    const found = result.findings.find(({ code }) => code === 'UNKNOWN_FIELD');
    expect(found?.text.en.length).toBeLessThan(100);

    expect(found?.text.en).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('the five real messages', () => {
  const real = join(folder, 'real');
  interface Expected {
    file: string;
    expect: {
      syntax: string;
      sender: string;
      recipient: string;
      interchangeRef: string;
      messages: Record<string, never>[];
      warnings: string[];
    };
  }
  const { items } = JSON.parse(readFileSync(join(real, 'expected.json'), 'utf8')) as {
    items: Expected[];
  };

  it.each(items)('$file gives what a correct reader extracts', ({ file, expect: expected }) => {
    expect(existsSync(join(real, 'SOURCE.md'))).toBe(true);
    const result = parse(readFileSync(join(real, file)), {
      file,
      rawSha256: '',
      receivedOn: '2021-09-01',
    });
    const summary = result.manifests.map((manifest) => {
      const [traveller] = manifest.travellers;
      const { part } = manifest.source;
      return {
        reference: manifest.source.messageRef,
        part: String(part?.seq).padStart(2, '0'),
        partFlag: part?.last ? 'F' : null,
        mode: manifest.conveyance.mode,
        journey: manifest.conveyance.journeyId,
        carrier: manifest.carrier.code,
        number: manifest.conveyance.number,
        legs: manifest.itinerary.map(({ from, to, departureLocal, arrivalLocal }) => ({
          from: from.code,
          fromQualifier: from.role === 'lastDeparture' ? '125' : from.role,
          departure: departureLocal,
          to: to.code,
          toQualifier: to.role === 'firstArrival' ? '87' : to.role,
          arrival: arrivalLocal,
        })),
        travellerCount: manifest.travellers.length,
        firstTraveller: {
          party: traveller?.role === 'crew' ? 'FM' : 'FL',
          surname: traveller?.name.surname,
          given: traveller?.name.given,
          middle: traveller?.name.middle ?? null,
          gender: traveller?.gender,
          dateOfBirth: traveller?.dateOfBirth,
          nationality: traveller?.nationality,
          documents: traveller?.documents.map(({ type, number, expires, issuer }) => ({
            type,
            number,
            expiry: expires,
            issuer,
          })),
        },
        controlTotals: { '42': String(manifest.controlTotals.passengers) },
      };
    });
    expect(summary).toEqual(
      expected.messages.map((message: Record<string, unknown>) => {
        const { type, version, release, listCode, functionCode, transport, ...rest } = message;
        expect([type, version, release, listCode, functionCode]).toEqual([
          'PAXLST',
          'D',
          '05B',
          '745',
          null,
        ]);
        const { mode, ...journey } = transport as Record<string, string>;
        return { ...rest, ...journey, mode: mode === '4' ? 'air' : mode };
      }),
    );
    expect(result.manifests[0]?.source).toMatchObject({
      sender: expected.sender,
      recipient: expected.recipient,
      interchangeRef: expected.interchangeRef,
    });
    const codes = result.findings.map(({ code }) => code);
    for (const warning of expected.warnings) {
      expect(codes).toContain(warning.replace(/_ABC$/, ''));
    }
  });
});
