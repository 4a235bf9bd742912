import type { Actor } from './cast';
import type { World } from './world';

/** Plants one ring; answers the people in it. */
type Plot = (world: World) => Actor[];

const size = ({ chance }: World): number => chance.int(4, 9);

/** Moscow – Havana on different days, one telephone in many spellings, onward by air. */
const moscowPhone: Plot = (world) => {
  const { chance, cast, diary } = world;
  const [phone, start] = [cast.phone('RUS'), chance.int(5, 290)];
  return cast.strangers(size(world)).map((actor) => {
    const facts = { phone, locator: diary.locator() };
    const at = diary.ride(
      actor,
      chance.pick(['SVO', 'VKO']),
      'HAV',
      start + chance.int(0, 14),
      facts,
    );
    diary.ride(actor, 'HAV', chance.pick(['MGA', 'PTY']), at + chance.int(2, 15), facts);
    return actor;
  });
};

/** Amsterdam – Quito on one flight, passports in a row, onward on different days. */
const quitoPassports: Plot = (world) => {
  const { chance, cast, diary } = world;
  const [start, first] = [chance.int(5, 300), chance.int(1_000_000, 8_000_000)];
  return cast.strangers(size(world), 'CMR').map((actor, at) => {
    actor.document.number = `LV${first + at}`;
    const locator = diary.locator();
    const there = diary.ride(actor, 'AMS', 'UIO', start, { ...world.contact(actor), locator });
    diary.ride(actor, 'UIO', 'PTY', there + chance.int(2, 12), { locator: diary.locator() });
    return actor;
  });
};

/** A guide takes groups from Panama to Honduras by coach and flies back. */
const chainGuide: Plot = (world) => {
  const { chance, cast, diary } = world;
  const guide = cast.actor();
  const led: Actor[] = [];
  let day = chance.int(5, 180);
  for (let tour = 0; tour < chance.int(3, 4); tour += 1) {
    const party = [guide, ...cast.strangers(chance.int(2, 4))];
    let at = day;
    for (const [from, to] of [
      ['PAPTY', 'CRSJO'],
      ['CRSJO', 'NIMGA'],
      ['NIMGA', 'HNTGU'],
    ] as const) {
      at = diary.together(party, from, to, at + chance.int(0, 1), {
        phone: guide.phone,
        locator: diary.locator(),
      });
    }
    diary.ride(guide, 'TGU', 'PTY', at + 0.5, { locator: diary.locator() });
    led.push(...party.slice(1));
    day = Math.ceil(at) + chance.int(12, 30);
  }
  return [guide, ...led];
};

/** Stolen passports on a one-way flight of no corridor. */
const stolen: Plot = (world) => {
  const { chance, cast, diary } = world;
  const start = chance.int(30, 320);
  return cast.strangers(size(world)).map((actor) => {
    world.lost.push({ ...actor.document, status: 'stolen', reportedOn: world.dayText(start - 20) });
    const facts = { ...world.contact(actor), locator: diary.locator() };
    diary.ride(actor, 'IST', 'PTY', start + chance.int(0, 12), facts);
    return actor;
  });
};

/** Two passports go round among several people within weeks. */
const lent: Plot = (world) => {
  const { chance, cast, diary } = world;
  const people = cast.strangers(chance.int(4, 6));
  const documents = people.slice(0, 2).map(({ document }) => document);
  let day = chance.int(5, 250);
  people.forEach((actor, at) => {
    const shown = { ...actor, document: documents[at % 2] ?? actor.document };
    const there = diary.ride(shown, 'BOG', 'SAL', day, {
      ...world.contact(actor),
      locator: diary.locator(),
    });
    diary.ride(shown, 'SVSAL', 'GTGUA', there + 1, {});
    day += chance.int(6, 18);
  });
  return people;
};

/** Istanbul – Panama with an onward ticket that nobody uses, one e-mail. */
const brokenTravel: Plot = (world) => {
  const { chance, cast, diary } = world;
  const [email, start] = [`Reservas.${chance.int(1000, 9999)}@viaje.example`, chance.int(5, 320)];
  return cast.strangers(size(world)).map((actor) => {
    const facts = { email, locator: diary.locator() };
    const at = diary.ride(actor, 'IST', 'PTY', start + chance.int(0, 10), facts);
    diary.ride(actor, 'PTY', 'BOG', at, { ...facts, noShow: true });
    return actor;
  });
};

/** São Paulo – Bogotá, and from there on a second booking within hours. */
const splitBookings: Plot = (world) => {
  const { chance, cast, diary } = world;
  const start = chance.int(5, 320);
  return cast.strangers(size(world)).map((actor) => {
    const locators = [diary.locator(), diary.locator()];
    const to = chance.pick(['SAL', 'MEX', 'MIA', 'UIO']);
    const at = diary.arrival('GRU', 'BOG', start + chance.int(0, 6));
    const on = ['SAL', 'MEX', 'MIA', 'UIO', 'PTY'].sort(
      (a, b) => diary.waits('BOG', a, at) - diary.waits('BOG', b, at),
    );
    diary.ride(actor, 'GRU', 'BOG', at - 0.3, { locator: locators[0] ?? '' });
    diary.ride(actor, 'BOG', diary.waits('BOG', to, at) < 1 ? to : (on[0] ?? to), at, {
      locator: locators[1] ?? '',
    });
    return actor;
  });
};

/** Expired passports on the Cuban corridor, onward by coach. */
const expired: Plot = (world) => {
  const { chance, cast, diary } = world;
  const start = chance.int(30, 300);
  return cast.strangers(size(world)).map((actor) => {
    actor.document.expires = world.dayText(start - chance.int(5, 25));
    const at = diary.ride(actor, 'SVO', 'VRA', start + chance.int(0, 9), {
      locator: diary.locator(),
    });
    diary.ride(actor, 'CRSJO', 'NIMGA', at + chance.int(5, 20), {});
    return actor;
  });
};

/** Panama – Quito – Bogotá – San Salvador on one ticket and one telephone. */
const roundabout: Plot = (world) => {
  const { chance, cast, diary } = world;
  const [phone, start] = [cast.phone('ECU'), chance.int(5, 310)];
  return cast.strangers(size(world), 'SOM').map((actor) => {
    const facts = { phone, locator: diary.locator() };
    let at = diary.ride(actor, 'PTY', 'UIO', start + chance.int(0, 12), facts);
    at = diary.ride(actor, 'UIO', 'BOG', at, facts);
    diary.ride(actor, 'BOG', 'SAL', at, facts);
    return actor;
  });
};

/** Two people take pairs over a border again and again; one telephone on every booking. */
const shuttle: Plot = (world) => {
  const { chance, cast, diary } = world;
  const guides = cast.strangers(1, 'HND');
  const phone = guides[0]?.phone ?? '';
  const led: Actor[] = [];
  let day = chance.int(5, 240);
  for (let trip = 0; trip < chance.int(4, 6); trip += 1) {
    const pair = cast.strangers(2);
    const at = diary.together([...guides, ...pair], 'HNTGU', 'SVSAL', day, {
      phone,
      locator: diary.locator(),
    });
    diary.together(guides, 'SVSAL', 'HNTGU', at, {});
    diary.together(pair, 'SVSAL', 'GTGUA', at, {});
    led.push(...pair);
    day = Math.ceil(at) + chance.int(7, 14);
  }
  return [...guides, ...led];
};

/** Amsterdam – Guayaquil without bags, on by air. */
const light: Plot = (world) => {
  const { chance, cast, diary } = world;
  const start = chance.int(5, 300);
  return cast.strangers(size(world)).map((actor) => {
    const facts = { bags: 0, locator: diary.locator() };
    const at = diary.ride(actor, 'AMS', 'GYE', start + chance.int(0, 6), facts);
    diary.ride(actor, 'GYE', 'PTY', at + chance.int(1, 10), { locator: diary.locator() });
    return actor;
  });
};

/** North by coach with tickets bought together at one counter. */
const counterTickets: Plot = (world) => {
  const { chance, cast, diary } = world;
  const [start, first] = [chance.int(5, 320), chance.int(1e7, 8e7)];
  return cast.strangers(chance.int(3, 6)).map((actor, index) => {
    let at = diary.ride(actor, 'CRSJO', 'NIMGA', start, {
      ticket: String(first + index),
      ...world.contact(actor),
    });
    at = diary.ride(actor, 'NIMGA', 'HNTGU', at + chance.int(0, 1), {});
    diary.ride(actor, 'HNTGU', 'SVSAL', at + chance.int(0, 1), {});
    return actor;
  });
};

/** North by coach on one telephone, written as each line writes it. */
const coachPhone: Plot = (world) => {
  const { chance, cast, diary } = world;
  const [phone, start] = [cast.phone('NIC'), chance.int(5, 310)];
  return cast.strangers(size(world)).map((actor) => {
    let at = start + chance.int(0, 18);
    for (const [from, to] of [
      ['CRSJO', 'NIMGA'],
      ['NIMGA', 'HNTGU'],
      ['HNTGU', 'SVSAL'],
    ] as const) {
      at = diary.ride(actor, from, to, at + chance.int(0, 2), { phone });
    }
    return actor;
  });
};

/** Three passports of one issuer in a few weeks, through Havana. */
const manyPassports: Plot = (world) => {
  const { chance, cast, diary } = world;
  const start = chance.int(5, 290);
  return cast.strangers(chance.int(3, 6)).map((actor) => {
    const shown = [1, 2].map(() => ({ ...actor, document: cast.passport(actor.state) }));
    let at = diary.ride(actor, 'SVO', 'HAV', start + chance.int(0, 9), {
      locator: diary.locator(),
    });
    at = diary.ride(shown[0] ?? actor, 'HAV', 'PTY', at + chance.int(3, 12), {
      locator: diary.locator(),
    });
    diary.ride(shown[1] ?? actor, 'PTY', 'MEX', at + chance.int(3, 12), {
      locator: diary.locator(),
    });
    return actor;
  });
};

/** The planted patterns by name. */
export const PLOTS: readonly (readonly [name: string, plot: Plot])[] = [
  ['Moscow, one phone', moscowPhone],
  ['Quito, passports in a row', quitoPassports],
  ['chain with a guide', chainGuide],
  ['stolen passports', stolen],
  ['lent passports', lent],
  ['broken travel, one e-mail', brokenTravel],
  ['split bookings', splitBookings],
  ['Varadero, expired', expired],
  ['roundabout, one phone', roundabout],
  ['shuttle with pairs', shuttle],
  ['Guayaquil, no bags', light],
  ['chain, tickets of one counter', counterTickets],
  ['chain, one phone', coachPhone],
  ['Havana, three passports', manyPassports],
];
