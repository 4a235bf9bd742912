import { Workbook } from 'exceljs';
import type { Chance } from '../random';
import type { Departure, Seat } from './diary';
import { FORMATS, zoneOf } from './timetable';
import { FIRST_DAY_MS } from './world';

/** One file of the folder. */
export interface ListFile {
  name: string;
  bytes: Buffer | string;
}

interface Call {
  place: string;
  departs?: string;
  arrives?: string;
}

/** The calls of a departure in local time, `YYYY-MM-DDTHH:MM`. */
const callsOf = ({ service, day }: Departure): Call[] => {
  const start = FIRST_DAY_MS + day * 86_400_000 + service.hour * 3_600_000;
  const utc = start - zoneOf(service.stops[0] ?? '') * 3_600_000;
  const local = (hours: number, place: string): string =>
    new Date(utc + (hours + zoneOf(place)) * 3_600_000).toISOString().slice(0, 16);
  return service.stops.map((place, hop) => ({
    place,
    ...(hop > 0 ? { arrives: local(hop * service.hours - 0.5, place) } : {}),
    ...(hop < service.stops.length - 1 ? { departs: local(hop * service.hours, place) } : {}),
  }));
};

/** A keying error of the kind clerks make: two letters swapped, one dropped or one doubled. */
const mistype = (text: string, chance: Chance): string => {
  const at = chance.int(1, Math.max(1, text.length - 2));
  const kind = chance.int(0, 2);
  if (kind === 0)
    return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
  return kind === 1
    ? text.slice(0, at) + text.slice(at + 1)
    : text.slice(0, at) + (text[at] ?? '') + text.slice(at);
};

/** What the counter typed, with its errors; by road more than by air. */
const keyed = (seat: Seat, air: boolean, chance: Chance): Seat => {
  const actor = { ...seat.actor };
  if (chance.is(air ? 0.004 : 0.03)) actor.surname = mistype(actor.surname, chance);
  if (chance.is(air ? 0.001 : 0.006)) {
    actor.document = { ...actor.document, number: mistype(actor.document.number, chance) };
  }
  if (!air && chance.is(0.15)) actor.surname = actor.surname.split(' ')[0] ?? '';
  if (!air && chance.is(0.1)) actor.given = actor.given.split(' ')[0] ?? '';
  if (!air && chance.is(0.008)) actor.born = actor.born.replace(/(\d\d)-(\d\d)$/, '$2-$1');
  return { ...seat, actor };
};

const MONTHS = 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ');

const dateText = (iso: string, form: 'slashes' | 'words' | 'iso'): string => {
  const [year = '', month = '', day = ''] = iso.split('-');
  if (form === 'iso') return iso;
  return form === 'slashes'
    ? `${day}/${month}/${year}`
    : `${day}-${MONTHS[Number(month) - 1] ?? ''}-${year}`;
};

/** The same number as different counters write it. */
const phoneText = (phone: string, chance: Chance): string => {
  const digits = phone.slice(1);
  const code = /^50\d/.test(digits) ? 3 : /^(7|1)/.test(digits) ? 1 : 2;
  const [country, own] = [digits.slice(0, code), digits.slice(code)];
  return chance.pick([
    phone,
    `00${digits}`,
    `+${country} ${own.slice(0, 4)}-${own.slice(4)}`,
    `+${country} (${own.slice(0, 3)}) ${own.slice(3)}`,
  ]);
};

const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9 -]/g, '');

const stamp = (local: string): string => local.slice(2).replaceAll(/[-T:]/g, '');

const paxlst = (departure: Departure, seats: readonly Seat[], status?: 'CLNB'): string => {
  const { service, day } = departure;
  const calls = callsOf(departure);
  const first = calls[0]?.departs ?? '';
  const air = service.air;
  const legs = calls
    .slice(1)
    .flatMap((to, hop) => [
      `TDT+20+${service.number}${air ? '' : '+3'}${air ? '++' : '+'}+${service.carrier}${air ? '' : ':172:ZZZ'}`,
      `LOC+${hop === 0 ? 125 : 92}+${calls[hop]?.place ?? ''}${air ? '' : ':139:6'}`,
      `DTM+189:${stamp(calls[hop]?.departs ?? '')}:201`,
      `LOC+${hop === calls.length - 2 ? 87 : 92}+${to.place}${air ? '' : ':139:6'}`,
      `DTM+232:${stamp(to.arrives ?? '')}:201`,
    ]);
  const people = seats.flatMap(({ actor, from, to, ...facts }) => [
    `NAD+${facts.crew ? 'FM' : 'FL'}+++${ascii(actor.surname)}:${ascii(actor.given).replace(' ', ':')}`,
    `ATT+2++${actor.sex}`,
    `DTM+329:${stamp(actor.born)}`,
    ...(facts.bags === undefined ? [] : [`MEA+CT++:${facts.bags}`]),
    `LOC+178+${from}`,
    `LOC+179+${to}`,
    ...(facts.phone ? [`COM+${facts.phone.slice(1)}:TE`] : []),
    ...(facts.email ? [`COM+${facts.email.toUpperCase()}:EM`] : []),
    `NAT+2+${actor.state}`,
    ...(facts.locator ? [`RFF+AVF:${facts.locator}`] : []),
    ...(facts.ticket && air ? [`RFF+YZY:${facts.ticket}C1`] : []),
    `DOC+P:110:111+${actor.document.number}`,
    `DTM+36:${stamp(actor.document.expires)}`,
    `LOC+91+${actor.document.issuer}`,
  ]);
  const ref = `${service.number}${day}${status ?? ''}`;
  const body = [
    status ? `BGM+266+${status}` : 'BGM+745',
    `NAD+MS+++OPERACIONES`,
    ...legs,
    ...people,
    ...(status ? [] : [`CNT+42:${seats.filter(({ crew }) => !crew).length}`]),
  ];
  const prepared = new Date(Date.parse(`${first}:00Z`) + (status ? 1 : -3) * 3_600_000);
  const when = stamp(prepared.toISOString().slice(0, 16));
  return [
    'UNA:+.? ',
    `UNB+UNOA:4+${service.carrier}:ZZ+MIGRA:ZZ+${when.slice(0, 6)}:${when.slice(6)}+${ref}++APIS`,
    'UNH+1+PAXLST:D:05B:UN:IATA',
    ...body,
    `UNT+${body.length + 2}+1`,
    `UNZ+1+${ref}`,
  ]
    .map((segment) => `${segment}'`)
    .join('\n');
};

const json = (departure: Departure, seats: readonly Seat[], chance: Chance): string => {
  const { service } = departure;
  const calls = callsOf(departure);
  const place = (code: string) => ({ code, scheme: service.air ? 'IATA' : 'UNLOCODE' });
  return JSON.stringify({
    carrier: { code: service.carrier, scheme: service.air ? 'IATA' : 'LOCAL' },
    conveyance: { mode: service.air ? 'air' : 'road', journeyId: service.number },
    itinerary: calls.slice(1).map((to, hop) => ({
      ...{ from: place(calls[hop]?.place ?? ''), to: place(to.place) },
      ...{ departureLocal: calls[hop]?.departs, arrivalLocal: to.arrives },
    })),
    travellers: seats.map(({ actor, from, to, ...facts }) => ({
      ...(facts.crew ? { role: 'crew' } : {}),
      name: { surname: actor.surname, given: actor.given },
      ...{ gender: actor.sex, dateOfBirth: actor.born, nationality: actor.state },
      ...{ embark: place(from), disembark: place(to), documents: [actor.document] },
      refs: {
        ...(facts.locator ? { locator: facts.locator } : {}),
        ...(facts.ticket ? { ticket: facts.ticket } : {}),
      },
      ...(facts.bags === undefined ? {} : { bags: { count: facts.bags, tags: [] } }),
      contacts: [
        ...(facts.phone ? [{ kind: 'phone', value: phoneText(facts.phone, chance) }] : []),
        ...(facts.email ? [{ kind: 'email', value: facts.email }] : []),
      ],
    })),
  });
};

/** The sheet of each bus line, in its own columns. */
const rowsOf = (departure: Departure, seats: readonly Seat[], chance: Chance): string[][] => {
  const { service } = departure;
  const calls = callsOf(departure);
  const [first, last] = [calls[0], calls.at(-1)];
  const [day = '', hour = ''] = (first?.departs ?? '').split('T');
  const [landed = '', landedAt = ''] = (last?.arrives ?? '').split('T');
  const form = service.carrier === 'SOL' ? 'words' : 'slashes';
  const date = (iso: string) => dateText(iso, form);
  const title = [
    [`${service.carrier} - LISTA DE PASAJEROS`],
    [`Empresa: ${service.carrier}`, `Servicio: ${service.number}`],
    [`Fecha: ${dateText(day, 'slashes')}`, `Hora: ${hour}`],
    [`Fecha llegada: ${dateText(landed, 'slashes')}`, `Hora llegada: ${landedAt}`],
    [`Ruta: ${calls.map(({ place }) => place).join('-')}`],
    [],
  ];
  const phone = ({ phone: number }: Seat) => (number ? phoneText(number, chance) : '');
  const end = [`TOTAL PASAJEROS: ${seats.filter(({ crew }) => !crew).length}`];
  if (service.carrier === 'TRANSNICA') {
    // No reservations, no nationality; one name column.
    const head = [
      'Asiento',
      'Apellidos y nombres',
      'Pasaporte',
      'País emisor',
      'F. nacimiento',
      'Sexo',
      'Teléfono',
      'Correo',
      'Boleto',
    ];
    const rows = seats.map((seat, at) => [
      ...[String(at + 1), `${seat.actor.surname}, ${seat.actor.given}`, seat.actor.document.number],
      ...[
        seat.actor.document.issuer,
        date(seat.actor.born),
        seat.actor.sex,
        phone(seat),
        seat.email ?? '',
        seat.ticket ?? '',
      ],
    ]);
    return [...title, head, ...rows, end];
  }
  if (service.carrier === 'SOL') {
    // No telephone; dates in words.
    const head = [
      'No',
      'Nombres',
      'Apellidos',
      'Tipo documento',
      'No. documento',
      'País emisor',
      'Fecha de nacimiento',
      'Boleto',
      'Reserva',
    ];
    const rows = seats.map((seat, at) => [
      ...[
        String(at + 1),
        seat.actor.given,
        seat.actor.surname,
        'pasaporte',
        seat.actor.document.number,
      ],
      ...[seat.actor.document.issuer, date(seat.actor.born), seat.ticket ?? '', seat.locator ?? ''],
    ]);
    return [...title, head, ...rows, end];
  }
  const head = [
    'Butaca',
    'Apellidos',
    'Nombres',
    'Tipo doc',
    'No. documento',
    'País emisor',
    'Vence',
    'Nacionalidad',
    'Fecha nacimiento',
    'Sexo',
    'Sube en',
    'Baja en',
    'Celular',
    'Correo',
    'Boleto',
    'Localizador',
  ];
  const rows = seats.map((seat, at) => [
    ...[
      String(at + 1),
      seat.actor.surname,
      seat.actor.given,
      'Pasaporte',
      seat.actor.document.number,
    ],
    ...[seat.actor.document.issuer, date(seat.actor.document.expires), seat.actor.state],
    ...[date(seat.actor.born), seat.actor.sex, seat.from, seat.to, phone(seat), seat.email ?? ''],
    ...[seat.ticket ?? '', seat.locator ?? ''],
  ]);
  return [...title, head, ...rows, end];
};

const csv = (rows: readonly string[][], separator: string): string =>
  rows
    .map((row) =>
      row.map((cell) => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator),
    )
    .join('\r\n');

const xlsx = async (rows: readonly string[][]): Promise<Buffer> => {
  const book = new Workbook();
  book.addWorksheet('Lista').addRows(rows.map((row) => [...row]));
  return Buffer.from(await book.xlsx.writeBuffer());
};

/** The files of one departure: the list, now and then a corrected one, and a close-out of no-shows. */
export const filesOf = async (departure: Departure, chance: Chance): Promise<ListFile[]> => {
  const { service, day } = departure;
  const format = FORMATS.get(service.carrier) ?? 'json';
  const seats = departure.seats.map((seat) => keyed(seat, service.air, chance));
  const stem = `${String(day).padStart(3, '0')}-${service.number}`;
  const missing = seats.filter(({ noShow }) => noShow);
  const closed =
    missing.length > 0
      ? [{ name: `${stem}-266.edi`, bytes: paxlst(departure, missing, 'CLNB') }]
      : [];
  if (format === 'paxlst')
    return [{ name: `${stem}.edi`, bytes: paxlst(departure, seats) }, ...closed];
  if (format === 'json')
    return [{ name: `${stem}.json`, bytes: json(departure, seats, chance) }, ...closed];
  const rows = rowsOf(departure, seats, chance);
  if (format === 'xlsx') return [{ name: `${stem}.xlsx`, bytes: await xlsx(rows) }];
  const separator = service.carrier === 'SOL' ? ',' : ';';
  const text = csv(rows, separator);
  return [
    {
      name: `${stem}.csv`,
      bytes: service.carrier === 'TRANSNICA' ? Buffer.from(text, 'latin1') : text,
    },
  ];
};
