import { compileCorridor } from './compile-corridor';
import type { Corridor } from './corridor';
import { C01 } from './corridors/c-01';
import { C02 } from './corridors/c-02';
import type { Family, IndicatorDefinition, IndicatorId } from './indicator';
import { M1 } from './indicators/boarding-pattern';
import { B1, B3, B4 } from './indicators/booking-rules';
import { R5 } from './indicators/broken-travel';
import { D3 } from './indicators/changing-documents';
import { N3 } from './indicators/constant-companion';
import { R1, R2 } from './indicators/corridor-rules';
import { D1, D2 } from './indicators/document-rules';
import { R4 } from './indicators/illogical-routing';
import { R3 } from './indicators/northward-chain';
import { R6 } from './indicators/separate-bookings';
import { N4 } from './indicators/sequential-numbers';
import { N2 } from './indicators/shared-contact';
import { M2 } from './indicators/short-trips';
import { valuesOf, type Values } from './parameters';

/** The version of the rules shipped here; it stands in every assessment. */
export const RULES_VERSION = '1.2.0';

/** The rules by id, in the order in which evidence is listed. */
const TABLE = {
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  B1,
  B3,
  B4,
  N2,
  N3,
  N4,
  D1,
  D2,
  D3,
  M1,
  M2,
} as const;

/** The whole table, in the order in which evidence is listed. */
export const INDICATORS: readonly IndicatorDefinition[] = Object.values(TABLE);

/** Compiled corridors and the indicator table: everything an assessment depends on beside its facts. */
export interface RuleSet {
  version: string;
  corridors: readonly Corridor[];
  indicators: readonly IndicatorDefinition[];
  /** The most points one family gives. */
  caps: Readonly<Record<Family, number>>;
  /** The thresholds in force, by indicator. */
  thresholds: Readonly<Record<IndicatorId, Values>>;
}

/** The thresholds of an indicator by the names that it declares. */
export const thresholds = <Id extends IndicatorId>(
  rules: RuleSet,
  id: Id,
): { readonly [Name in keyof (typeof TABLE)[Id]['parameters']]: number } =>
  rules.thresholds[id] as { readonly [Name in keyof (typeof TABLE)[Id]['parameters']]: number };

/** The two documented corridors, from the files that ship with the platform. */
const shippedCorridors = (): Corridor[] =>
  Object.entries({ 'c-01.yaml': C01, 'c-02.yaml': C02 }).map(([file, text]) => {
    const compiled = compileCorridor(text, file);
    if (compiled.ok) return compiled.corridor;
    const reasons = compiled.problems.map(({ line, text: why }) => `${file}:${line} ${why.en}`);
    throw new Error(reasons.join('; '));
  });

export const DEFAULT_RULES: RuleSet = {
  version: RULES_VERSION,
  corridors: shippedCorridors(),
  indicators: INDICATORS,
  caps: { route: 40, booking: 20, network: 40, document: 40, movement: 20 },
  thresholds: Object.fromEntries(
    INDICATORS.map(({ id, parameters }) => [id, valuesOf(parameters)]),
  ) as Record<IndicatorId, Values>,
};
