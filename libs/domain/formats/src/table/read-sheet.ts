import type { Carrier, Manifest, Traveller } from '@vigia/manifest';
import { carrierScheme, splitJourney } from '../carrier-code';
import { checkItinerary } from '../check-itinerary';
import { TABLE_LIMITS } from '../limits';
import type { Counts, ParseOptions, TripFacts } from '../parse-result';
import type { Report } from '../report';
import { habitsOf, settleColumns } from './column-values';
import { isHeader, recogniseColumns, type Column } from './columns';
import { fold } from './fold';
import { itineraryOfTrip } from './itinerary-of-trip';
import { fieldsOf, RowReader, unknownTitles } from './row-reader';
import { mayBegin, RowKinds, withoutFillers } from './row-kind';
import { isBlankRow, type Sheet, type SheetRow } from './sheet';
import { readTripHead, tripOf, type TripHead, type TripKey } from './trip-head';

const MOST_TITLE_ROWS = 60;
/** How far into a row a second header is looked for. */
const MOST_TITLES = 16;
const MOST_FOOTERS = 40;
const CANCELLED =
  /^(cancelad[oa]|anulad[oa]|no viajo|no viaja|no abordo|no se presento|cancelled|canceled|no show|did not travel)$/;

/** Where the header of a sheet is; -1 when no row near the top is one. */
export const headerRow = ({ rows }: Sheet): number =>
  rows.slice(0, MOST_TITLE_ROWS).findIndex(({ cells }) => isHeader(cells));

/** The first letters tell nearly always that a cell need not be looked at closer. */
const isCancelled = (cell: string): boolean =>
  mayBegin(cell, 'cand') &&
  /^\W*(?:cancel|anul|no\W|did )/i.test(cell) &&
  CANCELLED.test(fold(cell));

/** Rows of travellers hold digits, rows of titles do not. */
const isRepeatedHeader = ({ cells }: SheetRow): boolean =>
  !cells.some((cell) => /\d/.test(cell)) && isHeader(cells.slice(0, MOST_TITLES));

/** One table of a sheet: a header and the records under it, as far as the next header. */
interface Table {
  header: readonly string[];
  /** The row before the header, which may head groups of columns. */
  above: readonly string[];
  rows: { row: SheetRow; number: number; crew: boolean }[];
  notes: { text: string; number: number }[];
}

/**
 * Reads the travellers of one sheet (formats 8): title rows give the trip, the first row with
 * three known titles is the header, footers, notes and repeated headers are passed over.
 */
export const readSheet = (
  sheet: Sheet,
  channel: 'csv' | 'xlsx',
  options: ParseOptions,
  report: Report,
  counts: Counts,
): Manifest | undefined => {
  const where = sheet.name === undefined ? {} : { sheet: sheet.name };
  const headerAt = headerRow(sheet);
  if (headerAt < 0) {
    report.note('NO_HEADER', {}, where);
    return undefined;
  }
  if (sheet.rows.length - headerAt - 1 > TABLE_LIMITS.rows) {
    const limit = { es: 'filas', en: 'rows' };
    report.note('LIMIT_EXCEEDED', { limit, value: sheet.rows.length - headerAt - 1 }, where);
    return undefined;
  }
  const mark = report.mark;
  const { tables, footers } = cutTables(sheet.rows, headerAt);
  const head = readTripHead(sheet.rows.slice(0, headerAt));
  const travellers: Traveller[] = [];
  let columnsTrip: TripFacts = {};
  for (const table of tables) {
    columnsTrip = {
      ...readTable(table, sheet, options, report, counts, travellers),
      ...columnsTrip,
    };
  }
  const trip = { ...columnsTrip, ...head, ...options.trip };
  const manifest = manifestOf(channel, trip, travellers, options);
  const total = readTripHead(footers).total ?? totalIn(footers) ?? head.total;
  if (total !== undefined) manifest.controlTotals.passengers = total;
  if (head.drivers) manifest.extra = [`drivers: ${head.drivers}`];
  checkItinerary(manifest, report, where);
  checkTotal(manifest, report, where);
  manifest.warnings = report.since(mark);
  return manifest;
};

const readTable = (
  table: Table,
  sheet: Sheet,
  options: ParseOptions,
  report: Report,
  counts: Counts,
  travellers: Traveller[],
): TripFacts => {
  const rows = table.rows.map(({ row }) => row);
  const columns = settleColumns(recogniseColumns(table.header, table.above), rows);
  const where = sheet.name === undefined ? {} : { sheet: sheet.name };
  report.note('COLUMNS_RECOGNISED', { value: fieldsOf(columns) }, where);
  const unknown = unknownTitles(table.header, columns);
  for (const title of unknown.values()) report.note('UNKNOWN_COLUMN', { value: title }, where);
  const reader = new RowReader({
    columns,
    habits: habitsOf(columns, rows),
    report,
    reference: options.receivedOn,
    unknown,
    ...where,
  });
  for (const { text, number } of table.notes) {
    report.note('ROW_PASSED_OVER', { value: text }, { ...where, row: number });
  }
  for (const { row, number, crew } of table.rows) {
    if (row.struck || row.cells.some(isCancelled)) {
      report.note('ROW_CANCELLED', {}, { ...where, row: number });
      continue;
    }
    const mark = report.mark;
    counts.received += 1;
    const traveller = reader.read(row, number, travellers.length + 1);
    if (!traveller) counts.refused += 1;
    else {
      if (crew) traveller.role = 'crew';
      travellers.push(traveller);
      counts.accepted += 1;
      if (report.troubledSince(mark)) counts.warned += 1;
    }
  }
  return tripOfColumns(columns, rows);
};

const cutTables = (
  rows: readonly SheetRow[],
  headerAt: number,
): { tables: Table[]; footers: SheetRow[] } => {
  const tables: Table[] = [];
  const footers: SheetRow[] = [];
  let table: Table = { header: [], above: [], rows: [], notes: [] };
  let kinds = new RowKinds([]);
  let [crew, afterFooter] = [false, false];
  rows.slice(headerAt).forEach((written, number) => {
    const row = withoutFillers(written);
    if (isBlankRow(row)) return;
    if (number === 0 || isRepeatedHeader(row)) {
      afterFooter = false;
      if (row.cells.join('\t') === table.header.join('\t')) return;
      const above = rows[headerAt + number - 1]?.cells ?? [];
      table = { header: row.cells, above, rows: [], notes: [] };
      tables.push(table);
      kinds = new RowKinds(recogniseColumns(row.cells, above));
      return;
    }
    const kind = kinds.kindOf(row, afterFooter);
    if (kind === 'traveller') {
      table.rows.push({ row, number, crew });
      return;
    }
    if (kind === 'footer') afterFooter = true;
    else table.notes.push({ text: [...new Set(row.cells)].filter(Boolean).join(' '), number });
    if (kind === 'crewHeading') crew = true;
    if (kind === 'passengerHeading') crew = false;
    // Empty seats are many and tell nothing of the list as a whole.
    if (kind !== 'note' && footers.length < MOST_FOOTERS) footers.push(row);
  });
  return { tables, footers };
};

const totalIn = (footers: readonly SheetRow[]): number | undefined => {
  for (const { cells } of footers) {
    const text = cells.filter(Boolean).join(' ');
    const match = /^(?:gran )?total\D*?(\d{1,5})\b/.exec(fold(text));
    if (match) return Number(match[1]);
  }
  return undefined;
};

const TRIP_COLUMNS: Readonly<Partial<Record<Column['field'], TripKey>>> = {
  carrier: 'carrierName',
  journeyId: 'journeyId',
  plate: 'plate',
  vehicle: 'vehicle',
  departureDate: 'date',
  departureTime: 'time',
  arrivalDate: 'arrivalDate',
  arrivalTime: 'arrivalTime',
  route: 'route',
  posts: 'posts',
  embark: 'origin',
  disembark: 'destination',
};
/** Where one gets on or off is not yet where the coach comes from or goes to. */
const END_OF_TRIP = /^(origen|origin|desde|from|salida|destino|destination|hasta|to|llegada)$/;

/** Trip facts in columns count when every row says the same. */
const tripOfColumns = (columns: readonly Column[], rows: readonly SheetRow[]): TripHead => {
  const found = new Map<TripKey, string>();
  for (const { field, index, title } of columns) {
    const key = TRIP_COLUMNS[field];
    const ofOne = key === 'origin' || key === 'destination';
    if (!key || found.has(key) || (ofOne && !END_OF_TRIP.test(fold(title)))) continue;
    // A row without its own place may end elsewhere; one without the number of the bus does not.
    const only = onlyValue(rows, index, !ofOne);
    if (only) found.set(key, only);
  }
  // One end alone is where travellers differ, so the other end says nothing of the trip either.
  if (found.has('origin') !== found.has('destination')) {
    found.delete('origin');
    found.delete('destination');
  }
  return tripOf(found);
};

/** What every row holds in a column, as far as it holds anything there; nothing when two differ. */
const onlyValue = (rows: readonly SheetRow[], index: number, maybeBlank: boolean): string => {
  let only = '';
  for (const { cells } of rows) {
    const value = cells[index] ?? '';
    if (value === '' && maybeBlank) continue;
    if (value === '' || (only !== '' && value !== only)) return '';
    only = value;
  }
  return only;
};

const manifestOf = (
  channel: 'csv' | 'xlsx',
  trip: TripHead,
  travellers: Traveller[],
  { sender, rawSha256 }: ParseOptions,
): Manifest => {
  const mode = trip.mode ?? 'road';
  const code = trip.carrier ?? sender ?? '';
  const { number } = splitJourney(trip.journeyId ?? '', code);
  const vehicle = {
    ...(trip.vehicleId && { id: trip.vehicleId }),
    ...(trip.vehicleName && { name: trip.vehicleName }),
    ...(trip.vehicleNationality && { nationality: trip.vehicleNationality }),
  };
  const carrier: Carrier = { code, scheme: carrierScheme(code, mode) };
  if (trip.carrierName) carrier.name = trip.carrierName;
  return {
    source: { channel, sender: sender ?? '', rawSha256 },
    listType: 'passengers',
    carrier,
    conveyance: {
      mode,
      journeyId: trip.journeyId ?? '',
      ...(number && { number }),
      ...(Object.keys(vehicle).length > 0 && { vehicle }),
    },
    itinerary: itineraryOfTrip(trip),
    travellers,
    controlTotals: {},
    warnings: [],
  };
};

const checkTotal = (
  { controlTotals, travellers }: Manifest,
  report: Report,
  where: { sheet?: string },
): void => {
  if (travellers.length === 0) report.note('NO_TRAVELLERS', {}, where);
  const passengers = travellers.filter(({ role }) => role === 'passenger').length;
  const total = controlTotals.passengers;
  if (total !== undefined && total !== passengers && total !== travellers.length) {
    report.note('CONTROL_TOTAL_DIFFERS', { value: total, expected: passengers }, where);
  }
};
