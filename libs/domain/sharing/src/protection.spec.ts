import type { Traveller } from '@vigia/manifest';
import { ageOn, protectionFlags } from './protection';

const DAY = '2026-07-03';

const aTraveller = (part: Partial<Traveller> = {}): Traveller => ({
  seq: 1,
  role: 'passenger',
  inTransit: false,
  name: { surname: 'Mejía', given: 'Ana' },
  dateOfBirth: '1990-01-01',
  documents: [],
  visas: [],
  refs: {},
  contacts: [],
  ...part,
});

const flagsOf = (traveller: Traveller, ...others: Traveller[]): string[] =>
  protectionFlags({ travellers: [traveller, ...others] }, traveller, DAY);

describe('protectionFlags', () => {
  const child = aTraveller({ dateOfBirth: '2012-03-04', name: { surname: 'Paz', given: 'Luz' } });

  it('finds a minor whom no adult accompanies', () => {
    expect(flagsOf(child, aTraveller())).toEqual(['unaccompaniedMinor']);
  });

  it.each<[string, Partial<Traveller>]>([
    ['booking', { refs: { locator: 'AB12' } }],
    ['contact', { contacts: [{ kind: 'phone', value: '+50688887777' }] }],
    ['family name', { name: { surname: 'Paz Duarte', given: 'Eva' } }],
  ])('takes an adult of the same %s for company', (_, shared) => {
    const minor = { ...child, ...(shared.name ? {} : shared) };
    expect(flagsOf(minor, aTraveller(shared))).toEqual([]);
  });

  it('does not take another child for company', () => {
    const sibling = aTraveller({ ...child, seq: 2, dateOfBirth: '2010-01-01' });
    expect(flagsOf(child, sibling)).toEqual(['unaccompaniedMinor']);
  });

  it('does not take an adult of another booking with the same surname for company', () => {
    const minor = { ...child, refs: { locator: 'AB12' } };
    const adult = aTraveller({ name: child.name, refs: { locator: 'ZZ99' } });
    expect(flagsOf(minor, adult)).toEqual(['unaccompaniedMinor']);
  });

  it('marks somebody alone whose age is unknown, and no adult', () => {
    const { dateOfBirth: _, ...unknown } = aTraveller();
    expect(flagsOf(unknown)).toEqual(['ageUnknownAlone']);
    expect(flagsOf(aTraveller())).toEqual([]);
  });

  it('marks holders of documents for refugees and stateless persons', () => {
    const documents = [{ type: 'P', number: 'E12', issuer: 'XXB' }];
    expect(flagsOf(aTraveller({ documents }))).toEqual(['refugeeDocument']);
  });
});

describe('ageOn', () => {
  it.each([
    ['2008-07-03', 18],
    ['2008-07-04', 17],
    ['2008', 17],
    ['2027-01-01', undefined],
    [undefined, undefined],
  ])('of somebody born %s is %s on 3 July 2026', (born, years) => {
    expect(ageOn(born, DAY)).toBe(years);
  });
});
