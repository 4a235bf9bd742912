import { conveyanceKey, travellerId, type Manifest, type Traveller } from '@vigia/manifest';
import fc from 'fast-check';
import {
  applySubmission,
  completenessOf,
  composeChanges,
  orderOf,
  type ListState,
  type Order,
  type Resolution,
} from '../index';

const person = (surname: string, more: Partial<Traveller> = {}): Traveller => ({
  seq: 1,
  role: 'passenger',
  inTransit: false,
  name: { surname, given: 'ANA' },
  dateOfBirth: '1990-01-01',
  documents: [{ type: 'P', number: `ZZ${surname}1`, issuer: 'NIC' }],
  visas: [],
  refs: { unique: `U-${surname}`, locator: `L-${surname}` },
  contacts: [],
  ...more,
});

const bare = (refs: Traveller['refs'], more: Partial<Traveller> = {}): Traveller => {
  const { dateOfBirth: _, ...rest } = person('');
  return { ...rest, name: { surname: '' }, documents: [], refs, ...more };
};

const list = (travellers: Traveller[], more: Partial<Manifest> = {}): Manifest => ({
  source: { channel: 'edifact', sender: 'COPA', rawSha256: '', preparedAt: '2026-12-01T10:00' },
  listType: 'passengers',
  carrier: { code: 'CM', scheme: 'IATA' },
  conveyance: { mode: 'air', journeyId: 'CM1' },
  itinerary: [
    {
      seq: 1,
      stage: 'main',
      from: { code: 'PTY', role: 'lastDeparture' },
      to: { code: 'SJO', role: 'firstArrival' },
      departureLocal: '2026-12-05T12:00',
    },
  ],
  travellers: travellers.map((traveller, index) => ({ ...traveller, seq: index + 1 })),
  controlTotals: {},
  warnings: [],
  ...more,
});

const preparedAt = (time: string): Pick<Manifest, 'source'> => ({
  source: { channel: 'edifact', sender: 'COPA', rawSha256: '', preparedAt: `2026-12-01T${time}` },
});

const unprepared: Pick<Manifest, 'source'> = {
  source: { channel: 'json', sender: 'CM', rawSha256: '' },
};

const KEY = conveyanceKey(list([]));
const idOf = (traveller: Traveller): string => travellerId(KEY, traveller);

/** The list after several submissions, and what the last of them did. */
const after = (
  ...submissions: (Manifest | [Manifest, Order])[]
): { state: ListState; last: Resolution } => {
  let state: ListState | undefined;
  let last: Resolution | undefined;
  for (const one of submissions) {
    const [manifest, order] = Array.isArray(one) ? one : [one, orderOf(one)];
    const applied = applySubmission(state, manifest, order, { conveyance: KEY, at: 'now' });
    [state, last] = [applied.state, applied.resolution];
  }
  if (!state || !last) throw new Error('nothing submitted');
  return { state, last };
};

const ids = ({ travellers }: ListState): string[] => travellers.map(({ id }) => id).sort();
const sorted = (...travellers: Traveller[]): string[] => travellers.map(idOf).sort();
const codes = ({ findings }: Resolution): string[] => findings.map(({ code }) => code);

const [ada, eva, ines] = [person('ADA'), person('EVA'), person('INES')];

describe('a list without a function', () => {
  it('adds and replaces travellers and removes nobody', () => {
    const { state, last } = after(list([ada, eva]), list([ines]));
    expect(ids(state)).toEqual(sorted(ada, eva, ines));
    expect(last).toMatchObject({ listVersion: 2, effect: 'list', removed: [] });
    expect(last.changes).toEqual({ added: [idOf(ines)], removed: [], changed: [] });
    expect(last.put.map(({ name }) => name.surname)).toEqual(['INES']);
  });

  it('tells which fields of whom a repeat changes, without any value', () => {
    const moved = { ...ada, nationality: 'HND', refs: { ...ada.refs, seat: '4A' } };
    const { last } = after(list([ada, eva]), list([moved, eva]));
    expect(last.changes.changed).toEqual([
      { travellerId: idOf(ada), fields: ['nationality', 'refs'] },
    ]);
    expect(last.put).toHaveLength(2);
  });

  it.each<[string, Traveller, Traveller]>([
    ['the unique reference', ada, { ...ada, name: { surname: 'ADAMA' }, documents: eva.documents }],
    [
      'locator, name and birth date',
      { ...ada, refs: { locator: 'L1' } },
      {
        ...ada,
        refs: { locator: 'L1' },
        documents: [{ type: 'P', number: 'NEW1', issuer: 'NIC' }],
      },
    ],
    [
      'a document',
      { ...ada, refs: {}, documents: [...ada.documents, ...eva.documents] },
      { ...ada, refs: {}, documents: eva.documents, name: { surname: 'ADAMA' } },
    ],
  ])('keeps the link when identity facts are corrected, by %s', (_, before, corrected) => {
    const { state, last } = after(list([before, ines]), list([corrected]));
    expect(idOf(before)).not.toBe(idOf(corrected));
    expect(last.removed).toEqual([idOf(before)]);
    expect(last.changes).toMatchObject({
      added: [],
      removed: [],
      changed: [{ travellerId: idOf(corrected), was: idOf(before) }],
    });
    expect(ids(state)).toEqual(sorted(corrected, ines));
  });

  it('forgets every value: the list holds ids and checksums alone', () => {
    const { state } = after(list([ada]));
    expect(JSON.stringify(state)).not.toMatch(/ADA|1990|ZZ|NIC|L-/);
  });
});

describe('an older version that comes late', () => {
  const changed = { ...ada, nationality: 'HND' };

  it('changes nothing that a newer one said, and is counted all the same', () => {
    const { last } = after(
      list([ada], preparedAt('10:00')),
      list([changed, eva], preparedAt('09:00')),
    );
    expect(last.listVersion).toBe(2);
    expect(last.put.map(({ name }) => name.surname)).toEqual(['EVA']);
    expect(last.superseded).toBe(1);
    expect(codes(last)).toEqual(['OLDER_VERSION']);
  });

  it('brings nobody back whom a newer one took off', () => {
    const off = list([ada], { function: 'XR', ...preparedAt('11:00') });
    const { state, last } = after(list([ada, eva]), off, list([ada], preparedAt('10:30')));
    expect(ids(state)).toEqual(sorted(eva));
    expect(last.put).toEqual([]);
  });

  it('is understood also when the newer one, a reduction, came first of all', () => {
    const off = list([ada], { function: 'XR', ...preparedAt('11:00') });
    const { state } = after(off, list([ada, eva], preparedAt('10:00')));
    expect(ids(state)).toEqual(sorted(eva));
  });

  it('brings nothing back after a newer cancellation', () => {
    const cancelled: Manifest = list([], {
      listType: 'flightStatus',
      function: 'XF',
      ...preparedAt('11:00'),
    });
    const { state, last } = after(list([ada]), cancelled, list([eva], preparedAt('10:59')));
    expect(ids(state)).toEqual([]);
    expect(last).toMatchObject({ put: [], superseded: 1 });
    expect(state.status).toBe('cancelled');
  });

  it('means nothing for lists without a preparation time: what comes later is newer', () => {
    const { last } = after(list([ada], unprepared), list([changed], unprepared));
    expect(last).toMatchObject({ superseded: 0, put: [{ nationality: 'HND' }] });
  });
});

describe('what the functions of PAXLST ask for', () => {
  it.each(['XR', 'RP'])('%s takes off whom it names', (code) => {
    const { state, last } = after(list([ada, eva]), list([ada], { function: code }));
    expect(last).toMatchObject({ effect: 'reduction', removed: [idOf(ada)], put: [] });
    expect(ids(state)).toEqual(sorted(eva));
  });

  it('says of whom it names in vain that nothing changes', () => {
    const { last } = after(list([ada]), list([eva], { function: 'RP' }));
    expect(last.removed).toEqual([]);
    expect(codes(last)).toEqual(['TRAVELLER_NOT_LISTED']);
  });

  it('CP replaces the data of whom it names', () => {
    const { last } = after(list([ada, eva]), list([{ ...ada, gender: 'F' }], { function: 'CP' }));
    expect(last).toMatchObject({ effect: 'change', removed: [] });
    expect(last.changes.changed).toEqual([{ travellerId: idOf(ada), fields: ['gender'] }]);
  });

  it('XF takes everybody off', () => {
    const status = list([], { listType: 'flightStatus', function: 'XF' });
    const { state, last } = after(list([ada, eva]), status);
    expect(last).toMatchObject({ effect: 'cancellation', removed: sorted(ada, eva) });
    expect(state.status).toBe('cancelled');
    expect(after(list([ada]), status, list([ada])).state.status).toBe('open');
  });

  it.each<[string, Traveller]>([
    ['the unique reference', bare({ unique: 'U-ADA' })],
    ['the locator', bare({ locator: 'L-ADA' })],
    ['name and locator', bare({ locator: 'L-ADA' }, { name: ada.name })],
    ['a name that only one has', bare({}, { name: ada.name })],
    ['the document number alone', bare({}, { documents: [{ type: 'U', number: 'zz-ada1' }] })],
    ['our own id', bare({ personId: idOf(ada) })],
  ])('CLOB and CLNB find by %s who was on board and who was not', (_, named) => {
    const crew = person('CREW', { role: 'crew' });
    const all = [list([ada, eva]), list([crew], { listType: 'crew' })];
    const close = (code: string): Resolution =>
      after(...all, list([named], { listType: 'flightStatus', function: code })).last;
    expect(close('CLOB')).toMatchObject({
      effect: 'closeOut',
      boarded: [idOf(ada)],
      notBoarded: [idOf(eva)],
      removed: [],
    });
    expect(close('CLNB')).toMatchObject({ boarded: [idOf(eva)], notBoarded: [idOf(ada)] });
  });

  it('CLOB loses nobody who was on board without being on the list', () => {
    const { last } = after(
      list([ada]),
      list([eva], { listType: 'flightStatus', function: 'CLOB' }),
    );
    expect(last.put.map(({ name }) => name.surname)).toEqual(['EVA']);
    expect([last.boarded, last.notBoarded]).toEqual([[idOf(eva)], [idOf(ada)]]);
  });

  it('CLOB guesses nobody among namesakes', () => {
    const twin = { ...ada, refs: {}, documents: [], dateOfBirth: '1991-01-01' };
    const named = bare({}, { name: ada.name });
    const close = list([named], { listType: 'flightStatus', function: 'CLOB' });
    expect(after(list([ada, twin]), close).last.boarded).toEqual([]);
  });

  it('CL closes the list and marks nobody', () => {
    const { state, last } = after(
      list([ada]),
      list([], { listType: 'flightStatus', function: 'CL' }),
    );
    expect(last).toMatchObject({ effect: 'closeOut', boarded: [], notBoarded: [] });
    expect(state.status).toBe('closed');
  });
});

describe('a whole replacement', () => {
  it('takes off who is missing, and leaves the crew alone', () => {
    const crew = person('CREW', { role: 'crew' });
    const { state, last } = after(list([ada, eva]), list([crew], { listType: 'crew' }), [
      list([eva, ines]),
      'replace',
    ]);
    expect(last).toMatchObject({ effect: 'change', removed: [idOf(ada)] });
    expect(ids(state)).toEqual(sorted(crew, eva, ines));
  });
});

describe('parts', () => {
  const part = (seq: number, last: boolean): Pick<Manifest, 'source'> => ({
    source: { ...list([]).source, part: { key: 'CM1/261205', seq, last } },
  });

  it.each([
    [[1, 2, 3], true, []],
    [[3, 1, 2], true, []],
    [[3, 1], false, [2]],
    [[1, 2], false, []],
    [[2, 2, 3], false, [1]],
  ])('that came as %j are complete: %s', (order, complete, missing) => {
    const { state } = after(...order.map((seq) => list([ada], part(seq, seq === 3))));
    expect(state.parts.map(completenessOf)).toMatchObject([{ complete, missing }]);
  });

  it('are no matter of a list that came whole', () => {
    expect(after(list([ada], part(1, true))).state.parts).toEqual([]);
  });
});

describe('any life of a list', () => {
  const people = Array.from({ length: 6 }, (_, index) => person(`P${'ABCDEF'[index]}`));
  const step = fc.record({
    order: fc.constantFrom<Order>('put', 'change', 'replace', 'takeOff', 'cancel'),
    who: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 6 }),
    nationality: fc.constantFrom('NIC', 'HND', 'CRI'),
    minute: fc.integer({ min: 10, max: 59 }),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  const manifestOf = ({ who, nationality, minute }: Step): Manifest =>
    list(
      who.flatMap((index) => (people[index] ? [{ ...people[index], nationality }] : [])),
      preparedAt(`10:${minute}`),
    );

  it('composes: all changes together lead from the empty list to the last', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state: ListState | undefined;
        const changes = steps.map((one) => {
          const applied = applySubmission(state, manifestOf(one), one.order, {
            conveyance: KEY,
            at: 'now',
          });
          state = applied.state;
          return applied.resolution.changes;
        });
        const { added, changed } = composeChanges(changes);
        const listed = new Set([...added, ...changed.map(({ travellerId: id }) => id)]);
        expect([...listed].sort()).toEqual(state ? ids(state) : []);
      }),
      { numRuns: 300 },
    );
  });

  it('never lets an older version of a traveller follow a newer one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state: ListState | undefined;
        const newest = new Map<string, number>();
        for (const one of steps) {
          const applied = applySubmission(state, manifestOf(one), one.order, {
            conveyance: KEY,
            at: 'now',
          });
          state = applied.state;
          for (const { name } of applied.resolution.put) {
            expect(one.minute).toBeGreaterThanOrEqual(newest.get(name.surname) ?? 0);
            newest.set(name.surname, one.minute);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
