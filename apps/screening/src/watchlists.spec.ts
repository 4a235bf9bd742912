import type { WatchlistEntry, WatchlistPublished } from '@vigia/contracts';
import fc from 'fast-check';
import { anEntry, asRecord, aVersion, type EntryWish } from '../test/accepted.fixture';
import { Watchlists } from './watchlists';

const person = (id: string, version: number, part: Partial<EntryWish> = {}): WatchlistEntry =>
  anEntry({ id, version, surname: `SPECIMEN${id}`, ...part });

const live = (): Watchlists => {
  const lists = new Watchlists();
  lists.complete();
  return lists;
};

const idsOf = (lists: Watchlists, ids: readonly string[]): string[] =>
  ids.filter((id) => lists.origin(`own:${id}`) !== undefined);

describe('a list whose versions are announced', () => {
  it('changes over when the version is announced and all its records have come', () => {
    const lists = live();
    lists.announce([asRecord(aVersion(1, 1))]);
    lists.apply([asRecord(person('A', 1))]);
    expect(lists.listVersions()).toEqual([{ listId: 'own', version: 1 }]);
    lists.apply([asRecord(person('B', 2)), asRecord(person('A', 2, { status: 'withdrawn' }))]);
    expect(idsOf(lists, ['A', 'B'])).toEqual(['A']);
    lists.announce([asRecord(aVersion(2, 2))]);
    expect(idsOf(lists, ['A', 'B'])).toEqual(['B']);
    expect(lists.listVersions()).toEqual([{ listId: 'own', version: 2 }]);
  });

  it('waits for a record that is late', () => {
    const lists = live();
    lists.announce([asRecord(aVersion(1, 2))]);
    lists.apply([asRecord(person('A', 1))]);
    expect(lists.index.size).toBe(0);
    lists.apply([asRecord(person('B', 1))]);
    expect(lists.index.size).toBe(2);
  });

  it('is not held up by a record that nobody can read', () => {
    const lists = live();
    lists.announce([asRecord(aVersion(1, 2))]);
    lists.apply([asRecord(person('A', 1))]);
    lists.noteUnreadable('own:B');
    expect(idsOf(lists, ['A', 'B'])).toEqual(['A']);
  });

  it('takes a confirmation without changes as such', () => {
    const lists = live();
    lists.announce([asRecord(aVersion(1, 1))]);
    lists.apply([asRecord(person('A', 1))]);
    const confirmedAt = '2026-05-05T00:00:00.000Z';
    lists.announce([asRecord(aVersion(1, 1, { confirmedAt }))]);
    expect(lists.origin('own:A')?.confirmedAt).toBe(confirmedAt);
  });

  it('says when it is stale, and is searched all the same', () => {
    const lists = live();
    lists.announce([asRecord(aVersion(1, 1, { confirmedAt: '2026-01-01T00:00:00.000Z' }))]);
    lists.apply([asRecord(person('A', 1))]);
    expect(lists.ages(new Date('2026-03-01T00:00:00Z'))).toMatchObject([
      { listId: 'own', version: 1, entries: 1, stale: true },
    ]);
    expect(lists.index.size).toBe(1);
  });

  it('is not whole at the start while a newer version is on its way in', () => {
    const lists = new Watchlists();
    lists.announce([asRecord(aVersion(1, 2))]);
    lists.apply([asRecord(person('A', 1)), asRecord(person('B', 2))]);
    expect(lists.incomplete()).toEqual(['own']);
    lists.announce([asRecord(aVersion(2, 1))]);
    expect(lists.incomplete()).toEqual([]);
    lists.complete();
    expect(lists.listVersions()).toEqual([{ listId: 'own', version: 2 }]);
  });

  it('shows at any moment exactly the entries of the version it cites, in any order of the topics', () => {
    const change = fc.record({
      id: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
      gone: fc.boolean(),
    });
    const versions = fc.array(
      fc.uniqueArray(change, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(versions, fc.infiniteStream(fc.nat()), (all, chance) => {
        const states = new Map<number, string[]>([[0, []]]);
        const entries: WatchlistEntry[] = [];
        const published: WatchlistPublished[] = [];
        let now = new Set<string>();
        all.forEach((changes, index) => {
          now = new Set(now);
          for (const { id, gone } of changes) {
            if (gone) now.delete(id);
            else now.add(id);
            entries.push(person(id, index + 1, { status: gone ? 'withdrawn' : 'active' }));
          }
          published.push(aVersion(index + 1, changes.length));
          states.set(index + 1, [...now].sort());
        });
        const lists = live();
        // Announced before it had a record: a list of today, not one from before announcements.
        lists.announce([asRecord(aVersion(0, 0))]);
        const [late, early] = [[...entries], [...published]];
        while (late.length + early.length > 0) {
          const turn = chance.next().value % 3;
          const entry = turn > 0 ? late.shift() : undefined;
          if (entry) lists.apply([asRecord(entry), asRecord(entry)]);
          else {
            const one = early.shift();
            if (one) lists.announce([asRecord(one)]);
          }
          const version = lists.listVersions()[0]?.version ?? 0;
          expect(idsOf(lists, ['A', 'B', 'C', 'D', 'E'])).toEqual(states.get(version));
        }
        expect(lists.listVersions()[0]?.version).toBe(all.length);
      }),
    );
  });
});

describe('a list from before versions were announced', () => {
  it('is taken entry by entry until the first announcement', () => {
    const lists = live();
    lists.apply([asRecord(person('A', 1))]);
    lists.apply([asRecord(person('B', 2)), asRecord(person('A', 1))]);
    expect(idsOf(lists, ['A', 'B'])).toEqual(['A', 'B']);
    expect(lists.listVersions()).toEqual([{ listId: 'own', version: 2 }]);
    lists.announce([asRecord(aVersion(2, 1))]);
    lists.apply([asRecord(person('C', 3))]);
    expect(idsOf(lists, ['A', 'B', 'C'])).toEqual(['A', 'B']);
  });

  it('forgets an entry at a record without value', () => {
    const lists = live();
    lists.apply([asRecord(person('A', 1))]);
    lists.apply([asRecord(null, 'own:A')]);
    expect(lists.index.size).toBe(0);
  });

  it('knows lost documents, by the day of the report where the owner gives it', () => {
    const lists = live();
    lists.apply([
      asRecord(
        anEntry({
          ...{ id: 'D', document: 'X1234', listKind: 'documents' },
          programmes: ['stolen', '2026-02-03'],
        }),
      ),
    ]);
    expect(lists.lostDocument('d:UTO:X1234')).toEqual({
      status: 'stolen',
      reportedOn: '2026-02-03',
    });
  });
});
