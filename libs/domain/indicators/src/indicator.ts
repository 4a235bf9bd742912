import type { Bilingual } from '@vigia/manifest';
import type { Corridor } from './corridor';
import type { Parameters, Values } from './parameters';
import type { Sign } from './signs';
import type { Surroundings } from './surroundings';
import type { Journey, TravelLeg } from './travel-leg';

export type Family = 'route' | 'booking' | 'network' | 'document' | 'movement';

export type IndicatorId =
  | 'R1'
  | 'R2'
  | 'R3'
  | 'R4'
  | 'R5'
  | 'R6'
  | 'B1'
  | 'B3'
  | 'B4'
  | 'N2'
  | 'N3'
  | 'N4'
  | 'D1'
  | 'D2'
  | 'D3'
  | 'M1'
  | 'M2';

/** What a rule may look at: one journey, what surrounds it, the corridors in force. No clock. */
export interface IndicatorContext {
  journey: Journey;
  /** The legs that were used, crew duty left out. */
  legs: readonly TravelLeg[];
  surroundings: Surroundings;
  corridors: readonly Corridor[];
  /** Whether the legs call at a place of every step of the corridor, in whatever order. */
  touches: (corridor: Corridor) => boolean;
  /**
   * What a rule sees around the journey goes through here: looked for when a journey is assessed,
   * taken from the record when the assessment is done again.
   */
  observe: (indicator: IndicatorId, look: () => Observation | undefined) => Observation | undefined;
}

/**
 * What a rule saw around a journey, in as few figures as it needs to speak: nothing about other
 * people. With it and the journey's own legs, what the rule said can be worked out again.
 */
export interface Observation {
  /** Leg ids and keys; not part of the record. */
  facts: readonly string[];
  /** Which of the things that the rule looks for. */
  kind?: string;
  /** `YYYY-MM-DD`. */
  since?: string;
  /** In the order that the rule gives them. */
  numbers: readonly number[];
}

/** An observation as an assessment keeps it. */
export interface RecordedObservation extends Omit<Observation, 'facts'> {
  indicator: IndicatorId;
}

/** What a rule found: `facts` are leg ids and keys (`contact:…`, `document:…`, `one-way:…`). */
export interface Indication {
  facts: string[];
  text: Bilingual;
  corridor?: { id: string; version: string };
}

/**
 * One rule of the table. The docstring of its file is what an analyst reads; `reads` names the
 * inputs, and none of them says who somebody is.
 */
export interface IndicatorDefinition {
  id: IndicatorId;
  family: Family;
  title: Bilingual;
  text: Bilingual;
  reads: readonly string[];
  legalBasis: string;
  necessity: string;
  owner: string;
  /** `YYYY-MM-DD`; past this day the indicator is off. */
  reviewDate: string;
  /** Without all of these signs it cannot apply, and is not asked. */
  needs: readonly Sign[];
  /** Its thresholds, by name: data with bounds, which a rule set may change. */
  parameters: Parameters;
  /** Names of the two examples in `cases/`. */
  examples: { innocent: string; suspicious: string };
  points: number;
  /** `carrier`: speaks of carriers and stops in aggregates and never of a person. */
  level?: 'carrier';
  evaluate: (context: IndicatorContext, values: Values) => Indication | undefined;
}

/** A row of the table, its `evaluate` knowing the thresholds that it declares by name. */
export const defineIndicator = <const P extends Parameters>(
  definition: Omit<IndicatorDefinition, 'parameters' | 'evaluate'> & {
    parameters: P;
    evaluate: (
      context: IndicatorContext,
      values: { readonly [Name in keyof P]: number },
    ) => Indication | undefined;
  },
): IndicatorDefinition & { readonly parameters: P } =>
  definition as unknown as IndicatorDefinition & { readonly parameters: P };

/** An indicator that applies to a journey, as it goes into the evidence. */
export interface IndicatorResult extends Indication {
  id: IndicatorId;
  family: Family;
  points: number;
}

/** Owner, legal basis and review date that the rules of this version share. */
export const GOVERNANCE = {
  legalBasis:
    'Protocol against the Smuggling of Migrants (2000), articles 8 and 11; national law of the receiving state',
  owner: 'RCM technical secretariat',
  reviewDate: '2027-11-30',
} as const;
