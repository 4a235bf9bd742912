import type { Manifest, Traveller } from '@vigia/manifest';
import { assembleParts, diffManifests, parse } from '../index';

const edifact = (part: string, name: string, sender = 'COPA'): Manifest => {
  const text =
    `UNB+UNOA:3+${sender}:ZZ+B:ZZ+261120:1030+R${part}'UNH+1+PAXLST:D:05B:UN:IATA+CM1/261120/1200+${part}'` +
    `BGM+745'TDT+20+CM1'LOC+125+PTY'DTM+189:2611201200:201'LOC+87+SJO'NAD+FL+++${name}:A'CNT+42:3'UNT+9+1'UNZ+1+R${part}'`;
  const options = { file: 'a.edi', rawSha256: part, receivedOn: '2026-11-24' };
  const [manifest] = parse(new TextEncoder().encode(text), options).manifests;
  if (!manifest) throw new Error('no manifest');
  return manifest;
};
const [one, two, three] = [edifact('01:C', 'ONE'), edifact('02', 'TWO'), edifact('03:F', 'THREE')];
const names = (manifest: Manifest | undefined): string[] =>
  (manifest?.travellers ?? []).map(({ seq, name }) => `${seq} ${name.surname}`);

describe('assembleParts', () => {
  it.each([
    ['in order', [one, two, three]],
    ['backwards', [three, two, one]],
    ['one of them twice', [two, one, three, two]],
  ])('makes one list of its parts: %s', (_, parts) => {
    const lists = assembleParts(parts);
    expect(lists).toHaveLength(1);
    expect(lists[0]).toMatchObject({ complete: true, missing: [], key: 'CM1/261120/1200' });
    expect(names(lists[0]?.manifest)).toEqual(['1 ONE', '2 TWO', '3 THREE']);
    expect(lists[0]?.manifest.source.part).toBe(undefined);
    expect(lists[0]?.manifest.controlTotals).toEqual({ passengers: 3 });
  });

  it.each([
    ['the first', [two, three], [1]],
    ['the one between', [one, three], [2]],
    ['the last, whose number nobody knows', [one, two], []],
  ])('says that a list lacks %s', (_, parts, missing) => {
    const [list] = assembleParts(parts);
    expect(list).toMatchObject({ complete: false, missing });
    expect(list?.manifest.source.part?.last).toBe(false);
  });

  it('keeps lists of two senders and lists without parts apart', () => {
    const { part: _, ...source } = one.source;
    const whole = { ...one, source };
    const again = { ...whole, source: { ...source, interchangeRef: 'LATER' } };
    const lists = assembleParts([one, whole, edifact('02:F', 'OTHER', 'KLM'), again]);
    expect(lists.map(({ complete }) => complete)).toEqual([false, true, false, true]);
  });

  it('joins unnumbered messages of one interchange by their common access reference', () => {
    const message = (ref: number, access: string, name: string): string =>
      `UNH+${ref}+PAXLST:D:05B:UN:IATA+${access}'BGM+745'TDT+20+CM1'LOC+125+PTY'DTM+189:2611201200:201'` +
      `LOC+87+SJO'NAD+FL+++${name}:A'UNT+8+${ref}'`;
    const text = `UNB+UNOA:3+COPA:ZZ+B:ZZ+261120:1030+R'${message(1, 'X', 'ONE')}${message(2, 'X', 'TWO')}${message(3, 'Y', 'ALONE')}UNZ+3+R'`;
    const { manifests } = parse(new TextEncoder().encode(text), {
      file: 'a.edi',
      rawSha256: '',
      receivedOn: '2026-11-24',
    });
    const lists = assembleParts([...manifests, ...manifests.slice(0, 1)]);
    expect(lists.map(({ key, manifest }) => [key, names(manifest)])).toEqual([
      ['X', ['1 ONE', '2 TWO']],
      [undefined, ['1 ALONE']],
    ]);
  });
});

const traveller = (more: Partial<Traveller>): Traveller => ({
  seq: 1,
  role: 'passenger',
  inTransit: false,
  name: { surname: 'PEREZ', given: 'ANA' },
  documents: [],
  visas: [],
  refs: {},
  contacts: [],
  ...more,
});
const diff = (older: Partial<Traveller>[], newer: Partial<Traveller>[]): unknown => {
  const found = diffManifests(
    { travellers: older.map(traveller) },
    { travellers: newer.map(traveller) },
  );
  const { added, removed, changed, unchanged } = found;
  return [added.length, removed.length, changed.map(({ fields }) => fields.join()), unchanged];
};

const passport = { type: 'P', number: 'C-0123456', issuer: 'NIC' };
const ruiz = { surname: 'RUIZ', given: 'LUIS' };

describe('diffManifests', () => {
  it.each<[string, Partial<Traveller>[], Partial<Traveller>[], unknown]>([
    ['nothing', [{}, { name: ruiz }], [{ name: ruiz, seq: 9 }, {}], [0, 0, [], 2]],
    ['an added one', [{}], [{}, { name: ruiz }], [1, 0, [], 1]],
    ['a removed one', [{}, { name: ruiz }], [{}], [0, 1, [], 1]],
    [
      'a name under one reference',
      [{ refs: { unique: 'U1' } }],
      [{ refs: { unique: 'U1' }, name: ruiz }],
      [0, 0, ['name'], 0],
    ],
    [
      'a new document under one locator',
      [{ refs: { locator: 'L' }, dateOfBirth: '1990-01-01', documents: [passport] }],
      [{ refs: { locator: 'L' }, dateOfBirth: '1990-01-01' }],
      [0, 0, ['documents'], 0],
    ],
    [
      'a spelling under one document',
      [{ documents: [passport] }],
      [{ documents: [{ ...passport, number: 'C0123456' }], name: ruiz }],
      [0, 0, ['documents,name'], 0],
    ],
    [
      'equal numbers of two states',
      [{ documents: [passport] }],
      [{ documents: [{ ...passport, issuer: 'HND' }] }],
      [1, 1, [], 0],
    ],
    [
      'the same name on two seats',
      [{ refs: { seat: '1' } }, { refs: { seat: '2' } }],
      [{ refs: { seat: '2' } }],
      [0, 1, [], 1],
    ],
    ['two alike', [{}, {}], [{}], [0, 1, [], 1]],
  ])('sees %s', (_, older, newer, expected) => {
    expect(diff(older, newer)).toEqual(expected);
  });
});
