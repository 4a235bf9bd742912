import { GOVERNANCE, type IndicatorDefinition } from '../indicator';
import type { TravelLeg } from '../travel-leg';

/** How often people on the lists of a carrier did not board at a stop; never about one person. */
export interface BoardingPattern {
  carrier: string;
  stop: string;
  departures: number;
  listed: number;
  notBoarded: number;
}

const MIN_DEPARTURES = 5;
const MIN_SHARE = 0.1;
const MIN_LISTED = 50;

/**
 * M1: at one stop of one carrier, on at least five departures with a close-out and 50 listed
 * travellers, a tenth or more of those listed did not board. It speaks of carriers and stops in
 * aggregates and gives nothing to any person's assessment.
 */
export const M1: IndicatorDefinition = {
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
  level: 'carrier',
  evaluate: () => undefined,
};

/** The carriers and stops to which M1 applies, most striking first. */
export const boardingPatterns = (legs: readonly TravelLeg[]): BoardingPattern[] => {
  const rows = new Map<string, BoardingPattern & { conveyances: Set<string> }>();
  for (const leg of legs) {
    if (leg.boarded === undefined || leg.role === 'crew') continue;
    const stop = leg.from.code ?? leg.from.name ?? '?';
    const key = `${leg.carrier}|${stop}`;
    const row = rows.get(key) ?? {
      ...{ carrier: leg.carrier, stop, departures: 0, listed: 0, notBoarded: 0 },
      conveyances: new Set<string>(),
    };
    row.conveyances.add(leg.conveyance);
    row.listed += 1;
    row.notBoarded += leg.boarded ? 0 : 1;
    rows.set(key, row);
  }
  return [...rows.values()]
    .map(({ conveyances, ...row }) => ({ ...row, departures: conveyances.size }))
    .filter(
      (row) =>
        row.departures >= MIN_DEPARTURES &&
        row.listed >= MIN_LISTED &&
        row.notBoarded / row.listed >= MIN_SHARE,
    )
    .sort((a, b) => b.notBoarded / b.listed - a.notBoarded / a.listed);
};
