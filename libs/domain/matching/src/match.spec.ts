import * as fc from 'fast-check';
import { compare } from './compare';
import type { Entry, Query } from './entry';
import { match } from './match';
import { buildIndex } from './match-index';
import { DEFAULT_POLICY } from './policy';
import { prepareQueryName } from './prepare-name';
import { recomputeScore } from './score';
import { aTraveller, anEntry, entries, travellers } from './some-names';
import { Vocabulary } from './token';

describe('match', () => {
  const list = [
    anEntry('1', 'HUSAYN, Muhammad', { datesOfBirth: ['1965-02-11'], nationalities: ['IRQ'] }),
    anEntry('2', 'GARCIA LOPEZ, Jose', {
      documents: [{ type: 'P', number: 'G-1234567', country: 'MEX' }],
    }),
    anEntry('3', 'KOVALENKO, Sergei', { sex: 'M' }),
    {
      ...anEntry('4', ''),
      kind: 'document' as const,
      names: [],
      documents: [{ type: 'P', number: 'AO1I2345', country: 'HND' }],
    },
  ];
  const index = buildIndex(list);

  it('answers with the best entry first, its evidence and what was not compared', () => {
    const [best] = match(aTraveller('HUSSEIN, MOHAMMED', { dateOfBirth: '1965-02-11' }), index);
    expect(best).toMatchObject({ entryId: '1', listId: 'test' });
    expect(best?.evidence.map(({ kind }) => kind)).toEqual(['name', 'birthDate']);
    expect(best?.notUsed).toEqual(['nationality', 'document', 'sex']);
  });

  it('lists the best entries whatever the threshold when all scores are asked for', () => {
    const traveller = aTraveller('GARCIA, PEDRO');
    expect(match(traveller, index)).toEqual([]);
    expect(match(traveller, index, DEFAULT_POLICY, { allScores: true })[0]?.entryId).toBe('2');
  });

  it('takes an equal document of the same issuer as nearly certain', () => {
    const document = { number: 'G1234567', country: 'MEX' };
    const [best] = match(aTraveller('GARCIA, J', { documents: [document] }), index);
    expect(best?.score).toBeGreaterThanOrEqual(0.95);
  });

  it('takes an equal number of another issuer as nothing', () => {
    const other = { number: 'G1234567', country: 'ESP' };
    expect(match(aTraveller('OKONKWO, AMINA', { documents: [other] }), index)).toEqual([]);
  });

  it('finds a listed document by its key, and more weakly when O and 0 are confused', () => {
    const ask = (number: string, country: string) =>
      match(aTraveller('OKONKWO, AMINA', { documents: [{ number, country }] }), index)[0];
    expect(ask('AO1I2345', 'HND')).toMatchObject({ entryId: '4', score: 1 });
    expect(ask('A0112345', 'HND')).toMatchObject({
      entryId: '4',
      score: DEFAULT_POLICY.document.listedConfusable,
    });
    expect(ask('AO1I2345', 'GTM')).toBeUndefined();
  });

  it('finds a listed word that the traveller’s record tears in two, among many namesakes', () => {
    const namesakes = Array.from({ length: 200 }, (_, at) => anEntry(`n${at}`, `SAID${at}, Ahmad`));
    const crowded = buildIndex([...namesakes, anEntry('torn', 'BARQAWI, Ahmad')]);
    expect(match(aTraveller('BAR QAWI, AHMAD'), crowded)[0]?.entryId).toBe('torn');
  });

  it('never matches a stand-in for an unknown name', () => {
    expect(match(aTraveller('FNU, LNU'), buildIndex([anEntry('9', 'FNU, LNU')]))).toEqual([]);
  });

  it('scores exactly as compare does', () => {
    fc.assert(
      fc.property(travellers, entries, (traveller, entry) => {
        const found = match(traveller, buildIndex([entry]), DEFAULT_POLICY, { allScores: true })[0];
        const pair = compare(traveller, entry);
        expect(found?.score ?? pair.score).toBe(pair.score);
        if (found) expect(found.evidence).toEqual(pair.evidence);
      }),
    );
  });

  it('finds through the index what comparing with every entry finds', () => {
    fc.assert(
      fc.property(travellers, fc.array(entries, { maxLength: 40 }), (traveller, all) => {
        const numbered = all.map((entry, at) => ({ ...entry, entryId: `${at}` }));
        const compared = numbered
          .map((entry) => ({ entryId: entry.entryId, ...compare(traveller, entry) }))
          .filter(({ score }) => score >= DEFAULT_POLICY.threshold);
        const found = match(traveller, buildIndex(numbered)).map(
          ({ entryId, score, evidence }) => ({ entryId, score, evidence }),
        );
        const byId = (a: { entryId: string }, b: { entryId: string }) =>
          a.entryId.localeCompare(b.entryId);
        expect(found.sort(byId)).toEqual(compared.sort(byId));
      }),
    );
  });

  it('gives byte-identical answers to the same question', () => {
    fc.assert(
      fc.property(travellers, fc.array(entries, { maxLength: 8 }), (traveller, all) => {
        const numbered = all.map((entry, at) => ({ ...entry, entryId: `${at}` }));
        const ask = () =>
          JSON.stringify(
            match(traveller, buildIndex(numbered), DEFAULT_POLICY, { allScores: true }),
          );
        expect(ask()).toBe(ask());
      }),
    );
  });

  it('looks at sixteen words of thirty-two letters at most, whatever is sent', () => {
    const monsters = [
      'A '.repeat(5000),
      'AB'.repeat(5000),
      'LÓPEZ '.repeat(200),
      '\u0000\u0007'.repeat(3000),
      'محمد '.repeat(2000),
    ];
    for (const name of monsters) {
      const words = prepareQueryName({ name }, new Vocabulary())?.words ?? [];
      expect(words.length).toBeLessThanOrEqual(16);
      expect(Math.max(0, ...words.map(({ text }) => text.length))).toBeLessThanOrEqual(32);
      expect(match({ name, documents: [] }, index).length).toBeLessThan(4);
    }
  });
});

describe('compare', () => {
  it('shows evidence whose points add up to the score', () => {
    fc.assert(
      fc.property(travellers, entries, (traveller, entry) => {
        const { score, evidence } = compare(traveller, entry);
        expect(recomputeScore(evidence)).toBe(score);
        for (const { text } of evidence) expect(text.es && text.en).toBeTruthy();
      }),
    );
  });

  it('does not depend on the order of given names', () => {
    fc.assert(
      fc.property(travellers, entries, (traveller, entry) => {
        const reversed = (traveller.given ?? '').split(' ').reverse().join(' ');
        // ABD + AL + RAHMAN and DE + LA + CRUZ are one name in this order only.
        if (/\b(ABD|AL|DE)\b/.test(`${traveller.given}`)) return;
        expect(compare({ ...traveller, given: reversed }, entry).score).toBe(
          compare(traveller, entry).score,
        );
      }),
    );
  });

  it('never falls by agreeing evidence and never rises by contradicting evidence', () => {
    fc.assert(
      fc.property(travellers, entries, (traveller, entry) => {
        const nameless = { ...traveller };
        delete nameless.dateOfBirth;
        const listed = { ...entry, datesOfBirth: ['1970-03-04'], nationalities: ['MEX'] };
        const without = compare(nameless, listed).score;
        const score = (facts: Partial<Query>) => compare({ ...nameless, ...facts }, listed).score;
        expect(score({ dateOfBirth: '1970-03-04' })).toBeGreaterThanOrEqual(without);
        expect(score({ dateOfBirth: '1991-11-22' })).toBeLessThanOrEqual(without);
        expect(score({ nationality: 'MEX' })).toBeGreaterThanOrEqual(without);
        expect(score({ nationality: 'UKR' })).toBeLessThanOrEqual(without);
        const passport = { number: 'N7654321', country: 'MEX' };
        const papers = { ...listed, documents: [{ type: 'P', ...passport }] };
        expect(
          compare({ ...nameless, documents: [passport] }, papers).score,
        ).toBeGreaterThanOrEqual(without);
      }),
    );
  });

  it('treats the unknown as silence', () => {
    const entry = anEntry('1', 'NAVARRO, Amina', { datesOfBirth: ['1970-03-04'], sex: 'F' });
    const bare = compare(aTraveller('NAVARRO, AMINA'), { ...entry, datesOfBirth: [] });
    for (const facts of [{}, { dateOfBirth: '0000-00-00' }, { nationality: 'XXX' }, { sex: 'X' }]) {
      expect(compare(aTraveller('NAVARRO, AMINA', facts), entry).score).toBe(bare.score);
    }
  });
});

describe('buildIndex', () => {
  it('equals an index built afresh after any sequence of changes', () => {
    const step = fc.record({
      id: fc.integer({ min: 0, max: 6 }),
      entry: entries,
      gone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), travellers, (steps, traveller) => {
        const changed = buildIndex([]);
        const living = new Map<string, Entry>();
        for (const { id, entry, gone } of steps) {
          const entryId = `${id}`;
          if (gone) changed.with({ remove: [entryId] });
          else changed.with({ put: [{ ...entry, entryId }] });
          if (gone) living.delete(entryId);
          else living.set(entryId, { ...entry, entryId });
        }
        const ask = (index: ReturnType<typeof buildIndex>) =>
          match(traveller, index, DEFAULT_POLICY, { allScores: true });
        expect(ask(changed)).toEqual(ask(buildIndex(living.values())));
        expect(changed.size).toBe(living.size);
      }),
    );
  });

  it('keeps its answers when it tidies up after many removals', () => {
    const many = Array.from({ length: 2500 }, (_, at) => anEntry(`${at}`, `NAVARRO${at}, Amina`));
    const index = buildIndex(many).with({ remove: many.slice(100).map(({ entryId }) => entryId) });
    expect(index.size).toBe(100);
    expect(index.entry('42')?.names[0]?.surname).toBe('NAVARRO42');
    expect(index.entry('2000')).toBeUndefined();
  });
});
