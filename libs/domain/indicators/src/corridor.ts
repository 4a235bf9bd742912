import type { Bilingual, Mode } from '@vigia/manifest';

/** One step of a corridor: a set of places or of countries, and how soon it follows the step before. */
export interface CorridorNode {
  name: Bilingual;
  /** IATA or UN/LOCODE codes. */
  places: readonly string[];
  /** ISO 3166-1 alpha-2 codes. */
  countries: readonly string[];
  /** Longest time from reaching the node before; absent on the first node. */
  withinMs?: number;
}

/** A documented route, as data: what R1 and R2 look for. */
export interface Corridor {
  id: string;
  version: string;
  indicator: 'R1' | 'R2';
  title: Bilingual;
  source: string;
  legalBasis: string;
  necessity: string;
  owner: string;
  /** `YYYY-MM-DD`; past this day the corridor is off. */
  reviewDate: string;
  modes: readonly Mode[];
  nodes: readonly CorridorNode[];
}
