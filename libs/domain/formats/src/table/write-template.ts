import { writeTable, type TableOptions } from './write-table';

interface Words {
  sheet: string;
  /** What the rows above the table ask for. */
  trip: readonly string[];
  titles: readonly string[];
}

const WORDS: Readonly<Record<TableOptions['language'], Words>> = {
  es: {
    sheet: 'Lista',
    trip: [
      'Empresa:',
      'Servicio:',
      'Placa:',
      'Unidad:',
      'País de la unidad:',
      'Origen:',
      'Destino:',
      'Puestos fronterizos:',
      'Fecha salida:',
      'Hora salida:',
      'Fecha llegada:',
      'Hora llegada:',
    ],
    titles: [
      'Asiento',
      'Apellidos',
      'Nombres',
      'Tipo documento',
      'No. documento',
      'País emisor',
      'Vencimiento',
      'Nacionalidad',
      'Fecha de nacimiento',
      'Sexo',
      'Sube en',
      'Baja en',
      'Localizador',
      'Teléfono',
      'Correo electrónico',
      'Maletas',
      'Cargo',
    ],
  },
  en: {
    sheet: 'List',
    trip: [
      'Company:',
      'Service:',
      'Plate:',
      'Coach:',
      'Coach country:',
      'Origin:',
      'Destination:',
      'Border posts:',
      'Departure date:',
      'Departure time:',
      'Arrival date:',
      'Arrival time:',
    ],
    titles: [
      'Seat',
      'Surname',
      'Given names',
      'Document type',
      'Document number',
      'Issuing country',
      'Expiry date',
      'Nationality',
      'Date of birth',
      'Sex',
      'Boarding point',
      'Drop-off',
      'Booking reference',
      'Phone',
      'Email',
      'Bags',
      'Position',
    ],
  },
};

/**
 * The empty passenger list of a bus line, to download and fill in (formats 8.1–8.3): the facts of
 * the trip above, one column a fact of the traveller below. It holds no example, since examples get
 * sent in as travellers.
 */
export const writeTemplate = ({ language, format }: TableOptions): Uint8Array => {
  const { sheet, trip, titles } = WORDS[language];
  return writeTable(sheet, [...trip.map((key) => [key, '']), [], titles], format);
};
