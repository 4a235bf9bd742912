import * as fc from 'fast-check';
import { compare } from './compare';
import { match } from './match';
import { buildIndex } from './match-index';
import { DEFAULT_POLICY } from './policy';
import { aTraveller, anEntry, entries, travellers } from './some-names';

const same = { dateOfBirth: '1976-08-19' };
const listed = (name: string) => anEntry('1', name, { datesOfBirth: ['1976-08-19'] });
const score = (traveller: string, name: string) =>
  compare(aTraveller(traveller, same), listed(name)).score;

describe('words of names that stand for one another', () => {
  it.each([
    ['SCOTO MARIN, JOSELUISALFREDO', 'SCOTO MARIN, Jose Luis Alfredo'],
    ['BOUYAHIA, HAMADIBENABDULAZIZBENALI', 'BOUYAHIA, Hamadi Ben Abdul Aziz Ben Ali'],
    ['QUINTANILLA, JL', 'QUINTANILLA, Jose Luis'],
    ['SALAZAR, JORGEMR', 'SALAZAR, Jorge'],
    ['BASAL, RAHMAN', 'BASAL, Abd-al-Rahman'],
    ['XUDOYBERDIYEV, SHUHRAT', 'KHUDAYBERDIEV, Shukhrat'],
    ['HARBI (ABU KHALID), ALI', 'AL-HARBI, Ali'],
    ['ZULETA TROCHEZ, JOSE OSC', 'ZULETA TROCHEZ, Jose Oscar'],
    ['KIM, S0NG', 'KIM, Song'],
    ['王小明, ', 'WANG, Xiaoming'],
    ['KONATE SALIF, KONATE SALIF', 'KONATE, Salif'],
    ['VAN, DER KOLK WILLEM', 'VAN DER KOLK, Willem'],
    ['DARWISH, ABDUL H', 'DARWISH, Abdul Halim'],
    ['DARWISH, ABSUL HALIM', 'DARWISH, Abd al-Halim'],
    ['ISLAM, RAFIQ UL', 'ISLAM, Rafiqul'],
  ])('sees %s in %s', (traveller, name) => {
    expect(score(traveller, name)).toBeGreaterThanOrEqual(DEFAULT_POLICY.threshold);
  });

  it.each([
    ['ABDULAZIZ, FAISAL', 'ABDULHAMID, Faisal'],
    ['محمد, حسن', 'MAHMUD, Hasan'],
    ['王小明, ', 'WANG, Xiaohong'],
    ['KIM, JONG NAM', 'KIM, Jong Il'],
    ['MOHAMMADI, REZA', 'AHMADI, Reza'],
    ['DARWISH, ABDUL H', 'DARWISH, Abdul Rahman'],
  ])('tells %s from %s', (traveller, name) => {
    expect(score(traveller, name)).toBeLessThan(DEFAULT_POLICY.threshold);
  });

  it('parts a machine-readable zone and an airline booking into their fields', () => {
    for (const name of ['P<HNDLOPEZ<MEJIA<<ANA<MARIA<<<<', 'LOPEZ MEJIA/ANA MARIA MRS']) {
      const { score: parted } = compare(
        { name, ...same, documents: [] },
        listed('LOPEZ MEJIA, Ana Maria'),
      );
      expect(parted).toBe(1);
    }
  });

  it('takes two syllables for no name of one', () => {
    const { score: joined } = compare(
      aTraveller('PAK, MI-YOUNG', same),
      anEntry('1', 'PAK, Myong'),
    );
    expect(joined).toBeLessThan(DEFAULT_POLICY.threshold);
  });

  it('takes a form of address that is somebody’s only first name for silence, not for a contradiction', () => {
    const without = score('SAIFULLAH', 'SAIFULLAH, Qari');
    expect(score('SAIFULLAH, QARI', 'SAIFULLAH, Qari')).toBeGreaterThanOrEqual(without);
  });
});

describe('candidates found by name', () => {
  const list = fc.array(entries, { minLength: 1, maxLength: 12 });

  it('leave out no entry that comparing every pair would alert on', () => {
    fc.assert(
      fc.property(travellers, list, (traveller, all) => {
        const numbered = all.map((entry, at) => ({ ...entry, entryId: `${at}` }));
        const found = match(traveller, buildIndex(numbered)).map(({ entryId }) => entryId);
        const alerts = numbered.filter(
          (entry) => compare(traveller, entry).score >= DEFAULT_POLICY.threshold,
        );
        expect([...found].sort()).toEqual(alerts.map(({ entryId }) => entryId).sort());
      }),
    );
  });

  it('include a year of birth with one digit exchanged, however far it leads', () => {
    const traveller = aTraveller('OKONKWO, CHIDI', { dateOfBirth: '1957-03-04' });
    const entry = anEntry('1', 'OKONKWO, Chidi', { datesOfBirth: ['1975-03-04'] });
    expect(match(traveller, buildIndex([entry]))).toHaveLength(1);
  });
});
