import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type Format, type ParseOptions, type ParseResult } from './index';
import { makeWorkbook } from './testing/make-workbook';
import { diceOf, mutate, type Dice } from './testing/mutate';

/** 200,000 lists on every run; `VIGIA_RUNS=10` makes two million of them. */
const CASES = 200_000 * Number(process.env['VIGIA_RUNS'] ?? 1);
const DEADLINE_MS = 20 * 60_000 * Math.max(1, CASES / 200_000);
const options: ParseOptions = { file: 'fuzz', rawSha256: '', receivedOn: '2026-11-24' };

interface Seed {
  format: Format;
  bytes: Uint8Array;
}

const folder = join(__dirname, '../cases');
const casesOf = (file: string, format: Format): Seed[] =>
  (
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as { lines?: string[]; hex?: string }[]
  ).map(({ lines, hex }) => ({
    format,
    bytes: Uint8Array.from(
      hex ? Buffer.from(hex, 'hex') : Buffer.from((lines ?? []).join('\r\n'), 'utf8'),
    ),
  }));
const real: Seed[] = readdirSync(join(folder, 'real'))
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({
    format: 'paxlst',
    bytes: Uint8Array.from(readFileSync(join(folder, 'real', file))),
  }));
const workbook: Seed = {
  format: 'xlsx',
  bytes: makeWorkbook([
    {
      name: 'L',
      rows: [
        ['Nombre', 'Documento', 'Sexo'],
        ['Ana Ruiz', 'C1', 'F'],
      ],
    },
  ]),
};
const SEEDS: readonly Seed[] = [
  ...[...real, ...casesOf('edifact.json', 'paxlst')].filter(({ bytes }) => bytes.length < 8000),
  ...casesOf('bus.json', 'csv'),
  ...casesOf('json.json', 'json'),
  workbook,
];

const GOOD = Uint8Array.from(
  Buffer.from(
    "\r\nUNA:+.? 'UNB+UNOA:4+GOOD+ME+261120:1030+G1'UNH+G1+PAXLST:D:05B:UN:IATA'BGM+745'TDT+20+CM1'LOC+125+PTY'DTM+189:2611201200:201'LOC+87+SJO'NAD+FL+++GOOD:ONE'ATT+2++F'DTM+329:870314'NAT+2+NIC'DOC+P+G0001'UNT+12+G1'UNZ+1+G1'",
  ),
);

const oneOf = (dice: Dice): Seed => SEEDS[dice(SEEDS.length)] ?? workbook;

/** What must hold of every answer, whatever was read; says what does not. */
const brokenRule = ({ findings, counts, manifests, outcome }: ParseResult): string | undefined => {
  const codes = new Set(findings.map(({ code }) => code));
  if (codes.has('UNREADABLE')) return 'a reader threw';
  if (counts.accepted + counts.refused !== counts.received) return 'the counts do not add up';
  const travellers = manifests.flatMap((manifest) => manifest.travellers);
  if (travellers.length !== counts.accepted) return 'not as many travellers as were accepted';
  const errors = findings.some(({ severity }) => severity === 'error');
  if (outcome === 'rejected' && !errors) return 'refused without a reason';
  const half = manifests.some(
    ({ listType, travellers: list }) =>
      listType !== 'flightStatus' &&
      list.some(
        ({ name, gender, dateOfBirth, nationality, documents }) =>
          !name.surname || !gender || !dateOfBirth || !nationality || documents.length === 0,
      ),
  );
  const said = codes.has('TRAVELLER_INCOMPLETE') || codes.has('TOO_MANY_FINDINGS');
  return half && !said ? 'half a traveller without a word' : undefined;
};

/** Reads one mutated list; EDIFACT is followed by a good interchange that must come through. */
const tryOne = (dice: Dice): string | undefined => {
  const { format, bytes } = oneOf(dice);
  const mutated = mutate(bytes, oneOf(dice).bytes, dice);
  const wide = mutated[0] === 0xff && mutated[1] === 0xfe;
  if (format !== 'paxlst' || wide || dice(2) === 0) {
    return brokenRule(parse(mutated, { ...options, format }));
  }
  const result = parse(Buffer.concat([mutated, GOOD]), { ...options, format });
  const last = result.manifests[result.manifests.length - 1];
  const through = last?.source.sender === 'GOOD' && last.travellers[0]?.name.surname === 'GOOD';
  // What was cut in mid-segment may swallow the next service string, never in silence.
  const errors = result.findings.some(({ severity }) => severity === 'error');
  return through || errors ? brokenRule(result) : 'the good message after it was lost in silence';
};

describe('lists that were cut, changed and mixed up', () => {
  it(
    `break no rule of reading, ${CASES} times`,
    () => {
      for (let seed = 1; seed <= CASES; seed += 1) {
        const broken = tryOne(diceOf(seed));
        if (broken !== undefined) throw new Error(`seed ${seed}: ${broken}`);
      }
      expect(CASES).toBeGreaterThanOrEqual(200_000);
    },
    DEADLINE_MS,
  );
});

const SERVICES = ["UNA:+.? '", 'UNA:*.? #', "UNA:-.? '", 'UNA:(.) -'];
const letters = (number: number): string =>
  String(number).replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? '');

/** A list of five in which traveller AB has document AB and nobody else's, in random order. */
const listOfFive = (dice: Dice): { text: string; una: string } => {
  const groups = [11, 22, 33, 44, 55].map((number) => {
    const document = [`DOC+P+N${letters(number)}`, 'DTM+36:300101', 'LOC+91+NIC'];
    const facts = ['ATT+2++F', 'DTM+329:870314', 'NAT+2+NIC', `RFF+ABO:U${number}`];
    const at = dice(facts.length + 1);
    const visa = dice(3) === 0 ? [`DOC+V+N${letters(number)}V`, 'LOC+91+USA'] : [];
    return [
      `NAD+FL+++S${letters(number)}:X`,
      ...facts.slice(0, at),
      ...document,
      ...facts.slice(at),
      ...visa,
    ];
  });
  const body = ['BGM+745', 'TDT+20+CM1', 'LOC+125+PTY', 'LOC+87+SJO', ...groups.flat()];
  const segments = [
    'UNB+UNOA:4+A+B+261120:1030+R',
    'UNH+1+PAXLST:D:05B',
    ...body,
    `UNT+${body.length + 2}+1`,
    'UNZ+1+R',
  ];
  const una = SERVICES[dice(SERVICES.length)] ?? '';
  const text = segments.map((segment) => `${segment}'`).join('');
  const translated = text.replace(/[+']/g, (c) => (c === '+' ? (una[4] ?? c) : (una[8] ?? c)));
  return { text: una + translated, una };
};

describe('lists as relays wrap them', () => {
  it(
    'give nobody another’s document, and lose and invent nobody, 20,000 times',
    () => {
      for (let seed = 1; seed <= 20_000; seed += 1) {
        const dice = diceOf(seed);
        const { text } = listOfFive(dice);
        const width = 1 + dice(90);
        const wrapped = text.replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
        const noise =
          ['', 'QK SJOXS1H\r\n.MUCRM1A 110455\r\n', '\u0001QD ABC\r\n\u0002'][dice(3)] ?? '';
        const result = parse(Buffer.from(`${noise}${wrapped}\u0003\r\nbye`), {
          ...options,
          format: 'paxlst',
        });
        const [manifest] = result.manifests;
        const owners = manifest?.travellers.map(({ name, documents, visas }) => [
          name.surname.slice(1),
          ...[...documents, ...visas].map(({ number }) => number.slice(1, 3)),
        ]);
        const wrong =
          owners?.length !== 5 ||
          owners.some(([owner, ...others]) => others.some((o) => o !== owner));
        if (wrong) throw new Error(`seed ${seed}: ${JSON.stringify(owners)}`);
      }
      expect(true).toBe(true);
    },
    DEADLINE_MS,
  );
});
