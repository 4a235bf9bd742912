import { writeCsv } from '@vigia/formats';
import type { Rider, WrittenTrip } from './told-list.fixture';

/** A list as a carrier would send it: its name in the folder and its text. */
export interface WrittenList {
  file: string;
  text: string;
}

const place = (code: string) => ({ code, scheme: code.length === 3 ? 'IATA' : 'UNLOCODE' });

const doc = ({ document, type, issuer, expires, issued }: Rider) => {
  if (!document) return [];
  const facts = { issuer, expires, issued };
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return [{ type: type ?? 'P', number: document, ...Object.fromEntries(known) }];
};

const asJson = (trip: WrittenTrip): string => {
  const legs = trip.stops.slice(1).map(({ code, arrives }, index) => {
    const before = trip.stops[index];
    return {
      seq: index + 1,
      stage: '20',
      from: place(before?.code ?? ''),
      to: place(code),
      ...(before?.departs ? { departureLocal: before.departs } : {}),
      ...(arrives ? { arrivalLocal: arrives } : {}),
    };
  });
  return JSON.stringify({
    listType: trip.listType,
    ...(trip.fn ? { function: trip.fn } : {}),
    carrier: { code: trip.carrier, scheme: trip.air ? 'IATA' : 'LOCAL' },
    conveyance: { mode: trip.air ? 'air' : 'road', journeyId: trip.id },
    itinerary: legs,
    travellers: trip.riders.map((rider, index) => ({
      seq: index + 1,
      role: rider.crew ? 'crew' : 'passenger',
      inTransit: false,
      name: { surname: rider.surname, given: rider.given },
      ...(rider.born ? { dateOfBirth: rider.born } : {}),
      documents: doc(rider),
      refs: {
        ...(rider.locator ? { locator: rider.locator } : {}),
        ...(rider.ticket ? { ticket: rider.ticket } : {}),
      },
      ...(rider.bags ? { bags: { count: Number(rider.bags), tags: [] } } : {}),
      contacts: [
        ...(rider.phone ? [{ kind: 'phone', value: rider.phone }] : []),
        ...(rider.email ? [{ kind: 'email', value: rider.email }] : []),
      ],
    })),
    controlTotals: {},
  });
};

const asCsv = (trip: WrittenTrip): string => {
  const last = trip.stops.at(-1);
  const [day = '', hour = ''] = (trip.stops[0]?.departs ?? '').split('T');
  const dotted = (date = '') => date.split('-').reverse().join('/');
  const arrival = last?.arrives ? `;Fecha llegada: ${dotted(last.arrives.slice(0, 10))}` : '';
  const clock = last?.arrives ? `;Hora llegada: ${last.arrives.slice(11)}` : '';
  const rows = trip.riders.map((rider, index) => [
    ...[String(index + 1), rider.surname, rider.given, rider.document ? 'Pasaporte' : ''],
    ...[rider.document ?? '', rider.issuer ?? '', dotted(rider.expires), dotted(rider.born)],
    ...[rider.phone ?? '', rider.email ?? '', rider.locator ?? '', rider.ticket ?? ''],
    rider.crew ? 'Conductor' : '',
  ]);
  const heads =
    'Asiento;Apellidos;Nombres;Tipo documento;No. documento;País emisor;Vencimiento;Fecha de nacimiento;Teléfono;Correo;Localizador;Boleto;Cargo';
  return [
    `LISTA DE PASAJEROS`,
    `Empresa: ${trip.carrier};Servicio: ${trip.id}`,
    `Fecha: ${dotted(day)};Hora: ${hour}${arrival}${clock}`,
    `Ruta: ${trip.stops.map(({ code }) => code).join('-')}`,
    '',
    heads,
    ...rows.map((row) => writeCsv([row]).trim().replaceAll(',', ';')),
  ].join('\r\n');
};

const short = (local: string) => local.replaceAll(/[-T:]/g, '').slice(2, 12);

const asPaxlst = (trip: WrittenTrip, at: number): string => {
  const prepared = trip.prepared ?? trip.stops[0]?.departs ?? '';
  const [day, clock] = [short(prepared).slice(0, 6), short(prepared).slice(6) || '0000'];
  const tdt = `TDT+20+${trip.id}${trip.air ? '' : '+3'}${trip.air ? '++' : '+'}+${trip.carrier}`;
  const body = [
    `BGM+${trip.listType === 'flightStatus' ? '266' : '745'}${trip.fn ? `+${trip.fn}` : ''}`,
    'NAD+MS+++DESPACHO',
    ...trip.stops.slice(1).flatMap(({ code, arrives }, index) => {
      const before = trip.stops[index];
      return [
        tdt,
        `LOC+${index === 0 ? 125 : 92}+${before?.code}`,
        ...(before?.departs ? [`DTM+189:${short(before.departs)}:201`] : []),
        `LOC+${index === trip.stops.length - 2 ? 87 : 92}+${code}`,
        ...(arrives ? [`DTM+232:${short(arrives)}:201`] : []),
      ];
    }),
    ...trip.riders.flatMap((rider) => [
      `NAD+${rider.crew ? 'FM' : 'FL'}+++${rider.surname}:${rider.given}`,
      ...(rider.born ? [`DTM+329:${rider.born.replaceAll('-', '')}:102`] : []),
      ...(rider.bags ? [`MEA+CT++:${rider.bags}`] : []),
      ...(rider.phone ? [`COM+${rider.phone.replaceAll('+', '?+')}:TE`] : []),
      ...(rider.email ? [`COM+${rider.email}:EM`] : []),
      ...(rider.locator ? [`RFF+AVF:${rider.locator}`] : []),
      ...(rider.unique ? [`RFF+ABO:${rider.unique}`] : []),
      ...(rider.ticket ? [`RFF+YZY:${rider.ticket}`] : []),
      ...(rider.document ? [`DOC+${rider.type ?? 'P'}:110:111+${rider.document}`] : []),
      ...(rider.document && rider.expires ? [`DTM+36:${rider.expires.replaceAll('-', '')}`] : []),
      ...(rider.document && rider.issuer ? [`LOC+91+${rider.issuer}`] : []),
    ]),
  ];
  return [
    `UNB+UNOW:4+${trip.carrier}:ZZ+MIGRA:ZZ+${day}:${clock}+REF${at}++APIS'`,
    `UNH+1+PAXLST:D:05B:UN:IATA'`,
    ...body.map((segment) => `${segment}'`),
    `UNT+${body.length + 2}+1'`,
    `UNZ+1+REF${at}'`,
  ].join('\n');
};

/** Writes one told trip in its format; files are named in the order told. */
export const writeList = (trip: WrittenTrip, at: number): WrittenList => {
  const file = `${String(at + 1).padStart(3, '0')}-${trip.id}.${trip.format}`;
  if (trip.format === 'json') return { file, text: asJson(trip) };
  return { file, text: trip.format === 'csv' ? asCsv(trip) : asPaxlst(trip, at) };
};
