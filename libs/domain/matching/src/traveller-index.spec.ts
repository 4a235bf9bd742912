import * as fc from 'fast-check';
import type { Entry, Query } from './entry';
import { match } from './match';
import { buildIndex } from './match-index';
import { aTraveller, anEntry, entries, travellers } from './some-names';
import { TravellerIndex } from './traveller-index';

const searched = (all: ReadonlyMap<string, Query>, entry: Entry) => {
  const list = buildIndex([entry]);
  return [...all].flatMap(([travellerId, query]) =>
    match(query, list).map(({ score, evidence, notUsed }) => ({
      travellerId,
      score,
      evidence,
      ...(notUsed ? { notUsed } : {}),
    })),
  );
};

const byId = (a: { travellerId: string }, b: { travellerId: string }): number =>
  a.travellerId < b.travellerId ? -1 : 1;

describe('TravellerIndex', () => {
  it('finds for an entry what a search for each traveller finds', () => {
    fc.assert(
      fc.property(fc.array(travellers, { maxLength: 30 }), entries, (all, entry) => {
        const index = new TravellerIndex();
        const known = new Map(all.map((query, at) => [`t${at}`, query]));
        for (const [id, query] of known) index.add(id, query);
        expect([...index.matchEntry(entry)].sort(byId)).toEqual(searched(known, entry).sort(byId));
      }),
    );
  });

  it('equals an index made afresh after any sequence of changes', () => {
    const step = fc.record({
      id: fc.integer({ min: 0, max: 6 }),
      query: travellers,
      gone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), entries, (steps, entry) => {
        const changed = new TravellerIndex();
        const living = new Map<string, Query>();
        for (const { id, query, gone } of steps) {
          if (gone) changed.remove(`${id}`);
          else changed.add(`${id}`, query);
          if (gone) living.delete(`${id}`);
          else living.set(`${id}`, query);
        }
        const fresh = new TravellerIndex();
        for (const [id, query] of living) fresh.add(id, query);
        expect(changed.size).toBe(living.size);
        expect(changed.matchEntry(entry)).toEqual(fresh.matchEntry(entry));
      }),
    );
  });

  it('finds the holder of a listed document under any name', () => {
    const index = new TravellerIndex()
      .add(
        '1',
        aTraveller('OKONKWO, AMINA', { documents: [{ number: 'A0112345', country: 'HND' }] }),
      )
      .add(
        '2',
        aTraveller('OKONKWO, AMINA', { documents: [{ number: 'A0112345', country: 'GTM' }] }),
      );
    const document = { type: 'P', number: 'A0112345', country: 'HND' };
    const found = index.matchEntry(
      anEntry('d', '', { kind: 'document', names: [], documents: [document] }),
    );
    expect(found).toMatchObject([{ travellerId: '1', score: 1 }]);
  });

  it('gives everybody as they were added, also while it changes', () => {
    const known = new Map<string, Query>();
    const index = new TravellerIndex();
    fc.sample(travellers, 1600).forEach((query, at) => {
      known.set(`${at}`, query);
      index.add(`${at}`, query);
    });
    const seen = new Map<string, Query>();
    for (const [travellerId, query] of index.all()) {
      seen.set(travellerId, query);
      if (travellerId !== '0') continue;
      for (let at = 300; at < 1600; at += 1) index.remove(`${at}`);
    }
    expect(seen).toEqual(new Map([...known].slice(0, 300)));
  });

  it('keeps its answers when it tidies up after many removals', () => {
    const index = new TravellerIndex();
    for (let at = 0; at < 1500; at += 1) index.add(`${at}`, aTraveller(`NAVARRO${at}, AMINA`));
    for (let at = 100; at < 1500; at += 1) index.remove(`${at}`);
    const found = index.matchEntry(anEntry('n', 'NAVARRO42, Amina'));
    expect(index.size).toBe(100);
    expect(found[0]?.travellerId).toBe('42');
  });
});
