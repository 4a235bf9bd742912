import fc from 'fast-check';
import { MEMBER_STATES } from './member-states';
import { recipientsOf, release, type ReleasableAlert } from './release';

const anAlert = (part: Partial<ReleasableAlert> = {}): ReleasableAlert => ({
  kind: 'listMatch',
  person: { nationality: 'RUS', documents: [] },
  legs: [
    { from: { country: 'PA' }, to: { country: 'CR' } },
    { from: { country: 'CR' }, to: { country: 'NI' } },
  ],
  protection: [],
  ...part,
});

const ALL = MEMBER_STATES.map(({ id }) => id);

describe('release', () => {
  it('shows an alert to the states of departure, transit and destination alone', () => {
    expect(recipientsOf(anAlert(), ALL)).toEqual(['pan', 'cri', 'nic']);
    expect(release(anAlert(), 'mex', 'enforcement')).toEqual({
      view: 'none',
      reason: 'notConcerned',
    });
  });

  it('shows it to the states that a coach merely passes through', () => {
    const legs = [{ from: { country: 'PA' }, via: [{ country: 'CR' }], to: { country: 'NI' } }];
    expect(recipientsOf(anAlert({ legs }), ALL)).toEqual(['pan', 'cri', 'nic']);
  });

  it('shows it to the owner of the list, and to nobody who is not connected', () => {
    const alert = anAlert({ listEntry: { listKind: 'own', owner: 'GTM' } });
    expect(recipientsOf(alert, ALL)).toContain('gtm');
    expect(recipientsOf(alert, ['cri'])).toEqual(['cri']);
  });

  it('gives enforcement a stub and protection the whole when a child travels alone', () => {
    const alert = anAlert({ kind: 'protection', protection: ['unaccompaniedMinor'] });
    expect(release(alert, 'cri', 'enforcement')).toEqual({ view: 'stub', reason: 'protection' });
    expect(release(alert, 'cri', 'protection')).toEqual({ view: 'full' });
  });

  it('gives enforcement a stub when the list is one of missing persons', () => {
    const alert = anAlert({ listEntry: { listKind: 'missing', owner: 'GTM' } });
    expect(release(alert, 'cri', 'enforcement').view).toBe('stub');
  });

  it.each([
    ['nationality', { nationality: 'NIC', documents: [] }],
    ['nationality in two letters', { nationality: 'NI', documents: [] }],
    ['birthplace', { birthPlace: 'Estelí, Nicaragua', documents: [] }],
    ['birthplace code', { birthPlace: 'NIC ESTELI', documents: [] }],
    ['residence', { residence: 'NIC', documents: [] }],
    ['document issuer', { documents: [{ issuer: 'NIC' }] }],
  ])('tells a state nothing about a person it may have to protect from it: %s', (_, person) => {
    const alert = anAlert({ person, legs: [{ from: { country: 'NI' }, to: { country: 'CR' } }] });
    expect(release(alert, 'nic', 'protection')).toEqual({ view: 'none', reason: 'nonRefoulement' });
    expect(recipientsOf(alert, ALL)).toEqual(['cri']);
  });

  it('shows a state its own citizen who travels home, once no need of protection is known', () => {
    const home = anAlert({ person: { nationality: 'NIC', documents: [] } });
    expect(release(home, 'nic', 'enforcement')).toEqual({ view: 'full' });
    const child = anAlert({
      person: { nationality: 'NIC', documents: [] },
      protection: ['unaccompaniedMinor'],
    });
    expect(release(child, 'nic', 'protection').view).toBe('none');
  });

  it('shows it to the state of origin after an officer has found no claim', () => {
    const alert = anAlert({ person: { nationality: 'PAN', documents: [] } });
    expect(release(alert, 'pan', 'enforcement').view).toBe('none');
    expect(release(alert, 'pan', 'enforcement', { outcome: 'none' }).view).toBe('full');
    expect(release(alert, 'pan', 'enforcement', { outcome: 'open' }).view).toBe('none');
    expect(release(alert, 'cri', 'enforcement', { outcome: 'open', feared: ['cri'] }).view).toBe(
      'none',
    );
  });

  const state = fc.constantFrom(...MEMBER_STATES);
  const person = fc.record(
    {
      nationality: state.map(({ id }) => id.toUpperCase()),
      birthPlace: state.map(({ names }) => `Ciudad, ${names[0] ?? ''}`),
      residence: state.map(({ id }) => id.toUpperCase()),
      documents: fc.array(
        state.map(({ id }) => ({ issuer: id.toUpperCase() })),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['documents'] },
  );
  const place = state.map(({ alpha2 }) => ({ country: alpha2 }));
  const alerts: fc.Arbitrary<ReleasableAlert> = fc.record({
    kind: fc.constantFrom('listMatch', 'indicators', 'protection'),
    person,
    legs: fc.array(fc.record({ from: place, via: fc.array(place, { maxLength: 2 }), to: place }), {
      minLength: 1,
      maxLength: 4,
    }),
    protection: fc.constant(['refugeeDocument']),
  });

  it('never lets a flagged person reach a state of origin, whatever the itinerary', () => {
    fc.assert(
      fc.property(alerts, (alert) => {
        const own = [
          alert.person.nationality,
          alert.person.residence,
          ...alert.person.documents.map(({ issuer }) => issuer),
        ].map((code) => code?.toLowerCase());
        for (const recipient of recipientsOf(alert, ALL)) expect(own).not.toContain(recipient);
      }),
    );
  });

  const rules = fc.constantFrom('itinerary' as const, 'owner' as const, 'named' as const);
  const listed = fc
    .tuple(alerts, state, rules, fc.array(state, { maxLength: 4 }))
    .map(([alert, { id: owner }, rule, named]) => ({
      owner,
      plain: { ...alert, listEntry: { listKind: 'own', owner } },
      shared: {
        ...alert,
        listEntry: { listKind: 'own', owner, sharing: { rule, states: named.map(({ id }) => id) } },
      },
    }));

  it('never goes further by a list’s sharing rule than by itinerary', () => {
    fc.assert(
      fc.property(listed, ({ plain, shared }) => {
        const before = recipientsOf(plain, ALL);
        const after = recipientsOf(shared, ALL);
        expect(before).toEqual(expect.arrayContaining(after));
        if (shared.listEntry.sharing.rule === 'itinerary') expect(after).toEqual(before);
      }),
    );
  });

  it('goes to the owner alone when the owner says so, and to those named beside the owner', () => {
    fc.assert(
      fc.property(listed, ({ owner, shared }) => {
        const { rule, states } = shared.listEntry.sharing;
        const allowed = rule === 'itinerary' ? ALL : rule === 'owner' ? [] : states;
        for (const one of recipientsOf(shared, ALL)) expect([...allowed, owner]).toContain(one);
      }),
    );
  });
});
