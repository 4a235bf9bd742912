import type { Invented, People } from './people';
import type { Booking, Recorder } from './recorder';

/** Writes one innocent party of a kind; answers how many people it made. */
type Story = (recorder: Recorder, people: People) => number;

const AIR_TRIPS =
  'SVO HAV|SVO HAV|SVO HAV|SVO VRA|AMS UIO|AMS UIO|AMS GYE|MAD HAV|MAD BOG|MAD GUA|AMS UIO|AMS PTY|MIA GUA|MIA MGA|MIA SJO|MIA TGU|MIA UIO|SAL MIA|SAL IAD|SAL MEX|PTY BOG|PTY SJO|BOG MEX|MEX CUN|MAD MEX'
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]);
const BUS_TRIPS =
  'PAPTY CRSJO|CRSJO NIMGA|NIMGA HNTGU|HNTGU SVSAL|SVSAL GTGUA|HNSAP GTGUA|GTGUA MXTAP|CRSJO HNTGU'
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]);

const partyOf = (people: People, size: number, children = 0): Invented[] => {
  const first = people.person();
  const others = Array.from({ length: size - 1 }, (_, at) =>
    people.person({ family: first, minor: at < children }),
  );
  return [first, ...others];
};

const all = (
  recorder: Recorder,
  party: readonly Invented[],
  route: readonly [string, string],
  day: number,
  booking: Booking,
): number => Math.max(...party.map((one) => recorder.travel(one, ...route, day, booking)));

const contactOf = (recorder: Recorder, person: Invented): string[] =>
  recorder.doing.is(0.7) ? [recorder.doing.is(0.5) ? person.phone : person.email] : [];

/** Tourists and families by air, there and back on one booking. */
const holiday: Story = (recorder, people) => {
  const { doing } = recorder;
  const size = doing.pick([1, 1, 2, 2, 2, 3, 4, 5]);
  const party = partyOf(people, size, Math.max(0, size - 2));
  const [from, to] = doing.pick(AIR_TRIPS);
  const contacts = party[0] ? contactOf(recorder, party[0]) : [];
  const booking = { locator: recorder.locator(), contacts, bags: doing.is(0.9) ? 1 : 0 };
  const back = all(recorder, party, [from, to], doing.int(0, 320), booking) + doing.int(3, 25);
  all(recorder, party, [to, from], Math.ceil(back), booking);
  return size;
};

/** Visits to relatives by bus, there and back; a few stay. */
const busVisit: Story = (recorder, people) => {
  const { doing } = recorder;
  const size = doing.pick([1, 1, 1, 2, 3]);
  const party = partyOf(people, size, size > 2 ? 1 : 0);
  const [from, to] = doing.pick(BUS_TRIPS);
  const contacts = party[0] ? contactOf(recorder, party[0]) : [];
  const route: [string, string] = doing.is(0.5) ? [from, to] : [to, from];
  const back = all(recorder, party, route, doing.int(0, 340), { contacts }) + doing.int(2, 20);
  if (doing.is(0.9)) all(recorder, party, [route[1], route[0]], Math.ceil(back), { contacts });
  return size;
};

/** Workers and students: one way, and back months later if at all. */
const longStay: Story = (recorder, people) => {
  const { doing } = recorder;
  const person = people.person();
  const [from, to] = doing.pick(AIR_TRIPS);
  const contacts = contactOf(recorder, person);
  const late = doing.is(0.05) ? { bookedHoursAhead: doing.int(5, 48) } : {};
  const wish = { locator: recorder.locator(), contacts, bags: doing.is(0.95) ? 2 : 0, ...late };
  const arrived = recorder.travel(person, from, to, doing.int(0, 250), wish);
  if (doing.is(0.6)) {
    const day = Math.ceil(arrived) + doing.int(70, 110);
    recorder.travel(person, to, from, day, { ...wish, locator: recorder.locator() });
  }
  return 1;
};

/** Round trips through Cuba or Ecuador and Panama: the corridors' innocent neighbours. */
const grandTour: Story = (recorder, people) => {
  const { doing } = recorder;
  const party = partyOf(people, doing.int(1, 3));
  const wish = { locator: recorder.locator(), contacts: party[0] ? [party[0].phone] : [] };
  const [home, far, hub] = doing.pick([
    ['SVO', 'HAV', 'PTY'],
    ['AMS', 'UIO', 'PTY'],
    ['MAD', 'UIO', 'PTY'],
  ] as const);
  let at = all(recorder, party, [home, far], doing.int(0, 300), wish);
  at = all(recorder, party, [far, hub], Math.ceil(at) + doing.int(2, 12), wish);
  if (doing.is(0.03)) return party.length;
  at = all(recorder, party, [hub, far], Math.ceil(at) + doing.int(1, 12), wish);
  all(recorder, party, [far, home], Math.ceil(at) + doing.int(0, 9), wish);
  return party.length;
};

const CHAIN = ['PAPTY', 'CRSJO', 'NIMGA', 'HNTGU', 'SVSAL', 'GTGUA', 'MXTAP'] as const;

/** Backpackers north by bus, mostly slowly; home by air from Mexico, or back the way they came. */
const backpacker: Story = (recorder, people) => {
  const { doing } = recorder;
  const party = partyOf(people, doing.int(1, 2));
  const contacts = party[0] ? contactOf(recorder, party[0]) : [];
  const wish = { locator: recorder.locator(), contacts };
  let at = all(recorder, party, ['AMS', 'PTY'], doing.int(0, 270), wish);
  const quick = doing.is(0.3);
  for (let stop = 1; stop < CHAIN.length; stop += 1) {
    const [from = 'PAPTY', to = 'CRSJO'] = [CHAIN[stop - 1], CHAIN[stop]];
    at = all(recorder, party, [from, to], Math.ceil(at) + doing.int(quick ? 0 : 3, quick ? 2 : 9), {
      contacts,
    });
  }
  if (doing.is(0.95)) {
    all(recorder, party, ['MEX', 'AMS'], Math.ceil(at) + doing.int(3, 20), wish);
  }
  return party.length;
};

/** Traders: short trips by bus every fortnight, alone; one in ten with a partner. */
const trader: Story = (recorder, people) => {
  const { doing } = recorder;
  const party = partyOf(people, doing.is(0.1) ? 2 : 1);
  const [from, to] = doing.pick(BUS_TRIPS);
  const contacts = party[0] ? [party[0].phone] : [];
  for (let day = doing.int(0, 40); day < 350; day += doing.int(10, 30)) {
    const at = all(recorder, party, [from, to], day, { contacts });
    all(recorder, party, [to, from], Math.ceil(at) + 1, { contacts });
  }
  return party.length;
};

/** A driver on duty, north and south all year. */
const driver: Story = (recorder, people) => {
  const { doing } = recorder;
  const person = people.person();
  const [from, to] = doing.pick(BUS_TRIPS);
  for (let day = doing.int(0, 6); day < 360; day += 4) {
    recorder.travel(person, from, to, day, { crew: true });
    recorder.travel(person, to, from, day + 2, { crew: true });
  }
  return 1;
};

/** A guide on the role list with four groups of pilgrims a year, each one booking and back. */
const pilgrims: Story = (recorder, people) => {
  const { doing } = recorder;
  const guide = people.person();
  const [document] = guide.documents;
  recorder.roles.push({
    ...{ role: 'guide', document: document?.number ?? '', issuer: document?.issuer ?? '' },
  });
  const [from, to] = doing.pick(BUS_TRIPS);
  let made = 1;
  for (let day = doing.int(0, 60); day < 330; day += 90) {
    const group = [guide, ...Array.from({ length: doing.int(14, 28) }, () => people.person())];
    const wish = { locator: recorder.locator(), contacts: [guide.phone] };
    const at = all(recorder, group, [from, to], day, wish);
    all(recorder, group, [to, from], Math.ceil(at) + 2, wish);
    made += group.length - 1;
  }
  recorder.allowedContacts.push(guide.phone);
  return made;
};

/** People whom one aid organisation books: one contact on the allow-list, one way. */
const aid: Story = (recorder, people) => {
  const { doing } = recorder;
  const office = `+50388${doing.int(100000, 999999)}`;
  recorder.allowedContacts.push(office);
  const count = doing.int(10, 40);
  for (let at = 0; at < count; at += 1) {
    const [from, to] = doing.pick(BUS_TRIPS);
    recorder.travel(people.person(), from, to, doing.int(0, 350), { contacts: [office] });
  }
  return count;
};

/** A neighbour with a telephone books for others now and then: shared, but nobody is led anywhere. */
const helper: Story = (recorder, people) => {
  const { doing } = recorder;
  const phone = `+50377${doing.int(100000, 999999)}`;
  const count = doing.int(2, 5);
  const start = doing.int(0, 320);
  for (let at = 0; at < count; at += 1) {
    const person = people.person();
    const [from, to] = doing.pick(BUS_TRIPS);
    const day = Math.ceil(
      recorder.travel(person, from, to, start + doing.int(0, 25), { contacts: [phone] }),
    );
    if (doing.is(0.95))
      recorder.travel(person, to, from, day + doing.int(2, 15), { contacts: [phone] });
  }
  return count;
};

/** Two bookings of one's own, there and back; sometimes the connection is missed and taken next day. */
const selfConnect: Story = (recorder, people) => {
  const { doing } = recorder;
  const person = people.person();
  const contacts = contactOf(recorder, person);
  const [first, second] = [recorder.locator(), recorder.locator()];
  const at = recorder.travel(person, 'MIA', 'SJO', doing.int(0, 330), { locator: first, contacts });
  const missed = doing.is(0.1);
  if (missed) {
    recorder.travel(person, 'SJO', 'PTY', Math.ceil(at), {
      locator: second,
      contacts,
      boarded: false,
    });
  }
  const there = recorder.travel(person, 'SJO', 'PTY', Math.ceil(at) + (missed ? 1 : 0), {
    ...{ locator: second, contacts, boarded: true },
  });
  const back = recorder.travel(person, 'PTY', 'SJO', Math.ceil(there) + doing.int(4, 14), {
    ...{ locator: second, contacts },
  });
  if (doing.is(0.97)) {
    recorder.travel(person, 'SJO', 'MIA', Math.ceil(back), { locator: first, contacts });
  }
  return 1;
};

/** A passport renewed between two trips, or two nationalities used by turns. */
const newPassport: Story = (recorder, people) => {
  const { doing } = recorder;
  const person = people.person();
  const [from, to] = doing.pick(AIR_TRIPS);
  const [own] = person.documents;
  const other = {
    type: 'P',
    number: `R${doing.int(1e7, 99999999)}`,
    issued: '2025-01-02',
    expires: '2035-01-02',
  };
  const issuer = doing.is(0.5) ? (own?.issuer ?? 'UTO') : 'XOM';
  const wish = { locator: recorder.locator(), contacts: contactOf(recorder, person) };
  const at = recorder.travel(person, from, to, doing.int(0, 300), wish);
  if (doing.is(0.1) && own) {
    recorder.lost.set(`d:${own.issuer ?? ''}:${own.number}`, {
      status: 'lost',
      reportedOn: '2025-12-30',
    });
  }
  recorder.travel(
    { ...person, documents: [{ ...other, issuer }] },
    to,
    from,
    Math.ceil(at) + 8,
    wish,
  );
  return 1;
};

/** Kinds of innocent traveller with their weight among parties. */
export const INNOCENTS: readonly (readonly [name: string, weight: number, story: Story])[] = [
  ['holiday', 4000, holiday],
  ['bus visit', 3200, busVisit],
  ['long stay', 1300, longStay],
  ['grand tour', 150, grandTour],
  ['backpacker', 120, backpacker],
  ['trader', 60, trader],
  ['driver', 10, driver],
  ['pilgrims', 12, pilgrims],
  ['aid', 10, aid],
  ['helper', 25, helper],
  ['self-connecting', 100, selfConnect],
  ['new passport', 100, newPassport],
];
