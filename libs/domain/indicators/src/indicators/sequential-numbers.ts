import { defineIndicator, GOVERNANCE } from '../indicator';

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
      ...{ unit: 'number', value: 3, least: 3, most: 10 },
    },
  },
  evaluate: ({ legs, surroundings }, { numbers }) => {
    for (const leg of legs) {
      const run = surroundings.numberRuns?.(leg).find(({ legIds }) => legIds.length >= numbers);
      if (!run) continue;
      const people = run.legIds.length;
      const [es, en] = run.kind === 'ticket' ? ['boletos', 'tickets'] : ['documentos', 'documents'];
      return {
        facts: [leg.legId, `sequence:${run.kind}:${leg.conveyance}:${run.first}`],
        text: {
          es: `${people} ${es} de números consecutivos en la misma salida, con reservas y apellidos distintos`,
          en: `${people} ${en} with consecutive numbers on the same departure, of different bookings and surnames`,
        },
      };
    }
    return undefined;
  },
});
