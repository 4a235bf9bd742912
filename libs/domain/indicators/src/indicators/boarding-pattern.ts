import { defineIndicator, GOVERNANCE } from '../indicator';
import type { TravelLeg } from '../travel-leg';

/** How often people on the lists of a carrier did not board at a stop; never about one person. */
export interface BoardingPattern {
  carrier: string;
  stop: string;
  departures: number;
  listed: number;
  notBoarded: number;
}

/**
 * M1: at one stop of one carrier, on at least five departures with a close-out and 50 listed
 * travellers, a tenth or more of those listed did not board. It speaks of carriers and stops in
 * aggregates and gives nothing to any person's assessment.
 */
export const M1 = defineIndicator({
  ...GOVERNANCE,
  id: 'M1',
  family: 'movement',
  title: { es: 'Lista y embarque difieren', en: 'List and boarding differ' },
  text: {
    es: 'En una parada de una empresa, la lista difiere de los embarcados de forma repetida',
    en: 'At one stop of one carrier the list repeatedly differs from those who boarded',
  },
  reads: ['close-outs per carrier and stop'],
  necessity: 'Shows carriers and stops where lists are not kept, so that they can be helped',
  examples: { innocent: 'm1-single-no-show', suspicious: 'm1-stop-with-pattern' },
  points: 0,
  needs: [],
  parameters: {
    departures: {
      title: { es: 'salidas con cierre', en: 'departures with a close-out' },
      unit: 'number',
      value: 5,
      least: 2,
      most: 50,
    },
    listed: {
      title: { es: 'viajeros en la lista', en: 'travellers listed' },
      unit: 'number',
      value: 50,
      least: 20,
      most: 2000,
    },
    percent: {
      title: { es: 'por ciento que no embarcó', en: 'per cent who did not board' },
      unit: 'number',
      value: 10,
      least: 1,
      most: 50,
    },
  },
  level: 'carrier',
  evaluate: () => undefined,
});

/** The thresholds of M1. */
type BoardingValues = { readonly [Name in keyof (typeof M1)['parameters']]: number };

const IN_FORCE: BoardingValues = {
  departures: M1.parameters.departures.value,
  listed: M1.parameters.listed.value,
  percent: M1.parameters.percent.value,
};

/** Whether M1 applies to what is known of a stop. */
export const isBoardingPattern = (
  row: BoardingPattern,
  { departures, listed, percent }: BoardingValues = IN_FORCE,
): boolean =>
  row.departures >= departures &&
  row.listed >= listed &&
  row.notBoarded / row.listed >= percent / 100;

/** The carriers and stops to which M1 applies, most striking first. */
export const boardingPatterns = (
  legs: readonly TravelLeg[],
  values: BoardingValues = IN_FORCE,
): BoardingPattern[] => {
  const rows = new Map<string, BoardingPattern & { conveyances: Set<string> }>();
  for (const leg of legs) {
    if (leg.boarded === undefined || leg.role === 'crew') continue;
    const stop = leg.from.code ?? leg.from.name ?? '?';
    const key = `${leg.carrier}|${stop}`;
    const row = rows.get(key) ?? {
      carrier: leg.carrier,
      stop,
      departures: 0,
      listed: 0,
      notBoarded: 0,
      conveyances: new Set<string>(),
    };
    row.conveyances.add(leg.conveyance);
    row.listed += 1;
    row.notBoarded += leg.boarded ? 0 : 1;
    rows.set(key, row);
  }
  return [...rows.values()]
    .map(({ conveyances, ...row }) => ({ ...row, departures: conveyances.size }))
    .filter((row) => isBoardingPattern(row, values))
    .sort((a, b) => b.notBoarded / b.listed - a.notBoarded / a.listed);
};
