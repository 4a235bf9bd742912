import { defineIndicator, GOVERNANCE, type Observation } from '../indicator';
import type { Surroundings } from '../surroundings';
import type { TravelLeg } from '../travel-leg';

/**
 * N4: at least three consecutive document or ticket numbers on one departure, in people of
 * different bookings and surnames. Group tours share a booking; tickets off one roll say nothing.
 */
export const N4 = defineIndicator({
  ...GOVERNANCE,
  id: 'N4',
  family: 'network',
  title: { es: 'Números consecutivos', en: 'Consecutive numbers' },
  text: {
    es: 'Tres o más documentos o boletos consecutivos en una salida, de reservas y apellidos distintos',
    en: 'Three or more consecutive documents or tickets on one departure, of different bookings and surnames',
  },
  reads: ['document numbers', 'ticket numbers', 'bookings'],
  necessity: 'Documents or tickets bought together connect people who travel as strangers',
  examples: { innocent: 'n4-one-booking', suspicious: 'n4-three-in-a-row' },
  points: 25,
  needs: ['numberRun'],
  parameters: {
    numbers: {
      title: { es: 'números consecutivos', en: 'consecutive numbers' },
      unit: 'number',
      value: 3,
      least: 3,
      most: 10,
    },
  },
  evaluate: ({ legs, surroundings, observe }, { numbers: least }) => {
    const seen = observe('N4', () => runAmong(legs, surroundings, least));
    const [people = 0] = seen?.numbers ?? [];
    if (!seen || people < least) return undefined;
    const [es, en] = seen.kind === 'ticket' ? ['boletos', 'tickets'] : ['documentos', 'documents'];
    return {
      facts: [...seen.facts],
      text: {
        es: `${people} ${es} de números consecutivos en la misma salida, con reservas y apellidos distintos`,
        en: `${people} ${en} with consecutive numbers on the same departure, of different bookings and surnames`,
      },
    };
  },
});

/** Kind: `ticket` or `document`. Number: people in the run. */
const runAmong = (
  legs: readonly TravelLeg[],
  { numberRuns }: Surroundings,
  least: number,
): Observation | undefined => {
  for (const leg of legs) {
    const run = numberRuns?.(leg).find(({ legIds }) => legIds.length >= least);
    if (!run) continue;
    return {
      facts: [leg.legId, `sequence:${run.kind}:${leg.conveyance}:${run.first}`],
      kind: run.kind,
      numbers: [run.legIds.length],
    };
  }
  return undefined;
};
