import type { Invented, People } from './people';
import type { Booking, Recorder } from './recorder';

/** Plants one ring; answers the indices of the people in it. */
type Plot = (recorder: Recorder, people: People) => Invented[];

const members = (people: People, count: number): Invented[] =>
  Array.from({ length: count }, () => people.person());

const north = (recorder: Recorder, person: Invented, day: number, booking: Booking): number => {
  let at = day;
  for (const [from, to] of [
    ['CRSJO', 'NIMGA'],
    ['NIMGA', 'HNTGU'],
    ['HNTGU', 'SVSAL'],
    ['SVSAL', 'GTGUA'],
  ] as const) {
    at = recorder.travel(person, from, to, Math.ceil(at) + recorder.doing.int(0, 1), booking);
  }
  return at;
};

/** Separate bookings with one telephone, Moscow to Havana, then by bus from San José. */
const cubaOnePhone: Plot = (recorder, people) => {
  const { doing } = recorder;
  const start = doing.int(5, 300);
  const phone = `+79${doing.int(1e8, 999999999)}`;
  return members(people, doing.int(6, 10)).map((person) => {
    const contacts = doing.is(0.9) ? [phone] : [];
    const wish = { locator: recorder.locator(), contacts, bookedHoursAhead: doing.int(72, 240) };
    const at = recorder.travel(person, 'SVO', 'HAV', start + doing.int(0, 24), wish);
    recorder.travel(person, 'CRSJO', 'NIMGA', Math.ceil(at) + doing.int(4, 20), {});
    return person;
  });
};

/** One person leads changing groups from Amsterdam over Quito to Panama and flies home alone. */
const ecuadorGuide: Plot = (recorder, people) => {
  const { doing } = recorder;
  const guide = people.person();
  const led: Invented[] = [];
  let day = doing.int(5, 120);
  for (let group = 0; group < doing.int(3, 5); group += 1) {
    const party = members(people, doing.int(3, 5));
    const wish = { locator: recorder.locator(), contacts: [guide.phone] };
    const arrived = [guide, ...party].map((one) => recorder.travel(one, 'AMS', 'UIO', day, wish));
    const on = Math.ceil(Math.max(...arrived)) + doing.int(2, 9);
    const there = [guide, ...party].map((one) => recorder.travel(one, 'UIO', 'PTY', on, wish));
    recorder.travel(guide, 'PTY', 'AMS', Math.ceil(Math.max(...there)) + 1, {
      locator: recorder.locator(),
    });
    led.push(...party);
    day = on + doing.int(15, 35);
  }
  return [guide, ...led];
};

/** Strangers go north through four states with tickets bought together. */
const chainTickets: Plot = (recorder, people) => {
  const { doing } = recorder;
  const start = doing.int(5, 330);
  const first = doing.int(1e6, 9e8);
  return members(people, doing.int(4, 7)).map((person, at) => {
    const arrived = recorder.travel(person, 'PAPTY', 'CRSJO', start, { tickets: first + at });
    north(recorder, person, arrived, {});
    return person;
  });
};

/** Reported passports on the Cuban corridor. */
const lostPassports: Plot = (recorder, people) => {
  const { doing } = recorder;
  const start = doing.int(20, 300);
  return members(people, doing.int(3, 6)).map((person) => {
    const [own] = person.documents;
    if (own) {
      recorder.lost.set(`d:${own.issuer ?? ''}:${own.number}`, {
        status: 'stolen',
        reportedOn: '2025-01-05',
      });
    }
    const wish = { locator: recorder.locator() };
    const at = recorder.travel(person, 'SVO', 'VRA', start + doing.int(0, 20), wish);
    recorder.travel(person, 'HAV', 'MGA', Math.ceil(at) + doing.int(2, 12), {
      locator: recorder.locator(),
    });
    return person;
  });
};

/** Booked the day before, no bags, Amsterdam to Guayaquil and on to Panama. */
const lateAndLight: Plot = (recorder, people) => {
  const { doing } = recorder;
  const start = doing.int(5, 320);
  return members(people, doing.int(3, 6)).map((person) => {
    const wish = { bookedHoursAhead: doing.int(6, 46), bags: doing.is(0.8) ? 0 : 1 };
    const at = recorder.travel(person, 'AMS', 'GYE', start, {
      ...wish,
      locator: recorder.locator(),
    });
    recorder.travel(person, 'GYE', 'PTY', Math.ceil(at) + doing.int(1, 9), {
      locator: recorder.locator(),
    });
    return person;
  });
};

/** One person takes changing pairs over a border and is back within two days, again and again. */
const shuttle: Plot = (recorder, people) => {
  const { doing } = recorder;
  const guide = people.person();
  const led: Invented[] = [];
  let day = doing.int(5, 250);
  for (let trip = 0; trip < doing.int(4, 6); trip += 1) {
    const pair = members(people, 2);
    const wish = { contacts: [guide.phone] };
    const arrived = [guide, ...pair].map((one) =>
      recorder.travel(one, 'HNTGU', 'SVSAL', day, wish),
    );
    recorder.travel(guide, 'SVSAL', 'HNTGU', Math.ceil(Math.max(...arrived)), {});
    for (const one of pair)
      recorder.travel(one, 'SVSAL', 'GTGUA', Math.ceil(Math.max(...arrived)), {});
    led.push(...pair);
    day += doing.int(8, 16);
  }
  return [guide, ...led];
};

/** One passport serves several people in turn on the way north. */
const lentDocument: Plot = (recorder, people) => {
  const { doing } = recorder;
  const start = doing.int(5, 250);
  const [lender, ...others] = members(people, doing.int(3, 4));
  if (!lender) return [];
  return [lender, ...others].map((person, at) => {
    const shown = { ...person, documents: lender.documents };
    north(recorder, shown, start + at * 20, {});
    return person;
  });
};

/** Onward tickets beyond Panama that nobody uses; one e-mail on all bookings. */
const unusedOnward: Plot = (recorder, people) => {
  const { doing } = recorder;
  const start = doing.int(5, 320);
  const email = `trips${doing.int(1000, 999999)}@example.net`;
  return members(people, doing.int(4, 8)).map((person) => {
    const bookedHoursAhead = doing.int(72, 240);
    const wish = { locator: recorder.locator(), contacts: [email], bookedHoursAhead };
    const at = recorder.travel(person, 'IST', 'PTY', start + doing.int(0, 9), wish);
    recorder.travel(person, 'PTY', 'BOG', Math.ceil(at), { ...wish, boarded: false });
    return person;
  });
};

/** Passports out of one box, separate bookings, Moscow – Havana – Managua. */
const boxOfPassports: Plot = (recorder, people) => {
  const { doing } = recorder;
  const start = doing.int(5, 320);
  const first = doing.int(1e7, 9e7);
  return members(people, doing.int(4, 7)).map((person, at) => {
    const number = `Q${first + at}`;
    const documents = [
      { type: 'P', number, issuer: 'UTO', issued: '2024-11-01', expires: '2034-11-01' },
    ];
    const shown = { ...person, documents };
    const arrived = recorder.travel(shown, 'SVO', 'HAV', start, { locator: recorder.locator() });
    recorder.travel(shown, 'HAV', 'MGA', Math.ceil(arrived) + doing.int(2, 9), {
      locator: recorder.locator(),
    });
    return person;
  });
};

/** A long way round with a second booking at the transit point, one way. */
const roundabout: Plot = (recorder, people) => {
  const { doing } = recorder;
  const start = doing.int(5, 320);
  return members(people, doing.int(3, 5)).map((person) => {
    const first = { locator: recorder.locator() };
    const second = { locator: recorder.locator() };
    let at = recorder.travel(person, 'IST', 'GRU', start, first);
    at = recorder.travel(person, 'GRU', 'UIO', Math.ceil(at), second);
    at = recorder.travel(person, 'UIO', 'PTY', Math.ceil(at), second);
    recorder.travel(person, 'PTY', 'SJO', Math.ceil(at), { locator: recorder.locator() });
    return person;
  });
};

/** The planted patterns by name. */
export const RINGS: readonly (readonly [name: string, plot: Plot])[] = [
  ['Cuba, one phone', cubaOnePhone],
  ['Ecuador, one guide', ecuadorGuide],
  ['chain, tickets in a row', chainTickets],
  ['Cuba, reported passports', lostPassports],
  ['Ecuador, late and light', lateAndLight],
  ['shuttle over a border', shuttle],
  ['lent document', lentDocument],
  ['onward unused, one e-mail', unusedOnward],
  ['Cuba, passports in a row', boxOfPassports],
  ['roundabout, two bookings', roundabout],
];
