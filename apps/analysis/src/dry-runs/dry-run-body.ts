import {
  compileCorridor,
  DEFAULT_RULES,
  INDICATORS,
  type Corridor,
  type CorridorProblem,
  withThresholds,
  type IndicatorDefinition,
  type Values,
} from '@vigia/indicators';
import { HttpProblem } from '@vigia/service';
import { z } from 'zod';

/** `N2.bookings (3 to 20, now 4)`, for all. */
function parametersText(): string {
  return INDICATORS.flatMap(({ id, parameters }) =>
    Object.entries(parameters).map(
      ([name, { value, least, most }]) => `${id}.${name} (${least} to ${most}, now ${value})`,
    ),
  ).join(', ');
}

const indicatorChange = z.strictObject({
  id: z.enum(INDICATORS.map(({ id }) => id) as [string, ...string[]]),
  points: z
    .int()
    .min(0)
    .max(100)
    .describe('points it would give; they only order a queue')
    .optional(),
  reviewDate: z.iso.date().describe('day past which it would be off').optional(),
  parameters: z
    .record(z.string(), z.unknown())
    .describe(`thresholds it would have: ${parametersText()}`)
    .optional(),
});

export const dryRunBody = z
  .strictObject({
    corridor: z
      .string()
      .min(1)
      .max(20_000)
      .describe('a corridor as YAML, as it would ship')
      .optional(),
    indicator: indicatorChange.optional(),
    since: z.iso.date().describe('last departures on or after this day').optional(),
    until: z.iso.date().describe('last departures on or before this day').optional(),
  })
  .refine(({ corridor, indicator }) => (corridor === undefined) !== (indicator === undefined), {
    message: 'either a corridor or an indicator',
    path: ['corridor'],
  });

export type DryRunBody = z.infer<typeof dryRunBody>;

/** A changed rule beside the one in force. */
export interface ChangedRule {
  indicator: IndicatorDefinition['id'];
  /** The changed corridor, and the one in force under its id. */
  corridor?: { changed: Corridor; live: Corridor | undefined };
  points: { live: number; changed: number };
  reviewDate: { live: string | undefined; changed: string };
  /** Other thresholds: what they were and would be, and the version of the rules with them. */
  thresholds?: { live: Values; changed: Values; version: string };
}

/** The change that a body asks for; throws HttpProblem 400 with line and reason of every problem. */
export const changedRuleOf = ({ corridor: yaml, indicator: change }: DryRunBody): ChangedRule => {
  if (yaml !== undefined) {
    const compiled = compileCorridor(yaml, 'corridor.yaml');
    if (!compiled.ok) throw refusedCorridor(compiled.problems);
    const { corridor: changed } = compiled;
    const live = DEFAULT_RULES.corridors.find(({ id }) => id === changed.id);
    const { points } = definitionOf(changed.indicator);
    return {
      indicator: changed.indicator,
      corridor: { changed, live },
      points: { live: points, changed: points },
      reviewDate: { live: live?.reviewDate, changed: changed.reviewDate },
    };
  }
  const { id, points, reviewDate } = definitionOf(change?.id ?? '');
  return {
    indicator: id,
    points: { live: points, changed: change?.points ?? points },
    reviewDate: { live: reviewDate, changed: change?.reviewDate ?? reviewDate },
    ...(change?.parameters && { thresholds: changedThresholds(id, change.parameters) }),
  };
};

const definitionOf = (id: string): IndicatorDefinition => {
  const definition = INDICATORS.find((one) => one.id === id);
  if (!definition) throw new HttpProblem(400, 'VIGIA_BAD_REQUEST');
  return definition;
};

/** The rules with these thresholds of an indicator; throws HttpProblem 400 with every problem. */
const changedThresholds = (
  id: IndicatorDefinition['id'],
  values: Readonly<Record<string, unknown>>,
): NonNullable<ChangedRule['thresholds']> => {
  const found = withThresholds(DEFAULT_RULES, { [id]: values });
  if (!found.ok) {
    const problems = found.problems.map(({ path, code, text }) => ({
      path: `indicator.parameters.${path.slice(id.length + 1)}`,
      code,
      message: text.en,
      text,
    }));
    const [first] = found.problems;
    throw new HttpProblem(400, 'VIGIA_BAD_REQUEST', first?.text, { problems });
  }
  const { thresholds, version } = found.rules;
  return { live: DEFAULT_RULES.thresholds[id], changed: thresholds[id], version };
};

const refusedCorridor = (found: readonly CorridorProblem[]): HttpProblem => {
  const problems = found.map(({ code, line, text }) => ({
    path: 'corridor',
    line,
    code,
    message: text.en,
    text,
  }));
  const [first] = problems;
  return new HttpProblem(
    400,
    'VIGIA_BAD_REQUEST',
    {
      es: `El corredor no es válido; línea ${first?.line ?? 1}: ${first?.text.es ?? ''}`,
      en: `The corridor is not valid; line ${first?.line ?? 1}: ${first?.text.en ?? ''}`,
    },
    { problems },
  );
};
