import fc from 'fast-check';
import { readMrz } from './read-mrz';
import { writeMrz } from './write-mrz';
import type { Mrz, MrzKind } from './layout';

const REFERENCE = '2026-11-24';
const pad = (text: string, width: number): string => text.padEnd(width, '<');

const td3 = [pad('P<UTOERIKSSON<<ANNA<MARIA', 44), 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const td2 = [pad('I<UTOERIKSSON<<ANNA<MARIA', 36), 'D231458907UTO7408122F1204159<<<<<<<6'];
const td1 = [
  pad('I<UTOD231458907', 30),
  '7408122F1204159UTO<<<<<<<<<<<6',
  pad('ERIKSSON<<ANNA<MARIA', 30),
];
const long = [pad('I<UTOD23145890<7349', 30), td1[1] ?? '', td1[2] ?? ''];
const mrvA = [
  pad('V<UTOERIKSSON<<ANNA<MARIA', 44),
  pad('L8988901C4XXX4009078F96121096ZE184226B', 44),
];
const mrvB = [pad('V<UTOERIKSSON<<ANNA<MARIA', 36), pad('L8988901C4XXX4009078F9612109', 36)];
const own = [
  pad('P<NICNUNEZ<IBANEZ<<MARIA<JOSE', 44),
  'C012345672NIC9208153F2903013<<<<<<<<<<<<<<<8',
];
const german = [pad('P<D<<MUSTERMANN<<ERIKA', 44), 'C01X00T478D<<6408125F2702283<<<<<<<<<<<<<<<4'];
const refugee = [pad('PTHNDPEREZ<<JUAN', 44), 'E12<<<<<<3XXB8001014<3001019<<<<<<<<<<<<<<<6'];

const read = (lines: readonly string[] | string): Mrz => {
  const reading = readMrz(lines, REFERENCE);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.mrz;
};

describe('readMrz', () => {
  it.each<[MrzKind, string[], string, string]>([
    ['TD3', td3, 'L898902C3', 'UTO'],
    ['TD2', td2, 'D23145890', 'UTO'],
    ['TD1', td1, 'D23145890', 'UTO'],
    ['TD1', long, 'D23145890734', 'UTO'],
    ['MRV-A', mrvA, 'L8988901C', 'XXX'],
    ['MRV-B', mrvB, 'L8988901C', 'XXX'],
    ['TD3', own, 'C01234567', 'NIC'],
    ['TD3', german, 'C01X00T47', 'DEU'],
    ['TD3', refugee, 'E12', 'XXB'],
  ])('reads the specimen of %s (%#)', (kind, lines, number, nationality) => {
    expect(read(lines)).toMatchObject({ kind, number, nationality, failed: [] });
  });

  it('reads names, dates, sex and codes', () => {
    expect(read(own)).toMatchObject({
      code: 'P',
      issuer: 'NIC',
      surname: 'NUNEZ IBANEZ',
      given: 'MARIA JOSE',
      dateOfBirth: '1992-08-15',
      expires: '2029-03-01',
      gender: 'F',
      truncated: false,
    });
    expect(read(refugee)).toMatchObject({ code: 'PT', gender: 'X' });
  });

  it.each([
    ['lines joined by a blank', td3.join(' ')],
    ['lines joined by nothing', td3.join('')],
    ['small letters and guillemets', td3.join('\n').toLowerCase().replace(/<</g, '«')],
  ])('forgives %s', (_, text) => expect(read(text).number).toBe('L898902C3'));

  it('takes a letter for a digit only when the check digit then agrees', () => {
    const [first = '', second = ''] = td3;
    const swapped = [first, second.replace('7408122', '74O8122')];
    expect(read(swapped)).toMatchObject({ dateOfBirth: '1974-08-12', failed: [] });
    const wrong = [first, second.replace('7408122', '74O9122')];
    expect(read(wrong).failed).toContain('birth');
  });

  it('notices every change of one character in a checked field', () => {
    const [first = '', second = ''] = td3;
    for (const at of [0, 3, 8, 13, 18, 21, 26]) {
      // Values ten apart have the same check digit, so the neighbour is taken.
      const value = Number.parseInt(second[at] ?? '0', 36);
      const other = String((value + 1) % 10);
      const changed = second.slice(0, at) + other + second.slice(at + 1);
      expect(read([first, changed]).failed).toContain('composite');
    }
  });

  it.each(['', 'P<NIC', td3[0] ?? '', `${td3.join('\n')}\n${td3[0]}`])('refuses %p', (text) => {
    expect(readMrz(text, REFERENCE)).toMatchObject({ ok: false });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => readMrz(text, REFERENCE) !== undefined));
  });
});

describe('writeMrz', () => {
  it.each([td3, td2, td1, long, mrvA, mrvB, own, refugee].map((lines) => [lines]))(
    'writes again what it read: %p',
    (lines) => {
      const again = writeMrz(read(lines));
      // An empty personal number may carry 0 or a filler for its check digit.
      expect(again).toEqual(lines);
    },
  );

  it('writes what it reads back, names and long numbers included', () => {
    const letters = fc.stringMatching(/^[A-Z]{1,12}$/);
    fc.assert(
      fc.property(
        fc.constantFrom<MrzKind>('TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'),
        letters,
        letters,
        fc.stringMatching(/^[A-Z0-9]{1,9}$/),
        fc.date({ min: new Date('1940-01-01'), max: new Date('2020-01-01'), noInvalidDate: true }),
        (kind, surname, given, number, born) => {
          const dateOfBirth = born.toISOString().slice(0, 10);
          const facts = {
            kind,
            code: kind.startsWith('MRV') ? 'V' : 'P',
            issuer: 'NIC',
            nationality: 'HND',
            surname,
            given,
            number,
            dateOfBirth,
            expires: '2031-05-06',
            gender: 'F' as const,
          };
          expect(read(writeMrz(facts))).toMatchObject({ ...facts, failed: [] });
        },
      ),
    );
  });

  it('keeps something of both names when they do not fit', () => {
    const lines = writeMrz({
      kind: 'TD1',
      code: 'I',
      issuer: 'SLV',
      nationality: 'SLV',
      number: '1',
      surname: 'A'.repeat(40),
      given: 'Ñandú',
    });
    expect(lines.every((line) => line.length === 30)).toBe(true);
    expect(read(lines)).toMatchObject({ given: 'N', truncated: true });
  });
});
