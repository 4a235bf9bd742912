import type { Contact, Leg, Manifest, Place, Traveller } from '@vigia/manifest';
import { normaliseContact } from './allow-list';
import { collectLegs } from './collect-legs';
import { legsOf } from './legs-of';

const at = (code: string): Place => ({
  code,
  scheme: code.length === 3 ? 'IATA' : 'UNLOCODE',
  role: 'stop',
});
const hop = (seq: number, from: string, to: string, departs: string, arrives: string): Leg => ({
  ...{ seq, stage: 'main', from: at(from), to: at(to) },
  ...{ departureLocal: `2026-07-03T${departs}`, arrivalLocal: `2026-07-03T${arrives}` },
});
const aTraveller = (wish: Partial<Traveller> = {}): Traveller => ({
  ...{ seq: 1, role: 'passenger', inTransit: false, dateOfBirth: '1990-05-17' },
  name: { surname: 'SPECIMEN', given: 'ANNA' },
  documents: [{ type: 'P', number: 'X0001', issuer: 'UTO' }],
  ...{ visas: [], refs: {}, contacts: [] },
  ...wish,
});
const aManifest = (wish: Partial<Manifest> = {}): Manifest => ({
  source: { channel: 'csv', sender: 'BUSB', rawSha256: '00', preparedAt: '2026-07-02T10:00' },
  listType: 'passengers',
  carrier: { code: 'BUSB', scheme: 'LOCAL' },
  conveyance: { mode: 'road', journeyId: 'B7' },
  itinerary: [
    hop(1, 'CRSJO', 'NIMGA', '06:00', '15:00'),
    hop(2, 'NIMGA', 'HNTGU', '15:30', '22:00'),
  ],
  travellers: [aTraveller()],
  controlTotals: {},
  warnings: [],
  ...wish,
});
const key = ({ kind, value }: Contact) => `${kind}:${value}`;
const collect = (...manifests: Manifest[]) =>
  collectLegs(
    manifests.map((manifest, index) => ({ manifest, manifestId: `m${index}` })),
    key,
  );
const close = (fn: string, travellers: Traveller[]) =>
  aManifest({
    ...{ listType: 'flightStatus', function: fn, travellers },
    source: { channel: 'edifact', sender: 'BUSB', rawSha256: '01', preparedAt: '2026-07-03T07:00' },
  });
const two = aTraveller({
  ...{ seq: 2, dateOfBirth: '1980-01-02', name: { surname: 'OTHER', given: 'BOB' } },
  documents: [{ type: 'P', number: 'X0002', issuer: 'UTO' }],
});

describe('legsOf', () => {
  it('takes a traveller from the boarding point to the alighting point, with the stops between', () => {
    const [through] = legsOf(aManifest(), 'm', key);
    expect(through).toMatchObject({
      ...{ from: { code: 'CRSJO', country: 'CR' }, to: { code: 'HNTGU', country: 'HN' } },
      ...{ via: [{ code: 'NIMGA', country: 'NI' }], mode: 'road', carrier: 'BUSB' },
    });
    const half = aTraveller({ embark: at('NIMGA'), disembark: at('HNTGU') });
    const [part] = legsOf(aManifest({ travellers: [half] }), 'm', key);
    expect(part).toMatchObject({ from: { code: 'NIMGA' }, to: { code: 'HNTGU' }, via: [] });
  });

  it('gives instants in UTC by the zones of the places', () => {
    const [leg] = legsOf(aManifest(), 'm', key);
    expect(Date.parse(leg?.departedAt ?? '')).toBe(Date.parse('2026-07-03T12:00Z'));
    expect(Date.parse(leg?.arrivedAt ?? '')).toBe(Date.parse('2026-07-04T04:00Z'));
  });

  it('keeps the ends of a flight when a connecting ticket begins elsewhere', () => {
    const manifest = aManifest({
      ...{ conveyance: { mode: 'air', journeyId: 'ZZ1' } },
      itinerary: [hop(1, 'SVO', 'HAV', '06:00', '12:00')],
      travellers: [aTraveller({ embark: at('LED'), disembark: at('MGA') })],
    });
    expect(legsOf(manifest, 'm', key)[0]).toMatchObject({
      from: { code: 'SVO' },
      to: { code: 'HAV' },
    });
  });

  it('passes contacts in one form', () => {
    const spell = (value: string) => normaliseContact({ kind: 'phone', value }, 'CR').value;
    expect(
      new Set(['+506 8888-1234', '00506 88881234', '8888 1234', '+50688881234'].map(spell)),
    ).toEqual(new Set(['50688881234']));
    const mail = (value: string) => normaliseContact({ kind: 'email', value }).value;
    expect(
      new Set(
        ['Ana.B+viaje1@Correo.example', 'ana.b@correo.example ', 'ana.b+2@correo.example'].map(
          mail,
        ),
      ),
    ).toEqual(new Set(['ana.b@correo.example']));
    expect(mail('+tag@correo.example')).toBe('+tag@correo.example');
    const contacts: Contact[] = [{ kind: 'email', value: ' Anna@Example.ORG' }];
    expect(
      legsOf(aManifest({ travellers: [aTraveller({ contacts })] }), 'm', key)[0]?.contacts,
    ).toEqual(['email:anna@example.org']);
  });

  it('carries no nationality, sex, birthplace or residence', () => {
    const traveller = aTraveller({
      ...{ nationality: 'UTO', gender: 'F', birthPlace: 'ZENITH', residence: 'UTO' },
    });
    const plain = legsOf(aManifest(), 'm', key);
    expect(legsOf(aManifest({ travellers: [traveller] }), 'm', key)).toEqual(plain);
  });
});

describe('collectLegs', () => {
  it('keeps one leg of a traveller whom two versions of a list name', () => {
    expect(collect(aManifest(), aManifest())).toHaveLength(1);
  });

  it('takes cancelled reservations and cancelled departures off', () => {
    const list = aManifest({ travellers: [aTraveller(), two] });
    const later = { ...list.source, preparedAt: '2026-07-02T12:00' };
    const cancelled = aManifest({ function: 'XR', travellers: [two], source: later });
    expect(collect(cancelled, list).map(({ identity }) => identity.name.surname)).toEqual([
      'SPECIMEN',
    ]);
    expect(collect(list, close('XF', []))).toEqual([]);
  });

  it.each([
    ['CLOB', [true, false]],
    ['CLNB', [false, true]],
    ['CL', [undefined, undefined]],
  ])('reads from a close-out %s who boarded', (fn, boarded) => {
    const list = aManifest({ travellers: [aTraveller(), two] });
    expect(collect(close(fn, [aTraveller()]), list).map((leg) => leg.boarded)).toEqual(boarded);
  });

  it('follows a unique reference through a corrected document', () => {
    const refs = { unique: 'ABO1' };
    const before = aManifest({ travellers: [aTraveller({ refs })] });
    const documents = [{ type: 'P', number: 'X9999', issuer: 'UTO' }];
    const after = aManifest({
      travellers: [aTraveller({ refs, documents })],
      source: { ...before.source, preparedAt: '2026-07-02T12:00' },
    });
    const legs = collect(before, after);
    expect(legs.map(({ identity }) => identity.documents[0]?.number)).toEqual(['X9999']);
  });
});
