export type Severity = 'info' | 'warning' | 'error';

/** A text in the two working languages of the Regional Conference on Migration. */
export interface Bilingual {
  es: string;
  en: string;
}

/**
 * Something we noticed in what a carrier sent, located so that it can be mended.
 * `segment` counts EDIFACT segments from the UNH (1), `row` counts records after the header (1),
 * `field` names the canonical field.
 */
export interface Finding {
  code: string;
  severity: Severity;
  text: Bilingual;
  segment?: number;
  row?: number;
  sheet?: string;
  field?: string;
  path?: string;
}
