import type { Bilingual, Finding, Severity } from '@vigia/manifest';

/** What a code means, in both languages; `{name}` stands for a value that the finding quotes. */
export interface FindingTemplate {
  severity: Severity;
  es: string;
  en: string;
}

const error = (es: string, en: string): FindingTemplate => ({ severity: 'error', es, en });
const warning = (es: string, en: string): FindingTemplate => ({ severity: 'warning', es, en });
const info = (es: string, en: string): FindingTemplate => ({ severity: 'info', es, en });

/** Every finding that this library can make. A fixture provokes each of them (a test insists). */
export const FINDINGS = {
  UNKNOWN_FORMAT: error(
    'No se reconoce el formato del archivo; envíe PAXLST, CSV, XLSX o JSON.',
    'The format of the file is not recognised; send PAXLST, CSV, XLSX or JSON.',
  ),
  EMPTY_INPUT: error('El archivo está vacío.', 'The file is empty.'),
  LIMIT_EXCEEDED: error(
    'Se supera el límite de {limit}: {value}.',
    'The limit of {limit} is exceeded: {value}.',
  ),
  PNRGOV_UNSUPPORTED: error(
    'Es un mensaje PNRGOV, que esta puerta no recibe; envíe PAXLST.',
    'This is a PNRGOV message, which this door does not take; send PAXLST.',
  ),
  UNREADABLE: error(
    'El archivo no se pudo leer; revíselo y envíelo de nuevo.',
    'The file could not be read; check it and send it again.',
  ),
  NOTHING_READ: error(
    'No hay en el archivo ninguna lista ni ninguna respuesta que se pueda leer.',
    'The file holds no list and no answer that could be read.',
  ),
  TOO_MANY_FINDINGS: warning(
    'Hay {value} observaciones más de las que se muestran.',
    'There are {value} findings more than are shown.',
  ),

  UNTERMINATED_INTERCHANGE: error(
    'El intercambio está incompleto: falta {value}.',
    'The interchange is incomplete: {value} is missing.',
  ),
  MESSAGE_REF_MISMATCH: error(
    'La referencia del UNT {value} no es la del UNH {expected}.',
    'The reference in UNT {value} is not that of UNH {expected}.',
  ),
  GROUP_REF_MISMATCH: error(
    'La referencia del UNE {value} no es la del UNG {expected}.',
    'The reference in UNE {value} is not that of UNG {expected}.',
  ),
  INTERCHANGE_REF_MISMATCH: error(
    'La referencia del UNZ {value} no es la del UNB {expected}.',
    'The reference in UNZ {value} is not that of UNB {expected}.',
  ),
  SEGMENT_COUNT_MISMATCH: warning(
    'El UNT dice {value} segmentos y hay {expected}.',
    'UNT says {value} segments and there are {expected}.',
  ),
  GROUP_COUNT_MISMATCH: warning(
    'El UNE dice {value} mensajes y hay {expected}.',
    'UNE says {value} messages and there are {expected}.',
  ),
  INTERCHANGE_COUNT_MISMATCH: warning(
    'El UNZ dice {value} y hay {expected}.',
    'UNZ says {value} and there are {expected}.',
  ),
  UNSUPPORTED_MESSAGE: error(
    'No se recibe el tipo de mensaje {value}.',
    'Messages of type {value} are not taken.',
  ),
  UNSUPPORTED_LIST_CODE: error(
    'No se recibe el tipo de lista {value} (BGM).',
    'Lists of type {value} (BGM) are not taken.',
  ),
  CHARSET_VIOLATION: warning(
    'Hay caracteres fuera del juego declarado {value}; se leyeron como {expected}.',
    'There are characters outside the declared set {value}; they were read as {expected}.',
  ),
  STRAY_SEGMENT: warning(
    'El segmento {value} no está dentro de ningún mensaje.',
    'Segment {value} stands outside any message.',
  ),
  MISSING_SEGMENT: warning(
    'Falta el segmento {value} en el mensaje.',
    'Segment {value} is missing from the message.',
  ),
  PARTIAL_DATE: info(
    '{field}: de {value} se conserva solo el año.',
    '{field}: only the year of {value} is kept.',
  ),
  UNKNOWN_SEGMENT: info(
    'No se interpreta {value}; se conserva como vino.',
    '{value} is not interpreted; it is kept as it came.',
  ),
  REPEATED_VALUE: warning(
    'Hay dos valores de {field}; se conserva el primero y se aparta {value}.',
    'There are two values of {field}; the first is kept and {value} set aside.',
  ),
  CONTROL_TOTAL_DIFFERS: warning(
    'El total de control es {value} y la lista tiene {expected}.',
    'The control total is {value} and the list has {expected}.',
  ),
  LEG_DISCONNECTED: warning(
    'El tramo empieza en {value} y el anterior termina en {expected}.',
    'The leg begins at {value} and the one before ends at {expected}.',
  ),
  UNKNOWN_FUNCTION: warning(
    'No se conoce la función {value} para este tipo de lista (BGM).',
    'Function {value} is not known for this type of list (BGM).',
  ),

  BAD_DATE: warning(
    '{field}: {value} no es una fecha posible; se deja sin fecha.',
    '{field}: {value} is not a possible date; it is left out.',
  ),
  BIRTH_DATE_IN_FUTURE: warning(
    'La fecha de nacimiento {value} está en el futuro; se deja sin fecha.',
    'The birth date {value} lies in the future; it is left out.',
  ),
  UNKNOWN_GENDER: warning(
    'El sexo {value} no se reconoce; queda sin indicar.',
    'Sex {value} is not recognised; it is left unknown.',
  ),
  UNKNOWN_NATIONALITY: warning(
    'La nacionalidad {value} no es un código conocido.',
    'Nationality {value} is not a known code.',
  ),
  UNKNOWN_COUNTRY: warning(
    '{field}: {value} no es un país conocido.',
    '{field}: {value} is not a known country.',
  ),
  UNKNOWN_PLACE: warning(
    'El lugar {value} no está en las tablas de lugares.',
    'Place {value} is not in the tables of places.',
  ),
  BAD_NUMBER: warning(
    '{field}: {value} no es un número posible; se deja sin dato.',
    '{field}: {value} is not a possible number; it is left out.',
  ),
  TRAVELLER_INCOMPLETE: warning('Al viajero le falta: {value}.', 'The traveller lacks: {value}.'),
  TRAVELLER_WITHOUT_NAME: error(
    'El viajero no tiene nombre; no se acepta.',
    'The traveller has no name and is not accepted.',
  ),
  DUPLICATE_TRAVELLER: warning(
    'El viajero repite el documento y el nombre del número {value}; cuenta una vez.',
    'The traveller repeats the document and name of number {value} and counts once.',
  ),
  NO_TRAVELLERS: warning('La lista no tiene viajeros.', 'The list has no travellers.'),
  CONTROL_CHARACTERS: warning(
    '{field}: se quitaron caracteres de control de {value}.',
    '{field}: control characters were removed from {value}.',
  ),
  TRIP_INCOMPLETE: warning(
    'Faltan datos del viaje: {value}.',
    'Facts of the trip are missing: {value}.',
  ),
  MRZ_INVALID: warning(
    'La zona de lectura mecánica no se pudo leer: {value}.',
    'The machine-readable zone could not be read: {value}.',
  ),
  MRZ_CHECK_DIGIT: warning(
    'Dígito de control de la zona de lectura mecánica incorrecto: {value}.',
    'Wrong check digit in the machine-readable zone: {value}.',
  ),
  MRZ_DIFFERS: warning(
    '{field}: la lista dice {value} y la zona de lectura mecánica {expected}.',
    '{field}: the list says {value} and the machine-readable zone {expected}.',
  ),

  NO_HEADER: error(
    'No se encuentra la fila de encabezados: hacen falta al menos tres títulos conocidos.',
    'No header row is found: at least three known titles are needed.',
  ),
  XLSX_UNREADABLE: error(
    'El libro XLSX no se pudo abrir: {value}.',
    'The XLSX workbook could not be opened: {value}.',
  ),
  COLUMNS_RECOGNISED: info('Columnas reconocidas: {value}.', 'Recognised columns: {value}.'),
  UNKNOWN_COLUMN: info(
    'No se interpreta la columna {value}; se conserva como vino.',
    'Column {value} is not interpreted; it is kept as it came.',
  ),
  ROW_CANCELLED: info(
    'La fila está cancelada o tachada; no cuenta como viajero.',
    'The row is cancelled or struck out and is no traveller.',
  ),
  ROW_PASSED_OVER: info(
    'La fila no es de ningún viajero; se deja aparte: {value}.',
    'The row belongs to no traveller and is passed over: {value}.',
  ),
  HIDDEN_ROW: warning(
    'La fila está oculta en la hoja; se lee igual.',
    'The row is hidden in the sheet; it is read all the same.',
  ),
  HIDDEN_SHEET: info('La hoja oculta {value} no se lee.', 'Hidden sheet {value} is not read.'),
  GENDER_UNCLEAR: warning(
    '¿{value} es masculino o mujer? La columna no lo aclara; se deja sin dato.',
    'Is {value} male or mujer (female)? The column does not tell; it is left out.',
  ),
  DATE_ORDER_UNCLEAR: warning(
    '{field}: ¿{value} tiene primero el día o el mes? La columna no lo aclara; se deja sin fecha.',
    '{field}: has {value} the day or the month first? The column does not tell; it is left out.',
  ),
  UNKNOWN_DOCUMENT_TYPE: warning(
    'No se conoce el tipo de documento {value}.',
    'Document type {value} is not known.',
  ),
  DOCUMENT_CHECK_FAILED: warning(
    'El número de documento {value} no concuerda con su dígito de control o con la fecha de nacimiento.',
    'Document number {value} disagrees with its check digit or with the birth date.',
  ),
  DOCUMENT_NUMBER_DAMAGED: warning(
    'La hoja de cálculo dañó el número de documento {value}; dele formato de texto.',
    'The spreadsheet damaged document number {value}; format it as text.',
  ),
  ZEROS_RESTORED: info(
    'Se repusieron los ceros iniciales del número {value}.',
    'The leading zeros of number {value} were put back.',
  ),

  BAD_JSON: error('El JSON no es válido: {value}.', 'The JSON is not valid: {value}.'),
  REPEATED_KEY: warning(
    'La clave {value} está dos veces en un mismo objeto del JSON; vale la última.',
    'Key {value} stands twice in one object of the JSON; the last one counts.',
  ),
  BAD_STRUCTURE: error(
    '{field} debe ser {expected}; vino {value}.',
    '{field} must be {expected}; {value} came.',
  ),
  WRONG_TYPE: warning(
    '{field} debe ser {expected}; vino {value}.',
    '{field} should be {expected}; {value} came.',
  ),
  MISSING_FIELD: warning('Falta {field}.', '{field} is missing.'),
  UNKNOWN_FIELD: warning(
    'No se conoce el campo {value}; no se toma en cuenta.',
    'Field {value} is not known and is left aside.',
  ),
  UNKNOWN_VALUE: warning(
    '{field}: {value} no es uno de {expected}; se deja sin dato.',
    '{field}: {value} is not one of {expected}; it is left out.',
  ),

  DEPARTURE_MISSING: error(
    'Para presentar la lista falta la fecha y hora de salida.',
    'To submit the list its departure date and time are needed.',
  ),
  CARRIER_MISSING: error(
    'Para presentar la lista falta el transportista.',
    'To submit the list its carrier is needed.',
  ),
  JOURNEY_MISSING: error(
    'Para presentar la lista falta el número de viaje o servicio.',
    'To submit the list its journey or service number is needed.',
  ),
  ORIGIN_MISSING: error(
    'Para presentar la lista falta el origen.',
    'To submit the list its origin is needed.',
  ),
  DESTINATION_MISSING: error(
    'Para presentar la lista falta el destino.',
    'To submit the list its destination is needed.',
  ),
  BORDER_MISSING: error(
    'Para presentar la lista falta un puesto fronterizo o los dos países del viaje.',
    'To submit the list a border post or the two countries of the trip are needed.',
  ),
  TRAVELLER_UNIDENTIFIED: warning(
    'Al viajero {value} le falta nombre, o documento, o fecha de nacimiento con nacionalidad.',
    'Traveller {value} lacks a name, or a document, or a birth date with nationality.',
  ),

  LATE_LIST: warning(
    'La lista llegó después del plazo ({value}); se acepta y queda marcada como tardía.',
    'The list came after its deadline ({value}); it is accepted and marked as late.',
  ),
  PARTS_MISSING: warning(
    'La lista vino en partes y no ha llegado completa: {value}.',
    'The list came in parts and has not come whole: {value}.',
  ),
  OLDER_VERSION: warning(
    'Ya llegó una versión preparada después; {value} viajeros conservan lo que ella dice.',
    'A version prepared later has come already; {value} travellers keep what it says.',
  ),
  TRAVELLER_NOT_LISTED: warning(
    'El viajero {value} no está en la lista de este viaje; no cambia nada.',
    'Traveller {value} is not on the list of this trip; nothing changes.',
  ),
  DUPLICATE_INTERCHANGE: error(
    'El intercambio {value} ya llegó antes con otro contenido; use otra referencia (UNB 0020).',
    'Interchange {value} came before with other content; use another reference (UNB 0020).',
  ),
  TEST_AND_REAL_MIXED: error(
    'El archivo mezcla intercambios de prueba y reales; envíelos por separado.',
    'The file mixes test and real interchanges; send them apart.',
  ),
} as const satisfies Record<string, FindingTemplate>;

export type FindingCode = keyof typeof FINDINGS;

/** Where in the input a finding is. */
export type Location = Pick<Finding, 'segment' | 'row' | 'sheet' | 'field' | 'path'>;

const LONGEST_QUOTE = 40;

/** A value fit to be shown: quoted, without control characters, cut to a safe length. */
export const quote = (value: string): string => {
  const clean = value
    .slice(0, LONGEST_QUOTE * 4)

    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '·');
  const cut = clean.length > LONGEST_QUOTE || value.length > LONGEST_QUOTE * 4;
  return `“${clean.slice(0, LONGEST_QUOTE)}${cut ? '…' : ''}”`;
};

/** Values of a template: strings are quoted, numbers and texts of our own are not. */
export type Values = Record<string, string | number | Bilingual>;

/** Makes a finding from its template. Strings among the values come from the sender and are quoted. */
export const finding = (code: FindingCode, values: Values = {}, where: Location = {}): Finding => {
  const { severity, es, en } = FINDINGS[code];
  const fill = (template: string, language: keyof Bilingual): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : name === 'field' && fieldIn(where);
      if (typeof value === 'number') return String(value);
      if (typeof value === 'string') return quote(value);
      return value ? value[language] : '';
    });
  return { code, severity, text: { es: fill(es, 'es'), en: fill(en, 'en') }, ...where };
};

const fieldIn = ({ field, path }: Location): Bilingual | undefined => {
  const name = field ?? path;
  return name === undefined ? undefined : (FIELD_NAMES[name] ?? plain(name));
};

/** A text of our own that is the same in both languages. */
export const plain = (text: string): Bilingual => ({ es: text, en: text });

/** A list of canonical fields in words. */
export const fieldsInWords = (fields: readonly string[]): Bilingual => {
  const names = fields.map((field) => FIELD_NAMES[field] ?? plain(field));
  return {
    es: names.map(({ es }) => es).join(', '),
    en: names.map(({ en }) => en).join(', '),
  };
};

const FIELD_NAMES: Readonly<Record<string, Bilingual>> = {
  name: { es: 'nombre', en: 'name' },
  surname: { es: 'apellido', en: 'surname' },
  given: { es: 'nombre de pila', en: 'given name' },
  gender: { es: 'sexo', en: 'sex' },
  dateOfBirth: { es: 'fecha de nacimiento', en: 'birth date' },
  nationality: { es: 'nacionalidad', en: 'nationality' },
  residence: { es: 'país de residencia', en: 'country of residence' },
  document: { es: 'documento', en: 'document' },
  documentNumber: { es: 'número de documento', en: 'document number' },
  documentType: { es: 'tipo de documento', en: 'document type' },
  issuer: { es: 'país emisor', en: 'issuing state' },
  issued: { es: 'fecha de emisión', en: 'issue date' },
  expires: { es: 'vencimiento', en: 'expiry date' },
  carrier: { es: 'transportista', en: 'carrier' },
  journeyId: { es: 'número de viaje', en: 'journey number' },
  departure: { es: 'fecha y hora de salida', en: 'departure date and time' },
  departureLocal: { es: 'fecha y hora de salida', en: 'departure date and time' },
  arrivalLocal: { es: 'fecha y hora de llegada', en: 'arrival date and time' },
  origin: { es: 'origen', en: 'origin' },
  destination: { es: 'destino', en: 'destination' },
};
