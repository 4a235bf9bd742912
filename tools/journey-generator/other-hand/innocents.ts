import type { World } from './world';

/** Writes one innocent party; answers how many people it made. */
type Scene = (world: World) => number;

const HOLIDAYS =
  'SVO HAV|SVO VRA|SVO HAV|AMS UIO|AMS GYE|MAD BOG|MAD GUA|MAD SJO|CDG HAV|CDG SJO|MIA GUA|MIA SJO|MIA HAV|AMS SJO|BOG MIA|PTY MEX|IST HAV|PTY MIA|MEX MAD|GRU PTY';
const COACHES =
  'PAPTY CRSJO|CRSJO NIMGA|NIMGA HNTGU|HNTGU SVSAL|SVSAL GTGUA|GTGUA MXTAP|HNSAP GTGUA|NIMGA CRSJO|SVSAL HNTGU|GTGUA SVSAL|CRSJO HNTGU';
const pairOf = ({ chance }: World, pairs: string): [string, string] => {
  const [from = '', to = ''] = chance.pick(pairs.split('|')).split(' ');
  return [from, to];
};

/** Families and couples on holiday, one booking, there and back. */
const tourists: Scene = (world) => {
  const { chance, cast, diary } = world;
  const party = cast.family(chance.pick([1, 1, 2, 2, 3, 4, 5]));
  const [from, to] = pairOf(world, HOLIDAYS);
  const facts = {
    ...world.contact(party[0]),
    locator: diary.locator(),
    bags: chance.is(0.9) ? 1 : 0,
  };
  const there = diary.together(party, from, to, chance.int(0, 320), facts);
  diary.together(party, to, from, there + chance.int(4, 24), facts);
  return party.length;
};

/** Booked over a high-street agency whose telephone stands on every booking; there and back. */
const agencyCustomers: Scene = (world) => {
  const { chance, cast, diary } = world;
  const phone = chance.pick(world.agencies);
  const party = cast.family(chance.int(1, 3));
  const [from, to] = pairOf(world, HOLIDAYS);
  const facts = { phone, locator: diary.locator(), bags: 1 };
  const there = diary.together(party, from, to, chance.int(0, 320), facts);
  diary.together(party, to, from, there + chance.int(4, 20), facts);
  return party.length;
};

/** Guests whose hotel booked the transfer by coach and left its own e-mail; there and back. */
const hotelGuests: Scene = (world) => {
  const { chance, cast, diary } = world;
  const email = chance.pick(world.hotels);
  const party = cast.family(chance.int(1, 4));
  const [from, to] = pairOf(world, COACHES);
  const facts = { email, locator: diary.locator() };
  const there = diary.together(party, from, to, chance.int(0, 330), facts);
  diary.together(party, to, from, there + chance.int(2, 9), { email, locator: diary.locator() });
  return party.length;
};

/** Students and workers: one way, home after many months if at all. */
const longStay: Scene = (world) => {
  const { chance, cast, diary } = world;
  const actor = cast.actor();
  const [from, to] = pairOf(world, HOLIDAYS);
  const facts = {
    ...world.contact(actor),
    locator: diary.locator(),
    bags: chance.is(0.93) ? 2 : 0,
  };
  const there = diary.ride(actor, from, to, chance.int(0, 200), facts);
  if (chance.is(0.5)) {
    diary.ride(actor, to, from, there + chance.int(90, 140), {
      ...facts,
      locator: diary.locator(),
    });
  }
  return 1;
};

/** Relatives visited by coach; one in twelve stays. */
const coachVisit: Scene = (world) => {
  const { chance, cast, diary } = world;
  const party = cast.family(chance.pick([1, 1, 1, 2, 3]));
  const [from, to] = pairOf(world, COACHES);
  const contact = world.contact(party[0]);
  const there = diary.together(party, from, to, chance.int(0, 335), {
    ...contact,
    locator: diary.locator(),
  });
  if (chance.is(0.92)) {
    diary.together(party, to, from, there + chance.int(1, 25), {
      ...contact,
      locator: diary.locator(),
    });
  }
  return party.length;
};

/** Migrants on their own, north by coach, a ticket a stage: no ring leads them. */
const loneMigrant: Scene = (world) => {
  const { chance, cast, diary } = world;
  const actor = cast.actor();
  const contact = chance.is(0.4) ? { phone: actor.phone } : {};
  let at = chance.int(0, 330);
  for (const [from, to] of [
    ['PAPTY', 'CRSJO'],
    ['CRSJO', 'NIMGA'],
    ['NIMGA', 'HNTGU'],
    ['HNTGU', 'SVSAL'],
    ['SVSAL', 'GTGUA'],
  ] as const) {
    at = diary.ride(actor, from, to, at + chance.int(0, 3), contact);
  }
  return 1;
};

/** Backpackers from Europe north through the isthmus and home from Mexico, or back as they came. */
const backpackers: Scene = (world) => {
  const { chance, cast, diary } = world;
  const party = cast.strangers(chance.int(1, 2), chance.pick(['NLD', 'ESP', 'USA']));
  const facts = { ...world.contact(party[0]), locator: diary.locator() };
  let at = diary.together(party, 'AMS', 'PTY', chance.int(0, 250), facts);
  for (const [from, to] of [
    ['PAPTY', 'CRSJO'],
    ['CRSJO', 'NIMGA'],
    ['NIMGA', 'HNTGU'],
    ['HNTGU', 'SVSAL'],
    ['SVSAL', 'GTGUA'],
    ['GTGUA', 'MXTAP'],
  ] as const) {
    at = diary.together(party, from, to, at + chance.int(0, 6), { ...world.contact(party[0]) });
  }
  diary.together(party, 'MEX', 'MAD', at + chance.int(3, 15), {
    ...facts,
    locator: diary.locator(),
  });
  if (chance.is(0.7)) diary.together(party, 'MAD', 'BOG', at + 40, facts);
  return party.length;
};

/** Seasonal workers: their employer's telephone, one way north, home after the harvest. */
const harvest: Scene = (world) => {
  const { chance, cast, diary } = world;
  const phone = cast.phone('CRI');
  world.allow.contacts.push({ type: 'phone', value: phone });
  const crew = cast.strangers(chance.int(8, 25), chance.pick(['NIC', 'HND']));
  for (const actor of crew) {
    const there = diary.ride(actor, 'NIMGA', 'CRSJO', chance.int(20, 60), { phone });
    diary.ride(actor, 'CRSJO', 'NIMGA', there + chance.int(80, 120), { phone });
  }
  return crew.length;
};

/** An aid organisation's passengers: one telephone on the allow-list, one way. */
const aided: Scene = (world) => {
  const { chance, cast, diary } = world;
  const phone = chance.pick(world.aidOffices);
  const party = cast.family(chance.int(1, 4));
  const [from, to] = pairOf(world, COACHES);
  diary.together(party, from, to, chance.int(0, 340), { phone, locator: diary.locator() });
  return party.length;
};

/** Aid staff: back and forth every few weeks, sometimes two of them. */
const aidStaff: Scene = (world) => {
  const { chance, cast, diary } = world;
  const party = cast.strangers(chance.int(1, 2));
  let at = chance.int(0, 40);
  for (let trip = 0; trip < 4; trip += 1) {
    const facts = { phone: party[0]?.phone ?? '', locator: diary.locator() };
    at = diary.together(party, 'GTGUA', 'SVSAL', at, facts);
    at = diary.together(party, 'SVSAL', 'GTGUA', at + chance.int(1, 2), facts) + chance.int(20, 45);
  }
  return party.length;
};

/** Pilgrims with a guide of the role list; one booking, tickets in a row, there and back. */
const pilgrims: Scene = (world) => {
  const { chance, cast, diary } = world;
  const guide = cast.actor({ state: 'SLV' });
  world.allow.roles.push({
    role: 'guide',
    document: guide.document.number,
    issuer: guide.document.issuer,
  });
  let made = 1;
  for (let day = chance.int(0, 30); day < 330; day += 60) {
    const group = [guide, ...cast.strangers(chance.int(12, 26), 'SLV')];
    const facts = { locator: diary.locator(), phone: guide.phone };
    const there = diary.together(group, 'SVSAL', 'GTGUA', day, facts);
    diary.together(group, 'GTGUA', 'SVSAL', there + 3, facts);
    made += group.length - 1;
  }
  return made;
};

/** A class, a team, a choir: one booking, passports ordered together, there and back. */
const groupTour: Scene = (world) => {
  const { chance, cast, diary } = world;
  const state = chance.pick(['CRI', 'COL', 'ESP']);
  const group = cast.strangers(chance.int(15, 30), state);
  const first = chance.int(1_000_000, 9_000_000);
  group.forEach((actor, at) => {
    if (chance.is(0.7)) actor.document.number = `GR${first + at}`;
  });
  const [from, to] = chance.pick([
    ['MAD', 'GUA'],
    ['BOG', 'MEX'],
    ['CRSJO', 'NIMGA'],
  ] as const);
  const facts = { locator: diary.locator(), ...(chance.is(0.7) ? world.contact(group[0]) : {}) };
  const there = diary.together(group, from, to, chance.int(0, 330), facts);
  diary.together(group, to, from, there + chance.int(4, 9), facts);
  return group.length;
};

/** A charter: a hundred people of one booking, tickets in a row. */
const charter: Scene = (world) => {
  const { chance, cast, diary } = world;
  const group = cast.strangers(chance.int(60, 110), 'RUS');
  const first = chance.int(1e9, 9e9);
  const locator = diary.locator();
  let there = 0;
  const day = chance.int(0, 320);
  group.forEach((actor, at) => {
    const facts = { locator, ticket: `555${first + at}`, bags: 1 };
    there = diary.ride(actor, 'SVO', 'VRA', day, facts);
  });
  group.forEach((actor, at) => {
    diary.ride(actor, 'VRA', 'SVO', there + 10, { locator, ticket: `555${first + 500 + at}` });
  });
  return group.length;
};

/** Returned people on one flight: one way, no booking of their own, the authority's telephone. */
const returnees: Scene = (world) => {
  const { chance, cast, diary } = world;
  const group = cast.strangers(chance.int(55, 120), 'GTM');
  const phone = '+15550100900';
  diary.together(group, 'MIA', 'GUA', chance.int(0, 350), { phone, bags: chance.is(0.5) ? 0 : 1 });
  return group.length;
};

/** Traders over the nearest border, alone or two of them, back the next day. */
const trader: Scene = (world) => {
  const { chance, cast, diary } = world;
  const party = cast.strangers(chance.is(0.15) ? 2 : 1, chance.pick(['HND', 'SLV']));
  let at = chance.int(0, 60);
  while (at < 330) {
    const facts = party.length > 1 ? { phone: party[0]?.phone ?? '' } : {};
    at = diary.together(party, 'HNTGU', 'SVSAL', at, facts);
    at = diary.together(party, 'SVSAL', 'HNTGU', at + 0.5, facts) + chance.int(9, 40);
  }
  return party.length;
};

/** Drivers and stewards on duty. */
const driver: Scene = (world) => {
  const { chance, cast, diary } = world;
  const actor = cast.actor({ state: 'NIC' });
  for (let at = chance.int(0, 4); at < 350; at += 5) {
    at = diary.ride(actor, 'NIMGA', 'HNTGU', at, { crew: true });
    at = diary.ride(actor, 'HNTGU', 'NIMGA', at, { crew: true });
  }
  return 1;
};

/** Self-connecting travellers with two bookings of their own, home again. */
const selfConnecting: Scene = (world) => {
  const { chance, cast, diary } = world;
  const actor = cast.actor();
  const contact = world.contact(actor);
  const [one, two] = [diary.locator(), diary.locator()];
  const [home, hub, far] = chance.pick([
    ['MAD', 'BOG', 'SAL'],
    ['GRU', 'PTY', 'MEX'],
    ['UIO', 'PTY', 'MIA'],
  ] as const);
  const at = diary.ride(actor, home, hub, chance.int(0, 320), { ...contact, locator: one });
  const there = diary.ride(actor, hub, far, at + 0.1, { ...contact, locator: two });
  if (chance.is(0.97)) {
    const back = diary.ride(actor, far, hub, there + chance.int(3, 12), {
      ...contact,
      locator: two,
    });
    diary.ride(actor, hub, home, back + 0.1, { ...contact, locator: one });
  }
  return 1;
};

/** Missed connections: the close-out says so, and they fly the next day. */
const missed: Scene = (world) => {
  const { chance, cast, diary } = world;
  const actor = cast.actor();
  const facts = { ...world.contact(actor), locator: diary.locator() };
  const at = diary.ride(actor, 'GRU', 'PTY', chance.int(0, 330), facts);
  diary.ride(actor, 'PTY', 'MEX', at, { ...facts, noShow: true });
  const there = diary.ride(actor, 'PTY', 'MEX', at + 0.3, facts);
  if (chance.is(0.6)) diary.ride(actor, 'MEX', 'PTY', there + 8, facts);
  return 1;
};

/** A lost passport replaced during the journey, or two nationalities. */
const twoPassports: Scene = (world) => {
  const { chance, cast, diary } = world;
  const actor = cast.actor();
  const [from, to] = pairOf(world, HOLIDAYS);
  const facts = { ...world.contact(actor), locator: diary.locator() };
  const there = diary.ride(actor, from, to, chance.int(0, 320), facts);
  const issuer = chance.is(0.5) ? actor.state : 'ITA';
  const renewed = { ...actor, document: { ...cast.passport(issuer), issuer } };
  if (chance.is(0.4)) {
    world.lost.push({ ...actor.document, status: 'lost', reportedOn: world.dayText(there + 3) });
  }
  diary.ride(renewed, to, from, there + chance.int(5, 12), facts);
  return 1;
};

/** A neighbour's telephone on a few bookings; almost everybody comes back. */
const neighbours: Scene = (world) => {
  const { chance, cast, diary } = world;
  const phone = cast.phone('HND');
  const party = cast.strangers(chance.int(2, 6), 'HND');
  const start = chance.int(0, 320);
  for (const actor of party) {
    const there = diary.ride(actor, 'HNTGU', 'SVSAL', start + chance.int(0, 25), { phone });
    if (chance.is(0.97)) diary.ride(actor, 'SVSAL', 'HNTGU', there + chance.int(2, 15), { phone });
  }
  return party.length;
};

/** Scenes with their share among parties. */
export const SCENES: readonly (readonly [name: string, weight: number, scene: Scene])[] = [
  ['tourists', 300, tourists],
  ['agency customers', 60, agencyCustomers],
  ['hotel guests', 40, hotelGuests],
  ['long stay', 120, longStay],
  ['coach visits', 300, coachVisit],
  ['lone migrants', 60, loneMigrant],
  ['backpackers', 25, backpackers],
  ['harvest', 2, harvest],
  ['aided', 15, aided],
  ['aid staff', 3, aidStaff],
  ['pilgrims', 0.6, pilgrims],
  ['group tours', 4, groupTour],
  ['charters', 1, charter],
  ['returnees', 0.5, returnees],
  ['traders', 6, trader],
  ['drivers', 1, driver],
  ['self-connecting', 25, selfConnecting],
  ['missed connections', 10, missed],
  ['two passports', 8, twoPassports],
  ['neighbours', 6, neighbours],
];
