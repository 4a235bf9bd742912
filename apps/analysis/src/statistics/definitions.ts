import type { Bilingual } from '@vigia/manifest';

const BASE: Bilingual = {
  es: 'Viajeros en listas aceptadas y vigentes cuyo tramo empieza o termina en su Estado; no cuentan los que según el cierre no abordaron. Celdas menores de 10, y las que las revelarían, suprimidas mes a mes',
  en: 'Travellers on accepted lists in force whose leg begins or ends in your state, those who by a close-out did not board left out. Cells below 10, and those that would reveal them, suppressed month by month',
};

/** What every dimension means, as it goes with the figures. */
const DIMENSION_TEXTS: Readonly<Record<string, Bilingual>> = {
  month: { es: 'mes de salida (UTC)', en: 'month of departure (UTC)' },
  week: {
    es: 'semana ISO de la última salida del viaje; las semanas incompletas del período no figuran',
    en: 'ISO week of the journey’s last departure; weeks that the period cuts are left out',
  },
  mode: { es: 'modo de transporte', en: 'mode of transport' },
  carrier: { es: 'transportista', en: 'carrier' },
  route: {
    es: 'de dónde a dónde viaja en ese medio, por código de lugar',
    en: 'from where to where on that conveyance, by place code',
  },
  from: { es: 'país de embarque', en: 'country of boarding' },
  to: { es: 'país de desembarque', en: 'country of leaving' },
  nationality: {
    es: 'nacionalidad según la lista; solo para estadística',
    en: 'nationality as listed; for statistics only',
  },
  ageBand: { es: 'grupo de edad el día de la salida', en: 'age band on the day of departure' },
  corridor: {
    es: 'corredor cuyo indicador cumple el viaje; un viaje puede contar en varios',
    en: 'corridor whose indicator the journey meets; a journey may count in several',
  },
  indicator: {
    es: 'indicador que cumple el viaje; un viaje puede contar en varios',
    en: 'indicator that the journey meets; a journey may count in several',
  },
};

/** The definition of a table, in both languages. */
export const definitionOf = (by: readonly string[]): Bilingual => {
  const texts = by.flatMap((name) => DIMENSION_TEXTS[name] ?? []);
  const journeys = by.includes('week');
  const base = journeys
    ? {
        es: 'Viajes vigentes que conciernen a su Estado y que puede ver; celdas menores de 10 suprimidas',
        en: 'Journeys in force that concern your state and that it may see; cells below 10 suppressed',
      }
    : BASE;
  return {
    es: [base.es, ...texts.map(({ es }) => es)].join('. '),
    en: [base.en, ...texts.map(({ en }) => en)].join('. '),
  };
};
