import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Manifest, Traveller } from '@vigia/manifest';
import { EdifactStream, parse, Report, writePaxlst, type ParseOptions } from '../index';

/** `VIGIA_RUNS` multiplies the cases; CI asks for many more than a developer waits for. */
const RUNS = Number(process.env['VIGIA_RUNS'] ?? 1);
const options: ParseOptions = { file: 'a.edi', rawSha256: '', receivedOn: '2026-11-24' };

const real = join(__dirname, '../../cases/real');
const samples = readdirSync(real)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => readFileSync(join(real, file)));

const inChunks = (bytes: Uint8Array, sizes: readonly number[]): unknown => {
  const report = new Report();
  const counts = { received: 0, accepted: 0, warned: 0, refused: 0 };
  const manifests: Manifest[] = [];
  const sink = { manifest: (m: Manifest) => manifests.push(m), responses: () => undefined };
  const stream = new EdifactStream(sink, options, report, counts);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    stream.push(bytes.subarray(at, at + size));
    at += size;
  }
  stream.end();
  return { manifests, findings: report.close(), counts };
};

const word = fc.stringMatching(/^[A-Z'+:?*#.\-()][A-Z '+:?*#.\-()]{0,10}[A-Z'+:?*#.\-()]$/);
const optional = <T>(key: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : { [key]: v }));

const day = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2024-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const traveller: fc.Arbitrary<Traveller> = fc
  .tuple(
    word,
    word,
    fc.constantFrom('passenger' as const, 'crew' as const),
    fc.boolean(),
    optional('gender', fc.constantFrom('M', 'F', 'X', 'U')),
    optional('dateOfBirth', day),
    optional('nationality', fc.constantFrom('NIC', 'HND', 'XXB')),
    fc.array(
      fc.record({ type: fc.constantFrom('P', 'I', 'A'), number: word, issuer: fc.constant('GTM') }),
      { maxLength: 3 },
    ),
    optional('bags', fc.record({ count: fc.nat(9), tags: fc.constant([]) })),
  )
  .map(([surname, given, role, inTransit, gender, born, nationality, documents, bags]) => ({
    seq: 1,
    role,
    inTransit,
    name: { surname, given },
    ...gender,
    ...born,
    ...nationality,
    documents,
    visas: [],
    refs: {},
    ...bags,
    contacts: [],
  }));

const services = fc.constantFrom(
  {},
  { element: '*', terminator: '#' },
  { element: '-' },
  { element: '(', release: ')', terminator: '-' },
  { component: '\u001f', element: '\u001d', terminator: '\u001c' },
  { repetition: '*' },
);

const manifestOf = (travellers: Traveller[]): Manifest => ({
  source: { channel: 'edifact', sender: 'S', interchangeRef: 'R', messageRef: 'M', rawSha256: '' },
  listType: 'passengers',
  carrier: { code: 'CM', scheme: 'IATA' },
  conveyance: { mode: 'air', journeyId: 'CM1', number: '1' },
  itinerary: [
    {
      seq: 1,
      stage: 'main',
      from: { code: 'PTY', scheme: 'IATA', country: 'PA', role: 'lastDeparture' },
      to: { code: 'SJO', scheme: 'IATA', country: 'CR', role: 'firstArrival' },
      departureLocal: '2026-12-05T05:00',
    },
  ],
  travellers: travellers.map((one, index) => ({ ...one, seq: index + 1 })),
  controlTotals: { passengers: travellers.length },
  warnings: [],
});

describe('reading UN/EDIFACT', () => {
  it('gives back what was written, whatever the service characters', () => {
    fc.assert(
      fc.property(
        fc.array(traveller, { minLength: 1, maxLength: 5 }),
        services,
        (list, service) => {
          const manifest = manifestOf(list);
          const text = writePaxlst(manifest, {
            preparedAt: '2026-11-24T10:00',
            service,
            syntax: 'UNOC',
          });
          const result = parse(Buffer.from(text, 'latin1'), options);
          expect(result.manifests[0]?.travellers).toEqual(manifest.travellers);
          expect(result.manifests[0]?.itinerary).toEqual(manifest.itinerary);
          expect(result.manifests[0]?.conveyance).toEqual(manifest.conveyance);
        },
      ),
      { numRuns: 200 * RUNS },
    );
  });

  it.each([1, 7, 64, 4096])('gives the same in chunks of %d bytes', (size) => {
    for (const bytes of samples) {
      const { manifests, findings, counts } = parse(bytes, options);
      expect(inChunks(bytes, [size])).toEqual({ manifests, findings, counts });
    }
  });

  it('gives the same in chunks of any sizes', () => {
    const all = Buffer.concat(samples);
    const whole = inChunks(all, [all.length]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (sizes) => {
        expect(inChunks(all, sizes)).toEqual(whole);
      }),
      { numRuns: 50 * RUNS },
    );
  });

  it('survives mutilated messages, and reads the good one after them', () => {
    const good = Buffer.from(
      writePaxlst(manifestOf([]), { preparedAt: '2026-11-24T10:00', una: true }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        fc.nat(),
        (sample, changes, cut) => {
          const bytes = Buffer.from(sample.subarray(0, cut % (sample.length + 1)));
          for (const [at, value] of changes) if (bytes.length) bytes[at % bytes.length] = value;
          const { manifests, counts, findings } = parse(Buffer.concat([bytes, good]), options);
          expect(counts.accepted + counts.refused).toBe(counts.received);
          const last = manifests[manifests.length - 1];
          // A cut inside a segment may swallow the service string of the next interchange, never in silence.
          if (last?.source.sender !== 'S') {
            expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
          }
        },
      ),
      { numRuns: 1_000 * RUNS },
    );
  });

  it('survives any bytes in any format', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('paxlst' as const, 'csv' as const, 'xlsx' as const, 'json' as const),
        (bytes, format) => {
          const result = parse(bytes, { ...options, format });
          expect(result.findings.map(({ code }) => code)).not.toContain('UNREADABLE');
        },
      ),
      { numRuns: 1_000 * RUNS },
    );
  });
});
