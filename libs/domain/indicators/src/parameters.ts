import type { Bilingual } from '@vigia/manifest';

/** A threshold of a rule: what it means, the value in force and the bounds within which it may be tried. */
export interface Parameter {
  title: Bilingual;
  unit: 'hours' | 'days' | 'km' | 'times' | 'number';
  value: number;
  least: number;
  most: number;
}

export type Parameters = Readonly<Record<string, Parameter>>;

/** Thresholds by name. */
export type Values = Readonly<Record<string, number>>;

/** The values in force. */
export const valuesOf = (parameters: Parameters): Values =>
  Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
