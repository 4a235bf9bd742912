import { findCarrier, findPlacesByName } from '@vigia/manifest';
import type { TripFacts } from '../parse-result';
import { fold, foldHeader } from './fold';
import { readTableDate, readTime } from './read-table-date';
import type { SheetRow } from './sheet';

/** The facts of a trip that a list can tell, each under its own words. */
export type TripKey =
  | 'carrierName'
  | 'journeyId'
  | 'plate'
  | 'vehicle'
  | 'vehicleCountry'
  | 'drivers'
  | 'route'
  | 'origin'
  | 'destination'
  | 'date'
  | 'time'
  | 'leaving'
  | 'arrivalDate'
  | 'arrivalTime'
  | 'arriving'
  | 'posts'
  | 'total';

const KEYS: Readonly<Record<TripKey, string>> = {
  carrierName:
    'linea,empresa,transportista,compania,operador,nombre de la empresa,linea de buses,carrier,line,company,bus company,operator',
  journeyId:
    'servicio,viaje,corrida,no viaje,numero de servicio,no de servicio,numero de viaje,codigo de viaje,service,trip,trip no,service no,trip number,service number',
  plate:
    'placa,placas,matricula,placa no,no de placa,numero de placa,placa del bus,plate,license plate,plate no',
  vehicle:
    'unidad,bus,autobus,coach,fleet no,fleet number,no unidad,numero de unidad,bus no,no de bus,numero de bus',
  vehicleCountry:
    'pais del bus,pais de la placa,pais de matricula,pais de la unidad,pais unidad,coach country,country of coach',
  drivers:
    'conductor,conductores,piloto,pilotos,chofer,choferes,motorista,motoristas,nombre del conductor,driver,drivers,driver name',
  route: 'ruta,route',
  origin:
    'origen,desde,origin,from,terminal origen,terminal de origen,terminal de salida,ciudad origen,ciudad de origen,lugar de salida,punto de salida,sale de,departing from',
  destination:
    'destino,hasta,destination,to,terminal destino,terminal de destino,terminal de llegada,ciudad destino,ciudad de destino,lugar de llegada,con destino a,arriving at',
  date: 'fecha,fecha salida,fecha de viaje,fecha del viaje,fecha y hora,fecha y hora de salida,fecha hora,fecha hora salida,dia,date,departure date,travel date,date and time,departure date and time',
  time: 'hora,hora salida,hora de salida,departure time,time',
  leaving: 'salida,salida programada,sale,departure,departs',
  arrivalDate:
    'fecha llegada,fecha de llegada,fecha y hora de llegada,fecha hora llegada,arrival date,arrival date and time',
  arrivalTime: 'hora llegada,hora de llegada,arrival time',
  arriving: 'llegada,llegada programada,llegada a,llega,llega a,arrival,arrives',
  posts:
    'puesto fronterizo,puestos fronterizos,frontera,fronteras,puestos,puesto de control,paso fronterizo,pasos fronterizos,border post,border posts,border,border crossing',
  total:
    'total,total pasajeros,total de pasajeros,cantidad de pasajeros,numero de pasajeros,pasajeros,total passengers,passengers,number of passengers',
};

const KEY_OF = new Map<string, TripKey>();
for (const [key, aliases] of Object.entries(KEYS) as [TripKey, string][]) {
  for (const alias of aliases.split(',')) KEY_OF.set(foldHeader(alias), key);
}

/** Title rows are short; nothing beyond this is looked at. */
const LONGEST_CELL = 400;

/** What the rows round a table tell of the trip. */
export interface TripHead extends TripFacts {
  total?: number;
  drivers?: string;
}

/**
 * Reads the rows above a table: `Fecha: 03/07/2026  Ruta: MGA-SJO  Unidad: 118` in one cell or in
 * several, and a title that begins with the name of a line we know.
 */
export const readTripHead = (rows: readonly SheetRow[]): TripHead => {
  const found = new Map<TripKey, string>();
  const texts = rows.map(({ cells }) => cells.map((cell) => cell.slice(0, LONGEST_CELL)));
  texts.forEach((cells, index) => {
    for (const [key, value] of [...pairsIn(cells), ...pairsBelow(cells, texts[index + 1])]) {
      if (!found.has(key)) found.set(key, value);
    }
  });
  const title = found.has('carrierName') ? undefined : titleCarrier(rows);
  if (title) found.set('carrierName', title);
  return tripOf(found);
};

const carrierFacts = (name: string): TripFacts => {
  const record = findCarrier(name);
  return record ? { carrier: record.code, carrierName: record.name } : { carrierName: name };
};

/** Facts as they were typed, by what they are: places of a route in order, dates with times, a line. */
export const tripOf = (found: ReadonlyMap<TripKey, string>): TripHead => {
  const [first, ...others] = placesOfRoute(found.get('route') ?? '');
  const [leaving, arriving] = [endOf(found.get('leaving')), endOf(found.get('arriving'))];
  const origin = found.get('origin') ?? first ?? leaving.place;
  const destination = found.get('destination') ?? others[others.length - 1] ?? arriving.place;
  const date = found.get('date') ?? leaving.time;
  const posts = (found.get('posts') ?? '').split(/[,;/]| - | y /).map((post) => post.trim());
  const stops = [...others.slice(0, -1), ...posts.filter(Boolean)];
  const departureLocal = localTime(date, found.get('time') ?? leaving.time);
  const arrivalTime = found.get('arrivalTime') ?? arriving.time;
  // The day of departure is the day of arrival only where an hour of arrival is told beside it.
  const arrivalDate = found.get('arrivalDate') ?? (arrivalTime && date);
  const arrivalLocal = localTime(arrivalDate, arrivalTime);
  const total = Number(found.get('total'));
  const carrier = found.get('carrierName');
  const head: TripHead = carrier ? carrierFacts(carrier) : {};
  if (origin) head.origin = origin;
  if (destination) head.destination = destination;
  if (stops.length > 0) head.stops = stops;
  if (departureLocal) head.departureLocal = departureLocal;
  if (arrivalLocal) head.arrivalLocal = arrivalLocal;
  if (Number.isInteger(total) && total > 0) head.total = total;
  set(head, 'journeyId', found.get('journeyId'));
  set(head, 'vehicleId', found.get('plate'));
  set(head, 'vehicleName', found.get('vehicle'));
  set(head, 'vehicleNationality', found.get('vehicleCountry'));
  set(head, 'drivers', found.get('drivers'));
  return head;
};

/** `Salida:` may be followed by an hour, by a date with an hour, or by a place. */
const endOf = (text: string | undefined): { time?: string; place?: string } => {
  if (!text) return {};
  const isTime = readTime(text) !== undefined || DATE_AND_TIME.test(text.trim());
  return isTime ? { time: text } : { place: text };
};

const DATE_AND_TIME = /^(.*?\d)[ T,]+(\d{1,2}[:h.]\d{2}.*)$/i;

const set = (
  head: TripHead,
  key: 'journeyId' | 'vehicleId' | 'vehicleName' | 'vehicleNationality' | 'drivers',
  value: string | undefined,
): void => {
  if (value) head[key] = value;
};

/** `MGA-SJO`, `Managua – San José`, `MGA/SJO/PTY`: the places of a route in order. */
export const placesOfRoute = (text: string): string[] => {
  const places = text.split(
    /\s+[-–—>]+\s+|[–—/>→]|\s+(?:a|to|hacia)\s+|(?<=\b[A-Z]{3})-(?=[A-Z]{3}\b)|(?<=\b[A-Z]{5})-(?=[A-Z]{5}\b)/,
  );
  const trimmed = places.map((place) => place.trim()).filter(Boolean);
  if (trimmed.length > 1) return trimmed;
  // A hyphen alone may be part of a name, so each side of it has to be a place.
  const hyphened = text.split('-').map((place) => place.trim());
  const known = hyphened.every((place) => findPlacesByName(place).length > 0);
  return hyphened.length > 1 && known ? hyphened : [];
};

/** A local departure or arrival out of a date and a time, which one cell may hold together. */
export const localTime = (dateText = '', timeText = ''): string | undefined => {
  const together = DATE_AND_TIME.exec(dateText.trim());
  const reading = readTableDate(together?.[1] ?? dateText, { kind: 'travel' }, false);
  const hour = DATE_AND_TIME.exec(timeText.trim())?.[2] ?? timeText;
  const time = readTime(hour) ?? readTime(together?.[2] ?? '');
  if (typeof reading === 'string' || !time) return undefined;
  return `${reading.date}T${time}`;
};

/** `Viaje No. 771 | Fecha 03-07-2026`: parts of one cell, each a key and its value. */
const barredPairs = (cell: string): [TripKey, string][] =>
  cell.split(/\s*\|\s*/).flatMap((piece): [TripKey, string][] => {
    const marks = keysIn(piece);
    if (marks.length > 0) return pairsIn([piece]);
    const words = piece.split(/\s+/);
    for (let count = Math.min(5, words.length - 1); count > 0; count -= 1) {
      const key = KEY_OF.get(foldHeader(words.slice(0, count).join(' ')));
      if (key) return [[key, words.slice(count).join(' ')]];
    }
    return [];
  });

const pairsIn = (cells: readonly string[]): [TripKey, string][] => {
  const pairs: [TripKey, string][] = [];
  cells.forEach((cell, index) => {
    if (cell.includes('|')) {
      pairs.push(...barredPairs(cell));
      return;
    }
    const marks = keysIn(cell);
    marks.forEach(({ key, end }, number) => {
      const next = marks[number + 1]?.start ?? cell.length;
      const value = cell
        .slice(end, next)
        .replace(/[;,|]\s*$/, '')
        .trim();
      const beside = number === marks.length - 1 ? nextCell(cells, index) : '';
      if (value || beside) pairs.push([key, value || beside]);
    });
    if (marks.length > 0) return;
    const key = KEY_OF.get(foldHeader(cell));
    const value = key && nextCell(cells, index);
    if (key && value) pairs.push([key, value]);
  });
  return pairs;
};

/** A row of nothing but keys, with the values under them. */
const pairsBelow = (
  cells: readonly string[],
  below: readonly string[] = [],
): [TripKey, string][] => {
  const keys = cells.map((cell) => (cell.length <= 40 ? KEY_OF.get(foldHeader(cell)) : undefined));
  const filled = cells.filter((cell) => cell !== '').length;
  if (filled < 2 || keys.filter(Boolean).length !== filled) return [];
  return keys.flatMap((key, index): [TripKey, string][] => {
    const value = below[index];
    return key && value && !KEY_OF.has(foldHeader(value)) ? [[key, value]] : [];
  });
};

const nextCell = (cells: readonly string[], index: number): string => {
  const here = cells[index];
  const next = cells.slice(index + 1).find((cell) => cell !== '' && cell !== here) ?? '';
  return KEY_OF.has(foldHeader(next)) || keysIn(next).length > 0 ? '' : next;
};

/** Where in a text keys stand before a colon; a key is the longest run of up to six words. */
const keysIn = (text: string): { key: TripKey; start: number; end: number }[] => {
  const marks: { key: TripKey; start: number; end: number }[] = [];
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const before = text.slice(Math.max(0, colon - 60), colon);
    const offset = colon - before.length;
    const words = [...before.matchAll(/\S+/g)].slice(-6);
    for (const word of words) {
      const key = KEY_OF.get(foldHeader(before.slice(word.index)));
      if (!key) continue;
      marks.push({ key, start: offset + word.index, end: colon + 1 });
      break;
    }
  }
  return marks;
};

const titleCarrier = (rows: readonly SheetRow[]): string | undefined => {
  for (const { cells } of rows) {
    for (const cell of cells) {
      const words = cell.slice(0, 80).split(/[\s:|,]+|[-–—]+(?=\s)/);
      for (let count = Math.min(4, words.length); count > 0; count -= 1) {
        const title = words.slice(0, count).join(' ');
        // The codes of airlines are words of every language; names of lines are not.
        if (fold(title).length > 3 && findCarrier(title)) return title;
      }
    }
  }
  return undefined;
};
